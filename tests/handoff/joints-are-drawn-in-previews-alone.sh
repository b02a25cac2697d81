#!/usr/bin/env bash
# A preview shows where the parts of a hoarding meet; nothing that is printed does.
#   joints-are-drawn-in-previews-alone.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"
made=(boot --size 18-1 --lang de --supplier gross --quiet)

make_into() {
    expect_code 0 "$program" render "${made[@]}" --to pdf,png,softproof,preview --out "$1"
}

make_into parted
sed -i '/parts: /d; /overlap: /d' motifs/sizes.yaml
make_into whole
for name in boot_18-1_de.png boot_18-1_de_1-10.pdf boot_18-1_de_gross_softproof.png; do
    cmp -- "parted/boot/$name" "whole/boot/$name" || fail "$name shows joints"
done

# Columns and rows of the preview that differ along most of their way, in percent of
# the trim; 2x2 and 3x2 parts meet in the middle and at the thirds.
python3 - "$tests" {parted,whole}/boot/boot_18-1_de_gross_vorschau.png <<'END' >lines
import sys
sys.path.insert(0, sys.argv[1])
import png
parted, whole = (list(png.Png(name).rows()) for name in sys.argv[2:])
height, width = len(parted), len(parted[0]) // 3
assert max(width, height) == 2000, (width, height)
differs = [[a[3 * x:3 * x + 3] != b[3 * x:3 * x + 3] for x in range(width)]
           for a, b in zip(parted, whole)]
columns = [x for x in range(width) if sum(row[x] for row in differs) > height * 0.8]
rows = [y for y in range(height) if sum(differs[y]) > width * 0.8]
bleed = 10 / 3580 * width
place = lambda at, side: round((at + 0.5 - bleed) / (side - 2 * bleed) * 100)
print(sorted({place(x, width) for x in columns}), sorted({place(y, height) for y in rows}))
END
same_text 'where joints are' '[33, 50, 67] [50]' "$(<lines)"
