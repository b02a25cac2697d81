# shellcheck shell=bash
# What the test scripts share; they source it. Their first argument, the program to
# test, becomes $program, an absolute path. It makes $work, a temporary folder with
# a space in its name (paths must be quoted), and removes it at the end. A comparison
# that fails does not stop the script, so that one run shows all; the script then ends
# with 1.
set -euo pipefail
unset CDPATH

program=$1
if [[ $program != /* ]]; then program=$PWD/$program; fi
tests=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd -P)
work=$(mktemp -d "${TMPDIR:-/tmp}/plakat test.XXXXXX")
mistakes=0
trap 'end $?' EXIT

end() {
    rm -rf -- "$work"
    exit $(($1 != 0 || mistakes > 0))
}

# Python must not leave __pycache__ in the source tree.
export PYTHONDONTWRITEBYTECODE=1
export LSAN_OPTIONS="suppressions='$tests/lsan.supp':print_suppressions=0"
# What somebody has set must not decide here.
export LC_ALL=C.UTF-8
unset LANGUAGE NO_COLOR SOURCE_DATE_EPOCH PLAKAT_FONTS

fail() {
    printf '%s\n' "$*" >&2
    mistakes=$((mistakes + 1))
}

is_update() {
    [[ ${PLAKAT_UPDATE:-} == 1 ]]
}

# FILE TEXT: what the file must hold.
same_file() {
    local expected=

    if is_update; then
        if ((mistakes == 0)); then printf '%s\n' "$2" >"$1"; fi
        return
    fi
    if [[ -e $1 ]]; then expected=$(<"$1"); fi
    same_text "$1 (if the change is meant, PLAKAT_UPDATE=1 writes it)" "$expected" "$2"
}

# WHAT EXPECTED ACTUAL: two texts.
same_text() {
    if [[ $2 != "$3" ]]; then
        printf '%s:\n' "$1" >&2
        diff --unified --label expected --label actual \
            <(printf '%s\n' "$2") <(printf '%s\n' "$3") >&2 || true
        mistakes=$((mistakes + 1))
    fi
}

# COMMAND…: sets $code, $stdout and $stderr (as $(…) does, without the last new lines).
run() {
    code=0
    "$@" >"$work/stdout" 2>"$work/stderr" </dev/null || code=$?
    stdout=$(<"$work/stdout")
    stderr=$(<"$work/stderr")
}

# CODE STDOUT STDERR COMMAND…: all three as a whole.
expect() {
    local expected=$1 out=$2 err=$3
    shift 3

    run "$@"
    same_text "stderr of $*" "$err" "$stderr"
    same_text "stdout of $*" "$out" "$stdout"
    same_text "exit code of $*" "$expected" "$code"
}

# CODE COMMAND…: whatever it says.
expect_code() {
    local expected=$1
    shift

    run "$@"
    if [[ $code != "$expected" ]]; then
        printf '%s\n%s\n' "$stdout" "$stderr" >&2
        fail "exit code of $*: expected $expected, got $code"
    fi
}

# FOLDER: a project with the test campaign and one motif, motifs/gruss.yaml.
make_project() {
    mkdir -p -- "$1/motifs/layouts"
    cp -- "$tests"/cases/{campaign,sizes}.yaml "$1/motifs/"
    cp -- "$tests/cases/layouts/gruss.yaml" "$1/motifs/layouts/"
    make_motif "$1/motifs" gruss
}

# FOLDER NAME: a motif in all languages of the test campaign, reviewed.
make_motif() {
    cat >"$1/$2.yaml" <<END
motif: $2
title: Motif $2
layout: gruss
words:
  headline:
    de: {text: Guten Morgen, state: reviewed}
    tr: {text: Günaydın, state: reviewed}
    ar: {text: صباح الخير, state: reviewed}
    he: {text: בוקר טוב, state: reviewed}
END
}

# FOLDER of a campaign: its pictures may have as few pixels as they like in print.
take_any_pixels() {
    if [[ ! -e $1/printing.yaml ]]; then
        echo 'condition: fogra39' >>"$1/campaign.yaml"
        cat >"$1/printing.yaml" <<'END'
printing: Any
conditions:
  fogra39:
    title: Any
    profile: FOGRA39L_coated.icc
    ink-limit: 300%
    black-type-under: 12pt
    black-lines-under: 2pt
END
    fi
    sed -i 's/^    ink-limit: .*/&\n    variant: any/' "$1/printing.yaml"
    echo 'variants: {any: {title: Any}}' >>"$1/printing.yaml"
}

# FOLDER [TEST]…: the posters' files below it, as find tells them apart: neither what the
# store keeps nor pages and reports about them.
files_in() {
    find "$1" -name .store -prune -o -type f ! -name '*.html' ! -name report.json \
        "${@:2}" -print
}

# FOLDER: the same with their checksums, by name.
checksums() {
    (cd -- "$1" && find . -name .store -prune -o -type f ! -name '*.html' \
        ! -name report.json -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
}

# FILE X Y C M Y K [NAME=PERCENT]…: a PDF's inks at a point in mm from the trim's top left,
# in percent, as Ghostscript separates them; spot inks that are not named have none.
same_plates() {
    local file=$1 point="${*:2:6}"

    shift 7
    if (($# > 0)); then point+=$(printf '\t%s' "$@"); fi
    same_text "inks of $file" '' "$(python3 "$tests/pdf/plates.py" compare \
        --cache "$work/plates" "$file" <<<"$point" 2>&1)"
}

# FILE BY [OPTION…] <POINTS: the inks of many points, as gs, poppler or mupdf make them.
same_points() {
    same_text "inks of $1 by $2" '' "$(python3 "$tests/pdf/plates.py" compare --by "$2" \
        --cache "$work/plates" "${@:3}" "$1" 2>&1)"
}

# FILE [OPTION…]: a PDF breaks none of the rules of pdf/check.py.
breaks_no_rule() {
    same_text "rules that $1 breaks" '' "$(python3 "$tests/pdf/check.py" "${@:2}" "$1" 2>&1)"
}
