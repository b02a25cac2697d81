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

# Of an order that is refused anyway, files are judged by all who may help.
touch -- "$out/libqpdf.so.29"
sed -i '/^checked:/,+1d' "$work/motifs/orders/KV-X4-01.yaml"
expect_code 1 env LD_LIBRARY_PATH="$out" "$program" handoff -C "$work" --quiet \
    --jobs 2 KV-X4-01
same_text 'why no file was judged' "the poster has an error: the finished file: \
this file cannot be judged: cannot load the library 'libqpdf.so.29': $out/libqpdf.so.29: \
file too short; run renderer/setup [preflight/unreadable]" \
    "$(grep -o 'the poster has an error: .*\[preflight/unreadable\]' <<<"$stderr" | sort -u)"
