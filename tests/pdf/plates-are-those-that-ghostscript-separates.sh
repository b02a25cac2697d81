#!/usr/bin/env bash
# Within 3 of 255, but at edges; of all that can be drawn, and of some of our posters (with
# --full of about forty with every motif, size and language among them).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cmyk=$tests/../fonts/FOGRA39L_coated.icc
project=$work/project
out=$work/out

read -ra png <<<"$(pkg-config --cflags --libs libpng libtiff-4)"
cc -O2 -o "$work/same" "$tests/pdf/same_plates.c" "${png[@]}"
read -ra photo <<<"$(pkg-config --cflags --libs libpng libjpeg lcms2)"
cc -O2 -o "$work/photo" "$tests/products/photo.c" "${photo[@]}"
cp -r -- "$tests/pdf/project" "$project"
take_any_pixels "$project"
python3 "$tests/pdf/photos.py" "$project"
"$work/photo" make jpeg-with-a-profile "$project/rgb.jpg" "$cmyk"
"$work/photo" make png-of-16-bits "$project/deep.png" "$cmyk"
"$work/photo" make jpeg-in-plain-cmyk "$project/cmyk.jpg" "$cmyk"
"$work/photo" make jpeg-of-adobe-in-cmyk "$project/adobe.jpg" "$cmyk"

export TMPDIR=$work
separate=(python3 "$tests/pdf/separate.py" "$work/same")
for page in plates features; do
    expect_code 0 "$program" render "$project/$page.yaml" --size sheet --lang de --bleed \
        --ppi 200 --to pdf,plates --quiet --out "$out"
    same_text "plates of $page" '' "$("${separate[@]}" "$out/$page/${page}_sheet_de.pdf" 2>&1)"
done

# It sees what differs: a plate of another page.
cp -- "$out/plates/plates_sheet_de_bleed_plate-black.png" \
    "$out/features/features_sheet_de_bleed_plate-black.png"
run "${separate[@]}" "$out/features/features_sheet_de.pdf"
same_text 'exit code' 1 "$code"

posters=4
if [[ ${PLAKAT_FULL:-} == 1 ]]; then posters=40; fi
cd -- "$tests/.."

# PNGs have their edges where PDFs have them, by way of the plates.
cc -O2 -o "$work/same_edges" "$tests/pdf/same_edges.c" "${png[@]}"
expect_code 0 "$program" render "$project/plates.yaml" --size sheet --lang de --bleed \
    --ppi 200 --to png --quiet --out "$out"
expect_code 0 "$program" render platz --size a3 --lang ar --bleed --ppi 100 --to png,plates \
    --quiet --out "$out"
expect_code 0 "$work/same_edges" "$out"/plates/plates_sheet_de_bleed{,_plate-*}.png
expect_code 0 "$work/same_edges" "$out"/platz/platz_a3_ar_bleed{,_plate-*}.png

same_text 'plates of posters' '' \
    "$("${separate[@]}" --posters "$posters" "$program" "$work" 2>&1)"
