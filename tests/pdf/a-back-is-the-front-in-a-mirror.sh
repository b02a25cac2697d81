#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
project=$work/project
out=$work/out/plates
export TMPDIR=$work

cp -r -- "$tests/pdf/project" "$project"
sed -i 's/\(sheet: .*\)}/\1, back: yes}/' "$project/sizes.yaml"
sed -i '/^  flat-tenth:/s/$/\n  named: {title: Named, condition: offset, file-name: "{motif}-x"}/' \
    "$project/printing.yaml"
echo 'hide: [w1, w2, w3, w4, w5, w6, x1, x2]' >>"$project/plates.yaml"

# SUPPLIER: makes both sides.
render_sides() {
    expect_code 0 "$program" render "$project/plates.yaml" --size sheet --lang de \
        --supplier "$1" --to pdf,back --quiet --out "$work/out"
}

render_sides named
same_text 'back' '' "$(python3 "$tests/pdf/levels.py" back --ppi 100 "$out/plates-x_back.pdf" \
    "$out/plates-x.pdf" 2>&1)"

# Marks stand where they stand on the front, and what they say can be read.
render_sides marks
pdf=$out/plates_sheet_de_marks_back.pdf
breaks_no_rule "$pdf"
pdftotext "$pdf" - | grep -q 'plates · sheet, 200 × 200 mm · RÜCKSEITE, GESPIEGELT · 1:1' ||
    fail 'the line in the margin'
same_text 'boxes' "$(pdfinfo -box "$out/plates_sheet_de_marks.pdf" | grep Box)" \
    "$(pdfinfo -box "$pdf" | grep Box)"

# What is seen through becomes a picture, in a mirror, too.
render_sides flat-tenth
pdf=$out/plates_sheet_de_flat-tenth_m1-10_back.pdf
same_points "$pdf" gs --ppi 2880 <<END
19.5 .5 0 100 90 0
18.5 .5 10 90 80 4
11.3 .5 90 40 0 0
10.5 .5 0 50 45 0
END
