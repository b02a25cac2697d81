#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
photo=$tests/cases/art/turned.jpg

make_project "$work/project"
cp -- "$photo" "$work/project/motifs/photo.jpg"
cat >"$work/project/motifs/layouts/photo.yaml" <<'END'
layout: photo
art: {photo: {file: ../photo.jpg, state: reviewed}}
portrait:
  column:
    - photo: {name: above, show: photo, grow: 1, radius: 10pt}
    - photo: {name: below, show: photo, grow: 1, blend: multiply}
square: {photo: {show: photo, duotone: [red, white]}}
END
cat >"$work/project/motifs/gruss.yaml" <<'END'
motif: gruss
title: Gruß
layout: photo
END
for run in one two; do
    expect 0 '' '' "$program" render -C "$work/project" --size portrait,square --lang de \
        --to pdf --quiet --out "$work/$run"
    pdf=$work/$run/gruss/gruss_portrait_de.pdf
done
same_text 'a second run' "$(checksums "$work/one")" "$(checksums "$work/two")"

# Kind, width, height, colours, bits, how they are written, and which object.
images() {
    pdfimages -list "$1" | awk 'NR > 2 { print $3, $4, $5, $6, $8, $9, $11 }'
}

object=$(images "$pdf" | awk 'NR == 1 { print $7 }')
same_text 'one file for both boxes' "image 80 120 rgb 8 jpeg $object
image 80 120 rgb 8 jpeg $object" "$(images "$pdf")"
# Of 120 pixels the middle 80 are seen; three more at each side are there to be mixed in.
same_text 'a picture of pixels for a duotone' 'image 86 80 rgb 8 image' \
    "$(images "${pdf/portrait/square}" | cut -d ' ' -f 1-6)"

# Nothing of what the camera wrote beside the picture: an EXIF block here.
pdfimages -all "$pdf" "$work/image"
python3 - "$photo" "$work/image-000.jpg" <<'END' || fail 'not the bytes of the file'
import sys

before, after = (open(path, "rb").read() for path in sys.argv[1:])
at = before.index(b"\xff\xe1")
end = at + 2 + int.from_bytes(before[at + 2 : at + 4], "big")
sys.exit(before[:at] + before[end:] != after)
END
if grep -q Exif -- "$pdf"; then fail 'the EXIF block is in the PDF'; fi
