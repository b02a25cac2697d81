#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

expect 0 '' '' "$program" render motifs/platz.yaml --size a3 --lang de --to png \
    --ppi 100 --quiet --out "$work/out"
same_text 'made' platz/platz_a3_de.png "$(cd "$work/out" && files_in *)"
png=$work/out/platz/platz_a3_de.png

same_text 'pngcheck' '  chunk IHDR at offset 0x0000c, length 13
    1169 x 1654 image, 24-bit RGB, non-interlaced
  chunk sRGB at offset 0x00025, length 1
    rendering intent = relative colorimetric
  chunk pHYs at offset 0x00032, length 9: 3937x3937 pixels/meter (100 dpi)' \
    "$(pngcheck -v "$png" | grep --after-context 1 -E 'chunk (IHDR|sRGB|pHYs)' |
        sed '/^--$/d; /chunk iTXt/d; /chunk IDAT/d')"

# Title and alternative text are those of the motif.
python3 - "$tests" "$png" motifs/platz.yaml <<'END' || fail 'texts of the PNG'
import sys, yaml
sys.path.insert(0, sys.argv[1])
import png

texts = png.Png(sys.argv[2]).texts()
with open(sys.argv[3], encoding="utf-8") as file:
    motif = yaml.safe_load(file)
assert texts["Title"][1].startswith(motif["title"] + " – "), texts["Title"]
assert texts["Description"] == ("de", motif["alt"]["de"]), texts["Description"]
assert texts["Software"][1].startswith("plakat "), texts["Software"]
assert texts["Author"][1] == "Stadt Köln", texts["Author"]
assert len(texts) == 4, texts
END

# With bleed it is as much larger on every side.
expect 0 '' '' "$program" render motifs/platz.yaml --size a3 --lang de --to png \
    --ppi 100 --quiet --bleed --out "$work/out"
same_text 'pixels with bleed' '1193 x 1677' \
    "$(pngcheck "$work/out/platz/platz_a3_de_bleed.png" | grep -o '[0-9]* *x *[0-9]*' |
        tail -n 1 | sed 's/ *x */ x /')"
