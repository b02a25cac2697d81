#!/usr/bin/env bash
# Some libraries are loaded when they are needed (base/late). Here they are files without
# anything in them, in the output folder: those who read artwork reach that.
#   a-library-that-is-missing-is-named.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

out=$work/out
mkdir -- "$out"
touch -- "$out"/lib{zbar.so.0,archive.so.13}

expect 1 '' "motifs/layouts/bank.yaml:47:29: error: cannot load the library 'libzbar.so.0': \
$out/libzbar.so.0: file too short; run renderer/setup (size a3, language de) [code/not-read]
                              - qr: {name: code, say: address, ink: claim, anchor: right}
                                ^~" \
    env LD_LIBRARY_PATH="$out" "$program" render motifs/platz.yaml --size a3 --lang de \
    --to png --quiet --out "$out"

cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
expect_code 3 env LD_LIBRARY_PATH="$out" "$program" handoff -C "$work" --quiet \
    --out "$out" KV-18-03
same_text 'why there is no package' \
    "plakat: cannot load the library 'libarchive.so.13': $out/libarchive.so.13: \
file too short; run renderer/setup" "$stderr"
