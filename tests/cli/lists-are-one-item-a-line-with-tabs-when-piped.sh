#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# TEXT: tabs for the | between columns.
tabs() {
    tr '|' '\t'
}

expect 0 "$(
    tabs <<'END'
tall|print|141.1 x 282.2|tall|18|1|Tall
portrait|print|141.1 x 211.7|portrait|18|1|Portrait
square|print|141.1 x 141.1|square|18|1|Square
landscape|print|211.7 x 141.1|landscape|18|1|Landscape
wide|print|282.2 x 141.1|wide|18|1|Wide
card|print|35.3 x 52.9|card|72|0.4|Card
screen|screen|203.2 x 254|portrait|20|5|Screen
END
)" '' "$program" list sizes

expect 0 "$(
    tabs <<'END'
black|#000000|0 0 0 100
white|#ffffff|0 0 0 0
red|#ff0000|0 100 100 0
cyan|#00ffff|100 0 0 0
magenta|#ff00ff|0 100 0 0
yellow|#ffff00|0 0 100 0
raw|#336699|80 50 10 10
END
)" '' "$program" list inks

expect 0 "$(
    tabs <<'END'
de|Deutsch
de-simple|Leichte Sprache
tr|Türkçe
ar|العربية
he|עברית
END
)" '' "$program" list languages

expect 0 $'gruss\tmotifs/gruss.yaml\tMotif gruss' '' "$program" list motifs
expect 0 '' '' "$program" list conditions
cp -- "$tests/rules/printing.yaml" motifs/printing.yaml
expect 0 $'offset\t-\tFOGRA39L_coated.icc\t300%\tOffset' '' "$program" list conditions
expect 0 '' '' "$program" list suppliers

# Every font file there is, once.
expect_code 0 "$program" list fonts
same_text 'font files' \
    "$(find "$tests/../fonts" -maxdepth 1 -name '*.[ot]tf' -printf '%f\n' | LC_ALL=C sort)" \
    "$(cut -f 3 <<<"$stdout" | LC_ALL=C sort)"

# Somebody who stops reading gets no complaint.
{ "$program" list sizes || true; } 2>"$work/complaint" | head -n 1 >"$work/first"
same_text 'first line' $'tall\tprint\t141.1 x 282.2\ttall\t18\t1\tTall' "$(<"$work/first")"
same_text 'complaint' '' "$(<"$work/complaint")"
{ "$program" schema layout || true; } 2>"$work/complaint" | true
same_text 'complaint' '' "$(<"$work/complaint")"

# On a terminal there is a heading.
script --quiet --return --command "'$program' list languages" /dev/null \
    </dev/null >"$work/terminal"
same_text 'heading' $'language\tname\r' "$(head -n 1 "$work/terminal")"
