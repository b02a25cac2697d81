#!/usr/bin/env bash
# No file of renderer/ is over 600 lines; a function over 80 lines is worth a note.
#   length.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
file_limit=600
function_limit=80

cd -- "$tests/../renderer"
mapfile -d '' -t files < <(find . -name '*.[ch]' -printf '%P\0' | LC_ALL=C sort -z)
((${#files[@]} > 0)) || fail 'no files found'

awk -v limit="$function_limit" '
    /^[a-z].*\) \{$/ || /^ +.*\) \{$/ && start == 0 { if (start == 0) start = FNR }
    /^\}/ {
        if (start > 0 && FNR - start + 1 > limit)
            printf "note: %s:%d: a function of %d lines\n", FILENAME, start, FNR - start + 1
        start = 0
    }' "${files[@]}"

for file in "${files[@]}"; do
    lines=$(wc -l <"$file")
    if ((lines > file_limit)); then
        fail "$file: $lines lines, at most $file_limit; split it"
    fi
done
printf '%d files read\n' "${#files[@]}"
