#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
# shellcheck source-path=SCRIPTDIR source=project/sheet.sh
. "$tests/pdf/project/sheet.sh"
profile=$(realpath -- "$tests/../fonts/FOGRA39L_coated.icc")

# LANGUAGE MIRROR: half a pixel of a gradient is less than a step of 255 at 576 ppi; where inks
# are multiplied behind opacity, Ghostscript rounds twice.
same_sheet() {
    local pdf=$out/plates_sheet_$1.pdf

    { whole_points "$2" && half_points "$2"; } | same_points "$pdf" gs --ppi 576
    mixed_points "$2" | same_points "$pdf" gs --ppi 576 --near 2
    breaks_no_rule "$pdf" --spots 'HKS 54 K'
}

render_plates --size sheet --lang de,he
same_sheet de 0
same_sheet he 200

# RED GREEN BLUE: what Ghostscript's colour management makes of it by the profile; percent.
by_profile() {
    gs -q -o - -sDEVICE=pamcmyk32 "-sOutputICCProfile=$profile" -dRenderIntent=1 \
        -dBlackPtComp=1 -r72 -g1x1 -c "$1 255 div $2 255 div $3 255 div setrgbcolor" \
        '0 0 1 1 rectfill showpage' | tail -c 4 | od -An -tu1 |
        awk '{for (i = 1; i <= 4; i++) printf " %.2f", $i / 2.55}'
}

# What is no ink: greys in black alone, as light as the screen's, from black to white evenly;
# the rest by the profile.
same_points "$out/plates_sheet_de.pdf" gs --ppi 576 <<END
55 45 0 0 0 62
3 95 0 0 0 75
5 95 0 0 0 50
7 95 0 0 0 25
45 75 $(by_profile 127 63 191)
25 95 $(by_profile 0 255 0)
END

# currentColor is the ink that was asked for, beside another that looks the same; and on a plate
# of its own.
same_points "$out/plates_sheet_de.pdf" gs --ppi 576 <<END
122.5 162.5 10 90 80 4
102.5 162.5 0 100 90 0
162.5 122.5 0 0 0 0	HKS 54 K=50
END

# As outlines: no fonts, and black overprints as it does as text.
render_plates --size sheet --lang de --supplier outlines
pdf=$out/plates_sheet_de_outlines.pdf
same_text "fonts in $pdf" '' "$(pdffonts "$pdf" | tail -n +3)"
same_text "text in $pdf" '' "$(pdftotext "$pdf" - | tr -d '[:space:]')"
{ placed sheet.points 0 0; placed inks.points 0 40; } | same_points "$pdf" gs --ppi 288
breaks_no_rule "$pdf"
