#!/usr/bin/env bash
# As --to plates shows them, read by ImageMagick. What libtiff finds behind C, M, Y and K is
# tested with its writer.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

expect 0 '' '' "$program" render platz --size a3,dl --lang de --to tif,plates --bleed --ppi 100 \
    --quiet --out "$work/out"
for size in a3 dl; do
    stem=$work/out/platz/platz_${size}_de
    for plate in cyan magenta yellow black; do
        convert "$stem.tif" -channel "$plate" -separate +channel -depth 8 "gray:$work/sample"
        convert "${stem}_bleed_plate-$plate.png" -negate -depth 8 "gray:$work/plate"
        cmp -- "$work/sample" "$work/plate" || fail "$size: $plate"
    done
    same_text "$size" 'TIFF CMYK 8 100x100 PixelsPerInch LZW' \
        "$(identify -format '%m %[colorspace] %z %xx%y %U %C' "$stem.tif")"
    convert "$stem.tif" "$work/profile.icc"
    cmp -- "$work/profile.icc" fonts/FOGRA39L_coated.icc || fail "$size: profile"
done
