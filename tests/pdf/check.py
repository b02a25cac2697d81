#!/usr/bin/env python3
"""check.py [--limit NAME=VALUE]… [--without ID]… [--spots NAME,NAME…] FILE…

What a PDF breaks of PDF/X-4 (ISO 15930-7), of GWG 2022 (SheetCMYK) and of our own: a
line each, "id: text (object n)". 0: nothing, 1: something, 3: cannot be read.
check.py --list shows the ids. It shares no code with the program; qpdf reads the file."""

import argparse
import sys

import marks
import metadata
import objects
from document import Damaged, Document

# Numbers are those of the table of rules that the ids stand for.
RULES = {
    "x4/syntax": "qpdf --check has nothing to say (1)",
    "x4/version": "it is PDF 1.6 (1)",
    "x4/operator": "no operator is unknown to PDF 1.6, not even between BX and EX (1)",
    "x4/content": "content can be run: operands, resources, q and Q (1)",
    "x4/encrypted": "it is not encrypted (2)",
    "x4/no-id": "the trailer has an ID (2)",
    "x4/filter": "no LZW, JPEG 2000, JBIG2 or Crypt (3)",
    "x4/external-stream": "all bytes are in the file (3)",
    "x4/identification": "XMP says PDF/X-4 (4)",
    "x4/info": "title, dates and what else Info says are there and the same in XMP (5)",
    "x4/trapped": "Trapped is True or False, and the same in XMP (6)",
    "x4/xmp": "XMP is whole: a packet of XML with ids and dates (7)",
    "x4/output-intent": "one output intent names its printing condition (8)",
    "x4/profile": "its profile is embedded, for a printer, of CMYK, whole (9)",
    "x4/boxes": "trim within bleed within media, as plain numbers (10)",
    "x4/rgb": "nothing is in RGB: operators, pictures, shadings, groups, alternates (11)",
    "x4/icc": "ICC profiles fit their colour spaces (12)",
    "x4/separation": "an ink has one recipe (13)",
    "x4/devicen": "DeviceN describes its spot inks (13)",
    "x4/blend-mode": "blend modes are those of PDF 1.6 (14)",
    "x4/transfer": "no transfer functions, no halftones of its own (15)",
    "x4/intent": "rendering intents are the four of PDF (15)",
    "x4/font": "every font is embedded under its own name (16)",
    "x4/notdef": "no text shows .notdef (16)",
    "x4/xobject": "no PostScript, no references, no OPI, no alternates for print (17)",
    "x4/image": "a JPEG has the components of its colour space",
    "x4/action": "no actions, no JavaScript, no forms (18)",
    "x4/annotation": "no annotations (18)",
    "x4/optional-content": "no layers (19)",
    "x4/viewer": "viewers get no wishes that X-4 forbids (19)",
    "gwg/user-unit": "the unit is a point",
    "gwg/crop-box": "no CropBox but the MediaBox",
    "gwg/pages": "one page, upright",
    "gwg/empty-page": "something is painted",
    "gwg/white-overprint": "white does not overprint",
    "gwg/grey-overprint": "DeviceGray does not overprint",
    "gwg/black-knocks-out": "small text and thin lines of 100 K overprint, OPM 1",
    "gwg/rich-black": "no text in rich black",
    "gwg/small-text": "no small text in white or several inks",
    "gwg/courier": "no Courier",
    "gwg/thin-line": "lines are not too thin",
    "gwg/spot-names": "a spot ink has one name, and is wanted",
    "gwg/all-in-trim": "registration colour only outside the trim",
    "gwg/blend-space": "transparency is mixed in CMYK",
    "gwg/colour-space": "no ICC, Lab or calibrated colours",
    "gwg/resolution": "pictures have enough pixels per inch",
    "own/subset": "fonts are subsets",
    "own/to-unicode": "text can be searched",
}


def check(path, limits=marks.LIMITS, spots=None):
    """(id, text, object) of all that is broken, each once, in order."""
    found = {}

    def report(identifier, text, number):
        found[identifier, text, number] = True

    document = Document(path)
    objects.check_file(document, report)
    objects.check_catalog(document, report)
    objects.check_pages(document, report)
    try:
        objects.check_objects(document, report)
        names = objects.check_spots(document, report)
        metadata.check_metadata(document, report)
        metadata.check_intent(document, report)
        marks.check_marks(document, limits, report)
    except Damaged as error:
        report("x4/content", str(error), None)
        return list(found)
    for name in sorted(names - spots if spots is not None else ()):
        report("gwg/spot-names", f'nobody asked for "{name}"', None)
    return list(found)


def line_of(identifier, text, number):
    where = "" if number is None else f" (object {number})"
    return f"{identifier}: {text}{where}"


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--limit", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--spots")
    parser.add_argument("files", nargs="*")
    return parser.parse_args()


def main():
    asked = arguments()
    if asked.list:
        print("\n".join(f"{identifier}\t{text}" for identifier, text in RULES.items()))
        return 0
    limits = dict(marks.LIMITS)
    for name, value in (limit.split("=") for limit in asked.limit):
        if name not in limits:
            raise SystemExit(f"check.py: no limit {name}; there are {', '.join(limits)}")
        limits[name] = float(value)
    spots = None if asked.spots is None else set(filter(None, asked.spots.split(",")))
    code = 0
    for path in asked.files:
        try:
            found = check(path, limits, spots)
        except Damaged as error:
            print(f"{path}: cannot be read: {error}", file=sys.stderr)
            code = 3
            continue
        prefix = f"{path}: " if len(asked.files) > 1 else ""
        for entry in found:
            if entry[0] not in asked.without:
                print(prefix + line_of(*entry))
                code = code or 1
    return code


if __name__ == "__main__":
    sys.exit(main())
