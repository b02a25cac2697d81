#!/usr/bin/env bash
# A package appears whole or not at all, whatever ends the program.
#   nothing-is-left-of-a-handoff-that-ended-early.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"

# The posters are there, so that what is synced is the package alone. (A library more is
# another program to them.)
cc -shared -fPIC -o signal.so "$tests/cli/signal_at_fsync.c"
expect_code 0 env LD_PRELOAD=./signal.so SIGNAL=0 "$program" handoff --quiet KV-18-03
cp out/KV-18-03.zip good.zip

beside_posters() {
    (cd out && find . -maxdepth 1 -type f | LC_ALL=C sort)
}

# The signal comes when all is written, but the file has no name yet.
for name in INT TERM HUP; do
    signal=$(kill -l "$name")
    rm -f out/KV-18-03.zip
    expect_code $((128 + signal)) env LD_PRELOAD=./signal.so SIGNAL="$signal" \
        "$program" handoff --quiet KV-18-03
    same_text "beside the posters after $name" '' "$(beside_posters)"
done

# Who is killed cannot tidy up: the next run does, and what was there stays whole.
cp good.zip out/KV-18-03.zip
expect_code 137 env LD_PRELOAD=./signal.so SIGNAL=9 "$program" handoff --quiet KV-18-03
cmp -- good.zip out/KV-18-03.zip || fail 'the package that was there is another now'
(($(beside_posters | wc -l) == 2)) || fail 'nothing was half written'
expect_code 0 "$program" handoff --quiet KV-18-03
same_text 'beside the posters after the next run' ./KV-18-03.zip "$(beside_posters)"
cmp -- good.zip out/KV-18-03.zip || fail 'the next package is another'

# No room for it.
rm out/KV-18-03.zip
# shellcheck disable=SC2016 # the inner shell expands
expect 3 '' "plakat: cannot write 'out/KV-18-03.zip': File too large" \
    bash -c 'ulimit -f 300 && exec "$0" "$@"' "$program" handoff --quiet KV-18-03
same_text 'beside the posters without room' '' "$(beside_posters)"
