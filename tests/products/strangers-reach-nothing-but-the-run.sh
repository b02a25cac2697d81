#!/usr/bin/env bash
# Whatever takes over a process that reads a drawing or a PDF: it reaches no other file, no
# network and no program, and all posters are made as ever. Where the system cannot shut
# processes in, that is a note.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
mkdir secret
echo hidden >secret/key
cc -shared -fPIC -o reach.so "$tests/products/reach.c" -ldl
export REACH=$work/told

echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>' \
    >motifs/art.svg
cat >motifs/layouts/art.yaml <<'END'
layout: art
art: {art: {file: ../art.svg, state: reviewed}}
portrait: {art: {show: art, fit: cover, inside: bleed}}
END
make_motif motifs art
sed -i 's/^layout: gruss/layout: art/' motifs/art.yaml
render=("$program" render --size portrait --lang de)

# WHO: what one of them is told.
refused() {
    printf "$1: %s\n" 'open a socket: Operation not permitted' \
        "read /etc/passwd: Permission denied" "read a motif's neighbour: Permission denied" \
        'start a program: Operation not permitted' 'write a motif: Permission denied' \
        'write one: Permission denied'
}

told() {
    LC_ALL=C sort -u -- "$REACH"
    rm -- "$REACH"
}

# Workers, and those who help with a large picture.
expect 0 '' '' "${render[@]}" --quiet --out plain
expect 0 '' '' env LD_PRELOAD=./reach.so "${render[@]}" --quiet --jobs 1
same_text 'workers' "$(refused worker)" "$(told)"
same_text 'made by them' "$(checksums plain)" "$(checksums out)"
large=("${render[@]}" art --quiet --to png --ppi 600)
expect 0 '' '' "${large[@]}" --jobs 1 --out large-plain
expect 0 '' '' env LD_PRELOAD=./reach.so "${large[@]}" --jobs 4 --out large
same_text 'helpers' "$(refused helper)
$(refused worker)" "$(told)"
same_text 'made with help' "$(checksums large-plain)" "$(checksums large)"
same_text 'the motif' 0 "$(grep -c hidden motifs/gruss.yaml || true)"

# Checks read artwork, too, and a PDF is anybody's.
expect 0 '' '' env LD_PRELOAD=./reach.so "$program" check --quiet --size portrait --lang de
same_text 'checks' "$(refused worker)" "$(told)"
pdf=out/gruss/gruss_portrait_de.pdf
expect 0 '' '' env LD_PRELOAD=./reach.so "$program" preflight "$pdf"
same_text 'judges of PDFs' "$(refused worker)" "$(told)"

# Artwork may be a link to somewhere else, as may folders of it and of what is made.
mkdir -p elsewhere/art elsewhere/out/art
mv motifs/art.svg elsewhere/art/
ln -s ../elsewhere/art motifs/pictures
ln -s ../elsewhere/art/art.svg motifs/art.svg
mkdir linked
ln -s ../elsewhere/out/art linked/art
make_motif motifs pictures
sed -i -e 's/^layout: gruss/layout: pictures/' motifs/pictures.yaml
sed -e 's/layout: art/layout: pictures/' -e 's|../art.svg|../pictures/art.svg|' \
    motifs/layouts/art.yaml >motifs/layouts/pictures.yaml
expect 0 '' '' "${render[@]}" --quiet --out linked
same_text 'below links' 2 "$(files_in elsewhere/out | wc -l)"
rm -r motifs/pictures.yaml motifs/layouts/pictures.yaml

# What cannot be started is told, and made by nobody else.
cat >nobody.c <<'END'
#include <errno.h>
#include <unistd.h>
pid_t fork(void) { errno = EAGAIN; return -1; }
END
cc -shared -fPIC -o nobody.so nobody.c
expect 3 '' 'plakat: cannot start a process: Resource temporarily unavailable' \
    env LD_PRELOAD="./nobody.so ./reach.so" "${render[@]}" --quiet --out nobody
same_text 'made by nobody' '' "$(told)$(find . -name nobody)"

# A system that knows no such thing.
note='note: files of strangers were read by processes that nothing shuts in: this system has neither Landlock nor seccomp [system/not-shut-in]'
expect 0 '' "1 of 2 posters
2 of 2 posters
$note
files made: 4, up to date: 0, posters failed: 0, errors: 0, warnings: 0" \
    env BLIND=1 LD_PRELOAD=./reach.so "${render[@]}" --out blind
same_text 'made in the open' "$(checksums plain)" "$(checksums blind)"
expect 0 '' "$note" env BLIND=1 LD_PRELOAD=./reach.so "$program" preflight "$pdf"
