#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/cases" "$work/cases"
take_any_pixels "$work/cases"
cd -- "$work/cases"

# CASE SIZE LANGUAGE PPI: the bleed as our PNG has it, and as the PDF is seen through its
# output intent, which only Ghostscript can do.
compare() {
    local folder=$work/$1 pdf png page

    expect_code 0 "$program" render "$1/motif.yaml" --size "$2" --lang "$3" --ppi "$4" \
        --bleed --quiet --out "$folder"
    pdf=$(find "$folder" -name '*.pdf')
    png=$(find "$folder" -name '*.png')
    page=$folder/page.ppm
    gs -q -dNOPAUSE -dBATCH -dUsePDFX3Profile -dTextAlphaBits=4 -dGraphicsAlphaBits=4 \
        "-r$4" -sDEVICE=ppmraw -sOutputFile="$page" "$pdf"
    same_text "what differs between $png and $1's PDF" '' \
        "$(PYTHONPATH=$tests python3 "$work/differ.py" "$png" "$page")"
}

cat >"$work/differ.py" <<'END'
"""Lightness only: most of these colours can only be seen on screens."""
import statistics
import sys

import png

ALIKE = 0.92


def lightness(pixels):
    return [3 * r + 6 * g + b for r, g, b in zip(pixels[::3], pixels[1::3], pixels[2::3])]


def read_ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    parts, at = [], 0
    while len(parts) < 4:
        end = at
        while not data[end : end + 1].isspace():
            end += 1
        if data[at : at + 1] == b"#":
            at = data.index(b"\n", at) + 1
            continue
        parts.append(data[at:end])
        at = end + 1
    width, height = int(parts[1]), int(parts[2])
    return width, height, data[at:]


image = png.Png(sys.argv[1])
pixels = b"".join(bytes(row) for row in image.rows())
for path in sys.argv[2:]:
    width, height, page = read_ppm(path)
    if (width, height) != (image.width, image.height):
        print(f"{path}: {width} x {height} pixels, not {image.width} x {image.height}")
        continue
    alike = statistics.correlation(lightness(pixels), lightness(page))
    if alike < ALIKE:
        print(f"{path}: pixels are alike by {alike:.3f} only")
END


compare a-turned-photo-stands-upright landscape de 18
compare a-photo-is-cut-out portrait de 72
compare photos-are-mixed-with-what-lies-behind square de 72
compare arabic-moves-a-photo-but-does-not-mirror-it portrait ar 72
