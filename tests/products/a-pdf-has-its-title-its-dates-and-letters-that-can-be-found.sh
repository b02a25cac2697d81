#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# Dots, cedillas, and the order of Arabic and Hebrew as it is read.
cat >motifs/gruss.yaml <<'END'
motif: gruss
title: Gruß
layout: gruss
words: {headline: {tr: "Iğdır, İstanbul: çiçek, şölen, gökyüzü", ar: "صباح الخير", he: "בוקר טוב"}}
END
render=("$program" render --size portrait --to pdf --quiet --lang)
expect 0 '' '' "${render[@]}" tr,ar,he --out "$work/out"

# PDF: its lines, in the order they are read. Right-to-left lines come with direction
# marks, letters may come as presentation forms.
words() {
    pdftotext "$1" - | python3 -c '
import sys, unicodedata
text = unicodedata.normalize("NFKC", sys.stdin.read())
print("\n".join(text.translate(dict.fromkeys(range(0x202A, 0x202F))).split("\n")))'
}

# LANGUAGE WORD…: each of them can be found.
has_words() {
    local pdf=$work/out/gruss/gruss_portrait_$1.pdf text

    text=$(words "$pdf")
    for word in "${@:2}"; do
        if [[ $text != *"$word"* ]]; then fail "no \"$word\" in $pdf: $text"; fi
    done
}

has_words tr 'Iğdır,' 'İstanbul:' 'çiçek,' 'şölen,' 'gökyüzü'
has_words ar 'صباح' 'الخير'
has_words he 'בוקר' 'טוב'

# EXPECTED FOLDER
info() {
    same_text "title and dates" "$1" "$(pdfinfo -isodates "$2/gruss/gruss_portrait_tr.pdf" |
        sed -n 's/^\(Title\|CreationDate\|ModDate\): *//p')"
}

info 'Gruß – Test campaign
2026-01-02T00:00:00Z
2026-01-02T00:00:00Z' "$work/out"
SOURCE_DATE_EPOCH=86399 expect 0 '' '' "${render[@]}" tr --out "$work/epoch"
info 'Gruß – Test campaign
1970-01-01T23:59:59Z
1970-01-01T23:59:59Z' "$work/epoch"
