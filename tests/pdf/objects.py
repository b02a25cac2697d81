"""Rules about the objects of a PDF, whether anything paints them or not."""

import re
import subprocess

from document import BOXES, Damaged, is_name, is_number

FILTERS = {
    "/FlateDecode",
    "/DCTDecode",
    "/ASCIIHexDecode",
    "/ASCII85Decode",
    "/RunLengthDecode",
    "/CCITTFaxDecode",
}
INTENTS = {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Perceptual", "/Saturation"}
BLEND_MODES = {
    f"/{name}"
    for name in "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn"
    " HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity".split()
}
RGB = {"/DeviceRGB", "/CalRGB"}
CALIBRATED = {"/ICCBased", "/CalGray", "/CalRGB", "/Lab"}
SPACE_KEYS = {"/ColorSpace", "/CS"}
AREAS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")
FONT_FILES = {"/FontFile": (b"%!", b"\x80\x01"), "/FontFile2": (b"\0\1\0\0", b"true")}
FONT_FILES_3 = {
    "/Type1C": (b"\1\0",),
    "/CIDFontType0C": (b"\1\0",),
    "/OpenType": (b"OTTO", b"\0\1\0\0"),
}
SUBSET_TAG = re.compile(r"/[A-Z]{6}\+.")


def walk(value, key=None):
    """Every value within a value with the key that it stands under."""
    yield key, value
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from walk(entry, name)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, key)


def check_file(document, report):
    header = re.match(rb"%PDF-(\d\.\d)[\r\n]+%[\x80-\xff]{4}", document.head)
    if header is None or header[1] != b"1.6":
        report("x4/version", "it does not begin with %PDF-1.6 and four bytes above 127", None)
    version = document.get(document.catalog(), "/Version")
    if version not in (None, "/1.6"):
        report("x4/version", f"its catalog says version {version[1:]}", None)
    if "/Encrypt" in document.trailer:
        report("x4/encrypted", "it is encrypted", None)
    if len(document.trailer.get("/ID") or []) != 2:
        report("x4/no-id", "its trailer has no ID of two parts", None)
    result = subprocess.run(
        ["qpdf", "--check", "--", document.path], capture_output=True, check=False
    )
    if result.returncode != 0:
        lines = result.stderr.decode("utf-8", "replace").strip().splitlines()
        report("x4/syntax", (lines or ["qpdf --check fails"])[0], None)


def check_catalog(document, report):
    catalog = document.catalog()
    for key in ("/OpenAction", "/AA", "/AcroForm"):
        if key in catalog:
            report("x4/action", f"its catalog has {key[1:]}", None)
    if document.get(catalog, "/Names", "/JavaScript") is not None:
        report("x4/action", "it has JavaScript", None)
    if "/OCProperties" in catalog:
        report("x4/optional-content", "it has layers", None)
    for key in AREAS:
        area = document.get(catalog, "/ViewerPreferences", key)
        if area not in (None, "/MediaBox", "/BleedBox", "/TrimBox"):
            report("x4/viewer", f"its {key[1:]} is {area[1:]}", None)


def check_pages(document, report):
    pages = list(document.pages())
    if len(pages) != 1:
        report("gwg/pages", f"{len(pages)} pages", None)
    for number, page in pages:
        check_boxes(document, number, page, report)
        if document.get(page, "/Annots"):
            report("x4/annotation", "it has annotations", number)
        for key in ("/AA", "/A"):
            if key in page:
                report("x4/action", f"it has {key[1:]}", number)
        if "/PresSteps" in page:
            report("x4/viewer", "it has PresSteps", number)
        if "/UserUnit" in page:
            report("gwg/user-unit", f"its unit is {document.get(page, '/UserUnit')}", number)
        if document.get(page, "/Rotate") not in (None, 0):
            report("gwg/pages", f"it is turned by {document.get(page, '/Rotate')}", number)


