#!/usr/bin/env bash
# The schema of each kind of file is a valid one, takes every file of motifs/, and
# refuses what the program refuses.
#   schemas.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

for kind in campaign sizes printing layout motif order; do
    "$program" schema "$kind" >"$work/$kind.json" || fail "plakat schema $kind: ends with $?"
done
python3 "$tests/architecture/schemas.py" "$work" "$tests/../motifs"
