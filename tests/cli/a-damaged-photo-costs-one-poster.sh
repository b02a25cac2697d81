#!/usr/bin/env bash
# Checking reads headers alone; pixels that are not there are found when they are drawn.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$work"

make_project .
make_motif motifs other
cat >motifs/layouts/photo.yaml <<'END'
layout: photo
portrait: {photo: {show: photo}}
END
cat >motifs/gruss.yaml <<'END'
motif: gruss
title: Gruß
layout: photo
art: {photo: {file: photo.png, state: reviewed}}
END
# Its header says that there are ten times as many rows.
python3 - "$tests/cases/art/ramp.png" motifs/photo.png <<'END'
import sys, zlib

data = bytearray(open(sys.argv[1], "rb").read())
data[20:24] = (200).to_bytes(4, "big")
data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
open(sys.argv[2], "wb").write(data)
END

expect 0 '' '' "$program" check --quiet --size portrait --lang de
for output in pdf png; do
    expect 1 '' 'motifs/gruss.yaml:1:8: error: '"'motifs/photo.png'"' is no usable PNG: Not enough image data (size portrait, language de) [art/cannot-draw]
    motif: gruss
           ^~~~~' \
        "$program" render --quiet --size portrait --lang de --to "$output"
done
same_text 'files' "out/other/other_portrait_de.pdf
out/other/other_portrait_de.png" "$(files_in out | sort)"
