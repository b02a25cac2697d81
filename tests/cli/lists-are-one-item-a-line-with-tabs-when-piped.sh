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
black|#000000|0 0 0 100|-
white|#ffffff|0 0 0 0|-
red|#ff0000|0 100 100 0|-
cyan|#00ffff|100 0 0 0|-
magenta|#ff00ff|0 100 0 0|-
yellow|#ffff00|0 0 100 0|-
raw|#336699|80 50 10 10|-
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
expect 0 '' '' "$program" list suppliers
cat >motifs/printing.yaml <<'END'
printing: Shops
conditions:
  fogra39: {title: Coated, registered: FOGRA39, profile: FOGRA39L_coated.icc, ink-limit: 300%, note: Old}
  news: {title: News, profile: FOGRA39L_coated.icc, ink-limit: 240%}
suppliers:
  bogen: {title: Sheets, condition: fogra39}
  large: {title: Large, condition: news, standard: PDF/X-1a, bleed: 1cm, marks: all, outlines: yes, overprint: no, scale: 1:10}
END
expect 0 "$(
    tabs <<'END'
fogra39|FOGRA39|FOGRA39L_coated.icc|300%|Coated|Old
news|-|FOGRA39L_coated.icc|240%|News|-
END
)" '' "$program" list conditions
expect 0 "$(
    tabs <<'END'
bogen|fogra39|PDF/X-4|0|none|no|yes|1:1|Sheets
large|news|PDF/X-1a|10|all|yes|no|1:10|Large
END
)" '' "$program" list suppliers

# What the file leaves open is worked out, and said.
printf 'condition: news\n' >>motifs/campaign.yaml
sed -i 's/^  \(red\|raw\): .*/  \1: {spot: HKS 14 K, recipe: {news: [0, 99, 98, 0]}}/
    s/^  \(black\|white\): .*fogra39/  \1: {screen: "#123456", recipe: {fogra39/
    /^  \(cyan\|magenta\|yellow\): /d' motifs/campaign.yaml
expect 0 "$(
    tabs <<'END'
black|#123456|0 0 0 100|-
white|#123456|0 0 0 0|-
red|#e41119|0 99 98 0|HKS 14 K
raw|#e41119|0 99 98 0|HKS 14 K
END
)" 'motifs/campaign.yaml:10:3: warning: ink "black" has no recipe for "news"; [0, 0, 0, 100] was derived from that for "fogra39": let the print shop check it, then write it here [ink/derived-recipe]
      black: {screen: "#123456", recipe: {fogra39: [0, 0, 0, 100]}, state: reviewed}
      ^~~~~' "$program" list inks

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
