#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/cases"

# CASE SIZE LANGUAGE PPI: the bleed as our PNG has it, and as readers show the PDF.
compare() {
    local folder=$work/$1 pdf png pages

    expect 0 '' '' "$program" render "$1/motif.yaml" --size "$2" --lang "$3" --ppi "$4" \
        --bleed --quiet --out "$folder"
    pdf=$(find "$folder" -name '*.pdf')
    png=$(find "$folder" -name '*.png')
    pages=("$folder/poppler.ppm" "$folder/mupdf.ppm" "$folder/ghostscript.ppm")
    pdftoppm -r "$4" -singlefile "$pdf" "$folder/poppler"
    mutool draw -q -r "$4" -F ppm -o "${pages[1]}" "$pdf" 2>"$work/log"
    gs -q -dNOPAUSE -dBATCH -dTextAlphaBits=4 -dGraphicsAlphaBits=4 "-r$4" \
        -sDEVICE=ppmraw -sOutputFile="${pages[2]}" "$pdf"
    same_text "what differs between $png and $1's PDF" '' \
        "$(PYTHONPATH=$tests python3 "$work/differ.py" "$png" "${pages[@]}")"
}

cat >"$work/differ.py" <<'END'
"""Pixels away from edges: readers smooth these in ways of their own."""
import sys

import png

NEAR, SHARE = 24, 0.98


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
    near = sum(abs(a - b) <= NEAR for a, b in zip(pixels, page))
    if near < SHARE * len(pixels):
        print(f"{path}: only {100 * near / len(pixels):.1f} % of the pixels are near")
END

# Poppler does not smooth what it enlarges much.
compare a-turned-photo-stands-upright landscape de 18
compare a-photo-is-cut-out portrait de 72
compare a-photo-is-printed-in-two-inks landscape de 72
compare photos-are-mixed-with-what-lies-behind square de 72
compare arabic-moves-a-photo-but-does-not-mirror-it portrait ar 72
