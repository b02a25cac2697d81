#!/usr/bin/env bash
# One drawing ends the process, one never comes back, one takes 8 GiB: a finding each, and
# all other posters are made.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
cc -shared -fPIC -o hostile.so "$tests/cli/hostile.c" -ldl

for fault in crash loop allocate; do
    printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path id="%s" d="M0 0h1v1"/></svg>\n' \
        "$fault" >"motifs/$fault.svg"
    cat >"motifs/layouts/$fault.yaml" <<END
layout: $fault
art: {$fault: {file: ../$fault.svg, state: reviewed}}
portrait: {art: {show: $fault, fit: cover}}
END
    make_motif motifs "$fault"
    sed -i "s/^layout: gruss/layout: $fault/" "motifs/$fault.yaml"
done
make_motif motifs zuletzt
render=("$program" render --quiet --size portrait --lang de --to png
    --time-limit 5 --memory-limit 384)

# FAULT MESSAGE ID
finding() {
    printf "motifs/%s.yaml:1:8: error: %s 'motifs/%s.svg' (size portrait, language de) [task/%s]\n" \
        "$1" "$2" "$1" "$3"
    printf '    motif: %s\n           ^%s\n' "$1" "$(printf '%*s' $((${#1} - 1)) '' | tr ' ' '~')"
}

findings="$(
    finding allocate 'this poster was given up when it took more than 384 MiB of memory, while it was at' \
        too-much-memory
    finding crash 'the process that made this poster ended (Segmentation fault) while it was at' crashed
    finding loop 'this poster was given up after 5 seconds, while it was at' too-long
)"
ulimit -c 0
expect 1 '' "$findings" env LD_PRELOAD=./hostile.so "${render[@]}" --jobs 2
same_text 'made' $'out/gruss/gruss_portrait_de.png\nout/zuletzt/zuletzt_portrait_de.png' \
    "$(files_in out | sort)"

# A check reads drawings, too.
expect 1 '' "$findings" env LD_PRELOAD=./hostile.so "$program" check --quiet --size portrait \
    --lang de --time-limit 5 --memory-limit 384
