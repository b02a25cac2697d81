#!/usr/bin/env python3
"""levels.py [--ppi N] [--pixels] STANDARD FILE X4_FILE

What a PDF/X-1a or PDF/X-3 breaks of its standard, and how it differs from the PDF/X-4 of
the same poster: nothing is seen through, words and fonts are the same, plates by
Ghostscript within 3 of 255 away from edges. A line each; 0: nothing, 1: something. Other
rules are those of check.py. --pixels: letters in drawings may become pixels."""

import argparse
import subprocess
import sys

from check import check, line_of
from document import Document, text_of
from objects import walk
from plates import Plates

VERSIONS = {"PDF/X-1a": "PDF/X-1a:2003", "PDF/X-3": "PDF/X-3:2003"}
# What PDF/X-4 wants otherwise.
OTHER = {"x4/version", "x4/identification", "gwg/blend-space", "x4/devicen"}
NEAR = 3
REACH = 2  # pixels around one that must be alike, or it is near an edge
EDGE = 3  # steps that are none


def check_file(document, standard):
    if not document.head.startswith(b"%PDF-1.4\n"):
        yield "it does not begin with %PDF-1.4"
    if document.get(document.catalog(), "/Version") not in (None, "/1.4"):
        yield "its catalog says another version"
    name = text_of(document.info().get("/GTS_PDFXVersion"))
    if name != VERSIONS[standard]:
        yield f"it calls itself {name}"
    for number, value in document.values.items():
        for key, entry in walk(value):
            yield from (f"object {number}: {text}" for text in seen_through(document, key, entry))


def seen_through(document, key, value):
    """Also what PDF/X-1a would allow because it changes nothing."""
    if key in ("/ca", "/CA", "/BM", "/SMask", "/AIS", "/SMaskInData"):
        yield key
    if key == "/S" and value == "/Transparency":
        yield "a group"
    if key in ("/ColorSpace", "/CS") and "RGB" in str(document.resolve(value)):
        yield "RGB"
    if key == "/Type" and value in ("/ObjStm", "/XRef"):
        yield value


def words_of(path):
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    return sorted(text.decode().split())


def fonts_of(path):
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout
    fonts = [line.split() for line in lines.decode().splitlines()[2:]]
    return sorted((font[0].partition("+")[2], font[-5]) for font in fonts)


def is_flat(plate, width, at):
    around = b"".join(
        plate[at + row * width - REACH : at + row * width + REACH + 1]
        for row in range(-REACH, REACH + 1)
    )
    return len(around) > 0 and max(around) - min(around) <= EDGE


def compare_plates(page, other):
    if (page.width, page.height) != (other.width, other.height):
        yield f"{page.width}x{page.height} pixels, not {other.width}x{other.height}"
        return
    empty = bytes(page.width * page.height)
    for ink in sorted({*page.plates, *other.plates}):
        a, b = page.plates.get(ink, empty), other.plates.get(ink, empty)
        wrong = [at for at in range(len(a)) if abs(a[at] - b[at]) > NEAR] if a != b else []
        wrong = [at for at in wrong if is_flat(a, page.width, at) and is_flat(b, page.width, at)]
        if wrong:
            y, x = divmod(wrong[0], page.width)
            yield (
                f"{ink}: {len(wrong)} pixels differ, first at {x},{y}: "
                f"{a[wrong[0]]}, not {b[wrong[0]]}"
            )


def judge(asked):
    document = Document(asked.file)
    yield from check_file(document, asked.standard)
    yield from (line_of(*entry) for entry in check(asked.file) if entry[0] not in OTHER)
    if not asked.pixels and words_of(asked.file) != words_of(asked.other):
        yield "other words than in PDF/X-4"
    fonts, others = fonts_of(asked.file), fonts_of(asked.other)
    if (fonts != others and not asked.pixels) or any(state != "yes" for _, state in fonts):
        yield f"other fonts than in PDF/X-4, or not embedded: {fonts}"
    pages = [Plates(path, "gs", asked.ppi).page for path in (asked.file, asked.other)]
    yield from compare_plates(*pages)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--ppi", type=float, default=72)
    parser.add_argument("--pixels", action="store_true")
    parser.add_argument("standard", choices=VERSIONS)
    parser.add_argument("file")
    parser.add_argument("other", metavar="X4_FILE")
    code = 0
    for line in judge(parser.parse_args()):
        print(line)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
