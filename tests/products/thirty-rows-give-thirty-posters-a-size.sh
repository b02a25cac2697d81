#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/../motifs" "$work/motifs"
cd -- "$work"
table=motifs/veedel.csv
mapfile -t ids < <(tail -n +2 -- "$table" | cut -d , -f 1)
((${#ids[@]} == 30)) || fail "the example has ${#ids[@]} rows"

# FOLDER: the posters in it, without what they share.
posters() {
    files_in "$1" | sed 's|.*/||' | LC_ALL=C sort
}

# ID…: the files that their rows give.
files() {
    for size in 1080x1080 a6; do
        printf "veedel_${size}_de_%s.pdf\n" "$@"
    done | LC_ALL=C sort
}

expect 0 '' '' "$program" render veedel --size 1080x1080,a6 --lang de --to pdf --quiet \
    --out "$work/all"
same_text 'thirty posters a size' "$(files "${ids[@]}")" "$(posters "$work/all")"

# Row 17 loses what stands in its column "houses".
row=${ids[16]}
line=$(sed -n 18p -- "$table")
houses=$(cut -d , -f 8 <<<"$line")
before=${line%%",$houses,"*},
sed -i "18s/,$houses,/,,/" -- "$table"
expect 1 '' "$table:18:$((${#before} + 1)): error: this field is empty, but the poster \
needs it (size 1080x1080, language de, row 17 $row, column houses; 1 more like it) [rows/empty-field]
    ${before},${line##*",$houses,"}
    $(printf '%*s' "${#before}" '')^" \
    "$program" render veedel --size 1080x1080,a6 --lang de --to pdf --quiet --out "$work/rest"
same_text 'twenty-nine posters a size' \
    "$(files "${ids[@]/#$row/}" | grep -v '_\.pdf$')" "$(posters "$work/rest")"
