#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

for load in vielfalt own grouped; do
    expect 0 '' '' python3 "$tests/bench/load.py" 1 "$work/$load" 3 "$load"
    expect 0 '' '' "$program" check -C "$work/$load" --size all --quiet
done
for folder in again others; do
    seed=1
    if [[ $folder == others ]]; then seed=2; fi
    expect 0 '' '' python3 "$tests/bench/load.py" "$seed" "$work/$folder" 3 own
done
same_text 'the same seed' "$(checksums "$work/own")" "$(checksums "$work/again")"
if [[ $(checksums "$work/own") == "$(checksums "$work/others")" ]]; then
    fail 'another seed makes the same'
fi
