#!/usr/bin/env bash
# Every finding that the code can add is explained, and nothing else is.
#   findings.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

cd -- "$tests/../renderer"

# Ids and media types are the only texts of the form "word/word"; includes have a point.
find . -name '*.c' ! -path ./model/explain.c -print0 |
    xargs -0 grep --no-filename --only-matching --extended-regexp \
        '"[a-z]+/[a-z][a-z0-9-]*"' | tr -d '"' |
    grep --invert-match --extended-regexp '^(application|image)/' |
    LC_ALL=C sort -u >"$work/used"
sed -n 's/^    {"\([^"]*\)", ".*/\1/p' model/explain.c >"$work/explained"
[[ -s $work/used && -s $work/explained ]] || fail 'no ids found'

diff --unified --label 'ids in renderer/' --label 'ids in model/explain.c' \
    -- "$work/used" "$work/explained" >&2 ||
    fail 'an id is not explained (-), or explained and not used (+), or out of order'

while read -r id; do
    text=$("$program" explain "$id") || fail "plakat explain $id: ends with $?"
    [[ -n $text ]] || fail "plakat explain $id: says nothing"
done <"$work/used"
printf '%d ids read\n' "$(wc -l <"$work/used")"
