#!/usr/bin/env bash
# Everywhere but where its marks stand.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
root=$(realpath -- "$tests/..")
cd -- "$root"

read -ra libraries <<<"$(pkg-config --cflags --libs lcms2 libpng libtiff-4)"
cc -O2 -o "$work/proof" "$tests/products/proof.c" "${libraries[@]}" -lm

# STEM PROFILE HOW FRAME [RECIPE…]: the plates and the softproof of that name.
is_like_plates() {
    local inside off outside

    read -r inside off outside < <("$work/proof" "$1.tif" "$2" "$1_softproof.png" "${@:3}")
    if ((inside < 10000)); then fail "$1: only $inside pixels inside"; fi
    if ((off > 0)); then fail "$1: $off of $inside pixels are off by more than 2 of 255"; fi
    if ((outside < 500)); then fail "$1: only $outside pixels of marks"; fi
}

readonly profile=fonts/FOGRA39L_coated.icc

# The frame: bleed, what is safe, and half a tag, in pixels.
for intent in relative absolute; do
    options=()
    if [[ $intent == absolute ]]; then options=(--paper-white); fi
    rm -rf -- "$work/out"
    expect 0 '' '' "$program" render platz --size a3,18-1 --lang de,ar --to tif,softproof \
        --quiet --out "$work/out" "${options[@]}"
    for language in de ar; do
        is_like_plates "$work/out/platz/platz_a3_$language" "$profile" \
            "$intent" 75
        is_like_plates "$work/out/platz/platz_18-1_$language" "$profile" \
            "$intent" 75
    done
done

# Spots, gradients, masks, photos.
project=$work/project
read -ra photo <<<"$(pkg-config --cflags --libs libpng libjpeg lcms2)"
cc -O2 -o "$work/photo" "$tests/products/photo.c" "${photo[@]}"
cp -r -- "$tests/pdf/project" "$project"
python3 "$tests/pdf/photos.py" "$project"
"$work/photo" make jpeg-with-a-profile "$project/rgb.jpg" "$profile"
"$work/photo" make png-of-16-bits "$project/deep.png" "$profile"
"$work/photo" make jpeg-in-plain-cmyk "$project/cmyk.jpg" "$profile"
"$work/photo" make jpeg-of-adobe-in-cmyk "$project/adobe.jpg" "$profile"
for page in plates features; do
    expect_code 0 "$program" render "$project/$page.yaml" --size sheet --lang de --ppi 100 \
        --to tif,softproof --quiet --out "$work/spots"
    is_like_plates "$work/spots/$page/${page}_sheet_de" "$profile" relative 50 100,0,80,0
done
