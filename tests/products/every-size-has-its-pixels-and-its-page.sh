#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

# The real sizes with a motif that is quickly drawn.
make_project "$work/project"
cp -- "$tests/../motifs/sizes.yaml" "$work/project/motifs/sizes.yaml"
sed -i 's/^standard-sizes: .*/standard-sizes: a3/' "$work/project/motifs/campaign.yaml"
echo 'items: {headline: {max: 10u}}' >>"$work/project/motifs/gruss.yaml"
cd -- "$work/project"
expect_code 0 "$program" render --size all --lang de --quiet

pngcheck -q out/gruss/*.png >&2 || fail 'pngcheck'
for pdf in out/gruss/*.pdf; do
    printf '%s\t' "$(basename -- "$pdf")"
    pdfinfo -box "$pdf" | sed -n 's/^MediaBox: *//p'
done >boxes

python3 - "$tests" <<'END' || fail 'pixels or pages'
import re, sys, yaml
sys.path.insert(0, sys.argv[1])
import png

INCH = {"mm": 25.4, "cm": 2.54, "in": 1, "pt": 72}


def inches(text, ppi):
    number, unit = re.fullmatch(r"([0-9.]+)([a-z]+)", text).groups()
    return float(number) / (ppi if unit == "px" else INCH[unit])


with open("motifs/sizes.yaml", encoding="utf-8") as file:
    sizes = yaml.safe_load(file)["sizes"]
with open("boxes", encoding="utf-8") as file:
    boxes = dict(line.rstrip("\n").split("\t") for line in file)
wrong = []
for name, size in sizes.items():
    ppi = size["ppi"]
    trim = [inches(side, ppi) for side in size["trim"].split(" x ")]
    bleed = inches(size.get("bleed", "0mm"), ppi)
    image = png.Png(f"out/gruss/gruss_{name}_de.png")
    if [image.width, image.height] != [int(side * ppi + 0.5) for side in trim]:
        wrong.append(f"{name}: {image.width} x {image.height} pixels")
    page = [(side + 2 * bleed) * 72 for side in trim]
    box = [float(number) for number in boxes[f"gruss_{name}_de.pdf"].split()]
    # pdfinfo rounds to hundredths.
    if box[:2] != [0, 0] or any(abs(a - b) > 0.01 for a, b in zip(box[2:], page)):
        wrong.append(f"{name}: page {box}, expected {page}")
assert len(sizes) == len(boxes), (len(sizes), len(boxes))
sys.exit("\n".join(wrong) or None)
END
