#!/usr/bin/env bash
# One poster alone, whose bands are shared by 1, 2 and 5; PNGs have a test of their own.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

# JOBS: the checksums of all pictures.
make() {
    rm -rf -- "$work/out"
    expect 0 '' '' "$program" render platz --size a3 --lang ar \
        --to jpg,plates,softproof,tif --ppi 200 --quiet --out "$work/out" --jobs "$1"
    checksums "$work/out"
}

one=$(make 1)
same_text 'files' 7 "$(wc -l <<<"$one")"
for jobs in 2 5; do same_text "$jobs jobs" "$one" "$(make "$jobs")"; done
