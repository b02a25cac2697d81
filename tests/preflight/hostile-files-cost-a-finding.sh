#!/usr/bin/env bash
# Bombs, loops and nonsense: preflight ends by itself, and says that something is wrong.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

cd -- "$work"
expect 0 '' '' python3 "$tests/preflight/hostile.py" "$program" "$work"
