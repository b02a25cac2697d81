#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
printf 'alt: {de: Ein Feld.}\n' >>motifs/gruss.yaml
cat >motifs/layouts/gruss.yaml <<'END'
layout: gruss
portrait:
  stack:
    - panel: white
    - panel: {ink: black, inside: safe}
END

# PIXELS ARGUMENT…: of each size, by its name.
makes() {
    rm -rf out
    expect_code 0 "$program" render gruss --quiet --lang de --to thumb "${@:2}"
    same_text "pixels of ${*:2}" "$1" "$(
        for file in out/gruss/*.png; do
            pngcheck -v "$file" | sed -n 's/^ *\([0-9]* x [0-9]*\) image,.*/\1/p' |
                sed "s/^/$(basename "$file" _de_thumb.png) /"
        done
    )"
}

makes 'gruss_card 320 x 480
gruss_landscape 480 x 320
gruss_portrait 320 x 480
gruss_screen 384 x 480
gruss_square 480 x 480
gruss_tall 240 x 480
gruss_wide 480 x 240' --size all
makes 'gruss_portrait 67 x 100' --size portrait --thumb-size 100
makes 'gruss_portrait 11 x 16' --size portrait --thumb-size 16
makes 'gruss_portrait 1333 x 2000' --size portrait --thumb-size 2000

# Only that decides; how a PNG is made is of no concern.
makes 'gruss_portrait 320 x 480' --size portrait
plain=$(checksums out)
makes 'gruss_portrait 320 x 480' --size portrait --ppi 300 --bleed --png fast
same_text 'with options of PNGs' "$plain" "$(checksums out)"

python3 - "$tests" out/gruss/gruss_portrait_de_thumb.png <<'END' || fail 'what it says and shows'
import sys

sys.path.insert(0, sys.argv[1])
import png

picture = png.Png(sys.argv[2])
assert picture.texts()["Title"][1].startswith("Motif gruss"), picture.texts()
assert picture.texts()["Description"] == ("de", "Ein Feld."), picture.texts()
# 20 of 400 points are white at each side.
white, black = b"\xff\xff\xff", b"\0\0\0"
edge, middle = 320 * white, 16 * white + 288 * black + 16 * white
assert list(picture.rows()) == 16 * [edge] + 448 * [middle] + 16 * [edge]
END

# Too long and thin to be seen.
cat >>motifs/sizes.yaml <<'END'
  ribbon: {title: Ribbon, kind: print, trim: 4000pt x 100pt, safe: 1pt, ppi: 18, distance: 1}
END
expect 3 '' 'plakat: cannot draw 16 x 0 pixels: a side may have 1 to 32767, the whole 1073 million; take fewer ppi' \
    "$program" render gruss --quiet --lang de --size ribbon --to thumb --thumb-size 16
