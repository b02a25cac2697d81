#!/usr/bin/env bash
# A hoarding at 1:10: its file is a tenth of it, and whoever handles it is told so.
#   a-scale-is-told-in-five-places.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"
cat >motifs/art/boot.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
  <filter id="soft"><feGaussianBlur stdDeviation="4"/></filter>
  <path d="M40 190h320l-46 70H92z" fill="#da1624"/>
  <path d="M190 30v150H70z" fill="#ffd619" filter="url(#soft)"/>
</svg>
END
expect_code 0 "$program" approve boot --size 18-1 --lang de --as Dienststelle
expect_code 0 "$program" handoff --quiet KV-18-03
unzip -q out/KV-18-03.zip -d package
cd package

# Millimetres of a box: width, height, and how far its left edge is from the trim's.
python3 - boot_18-1_de_1-10.pdf <<'END' >boxes
import json, subprocess, sys
pdf = json.loads(subprocess.run(['qpdf', '--json=1', sys.argv[1]], capture_output=True).stdout)
page = pdf['objects'][pdf['pages'][0]['object']]
mm = lambda name: [round(side * 25.4 / 72, 1) for side in page[name]]
trim, bleed = mm('/TrimBox'), mm('/BleedBox')
print(round(trim[2] - trim[0], 1), round(trim[3] - trim[1], 1),
      *(round(abs(a - b), 1) for a, b in zip(trim, bleed)))
END
same_text 'trim and bleed' '356.0 252.0 1.0 1.0 1.0 1.0' "$(<boxes)"

# 1: the name.
[[ -e boot_18-1_de_1-10.pdf ]] || fail 'no scale in the name'
# 2: the line below the bleed, outside the trim.
slug=$(pdftotext boot_18-1_de_1-10.pdf - | grep ' · 1:10 · ' || true)
[[ $slug == 'KV-18-03 · boot · 18-1, 3560 × 2520 mm · 1:10 · C M Y K · de · '*' · freigegeben' ]] ||
    fail "the slug says: $slug"
# 3: XMP.
grep -a -q '<pdfx:Scale>1:10</pdfx:Scale>' boot_18-1_de_1-10.pdf || fail 'no scale in XMP'
# 4: the ticket.
grep -q '>Daten 1:10, beim Druck auf 1000 % vergrößern: Endformat 3560 × 2520 mm, Anschnitt 10 mm<' \
    ticket.xjdf || fail 'no scale in the ticket'
# 5: Druckauftrag.
pdftotext Druckauftrag.pdf - | grep -q '^1:10, Datei 356 × 252 mm$' ||
    fail 'no scale in Druckauftrag.pdf'

# What cannot stay vector has the pixels of the size (60 ppi) in final size: ten times as
# many in the file.
ppi=$(pdfimages -list boot_18-1_de_1-10.pdf | awk '$3 == "image" {print $13}')
[[ $ppi == 6[0-3]? ]] || fail "pictures have '$ppi' ppi in the file"
