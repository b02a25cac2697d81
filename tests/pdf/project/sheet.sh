# shellcheck shell=bash disable=SC2034,SC2154
# Where the square poster shows what; the test's script sources it. MIRROR is its width where it
# is read from the right, else 0. What it shows of the drawing is in inks.points.

# [OPTION…]: renders plates.yaml; its PDFs are in $out.
out=$work/out/plates
render_plates() {
    expect_code 0 "$program" render "$tests/pdf/project/plates.yaml" --to pdf --quiet \
        --out "$work/out" "$@"
}

# FILE X Y [OPTION…]: the points of project/FILE where they are.
placed() {
    python3 "$tests/pdf/place.py" "${@:2}" <"$tests/pdf/project/$1"
}

# MIRROR: the layout's own patches, and the drawing as it is, turned and in a group. The group
# stands where the drawing's pattern is in step with the first one's: Ghostscript and MuPDF keep
# the tiles of a pattern, and in a group forget where they begin.
whole_points() {
    placed sheet.points 0 0 --mirror "$1"
    placed inks.points 0 40 --mirror "$1"
    placed inks.points 60 40 --turn 90 --mirror "$1"
    placed inks.points 130 50 --turn 17 --mirror "$1"
    placed inks.points 32 112 --opacity .5 --mirror "$1"
}

# MIRROR: the drawing half as large, also of half opacity.
half_points() {
    placed inks.points 0 110 --unit .5 --mirror "$1"
    placed inks.points 100 120 --unit .5 --opacity .5 --mirror "$1"
}

# MIRROR: the same, multiplied with blue.
mixed_points() {
    placed inks.points 0 150 --unit .5 --over 90,40,0,0 --mirror "$1"
}
