#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."
expect 0 '' '' "$program" render motifs/platz.yaml --size a6,18-1,1080x1920,led-672x432 --lang de --to pdf \
    --quiet --out "$work/out"
expect 0 '' '' "$program" render --size a3 --lang all --to pdf --quiet --out "$work/out"
mapfile -d '' -t pdfs < <(find "$work/out" -name '*.pdf' -print0)

for pdf in "${pdfs[@]}"; do
    name=$(basename -- "$pdf")
    qpdf --check "$pdf" >"$work/log" 2>&1 || fail "qpdf: $name: $(<"$work/log")"
    # The last two columns before the object: embedded, subset, unicode.
    same_text "fonts of $name that are not embedded, subset and searchable" '' \
        "$(pdffonts "$pdf" | tail -n +3 | awk '$(NF-4) $(NF-3) $(NF-2) != "yesyesyes"')"
done

expect 0 '' '' gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage -r5 "${pdfs[@]}"
# Debian's MuPDF says that it has no colour management.
same_text 'mutool' 'warning: ICC support is not available' \
    "$(printf '%s\0' "${pdfs[@]}" |
        xargs -0 -n 1 mutool draw -q -r 5 -F ppm -o /dev/null 2>&1 | sort -u)"

# PDF: its lines, in the order they are read. Right-to-left lines come with direction
# marks, letters may come as presentation forms.
words() {
    pdftotext "$1" - | python3 -c '
import sys, unicodedata
text = unicodedata.normalize("NFKC", sys.stdin.read())
print("\n".join(text.translate(dict.fromkeys(range(0x202A, 0x202F))).split("\n")))'
}

# PDF WORD…: each of them can be found.
has_words() {
    local text

    text=$(words "$1")
    for word in "${@:2}"; do
        if [[ $text != *"$word"* ]]; then fail "no \"$word\" in $1: $text"; fi
    done
}

# LANGUAGE: the headline's words.
headline() {
    python3 -c '
import sys, yaml
with open("motifs/platz.yaml", encoding="utf-8") as file:
    print(yaml.safe_load(file)["words"]["headline"][sys.argv[1]].rstrip("."))' "$1"
}

for language in de en tr; do
    read -ra headline <<<"$(headline "$language")"
    has_words "$work/out/platz/platz_a3_$language.pdf" www.koelnervielfalt.de '#kölnervielfalt' "${headline[@]}"
done
has_words "$work/out/platz/platz_a3_ar.pdf" www.koelnervielfalt.de '#kölnervielfalt'

# Titles and dates.
# EXPECTED PDF…
info() {
    same_text "title and dates of $2" "$1" \
        "$(pdfinfo -isodates "$2" | sed -n 's/^\(Title\|CreationDate\|ModDate\): *//p')"
}

date=$(sed -n 's/^date: *//p' motifs/campaign.yaml)
title=$(sed -n 's/^title: *//p' motifs/platz.yaml motifs/campaign.yaml | paste -s -d '~' |
    sed 's/~/ – /')
info "$title
${date}T00:00:00Z
${date}T00:00:00Z" "$work/out/platz/platz_a3_de.pdf"
SOURCE_DATE_EPOCH=86399 expect 0 '' '' "$program" render motifs/platz.yaml --size a3 \
    --lang de --to pdf --quiet --out "$work/epoch"
info "$title
1970-01-01T23:59:59Z
1970-01-01T23:59:59Z" "$work/epoch/platz/platz_a3_de.pdf"

# Letters of other languages, in a motif of our own: dots, cedillas, and the order of
# Arabic and Hebrew as it is read.
make_project "$work/project"
cat >"$work/project/motifs/gruss.yaml" <<'END'
motif: gruss
title: Gruß
layout: gruss
words: {headline: {tr: "Iğdır, İstanbul: çiçek, şölen, gökyüzü", ar: "صباح الخير", he: "בוקר טוב"}}
END
expect 0 '' '' "$program" render -C "$work/project" --size portrait --lang tr,ar,he \
    --to pdf --quiet --out "$work/own"
own=$work/own/gruss/gruss_portrait
has_words "${own}_tr.pdf" 'Iğdır,' 'İstanbul:' 'çiçek,' 'şölen,' 'gökyüzü'
has_words "${own}_ar.pdf" 'صباح' 'الخير'
has_words "${own}_he.pdf" 'בוקר' 'טוב'
