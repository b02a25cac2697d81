#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
german=(env -u LC_ALL LANG=de_DE.UTF-8)

# Who builds nothing but the program, as renderer/render-all does, gets the catalogues, too.
same_text 'built with the program' \
    "$(cd -- "$tests/../renderer/po" && printf '%s\n' *.po | sed 's/\.po$//')" \
    "$(ninja -C "$2" -t commands plakat |
        sed -n 's|.*msgfmt .*/renderer/po/\([^ ]*\)\.po$|\1|p')"

# --- which language ---------------------------------------------------------------

english='plakat: no command "x"; see "plakat help"'
deutsch='plakat: kein Befehl "x"; siehe "plakat help"'
# MESSAGE VARIABLE…
says() {
    expect 2 '' "$1" env -u LC_ALL "${@:2}" "$program" x
}
says "$deutsch" LANG=de_DE.UTF-8
says "$deutsch" LANG=en_GB.UTF-8 LC_MESSAGES=de_AT.UTF-8
says "$deutsch" LANG=en_GB.UTF-8 LC_MESSAGES=tr_TR LC_ALL=de_DE
says "$deutsch" LANG=tr_TR.UTF-8 LANGUAGE=fr:de:en
says "$deutsch" LANG=de_XX.UTF-8           # is generated nowhere
says "$deutsch" LANG=C.UTF-8 LANGUAGE=de_CH
says "$english"
says "$english" LANG=C LANGUAGE=de         # as GNU programs do
says "$english" LC_ALL=POSIX LANG=de_DE.UTF-8 LANGUAGE=de
says "$english" LANG=de_DE.UTF-8 LC_ALL=C.UTF-8
says "$english" LANG=fr_FR.UTF-8
says "$english" LANG=xx LANGUAGE=yy:../de
says "$english" LANG=de_DE.UTF-8 LANGUAGE=en_US:de # there is no catalogue of English

# --- findings ---------------------------------------------------------------------

cat >motifs/falsch.yaml <<'END'
motif: falsch
title: Falsch
layout: gruss
wordz: {headline: Hallo}
items: {headline: {max: 3, lines: viele, sty: display}}
when: {size: portrait}
END
expect 1 '' 'motifs/falsch.yaml:4:1: Fehler: unbekannter Schlüssel "wordz"; ist "words" gemeint? [motif/unknown-key]
    wordz: {headline: Hallo}
    ^~~~~
motifs/falsch.yaml:5:25: Fehler: hinter "3" fehlt eine Einheit: mm, cm, in, pt, px, u oder % [motif/unit-missing]
    items: {headline: {max: 3, lines: viele, sty: display}}
                            ^
motifs/falsch.yaml:5:35: Fehler: erwartet: eine Zahl ohne Einheit; gefunden: "viele" [motif/bad-number]
    items: {headline: {max: 3, lines: viele, sty: display}}
                                      ^~~~~
motifs/falsch.yaml:5:42: Fehler: unbekannter Schlüssel "sty"; ist "say" gemeint? [motif/unknown-key]
    items: {headline: {max: 3, lines: viele, sty: display}}
                                             ^~~
motifs/falsch.yaml:6:7: Fehler: erwartet: eine Liste für "when"; gefunden: eine Zuordnung von Schlüsseln [motif/wrong-kind]
    when: {size: portrait}
          ^' "${german[@]}" "$program" check motifs/falsch.yaml
rm motifs/falsch.yaml

