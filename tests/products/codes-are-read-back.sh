#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

read -ra zbar <<<"$(pkg-config --cflags --libs zbar)"
cc -o "$work/read_code" "$tests/products/read_code.c" "${zbar[@]}"

# PNG…: what a phone reads on each.
codes() {
    for png in "$@"; do
        python3 "$tests/png.py" green "$png" >"$work/grey.pgm"
        "$work/read_code" <"$work/grey.pgm"
    done
}

expect 0 '' '' "$program" render motifs/platz.yaml --size a3,18-1 --lang de,ar --to png \
    --quiet --out "$work/out"
same_text 'codes' "$(printf 'https://www.koelnervielfalt.de\n%.0s' 1 2 3 4)" \
    "$(codes "$work"/out/platz/*.png)"

# Artwork without a code has none to be read.
expect 0 '' '' "$program" render -C tests/cases art-covers-its-room/motif.yaml \
    --size portrait --lang de --to png --quiet --out "$work/none"
same_text 'no code' '' "$(codes "$work"/none/case/*.png)"
