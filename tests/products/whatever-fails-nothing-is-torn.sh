#!/usr/bin/env bash
# Each call that opens, writes, syncs, renames, links, closes, forks… fails in turn, memory is
# refused at places by chance, and workers die at each file they begin: nothing is torn,
# somebody says why, and the next run is as if nothing had been. (With --full at every call
# and 300 places, else at every fifth of those that open and close and 50 places.)
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
cc -O1 -shared -fPIC -o faults.so "$tests/products/faults.c" -ldl

stride=5 mallocs=50
if [[ ${PLAKAT_FULL:-} == 1 ]]; then stride=1 mallocs=300; fi
render=("$program" render --quiet --size portrait --lang de --to 'pdf,png')

# A drawing that multiplies on a photo.
expect 0 '' '' "${render[@]}" --to png --out photo
cp photo/gruss/gruss_portrait_de.png motifs/photo.png
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9H0z"/></svg>' \
    >motifs/art.svg
cat >motifs/layouts/art.yaml <<'END'
layout: art
art:
  art: {file: ../art.svg, state: reviewed}
  photo: {file: ../photo.png, state: reviewed}
portrait:
  stack:
    - photo: {show: photo, inside: bleed}
    - art: {show: art, fit: cover, inside: bleed, blend: multiply, opacity: 50%}
END
make_motif motifs art
sed -i 's/^layout: gruss/layout: art/' motifs/art.yaml
take_any_pixels motifs

# KINDS COMMAND…
fails() {
    rm -rf reference
    expect 0 '' '' "${@:2}" --out reference
    run python3 "$tests/products/faults.py" . ./faults.so "$1" "$stride" "$mallocs" "${@:2}"
    same_text "after faults ($1)" 0 "$code$stdout"
    if ((${stderr% faults} < 10)); then fail "only $stderr"; fi
}

# All for the first time.
fails open,write,fsync,rename,close,link,mkdir,pipe,fork,malloc,death "${render[@]}" --jobs 1

# Others help.
fails write,pipe,fork,death "${render[@]}" art --to png --ppi 150 --jobs 2

# In place of what was there.
expect 0 '' '' "${render[@]}" gruss --out before
sed -i 's/Guten Morgen/Guten Abend/' motifs/gruss.yaml
fails write,fsync,rename,link "${render[@]}" gruss --jobs 1
