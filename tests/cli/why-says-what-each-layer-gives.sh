#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

cp -r -- "$tests/cases/campaign.yaml" "$tests/cases/sizes.yaml" "$work"
mkdir -- "$work/layouts"
cd -- "$work"
sed -i 's/^  claim:.*/  claim: {de: {text: Hamburg, state: reviewed}, tr: Hamburgo}/' campaign.yaml
cat >layouts/l.yaml <<'YAML'
layout: l
inks: {ground: white}
portrait:
  stack:
    - panel: {ink: ground}
    - text: {say: claim, style: running, ink: black, lines: 3}
when:
  - {size: portrait, items: {claim: {min: 7pt, max: 11pt}}}
YAML
cat >m.yaml <<'YAML'
motif: m
title: M
layout: l
inks: {ground: red}
rows: rows.csv
words:
  claim: {de: "Seit {row.year}"}
items: {claim: {lines: 2, max: 10pt}}
when:
  - shape: portrait
    items: {claim: {lines: 4}}
  - language: tr
    words: {claim: Köln}
  - row: [b]
    hide: [claim]
  - size: portrait
    inks: {ground: cyan}
YAML
printf 'id,year\na,321\nb,1955\n' >rows.csv

expect 0 '0 (default)
layouts/l.yaml:6:61: 3 (layout l, portrait)
m.yaml:8:24: 2 (motif)
m.yaml:11:28: 4 (when shape portrait) <- holds' '' \
    "$program" why m.yaml:claim.lines --size portrait --lang de
expect 0 'campaign.yaml:35:10: 12pt (type style running)
layouts/l.yaml:8:53: 11pt (when size portrait)
m.yaml:8:32: 10pt (motif) <- holds' '' \
    "$program" why m.yaml:items.claim.max --size portrait --lang de
expect 0 'layouts/l.yaml:2:16: white (layout l)
m.yaml:4:16: red (motif)
m.yaml:17:20: cyan (when size portrait) <- holds' '' \
    "$program" why m.yaml:inks.ground --size portrait --lang de
expect 0 'campaign.yaml:43:53: Hamburgo (campaign)
m.yaml:13:20: Köln (when language tr) <- holds' '' \
    "$program" why m.yaml:words.claim --size portrait --lang tr
expect 0 'no (default)
m.yaml:15:12: yes (when row [b]) <- holds' '' \
    "$program" why m.yaml:claim.hide --size portrait --lang de --row b
expect 0 'no (default) <- holds' '' \
    "$program" why m.yaml:claim.hide --size portrait --lang de --row a

expect 2 '' 'plakat: the tree for portrait has no box "clam"; did you mean "claim"? (size portrait, language de)' \
    "$program" why m.yaml:clam.lines --size portrait --lang de
expect 2 '' 'plakat: "line" is no key of text, which "claim" is; did you mean "lines"? (size portrait, language de)' \
    "$program" why m.yaml:claim.line --size portrait --lang de
expect 2 '' 'plakat: nothing says "words.headline" (size portrait, language de)' \
    "$program" why m.yaml:words.headline --size portrait --lang de
expect 2 '' 'plakat: why what? write MOTIF:KEY, such as platz:headline.max; see "plakat help why"' \
    "$program" why m.yaml
