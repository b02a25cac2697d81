#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=project/sheet.sh
. "$tests/pdf/project/sheet.sh"

# The same drawing, small and large; on one poster it is one object, and the smaller decides.
render_plates --size small,large,both --lang de
placed black-small.points 10 10 | same_points "$out/plates_small_de.pdf" gs --ppi 288
placed black-large.points 40 10 --unit 2 --size 20 | same_points "$out/plates_large_de.pdf" gs --ppi 288
{
    placed black-small.points 10 10
    placed black-small.points 40 10 --unit 2
} | same_points "$out/plates_both_de.pdf" gs --ppi 288
for size in small large both; do breaks_no_rule "$out/plates_${size}_de.pdf"; done

# At half of its size what counts is the finished poster.
render_plates --size sheet,small --lang de --supplier half
pdf=$out/plates_sheet_de_half_m1-2.pdf
placed sheet.points 0 0 --unit .5 | same_points "$pdf" gs --ppi 1152
placed black-small.points 5 5 --unit .5 | same_points "$out/plates_small_de_half_m1-2.pdf" gs --ppi 576

# Who wants none gets none, here at a tenth.
render_plates --size sheet,small --lang de --supplier tenth
pdf=$out/plates_sheet_de_tenth_m1-10.pdf
{
    grep -v -e '^5 23.5' -e '^65 23.5' -e '^85 25' "$tests/pdf/project/sheet.points"
    printf '%s\n' '5 23.5 0 0 0 100' '65 23.5 0 0 0 100' '85 25 0 0 0 100'
} >"$work/points"
python3 "$tests/pdf/place.py" 0 0 --unit .1 <"$work/points" | same_points "$pdf" gs --ppi 5760
pdf=$out/plates_small_de_tenth_m1-10.pdf
placed black-large.points 1 1 --unit .1 | same_points "$pdf" gs --ppi 2880
