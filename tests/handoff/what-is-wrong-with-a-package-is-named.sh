#!/usr/bin/env bash
# Each thing that can be wrong with a package, with checksums made right again and with stale
# ones, and zips that nobody should unpack.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=packages.bash
. "$tests/handoff/packages.bash"

make_packages "$work/project" "$work/packages"
expect 0 '' '' python3 "$tests/handoff/verify.py" "$program" "$work/project" "$work/packages"
