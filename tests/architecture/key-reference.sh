#!/usr/bin/env bash
# The reference in motifs/README.md is what the key table says; PLAKAT_UPDATE=1 writes
# it anew.
#   key-reference.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
guide=$tests/../motifs/README.md
begin='<!-- keys: begin -->'
end='<!-- keys: end -->'

for mark in "$begin" "$end"; do
    [[ $(grep --count --line-regexp --fixed-strings -- "$mark" "$guide") == 1 ]] ||
        fail "motifs/README.md needs the line $mark once"
done
same_file "$guide" "$(
    sed "/^$begin\$/q" "$guide"
    "$program" keys --markdown
    sed -n "/^$end\$/,\$p" "$guide"
)"