def check_boxes(document, number, page, report):
    boxes = {}
    for key in BOXES:
        value = page.get(f"/{key}")
        if value is None:
            continue
        if not isinstance(value, list) or len(value) != 4 or not all(map(is_number, value)):
            report("x4/boxes", f"its {key} is no list of four numbers", number)
            return
        x, y = sorted(value[::2]), sorted(value[1::2])
        boxes[key] = (x[0], y[0], x[1], y[1])
        if x[0] >= x[1] or y[0] >= y[1]:
            report("x4/boxes", f"its {key} is empty", number)
    if "MediaBox" not in boxes or ("TrimBox" in boxes) == ("ArtBox" in boxes):
        report("x4/boxes", "it needs a MediaBox and a TrimBox and no ArtBox", number)
        return
    inside_out = ("TrimBox", "ArtBox", "BleedBox", "CropBox", "MediaBox")
    order = [key for key in inside_out if key in boxes]
    for inner, outer in zip(order, order[1:]):
        if not lies_in(boxes[inner], boxes[outer]):
            report("x4/boxes", f"its {inner} is not within its {outer}", number)
    if "CropBox" in boxes and boxes["CropBox"] != boxes["MediaBox"]:
        report("gwg/crop-box", "its CropBox is not its MediaBox", number)


def lies_in(inner, outer):
    near = 1e-6
    return (
        inner[0] >= outer[0] - near
        and inner[1] >= outer[1] - near
        and inner[2] <= outer[2] + near
        and inner[3] <= outer[3] + near
    )


def check_objects(document, report):
    for number, value in document.values.items():
        stream = document.streams.get(number)
        for key, found in walk(value):
            if isinstance(found, dict):
                check_dictionary(document, number, found, report)
            elif isinstance(found, list):
                check_space(document, number, found, report)
            elif is_name(found) and found in RGB:
                report("x4/rgb", f"{found[1:]} as {key[1:] if key else 'itself'}", number)
        if stream is not None:
            check_stream(document, stream, report)


def check_stream(document, stream, report):
    number, dictionary = stream.number, stream.dictionary
    for name in stream.filters():
        if name not in FILTERS:
            report("x4/filter", f"it has the filter {name}", number)
    for key in ("/F", "/FFilter", "/FDecodeParms"):
        if key in dictionary:
            report("x4/external-stream", "its bytes are in another file", number)
    kind = document.get(dictionary, "/Subtype")
    if kind == "/PS" or document.get(dictionary, "/Subtype2") == "/PS" or "/PS" in dictionary:
        report("x4/xobject", "it is PostScript", number)
    if "/Ref" in dictionary or "/OPI" in dictionary:
        report("x4/xobject", "it stands for another file", number)
    if kind == "/Image":
        if any(
            document.get(item, "/DefaultForPrinting") is True
            for item in document.get(dictionary, "/Alternates") or []
        ):
            report("x4/xobject", "print takes an alternate of this image", number)
        check_jpeg(document, stream, report)
    intent = document.get(dictionary, "/Intent")
    if intent is not None and intent not in INTENTS:
        report("x4/intent", f"its rendering intent is {intent[1:]}", number)


def check_jpeg(document, stream, report):
    """A JPEG has as many components as its colour space."""
    if stream.filters() != ["/DCTDecode"]:
        return
    space = document.get(stream.dictionary, "/ColorSpace")
    wanted = {"/DeviceGray": 1, "/DeviceCMYK": 4}.get(space) if is_name(space) else None
    found = jpeg_components(stream.raw)
    if found is None or wanted is not None and wanted != found:
        report("x4/image", f"a JPEG of {found} components in {space}", stream.number)


def jpeg_components(data):
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            return data[at + 9]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def check_dictionary(document, number, found, report):
    get = lambda key: document.get(found, key)  # noqa: E731
    if "/JS" in found or get("/Type") == "/Action":
        report("x4/action", "it is an action", number)
    if is_name(get("/S")) and get("/S") in ("/JavaScript", "/Launch", "/URI", "/SubmitForm"):
        report("x4/action", f"it is an action, {get('/S')[1:]}", number)
    if "/OC" in found or get("/Type") in ("/OCG", "/OCMD"):
        report("x4/optional-content", "it belongs to a layer", number)
    if any(key in found for key in ("/TR", "/HTP")) or get("/TR2") not in (None, "/Default"):
        report("x4/transfer", "it has a transfer function or a halftone of its own", number)
    halftone = get("/HT")
    if isinstance(halftone, dict) and document.get(halftone, "/HalftoneType") not in (1, 5):
        report("x4/transfer", "it has a halftone of its own", number)
    if get("/RI") is not None and get("/RI") not in INTENTS:
        report("x4/intent", f"its rendering intent is {get('/RI')}", number)
    blends = get("/BM")
    for blend in map(document.resolve, blends if isinstance(blends, list) else [blends]):
        if is_name(blend) and blend not in BLEND_MODES:
            report("x4/blend-mode", f"no blend mode {blend[1:]}", number)
    if get("/Type") == "/Font":
        check_font(document, number, found, report)


