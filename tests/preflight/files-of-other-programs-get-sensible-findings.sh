#!/usr/bin/env bash
# Other programs know nothing of presses: preflight says what is missing, and survives.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
pages=$tests/preflight/others
cd -- "$work"

# FILE: the ids of what is found in it, each once.
ids() {
    local code=0

    "$program" preflight --report found.json "$1" >/dev/null 2>said || code=$?
    if ((code > 1)); then
        fail "preflight $1: exit code $code: $(<said)"
        return
    fi
    python3 - <<'END'
import json

findings = json.load(open("found.json", encoding="utf-8"))["files"][0]["findings"]
print(*sorted({finding["id"] for finding in findings}))
END
}

# PROGRAM IDS FILE
same_ids() {
    same_text "what is found in a file of $1" "$(xargs <<<"$2")" "$(ids "$3")"
}

gs -q -dSAFER -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o ghostscript.pdf "$pages/page.ps"
same_ids Ghostscript 'gwg/courier gwg/grey-type gwg/small-type gwg/spot gwg/thin-lines pdfx/boxes pdfx/font
    pdfx/identification pdfx/info pdfx/output-intent pdfx/trapped pdfx/version pdfx/xmp' ghostscript.pdf
# The pages for people are cairo's.
"$program" preflight --report cairo.pdf ghostscript.pdf 2>said || true
same_ids cairo 'pdfx/boxes pdfx/identification pdfx/info pdfx/no-id pdfx/output-intent pdfx/rgb
    pdfx/trapped pdfx/xmp' cairo.pdf

if [[ ${PLAKAT_FULL:-} == 1 ]]; then
    export HOME=$work/home QT_QPA_PLATFORM=offscreen
    mkdir -p -- "$HOME"
    weasyprint -q "$pages/page.html" weasyprint.pdf
    same_ids WeasyPrint 'gwg/blend-space pdfx/identification pdfx/info pdfx/no-id pdfx/output-intent pdfx/rgb
    pdfx/trapped pdfx/version pdfx/xmp' weasyprint.pdf
    inkscape "$pages/page.svg" --export-type=pdf -o inkscape.pdf 2>/dev/null
    same_ids Inkscape 'pdfx/boxes pdfx/identification pdfx/info pdfx/no-id pdfx/output-intent pdfx/rgb
    pdfx/trapped pdfx/xmp' inkscape.pdf
    scribus -g -ns -py "$pages/page.py" "$work/scribus.pdf" >/dev/null 2>&1
    same_ids Scribus 'pdfx/boxes pdfx/identification pdfx/info pdfx/output-intent pdfx/rgb pdfx/xmp' scribus.pdf
    context --batchmode --result=context "$pages/page.tex" >/dev/null
    same_ids ConTeXt 'pdfx/identification pdfx/output-intent pdfx/rgb pdfx/version pdfx/xmp' context.pdf
fi
