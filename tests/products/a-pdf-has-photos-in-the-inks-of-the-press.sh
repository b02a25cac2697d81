#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
photo=$tests/cases/art/turned.jpg

make_project "$work/project"
take_any_pixels "$work/project/motifs"
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
    expect_code 0 "$program" render -C "$work/project" --size portrait,square --lang de \
        --to pdf --quiet --out "$work/$run"
    pdf=$work/$run/gruss/gruss_portrait_de.pdf
done
same_text 'a second run' "$(checksums "$work/one")" "$(checksums "$work/two")"

# Kind, colours, bits, how they are written.
images() {
    pdfimages -list "$1" | awk 'NR > 2 { print $3, $6, $8, $9 }'
}

same_text 'a JPEG of all four inks' 'image cmyk 8 jpeg
image cmyk 8 jpeg' "$(images "$pdf")"
same_text 'a table of mixtures of two inks' 'image index 8 jpeg' \
    "$(images "${pdf/portrait/square}")"

# Nothing of what the camera wrote beside the picture: an EXIF block here.
if grep -q Exif -- "$pdf"; then fail 'the EXIF block is in the PDF'; fi
