#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
one=(render gruss --quiet --force --size portrait --lang de --to png --jobs 1)

signals=("$(kill -l INT)" "$(kill -l TERM)" "$(kill -l HUP)")

# The signal comes where it hurts: all is written, but the file has no name yet.
cc -shared -fPIC -o signal.so "$tests/cli/signal_at_fsync.c"

# SIGNAL FILES: the number of the signal, and what lies below out/ afterwards.
signalled() {
    expect_code $((128 + $1)) env LD_PRELOAD=./signal.so SIGNAL="$1" \
        "$program" "${one[@]}"
    same_text "below out after signal $1" "$2" "$(files_in out)"
}

expect_code 0 env LD_PRELOAD=./signal.so SIGNAL=0 "$program" "${one[@]}"
made=$(sha256sum out/gruss/gruss_portrait_de.png)
for signal in "${signals[@]}"; do
    signalled "$signal" out/gruss/gruss_portrait_de.png
    same_text 'the file that was there' "$made" \
        "$(sha256sum out/gruss/gruss_portrait_de.png)"
done
rm -r out
for signal in "${signals[@]}"; do signalled "$signal" ''; done

# No room: an error, and nothing half.
rm -rf out
# shellcheck disable=SC2016 # the inner shell expands
expect 3 '' "plakat: cannot write 'out/gruss/gruss_portrait_de.png': File too large" \
    bash -c 'ulimit -f 1 && exec "$0" "$@"' "$program" "${one[@]}" --ppi 144
same_text 'below out without room' '' "$(files_in out)"
