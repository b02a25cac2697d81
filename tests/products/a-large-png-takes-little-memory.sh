#!/usr/bin/env bash
# All processes together, while 139 million pixels are made.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
build=$2
cd -- "$tests/.."

readonly MOST_KIB=$((128 << 10))

# OUTPUT PIXELS OPTION…: a PNG of so many, or plates, are made within the limit.
takes_little() {
    local output=$1 pixels=$2 kib

    shift 2
    rm -rf -- "$work/out"
    expect 0 '' '' "$build/tests/usage" "$work/usage" "$program" render --to "$output" \
        --quiet --out "$work/out" "$@"
    same_text "pixels of $*" "$pixels" "$(find "$work/out" -name '*.png' -exec pngcheck {} ';' |
        grep -oE '[0-9]{3,}x[0-9]{3,}' | sort -u)"
    read -r _ _ kib <"$work/usage"
    if ((kib > MOST_KIB)); then fail "$kib KiB for $*: more than $MOST_KIB"; fi
    if ((kib == 0)); then fail "nobody has looked at the memory of $*"; fi
}


takes_little png 9933x14043 platz --size a0 --lang de --ppi 300 --jobs 2
takes_little png 14016x9921 platz --size 18-1 --lang ar --ppi 100 --jobs 2

# With photos, fades, filters' neighbours and more helpers than cores.
python3 "$tests/bench/load.py" 1 "$work/load" 1 grouped
takes_little png 9933x14043 -C "$work/load" load --size a0 --ppi 300 --jobs 2
takes_little png 9921x14016 -C "$work/load" load --size 18-1 --ppi 100 --jobs 8
takes_little plates 9933x14043 -C "$work/load" load --size a0 --ppi 300 --jobs 2
