#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

check() {
    expect 0 '' '' "$program" check --lang all --quiet "$@"
}

# FILE: --row and the first id of the motif's data rows, if it has any.
first_row() {
    local rows ids

    rows=$(sed -n 's/^rows: *//p' "$1")
    if [[ -n $rows ]]; then
        mapfile -t ids < <(cut -d , -f 1 "${1%/*}/$rows")
        same_text "the first column of $rows" id "${ids[0]}"
        printf -- '--row\n%s\n' "${ids[1]}"
    fi
}

# All rows in all sizes are very many posters: without --full all rows in the standard
# sizes, and one of each motif in all sizes.
if [[ ${PLAKAT_FULL:-} == 1 ]]; then
    check --size all
else
    check
    while IFS=$'\t' read -r _ file _; do
        mapfile -t row < <(first_row "$file")
        check --size all "${row[@]}" "$file"
    done < <("$program" list motifs)
fi
