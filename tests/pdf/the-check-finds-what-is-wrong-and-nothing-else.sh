#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

expect 0 '' '' python3 "$tests/pdf/mutants.py" "$tests/../fonts/FOGRA39L_coated.icc" "$work"

check=(python3 "$tests/pdf/check.py")
expect 0 '' '' "${check[@]}" "$work/good.pdf"
expect 1 'gwg/user-unit: its unit is 2 (object 7)' '' \
    "${check[@]}" "$work/its_unit_is_two_points.pdf"
expect 0 '' '' "${check[@]}" --without gwg/user-unit "$work/its_unit_is_two_points.pdf"
expect 0 '' '' "${check[@]}" --limit thin-line=0.05 "$work/a_line_is_thin.pdf"
expect 0 '' '' "${check[@]}" --spots 'HKS 14 K' "$work/good.pdf"
expect 1 'gwg/spot-names: nobody asked for "HKS 14 K"' '' \
    "${check[@]}" --spots '' "$work/good.pdf"
expect 3 '' 'nothing.pdf: cannot be read: No such file or directory' "${check[@]}" nothing.pdf
