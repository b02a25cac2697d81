#!/usr/bin/env bash
# Libraries below us ask the environment for a language as well: pango for letters of
# another script than the poster's, librsvg for <switch>.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

make_project "$work/project"
cd -- "$work/project"
cat >motifs/layouts/bild.yaml <<'END'
layout: bild
portrait:
  stack:
    - panel: {ink: white, inside: bleed}
    - column:
        inside: safe
        items:
          - art: {show: choice, grow: 1}
          - text: {say: headline, style: display, ink: black, grow: 1}
END
cat >motifs/choice.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><switch>
<rect systemLanguage="de" width="2" height="10"/><rect systemLanguage="tr" width="5" height="10"/>
<rect width="9" height="10"/></switch></svg>
END
cat >motifs/bild.yaml <<'END'
motif: bild
title: Filiz & <i>
layout: bild
art: {choice: {file: choice.svg, state: reviewed}}
words:
  headline:
    de: {text: Fische finden, state: reviewed}
    ar: {text: مرحبا fi fi Filiz, state: reviewed}
END

render=("$program" render bild --quiet --size portrait --lang 'de,ar' --to pdf,png,softproof)
"${render[@]}" --out "$work/english"
first=$(checksums "$work/english")
same_text 'files' 6 "$(wc -l <<<"$first")"

# HOW VARIABLE…: the same files in another environment.
again() {
    expect 0 '' '' env -u LC_ALL "${@:2}" "${render[@]}" --out "$work/$1"
    same_text "files in $1" "$first" "$(checksums "$work/$1")"
}
again german LANG=de_DE.UTF-8
again 'german messages' LANG=C.UTF-8 LC_MESSAGES=de_DE.UTF-8
again 'german, not generated' LANG=de_XX.UTF-8
again turkish LANG=tr_TR.UTF-8
again 'turkish then german' LANG=en_GB.UTF-8 LANGUAGE=tr:de
again everything LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 LANGUAGE=de PANGO_LANGUAGE=tr FC_LANG=tr
again nothing
