#!/usr/bin/env bash
# Every rule of the Ghent Workgroup, by good and bad twins.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

expect 0 '' '' python3 "$tests/preflight/ghent.py" "$program" \
    "$tests/../fonts/FOGRA39L_coated.icc" "$work/project"