def check_space(document, number, found, report):
    """An array may be a colour space."""
    family = document.resolve(found[0]) if found else None
    if not is_name(family) or family not in CALIBRATED or len(found) != 2:
        return
    if family == "/ICCBased":
        stream = document.stream(found[1])
        try:
            header = stream.data()[:40] if stream else b""
        except Damaged:
            header = b""
        count = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"Lab ": 3}.get(header[16:20])
        if header[36:40] != b"acsp" or document.get(found[1], "/N") != count:
            report("x4/icc", "its profile does not fit", number)
            return
    report("gwg/colour-space", f"it is in {family[1:]}", number)


def check_spots(document, report):
    """The same ink is the same everywhere, and DeviceN describes what it mixes."""
    known, spellings = {}, {}
    for number, value in document.values.items():
        for _, found in walk(value):
            if not isinstance(found, list) or len(found) < 4:
                continue
            family = document.resolve(found[0])
            if family == "/Separation":
                name = document.resolve(found[1])
                recipe = document.plain(found[2:4])
                if known.setdefault(name, recipe) != recipe:
                    report("x4/separation", f'"{name[1:]}" has two recipes', number)
                spellings.setdefault(spelling(name), set()).add(name)
            elif family == "/DeviceN":
                check_device_n(document, number, found, spellings, report)
    for names in spellings.values():
        if len(names) > 1:
            listed = ", ".join(sorted(name[1:] for name in names))
            report("gwg/spot-names", f"one ink with two names: {listed}", None)
    return {name[1:] for names in spellings.values() for name in names} - {
        *("All", "None", "Cyan", "Magenta", "Yellow", "Black")
    }


def spelling(name):
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def check_device_n(document, number, found, spellings, report):
    names = [document.resolve(name) for name in document.resolve(found[1])]
    described = document.get(found[4], "/Colorants") if len(found) > 4 else None
    for name in names:
        if name in ("/Cyan", "/Magenta", "/Yellow", "/Black", "/None"):
            continue
        spellings.setdefault(spelling(name), set()).add(name)
        if name not in (described or {}):
            report("x4/devicen", f'"{name[1:]}" is not among its Colorants', number)


def check_font(document, number, font, report):
    kind, name = document.get(font, "/Subtype"), document.get(font, "/BaseFont")
    if kind == "/Type3":
        return
    if "/ToUnicode" not in font and kind not in ("/CIDFontType0", "/CIDFontType2"):
        report("own/to-unicode", f"{name} has no ToUnicode", number)
    if kind == "/Type0":
        return
    if not SUBSET_TAG.match(name or ""):
        report("own/subset", f"{name} is no subset", number)
    if "Courier" in (name or ""):
        report("gwg/courier", f"{name}: it may stand for a font that was missing", number)
    descriptor = document.get(font, "/FontDescriptor")
    problem = font_problem(document, descriptor or {})
    if problem:
        report("x4/font", f"{name}: {problem}", number)
    elif document.get(descriptor, "/FontName") != name:
        other = document.get(descriptor, "/FontName")
        report("x4/font", f"{name}: its descriptor says {other}", number)


def font_problem(document, descriptor):
    keys = [key for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
    if len(keys) != 1:
        return "it is not embedded"
    stream = document.stream(descriptor[keys[0]])
    if stream is None:
        return "its file is missing"
    kind = document.get(stream.dictionary, "/Subtype")
    starts = FONT_FILES.get(keys[0]) or FONT_FILES_3.get(kind, ())
    return None if stream.data().startswith(starts) else "its file is no font of its kind"