cat >motifs/leer.yaml <<'END'
motif: leer
title: Leer
layout: gruss
words: {headline: "Guten {clam}"}
END
check=(check leer --size 'portrait,square' --lang de)
expect 1 '' '1 von 2 Plakaten
2 von 2 Plakaten
motifs/leer.yaml:4:26: Fehler: kein Wortlaut "clam" zum Einsetzen; ist "claim" gemeint?; für eine geschweifte Klammer {{ schreiben (Größe portrait, Sprache de; ebenso 1 weiteres) [motif/unknown-words]
    words: {headline: "Guten {clam}"}
                             ^~~~~~
geprüfte Plakate: 2, Fehler: 1' "${german[@]}" "$program" "${check[@]}" --report de.json
expect_code 1 "$program" "${check[@]}" --report en.json
# Reports differ in what a finding says, in what the run took, and in nothing else.
without_messages() {
    sed 's/"message": "[^"]*\(\\"[^"]*\)*", //; /"summary"/d' "$1"
}
same_text 'reports without messages' "$(without_messages en.json)" "$(without_messages de.json)"
grep --quiet '"message": "kein Wortlaut .*", "posters": \["size portrait, language de", ' de.json ||
    fail "report: $(<de.json)"
rm motifs/leer.yaml

# --- everything a person asks for -------------------------------------------------

expect 0 'qr/too-long

Ein QR-Code fasst etwa 2000 Zeichen, einer, der aus der Ferne gelesen wird, unter hundert. Die Adresse kürzen.' \
    '' "${german[@]}" "$program" explain qr/too-long
# WHAT TEXT TEXT: no line is in both.
differs_from_english() {
    [[ -n $2 && -n $3 ]] || fail "nothing to compare: $1"
    same_text "still English: $1" '' \
        "$(comm -12 <(sort -u <<<"$2") <(sort -u <<<"$3"))"
}
# COMMAND…
in_both() {
    english=$("$program" "$@")
    deutsch=$("${german[@]}" "$program" "$@")
}
in_both explain
same_text 'ids of findings' "$english" "$deutsch"
in_both keys
same_text 'keys' "$(cut -f -3 <<<"$english")" "$(cut -f -3 <<<"$deutsch")"
differs_from_english 'help of keys' "$(cut -f 4 <<<"$english")" "$(cut -f 4 <<<"$deutsch")"

in_both help
same_text 'commands' "$(sed -n 's/^  \([^ ]*\).*/\1/p' <<<"$english")" \
    "$(sed -n 's/^  \([^ ]*\).*/\1/p' <<<"$deutsch")"
differs_from_english help "$(grep . <<<"$english")" "$(grep . <<<"$deutsch")"
expect 0 'Aufruf:
  plakat schema [OPTION …] KIND – ein JSON-Schema für Editoren

KIND: campaign, sizes, printing, layout, motif oder order.

Optionen:
  -h, --help     diese Hilfe zeigen' '' "${german[@]}" "$program" help schema
expect 2 '' 'plakat: --ppi erwartet eine Zahl von 1 bis 2400' \
    "${german[@]}" "$program" render --ppi 0
# The system's part of a message is German as well.
expect 3 '' "plakat: kann 'nix' nicht lesen: Datei oder Verzeichnis nicht gefunden" \
    "${german[@]}" "$program" fmt nix
expect 0 'motifs/layouts/gruss.yaml:5:36: display (layout gruss, portrait) <- gilt' '' \
    "${german[@]}" "$program" why gruss:headline.style

for page in '' motif; do
    # shellcheck disable=SC2086 # no argument for the first one
    in_both man $page
    printf '%s\n' "$deutsch" >page
    same_text "mandoc on man $page" '' "$(mandoc -T lint page 2>&1)"
    same_text "groff on man $page" '' "$(groff -man -Tutf8 -ww -z page 2>&1)"
    # Running text; not what is typed, nor the example.
    differs_from_english "man $page" "$deutsch" "$(grep -E '([a-z]{2,} ){2}' <<<"$english" |
        grep -vE '^(\.SS "plakat|\\fBplakat|    (de|tr): |title: )')"
done
for shell in bash zsh fish; do
    in_both completion "$shell"
    "$shell" -n <(printf '%s\n' "$deutsch") || fail "$shell cannot read its completion"
done
for kind in campaign sizes printing layout motif order; do
    in_both schema "$kind"
    python3 - <(printf '%s' "$english") <(printf '%s' "$deutsch") <<'END' || fail "schema $kind"
import json, sys

TEXTS = {"description", "markdownDescription", "errorMessage", "patternErrorMessage", "title"}


def compare(one, other, key=None):
    """Differ in all texts for people, and in nothing else."""
    if isinstance(one, dict) and isinstance(other, dict):
        assert list(one) == list(other), (key, one, other)
        for name in one:
            compare(one[name], other[name], name)
    elif isinstance(one, list) and isinstance(other, list):
        assert len(one) == len(other), (key, one, other)
        for pair in zip(one, other):
            compare(*pair, key)
    else:
        assert (one != other) == (key in TEXTS), (key, one, other)


compare(*(json.load(open(path, encoding="utf-8")) for path in sys.argv[1:]))
END
done

# --- what programs read -----------------------------------------------------------

for list in sizes inks fonts motifs conditions suppliers languages; do
    same_text "list $list" "$("$program" list "$list")" \
        "$("${german[@]}" "$program" list "$list")"
done
same_text items "$("$program" items gruss)" "$("${german[@]}" "$program" items gruss)"
