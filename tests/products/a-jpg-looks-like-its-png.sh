#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$tests/.."

expect 0 '' '' "$program" render motifs/platz.yaml --size 1080x1350,a3 --lang de,ar \
    --to png,jpg --ppi 72 --quiet --out "$work/out"
for jpg in "$work"/out/platz/*.jpg; do
    mutool draw -q -r 72 -o "$work/jpg.ppm" "$jpg" 2>"$work/stderr" ||
        fail "mutool: $(<"$work/stderr")"
    python3 - "$tests" "${jpg%.jpg}.png" "$work/jpg.ppm" <<'END' || fail "pixels of $jpg"
import sys

sys.path.insert(0, sys.argv[1])
import png

picture = png.Png(sys.argv[2])
expected = b"".join(picture.rows())
with open(sys.argv[3], "rb") as file:
    kind, width, height, depth = (file.readline() + file.readline() + file.readline()).split()
    actual = file.read()
assert (kind, depth) == (b"P6", b"255")
assert (int(width), int(height)) == (picture.width, picture.height), (width, height)
assert len(actual) == len(expected), len(actual)
counts = [0] * 256
for one, other in zip(expected, actual):
    counts[abs(one - other)] += 1
assert sum(counts[9:]) < len(actual) / 50, counts
assert sum(counts[64:]) == 0, counts
END
done

# Title and alt text are those of the motif, in its language.
python3 - "$work/out/platz/platz_1080x1350_ar.jpg" motifs/platz.yaml <<'END' || fail 'XMP'
import sys, xml.etree.ElementTree as tree, yaml

with open(sys.argv[1], "rb") as file:
    data = file.read()
with open(sys.argv[2], encoding="utf-8") as file:
    motif = yaml.safe_load(file)
end = b'<?xpacket end="w"?>'
packet = data[data.index(b"<?xpacket begin") : data.index(end) + len(end)]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML = "{http://www.w3.org/XML/1998/namespace}"
said = {
    element.tag.partition("}")[2]: [(li.get(XML + "lang"), li.text) for li in element.iter(RDF + "li")]
    for element in tree.fromstring(packet).find(RDF + "RDF").find(RDF + "Description")
}
alt = [("x-default", motif["alt"]["ar"]), ("ar", motif["alt"]["ar"])]
assert said["title"][0][1].startswith(motif["title"] + " – "), said
assert said["description"] == said["AltTextAccessibility"] == alt, said
END

# FILE: the date in its profile, and the profile's checksum.
profile_of() {
    python3 - "$1" <<'END'
import hashlib, sys

with open(sys.argv[1], "rb") as file:
    data = file.read()
start = data.index(b"ICC_PROFILE\0\1\1") + 14
profile = data[start : start + int.from_bytes(data[start : start + 4], "big")]
assert profile[12:20] == b"mntrRGB ", profile[:20]
print(profile[24:36].hex(), hashlib.sha256(profile).hexdigest())
END
}

# sRGB, with a date that is no clock's: the same bytes in all.
profiles=$(for jpg in "$work"/out/platz/*.jpg; do profile_of "$jpg"; done | sort -u)
same_text 'date of profiles' '07cf00010001000000000000' "${profiles%% *}"
same_text 'kinds of profiles' 1 "$(wc -l <<<"$profiles")"

# Larger as quality grows.
last=0
for quality in 1 50 90 100; do
    expect 0 '' '' "$program" render motifs/platz.yaml --size a3 --lang de --to jpg --ppi 72 \
        --quality "$quality" --quiet --out "$work/out"
    bytes=$(stat -c %s "$work/out/platz/platz_a3_de.jpg")
    ((bytes > last)) || fail "quality $quality: $bytes bytes, $last before"
    last=$bytes
done

expect 3 '' 'plakat: a JPEG cannot have 79465 x 112346 pixels: a side has at most 65500; take fewer ppi' \
    "$program" render motifs/platz.yaml --size a0 --lang de --to jpg --ppi 2400 --quiet \
    --out "$work/none"
