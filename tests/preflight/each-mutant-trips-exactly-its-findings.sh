#!/usr/bin/env bash
# One of our own PDFs, broken in some eighty ways.
#   SCRIPT PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

mkdir -p -- "$work/project" "$work/mutants"
cp -r -- "$tests/pdf/project" "$work/project/motifs"
cd -- "$work/project"
expect_code 0 "$program" render motifs/plates.yaml --size sheet --lang de --supplier marks --to pdf \
    --quiet
expect 0 '' '' python3 "$tests/preflight/mutants.py" "$program" out/plates/plates_sheet_de_marks.pdf \
    "$work/project" "$work/mutants"
