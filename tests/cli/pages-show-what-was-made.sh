#!/usr/bin/env bash
# index.html and the pages of words: whole, valid enough for a strict parser, and about
# everything in the output folder, whichever run made it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
cat >>motifs/gruss.yaml <<'END'
  zusatz: {de: "<b> & \"Zeichen\"", ar: نص}
alt: {de: Ein Wort.}
END

# FILE: elements, what they say and where they lead, after checking that all are closed, that
# pictures have words and fields a label, and that links lead to files.
read_page() {
    python3 - "$1" <<'END'
import html.parser, pathlib, sys, urllib.parse

path = pathlib.Path(sys.argv[1])
void = {"meta", "img", "input"}

class Page(html.parser.HTMLParser):
    open = []

    def handle_starttag(self, name, pairs):
        values = dict(pairs)
        if name == "html":
            print(name, values["lang"], values["dir"])
        if name == "img":
            assert values["alt"], values
        if name == "input":
            assert "label" in self.open
        for key in "href", "src":
            if key in values:
                target = path.parent / urllib.parse.unquote(values[key])
                assert target.is_file(), target
        if name == "a":
            print("->", values["href"])
        if name not in void:
            self.open.append(name)

    def handle_endtag(self, name):
        assert self.open.pop() == name, name

    def handle_data(self, data):
        if data.strip() and self.open[-1] not in ("style", "script"):
            print(self.open[-1], data.strip())

page = Page()
page.feed(path.read_text(encoding="utf-8"))
assert page.open == [], page.open
END
}

expect 0 '' '' "$program" render --quiet --size portrait --lang 'de,ar' --to png
expect 0 '' '' "$program" render --quiet --size card --lang de --to 'pdf,thumb'
same_text 'index.html' "$(
    cat <<'END'
html en ltr
title Posters
h1 Posters
label Only show
h2 Findings of the last run
li motifs/layouts/gruss.yaml:1:9: note: layout "gruss" has no tree for card; took the one for portrait (size card, language de) [layout/nearest-shape]
h2 Motif gruss
small gruss
h3 Card
small card
-> gruss/gruss_card_de_thumb.png
b Deutsch
div de
-> gruss/gruss_card_de.pdf
a pdf
-> gruss/gruss_card_de_thumb.alt.txt
a alt
-> gruss/gruss_card_de_thumb.png
a thumb
-> gruss/gruss_de.html
a Words
summary Findings
li motifs/layouts/gruss.yaml:1:9: note: layout "gruss" has no tree for card; took the one for portrait (size card, language de) [layout/nearest-shape]
h3 Portrait
small portrait
-> gruss/gruss_portrait_ar.png
b العربية
div ar
-> gruss/gruss_portrait_ar.png
a png
-> gruss/gruss_ar.html
a Words
-> gruss/gruss_portrait_de.png
b Deutsch
div de
-> gruss/gruss_portrait_de.png
a png
-> gruss/gruss_de.html
a Words
END
)" "$(read_page out/index.html)"
same_text 'German words' "$(
    cat <<'END'
html de ltr
title gruss – de
h1 gruss – de
dt alt (draft)
dd Ein Wort.
dt headline (reviewed)
dd Guten Morgen
dt zusatz (draft)
dd <b> & "Zeichen"
END
)" "$(read_page out/gruss/gruss_de.html | sed '/^dt address/,/^dd #/d')"
same_text 'Arabic words' 'html ar rtl' "$(read_page out/gruss/gruss_ar.html | sed -n 1p)"

# What is as it was stays; what is gone is not shown.
touch before
expect 0 '' '' "$program" render --quiet --size portrait --lang 'de,ar' --to png
same_text 'written again' '' "$(find out -name '*.html' -newer before)"
rm out/gruss/gruss_card_de.pdf out/index.html
expect 0 '' '' "$program" render --quiet --size portrait --lang 'de,ar' --to png
same_text 'without a file' 0 "$(read_page out/index.html | grep -c card_de.pdf)"
