#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
pdf=$work/sample.pdf

python3 "$tests/pdf/sample.py" "$tests/../fonts/FOGRA39L_coated.icc" "$pdf"
python3 "$tests/pdf/sample.py" --points >"$work/points"
for by in gs poppler mupdf; do
    same_points "$pdf" "$by" <"$work/points"
done
same_plates "$pdf" 15 15 0 100 90 0
same_plates "$pdf" 55 75 0 15 22.5 0 'HKS 14 K=50'

# It says what differs: a recipe, a plate too much, a plate too little.
plates=(python3 "$tests/pdf/plates.py" compare --cache "$work/plates" "$pdf")
printf '%s\n' '15 15 0 100 89 0' '55 15 0 0 0 0' $'15 15 0 100 90 0\tGold=1' >"$work/points"
run bash -c '"${@:2}" <"$1"' - "$work/points" "${plates[@]}"
same_text 'what differs' '15,15: Yellow 90.2 % (not 89)
55,15: HKS 14 K 100.0 % (not 0)
15,15: Gold 0.0 % (not 1)' "$stdout"
same_text 'exit code' 1 "$code"
expect 0 $'15,15: 0 255 230 0 HKS 14 K=0\n55,15: 0 0 0 0 HKS 14 K=255' '' \
    python3 "$tests/pdf/plates.py" sample "$pdf" 15,15 55,15
