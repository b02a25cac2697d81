#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

for kind in campaign sizes printing layout motif order; do
    expect_code 0 "$program" keys "$kind"
    same_text "first key of $kind" "$kind.$kind" "$(head -n 1 <<<"$stdout" | cut -f 1)"
    # Only the third, the default, may be empty.
    same_text "lines of $kind without four columns" '' \
        "$(awk -F '\t' 'NF != 4 || $1 == "" || $2 == "" || $4 == ""' <<<"$stdout")"
done
expect_code 0 "$program" keys
same_text 'first keys of all kinds' $'campaign.campaign\nlayout.layout\nmotif.motif\nsizes.sizes' \
    "$(cut -f 1 <<<"$stdout" | grep -E '^(.*)\.\1$' | grep -E '^(campaign|sizes|layout|motif)\.' | LC_ALL=C sort)"
