#!/usr/bin/env bash
# Large, deep, interlaced, in CMYK, with a profile; or no usable photo: then one line says
# so, and no file is left. Either way memory stays within its limit.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
build=$2
cmyk=$tests/../fonts/FOGRA39L_coated.icc

readonly MOST_KIB=$((128 << 10))

read -ra libraries <<<"$(pkg-config --cflags --libs libpng libjpeg lcms2)"
cc -O2 -o "$work/photo" "$tests/products/photo.c" "${libraries[@]}"
make_project "$work/project"
cd -- "$work/project"
cp -- "$tests/../motifs/printing.yaml" motifs/
echo 'condition: fogra39' >>motifs/campaign.yaml
cat >>motifs/sizes.yaml <<'END'
  photo: {title: Photo, kind: screen, trim: 1200px x 600px, ppi: 72, distance: 1}
END
cat >motifs/layouts/gruss.yaml <<'END'
layout: gruss
landscape: {photo: {show: photo}}
END
cat >motifs/gruss.yaml <<'END'
motif: gruss
title: Gruß
layout: gruss
art: {photo: {file: photo, state: reviewed}}
END

# CODE STDERR: a poster that is all photo, within the limit.
draws() {
    local kib

    rm -rf out
    expect "$1" '' "$2" "$build/tests/usage" "$work/usage" "$program" render gruss \
        --size photo --lang de --to png --quiet --jobs 2
    read -r _ _ kib <"$work/usage"
    if ((kib > MOST_KIB)); then fail "$kib KiB: more than $MOST_KIB"; fi
}

for kind in jpeg-of-200-million jpeg-of-adobe-in-cmyk jpeg-in-plain-cmyk \
    jpeg-with-a-profile progressive-jpeg png-of-16-bits interlaced-png; do
    "$work/photo" make "$kind" motifs/photo "$cmyk"
    draws 0 ''
    "$work/photo" judge "$kind" out/gruss/gruss_photo_de.png "$cmyk" >"$work/judged" 2>&1 || true
    same_text "what is wrong with $kind" '' "$(<"$work/judged")"
done

# WHAT MESSAGE: the photo there is not usable; the poster is not made.
is_refused() {
    draws 1 "$2"
    same_text "what is left of a poster with $1" '' "$(files_in out 2>/dev/null)"
}

# Half a megabyte that would unpack to 60000 x 60000 pixels.
python3 - motifs/photo <<'END'
import struct, sys, zlib

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

SIDE = 60000
packer = zlib.compressobj(1)
pixels = b"".join(packer.compress(bytes(1 + SIDE // 8)) for _ in range(SIDE)) + packer.flush()
with open(sys.argv[1], "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)))
    file.write(chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
END
is_refused 'a bomb' "motifs/gruss.yaml:4:21: error: 'motifs/photo' has 60000 x 60000 pixels; a picture may have 400 million (size photo, language de) [photo/unusable]
    art: {photo: {file: photo, state: reviewed}}
                        ^~~~~"

"$work/photo" make jpeg-with-a-profile motifs/whole "$cmyk"
head -c 200000 motifs/whole >motifs/photo
is_refused 'a truncated JPEG' "motifs/gruss.yaml:1:8: error: 'motifs/photo' is no usable JPEG: it ends too early (size photo, language de) [art/cannot-draw]
    motif: gruss
           ^~~~~"

# One that says it has 20000 x 10000 pixels.
"$work/photo" make progressive-jpeg motifs/photo "$cmyk"
python3 - motifs/photo <<'END'
import sys

with open(sys.argv[1], "r+b") as file:
    data = file.read()
    file.seek(data.index(b"\xff\xc2") + 5)
    file.write((10000).to_bytes(2, "big") + (20000).to_bytes(2, "big"))
END
is_refused 'a large progressive JPEG' "motifs/gruss.yaml:1:8: error: 'motifs/photo' is progressive and would take 1145 MiB of memory; such a picture may take 88 (size photo, language de) [art/cannot-draw]
    motif: gruss
           ^~~~~"
