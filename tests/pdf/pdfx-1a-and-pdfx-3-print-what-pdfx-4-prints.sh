#!/usr/bin/env bash
# Nothing is seen through, words are words, and each plate is the same: of all that can be
# drawn, and of a poster of each motif (with --full of about forty).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cmyk=$tests/../fonts/FOGRA39L_coated.icc
project=$work/project
out=$work/out
export TMPDIR=$work
levels=(python3 "$tests/pdf/levels.py")

read -ra photo <<<"$(pkg-config --cflags --libs libpng libjpeg lcms2)"
cc -O2 -o "$work/photo" "$tests/products/photo.c" "${photo[@]}"
cp -r -- "$tests/pdf/project" "$project"
python3 "$tests/pdf/photos.py" "$project"
"$work/photo" make jpeg-with-a-profile "$project/rgb.jpg" "$cmyk"
"$work/photo" make png-of-16-bits "$project/deep.png" "$cmyk"
"$work/photo" make jpeg-in-plain-cmyk "$project/cmyk.jpg" "$cmyk"
"$work/photo" make jpeg-of-adobe-in-cmyk "$project/adobe.jpg" "$cmyk"
# Small words below what is seen through are another test's.
echo 'hide: [w1, w2, w3, w4, w5, w6, x1, x2]' >>"$project/plates.yaml"
echo 'hide: [tilted-small]' >>"$project/features.yaml"

# PAGE SUPPLIER OTHER [OPTION…]: FLAT and other are suppliers who differ in the standard.
same_page() {
    local page=$1 flat=$2 other=$3 standard=$4

    shift 4
    for supplier in "$flat" "$other"; do
        expect_code 0 "$program" render "$project/$page.yaml" --size sheet --lang de \
            --supplier "$supplier" --to pdf --quiet --out "$out"
    done
    same_text "$page for $flat" '' "$("${levels[@]}" flat "$@" "$standard" \
        "$out/$page/${page}_sheet_de_$flat.pdf" "$out/$page/${page}_sheet_de_$other.pdf" 2>&1)"
}

same_page plates flat marks PDF/X-1a --pixels --ppi 100
same_page features flat marks PDF/X-1a --ppi 100
# No words either: small black letters overprint all the same.
same_page features flat-outlines outlines PDF/X-3 --ppi 100

# Nothing that is seen through: nothing becomes a picture.
expect_code 0 "$program" render "$project/plates.yaml" --size slip --lang de --supplier flat \
    --to pdf --quiet --out "$out"
same_text 'pictures' '' "$(pdfimages -list "$out/plates/plates_slip_de_flat.pdf" | tail -n +3)"

# It sees what differs: another page, and a PDF/X-4.
run "${levels[@]}" flat PDF/X-1a "$out/plates/plates_sheet_de_marks.pdf" \
    "$out/features/features_sheet_de_marks.pdf"
same_text 'exit code' 1 "$code"
for line in 'it does not begin with %PDF-1.4' 'it calls itself PDF/X-4' \
    'other words than in PDF/X-4' ': /SMask$' ': a group$' '^Cyan: .* pixels differ'; do
    grep -q -e "$line" <<<"$stdout" || fail "not found: $line"
done

posters=5
if [[ ${PLAKAT_FULL:-} == 1 ]]; then posters=40; fi
cd -- "$tests/.."
same_text 'posters' '' "$("${levels[@]}" posters "$posters" "$program" "$work" 2>&1)"
