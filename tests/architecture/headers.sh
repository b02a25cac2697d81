#!/usr/bin/env bash
# Every header of renderer/ compiles alone, and twice, with the project's own flags.
#   headers.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
build=$2

# What the build tells its compiler about the library, one argument a line.
python3 - "$build/compile_commands.json" >"$work/flags" <<'END'
import json, shlex, sys

for entry in json.load(open(sys.argv[1])):
    if entry["file"].endswith("renderer/base/source.c"):
        words = shlex.split(entry["command"])[1:]
        for word, after in zip(words, words[1:] + [""]):
            if word == "-isystem":
                print(word, after, sep="\n")
            elif word.startswith(("-D", "-I", "-W", "-std=")):
                print(word)
END
[[ -s $work/flags ]] || fail "no flags in $build/compile_commands.json"

mapfile -t flags <"$work/flags"
cd -- "$tests/../renderer"
mapfile -t headers < <(find . -name '*.h' -printf '%P\n' | LC_ALL=C sort)
((${#headers[@]} > 0)) || fail 'no headers found'

for header in "${headers[@]}"; do
    printf '#include "%s"\n#include "%s"\n' "$header" "$header" >"$work/${header//\//-}.c"
done
for compiler in gcc clang; do
    printf '%s\0' "$work"/*.c |
        xargs -0 -n 8 -P "$(nproc)" "$compiler" "${flags[@]}" -fsyntax-only ||
        fail "a header does not compile alone with $compiler"
done
printf '%d headers read\n' "${#headers[@]}"
