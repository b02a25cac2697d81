#!/usr/bin/env bash
# Every rule, by the id of its finding, has a folder in tests/rules that shows it.
#   rules.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

# What is judged before there is a poster.
elsewhere=(motif/unknown-condition words/outdated)

{
    printf '%s\n' "${elsewhere[@]}"
    # Those about finished files are shown in tests/preflight.
    find "$tests/../renderer/preflight" -name '*.c' ! -name 'file_*' ! -name 'gwg_*' -print0 |
        xargs -0 grep --no-filename --only-matching --extended-regexp \
            '"[a-z]+/[a-z][a-z0-9-]*"' | tr -d '"'
} | LC_ALL=C sort -u >"$work/given"
cat -- "$tests"/rules/*/ids | LC_ALL=C sort -u >"$work/shown"
[[ -s $work/given && -s $work/shown ]] || fail 'no ids found'

diff --unified --label 'ids of rules' --label 'ids in tests/rules' \
    -- "$work/given" "$work/shown" >&2 ||
    fail 'a rule is not shown (-), or something that is no rule is (+)'
printf '%d ids read\n' "$(wc -l <"$work/given")"
