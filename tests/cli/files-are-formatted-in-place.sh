#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$work"
mkdir -p project/layouts
cd project

untidy=$'# Farben\na:   [ x,y ]\nb:\n- \'c\' # d'
tidy=$'# Farben\na: [x, y]\nb:\n  - c  # d'

# FILE…: not in canonical form, older than anything made here.
untidy_files() {
    for file; do
        printf '%s\n' "$untidy" >"$file"
        touch -d 2001-01-01 -- "$file"
    done
}

# FILE: what `stat` says of it, and its text.
state() {
    stat --format '%a %y %i' -- "$1"
    cat -- "$1"
}

# A file that changes is named and keeps its permissions; one that does not, is not touched.
untidy_files a.yaml
chmod 640 a.yaml
expect 0 '' 'a.yaml' "$program" fmt a.yaml
same_text 'a.yaml' "$tidy" "$(<a.yaml)"
same_text 'permissions' 640 "$(stat --format %a a.yaml)"
touch -d 2001-01-01 a.yaml
before=$(state a.yaml)
expect 0 '' '' "$program" fmt a.yaml
same_text 'what was canonical' "$before" "$(state a.yaml)"
untidy_files a.yaml
expect 0 '' '' "$program" fmt -q a.yaml
same_text 'a.yaml' "$tidy" "$(<a.yaml)"

# --check only names.
untidy_files b.yaml
before=$(state b.yaml)
expect 1 'b.yaml' '' "$program" fmt --check a.yaml b.yaml
expect 1 '' '' "$program" fmt b.yaml a.yaml --check --quiet
expect 0 '' '' "$program" fmt --check a.yaml
same_text 'after --check' "$before" "$(state b.yaml)"

# A folder stands for every .yaml below it, but for hidden ones.
untidy_files b.yaml layouts/c.yaml layouts/d.yml .e.yaml
ln -s . layouts/again
expect 1 $'./b.yaml\n./layouts/c.yaml' '' "$program" fmt --check .
expect 0 '' $'layouts/c.yaml' "$program" fmt layouts
expect 3 '' "plakat: no .yaml files in 'empty'" \
    bash -c "mkdir empty && exec \"\$0\" fmt empty" "$program"

# What has findings stays; the others are formatted.
printf 'a:  b\na: c\n' >wrong.yaml
before=$(state wrong.yaml)
finding='wrong.yaml:2:1: error: key "a" is already set in line 1; keep one [yaml/duplicate-key]
    a: c
    ^'
untidy_files b.yaml
expect 1 '' "$finding"$'\nb.yaml' "$program" fmt wrong.yaml b.yaml
expect 1 '' "$finding" "$program" fmt --check wrong.yaml
same_text 'wrong.yaml' "$before" "$(state wrong.yaml)"

# A key that begins with a byte order mark would lose it at the beginning of the file.
printf '\n\xef\xbb\xbfa: b\n' >odd.yaml
before=$(state odd.yaml)
expect 3 '' "plakat: cannot format 'odd.yaml' safely; it stays as it is" \
    "$program" fmt odd.yaml
same_text 'odd.yaml' "$before" "$(state odd.yaml)"

# stdin, stdout.
# TEXT ARGUMENT…
filter() {
    # shellcheck disable=SC2016 # the inner shell expands
    bash -c 'printf "%s" "$1" | "$0" fmt "${@:2}"' "$program" "$@"
}
expect 0 "$tidy" '' filter "$untidy" -
expect 0 "$tidy" '' filter "$tidy"$'\n' -
expect 1 stdin '' filter "$untidy" --check -
expect 0 '' '' filter "$tidy"$'\n' --check -
expect 1 '' "stdin${finding#wrong.yaml}" filter $'a:  b\na: c\n' -
expect 3 '' "plakat: cannot write 'stdout': No space left on device" \
    bash -c "echo 'a: b' | \"\$0\" fmt - >/dev/full" "$program"

expect 2 '' 'plakat: format which files? see "plakat help fmt"' "$program" fmt
expect 2 '' 'plakat: - stands for stdin and goes with no other file' \
    "$program" fmt a.yaml -
expect 2 '' 'plakat: Unknown option --write; see "plakat help fmt"' \
    "$program" fmt --write a.yaml
expect 3 '' "plakat: cannot read 'nix.yaml': No such file or directory
b.yaml" bash -c "printf 'a:  b\n' >b.yaml && exec \"\$0\" fmt nix.yaml b.yaml" "$program"

# No room: the old file stays, and nothing lies about.
{
    printf '%s\n' "$untidy"
    head -c 2000 < <(yes '# more')
} >large.yaml
before=$(state large.yaml)
# shellcheck disable=SC2016 # the inner shell expands
expect 3 '' "plakat: cannot write 'large.yaml': File too large" \
    bash -c 'trap "" XFSZ; ulimit -f 1 && exec "$0" fmt large.yaml' "$program"
same_text 'large.yaml' "$before" "$(state large.yaml)"
same_text 'temporary files' '' "$(find . -name '*.tmp')"
