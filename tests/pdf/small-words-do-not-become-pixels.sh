#!/usr/bin/env bash
# Where nothing may be seen through, words below what is are refused unless they are large.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
project=$work/project
cp -r -- "$tests/pdf/project" "$project"
cd -- "$project"

# BOX…: the poster's boxes, back to front.
write_layout() {
    {
        printf 'layout: words\nportrait:\n  stack:\n'
        printf '    - %s\n' "$@"
    } >layouts/words.yaml
}

cat >words.yaml <<'END'
motif: words
title: Words
layout: words
words:
  small: {und: {text: Small, state: reviewed}}
  faint: {und: {text: Faint, state: reviewed}}
END
sed -i 's/^sizes:/&\n  page: {title: Page, kind: print, trim: 100mm x 140mm, ppi: 20, distance: 0.4}/' sizes.yaml
small='text: {say: small, style: large, ink: black, min: 12pt, max: 12pt, width: 40mm, anchor: top left, shift: 10mm 10mm}'
veil='panel: {name: veil, ink: red, blend: multiply, width: 100mm, height: 20mm, anchor: top left, shift: 0mm 5mm}'
render=("$program" render words.yaml --size page --to pdf --quiet --lang de --out out)

# Each finding says which words, and what covers them; nothing is written.
write_layout "$small" \
    'text: {say: faint, style: large, ink: black, opacity: 50%, min: 12pt, max: 12pt, width: 40mm, anchor: top left, shift: 10mm 90mm}' \
    "$veil"
# shellcheck disable=SC2016
expect 1 '' 'words.yaml:5:23: error: the shop'\''s PDFs must not be seen through, and "veil" is, above "small": these words would become pixels; put them above it, or beside it (size page, language de) [print/words-as-pixels]
      small: {und: {text: Small, state: reviewed}}
                          ^~~~~
words.yaml:6:23: error: the shop'\''s PDFs must not be seen through, and "faint" is: its words would become pixels; take away its `opacity` or `blend` (size page, language de) [print/words-as-pixels]
      faint: {und: {text: Faint, state: reviewed}}
                          ^~~~~' "${render[@]}" --supplier flat
[[ ! -e out/words/words_page_de_flat.pdf ]] || fail 'a file was written'
expect 0 '' '' "${render[@]}" --supplier marks

# Above it, beside it, or covered by what is not seen through, they stay words.
write_layout "$veil" "$small" \
    'text: {name: beside, say: small, style: large, ink: black, min: 12pt, max: 12pt, width: 40mm, anchor: top left, shift: 10mm 90mm}' \
    'panel: {ink: blue, opacity: 50%, width: 20mm, height: 140mm, anchor: right}'
expect 0 '' '' "${render[@]}" --supplier flat
same_text 'words' $'Small\nSmall' "$(pdftotext out/words/words_page_de_flat.pdf - | grep Small)"
same_text 'pictures' 1 "$(pdfimages -list out/words/words_page_de_flat.pdf | tail -n +3 | wc -l)"

# Large ones become part of the picture, and are still found.
write_layout "${small//12pt/37pt}" "$veil"
expect 0 '' '' "${render[@]}" --supplier flat
same_text 'words' Small "$(pdftotext out/words/words_page_de_flat.pdf - | grep Small)"
write_layout "${small//12pt/35pt}" "$veil"
expect_code 1 "${render[@]}" --supplier flat

# A group of its own needs no picture when all in it covers what is below.
write_layout "group: {isolate: yes, items: [{panel: {ink: yellow}}, {$small}]}"
expect 0 '' '' "${render[@]}" --supplier flat
same_text 'pictures' 0 "$(pdfimages -list out/words/words_page_de_flat.pdf | tail -n +3 | wc -l)"

# Of one whose members mix, those above stay as they are.
write_layout "group: {isolate: yes, items: [{panel: {ink: yellow}}, {$veil}, {$small}]}"
expect 0 '' '' "${render[@]}" --supplier flat
same_text 'words' Small "$(pdftotext out/words/words_page_de_flat.pdf - | grep Small)"
same_text 'pictures' 1 "$(pdfimages -list out/words/words_page_de_flat.pdf | tail -n +3 | wc -l)"
