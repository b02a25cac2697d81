#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

read -ra png <<<"$(pkg-config --cflags --libs libpng)"
cc -o "$work/look" "$tests/products/look.c" "${png[@]}"
TMPDIR=$work python3 "$tests/products/cover.py" "$program" "$work/look" || fail 'posters'
