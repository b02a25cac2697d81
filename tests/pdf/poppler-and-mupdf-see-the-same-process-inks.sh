#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=project/sheet.sh
. "$tests/pdf/project/sheet.sh"

render_plates --size sheet --lang de,he
for language in de he; do
    mirror=0
    if [[ $language == he ]]; then mirror=200; fi
    pdf=$out/plates_sheet_$language.pdf
    whole_points "$mirror" | same_points "$pdf" poppler
    { whole_points "$mirror" && half_points "$mirror" && mixed_points "$mirror"; } |
        same_points "$pdf" mupdf --ppi 288
done
