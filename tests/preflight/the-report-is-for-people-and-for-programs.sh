#!/usr/bin/env bash
# --report FILE.pdf and FILE.json: the verdict, each finding with its place.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$work"

gs -q -dSAFER -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o page.pdf "$tests/preflight/others/page.ps"

# LANGUAGE NAME: both reports of the page.
report() {
    local code=0

    LANGUAGE=$1 "$program" preflight --quiet --report "$2.pdf" page.pdf 2>said || code=$?
    LANGUAGE=$1 "$program" preflight --quiet --report "$2.json" page.pdf 2>>said || code=$?
    same_text 'exit code' 1 "$code"
}

# NAME WORDS: they stand on the pages, whatever the lines.
says() {
    local words

    words=$(pdftotext "$1.pdf" - | tr -s '\n\f ' ' ')
    [[ $words == *"$2"* ]] || fail "$1.pdf does not say \"$2\", but: $words"
}

report de deutsch
says deutsch 'Nicht drucken. page.pdf'
says deutsch 'Endformat 209.9 × 297 mm'
says deutsch 'eine Linie von 0.1 pt in mehr als einer Druckfarbe'
says deutsch '3.5 mm von links, 226.5 mm von oben, 67.1 × 67.1 mm'
report en english
says english 'Do not print. page.pdf'
says english 'a line of 0.1 pt in more than one ink'
says english 'gwg/thin-lines'

report en again
cmp english.pdf again.pdf || fail 'the same findings are another file'
cmp english.json again.json || fail 'the same findings are other JSON'
pdffonts english.pdf | tail -n +3 | grep --invert-match ' yes yes ' >&2 &&
    fail 'a font is not embedded as a part'

python3 - english.json <<'END' || fail 'the JSON is not as it must be'
import json, sys

file = json.load(open(sys.argv[1], encoding="utf-8"))["files"][0]
found = next(each for each in file["findings"] if each["id"] == "gwg/thin-lines")
assert file["verdict"] == "do-not-print" and len(file["pages"]) == 1, file
assert found["clause"] == "GWG 2022" and found["page"] == 1, found
assert abs(found["place"]["x"] - 3.51) < 0.01 and found["place"]["width"] > 67, found
END
