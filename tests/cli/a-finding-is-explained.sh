#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

expect 0 'qr/too-long

A QR code holds some 2000 letters, and one that is read from afar under a hundred. Shorten the address.' \
    '' "$program" explain qr/too-long

# Without an id: all there are.
expect_code 0 "$program" explain
same_text 'ids that stand twice' '' "$(sort <<<"$stdout" | uniq --repeated)"
if [[ $'\n'$stdout$'\n' != *$'\nqr/too-long\n'* ]]; then fail "$stdout"; fi
