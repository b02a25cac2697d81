#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=project/sheet.sh
. "$tests/pdf/project/sheet.sh"
pdf=$out/plates_slip_de_marks.pdf

# The plate of its own is in a drawing's gradient and nowhere else.
render_plates --size slip --lang de --supplier marks
# At each corner of the trim, of the bleed, the cross of registration; then the colour bar.
same_points "$pdf" gs --ppi 1200 <<'END'
0 -6.5 100 100 100 100	HKS 54 K=100
100 -6.5 100 100 100 100	HKS 54 K=100
0 46.5 100 100 100 100	HKS 54 K=100
100 46.5 100 100 100 100	HKS 54 K=100
-6.5 0 100 100 100 100	HKS 54 K=100
-6.5 40 100 100 100 100	HKS 54 K=100
106.5 40 100 100 100 100	HKS 54 K=100
-3 -5 100 100 100 100	HKS 54 K=100
103 45 100 100 100 100	HKS 54 K=100
50 -7.5 100 100 100 100	HKS 54 K=100
2.82 -5.82 100 0 0 0
6.35 -5.82 0 100 0 0
9.88 -5.82 0 0 100 0
13.4 -5.82 0 0 0 100
16.93 -5.82 50 0 0 0
20.46 -5.82 0 50 0 0
23.99 -5.82 0 0 50 0
27.52 -5.82 0 0 0 50
31.04 -5.82 0 0 0 0	HKS 54 K=100
10 10 0 10 100 0
90 35 45 20 0 0	HKS 54 K=50
END
# Nothing between bleed and marks, nor a mark in the bleed.
same_points "$pdf" gs --ppi 1200 <<'END'
0 -3.5 0 0 0 0
-3.5 40 0 0 0 0
0 -2 0 10 100 0
10 42 0 0 0 0
END
breaks_no_rule "$pdf" --spots 'HKS 54 K'
text=$(pdftotext "$pdf" - | head -n 1)
if [[ $text != 'plates · slip, 100 × 40 mm · 1:1 · C M Y K + HKS 54 K · de · '*' · freigegeben' ]]; then
    fail "the line in the margin: $text"
fi
