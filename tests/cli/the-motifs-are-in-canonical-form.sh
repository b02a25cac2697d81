#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

expect 0 '' '' "$program" fmt --check motifs
