#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/../motifs" "$work/motifs"
cd -- "$work"

python3 "$tests/products/headlines.py" "$program" || fail 'headlines'
