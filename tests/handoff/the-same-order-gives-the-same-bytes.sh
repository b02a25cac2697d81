#!/usr/bin/env bash
# Neither time, place, language nor the number of processes reaches a package.
#   the-same-order-gives-the-same-bytes.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
mkdir "$work/here" "$work/there"
for place in here there; do cp -r -- "$tests/handoff/nachbarn" "$work/$place/motifs"; done

cd -- "$work/here"
for order in KV-X4-01 KV-X1A-02 KV-18-03; do
    expect_code 0 "$program" handoff --jobs 1 "$order"
    expect_code 0 env TZ=Pacific/Auckland LC_ALL=de_DE.UTF-8 HOME=/nowhere \
        "$program" handoff --directory "$work/there" --jobs 3 --out elsewhere "$order"
    cmp -- "out/$order.zip" "$work/there/elsewhere/$order.zip" || fail "$order differs"
done

# A second time nothing is made but the zip, which is the same.
before=$(sha256sum out/*.zip)
made=$(find out -name '*.pdf' -printf '%p %T@\n' | LC_ALL=C sort)
rm out/KV-X4-01.zip
expect 0 out/KV-X4-01.zip '' "$program" handoff --quiet KV-X4-01
same_text 'the zips of the second time' "$before" "$(sha256sum out/*.zip)"
same_text 'when files were made' "$made" \
    "$(find out -name '*.pdf' -printf '%p %T@\n' | LC_ALL=C sort)"
