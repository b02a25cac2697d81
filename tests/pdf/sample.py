#!/usr/bin/env python3
"""sample.py PROFILE FILE   writes a good PDF/X-4, by hand, with all that ours may hold
sample.py --points       prints POINTS

It is what the judges are judged by: check.py finds nothing in it, and plates.py the inks
of POINTS. mutants.py breaks it."""

import struct
import sys
import zlib

MM = 72 / 25.4
TRIM, BLEED, SLUG = 100, 3, 13  # mm; the last two all around the trim
DATE, XMP_DATE = "D:20260102030405Z", "2026-01-02T03:04:05Z"
SPOT = "HKS 14 K"

# x, y in mm from the trim's top left, percent of C, M, Y, K and of the spot ink.
POINTS = [
    (15, 15, 0, 100, 90, 0, 0),  # red
    (35, 15, 0, 50, 45, 0, 0),  # half of it by opacity
    (55, 15, 0, 0, 0, 0, 100),  # spot
    (75, 15, 0, 0, 0, 0, 50),  # its tint
    (15, 35, 50, 30, 0, 0, 0),  # a group of half opacity: blue alone
    (25, 35, 0, 0, 0, 0, 50),  # and the spot that knocks it out
    (35, 35, 100, 100, 90, 0, 0),  # red multiplied with cyan
    (55, 35, 50, 80, 45, 0, 0),  # half way from red to blue
    (75, 35, 20, 40, 60, 0, 0),  # a picture
    (25, 55, 0, 100, 90, 0, 0),  # red between letters
    (12, 52, 0, 100, 90, 100, 0),  # black small text overprints it
    (32, 52, 0, 0, 0, 0, 0),  # white text knocks it out
    (55, 55, 0, 100, 90, 0, 0),  # a tile of a pattern
    (75, 55, 0, 50, 45, 0, 0),  # half way to transparent
    (15, 75, 0, 0, 0, 100, 0),  # black alone
    (35, 75, 60, 40, 40, 100, 0),  # rich black
    (55, 75, 0, 15, 22.5, 0, 50),  # spot to process ink, half way
    (50, 99, 0, 0, 0, 0, 0),  # paper
    (50, -10, 100, 100, 100, 100, 100),  # a mark on all plates
]


class Ref(str):
    """The object of this name."""


class Name(str):
    pass


class Text(str):
    pass


class Stream:
    def __init__(self, data, **entries):
        self.data = data.encode("latin-1") if isinstance(data, str) else data
        self.entries = {key.rstrip("_"): value for key, value in entries.items()}
        self.encode = True


def name(text):
    return "/" + "".join(c if c.isalnum() or c in "+-." else f"#{ord(c):02x}" for c in text)


class File:
    """Objects by name, in order; written with numbers."""

    def __init__(self):
        self.version = "1.6"
        self.objects = {}
        self.trailer = {"Root": Ref("catalog"), "Info": Ref("info")}

    def __getitem__(self, key):
        found = self.objects[key]
        return found.entries if isinstance(found, Stream) else found

    def __setitem__(self, key, value):
        self.objects[key] = value

    def syntax(self, value):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, Ref):
            return f"{1 + list(self.objects).index(value)} 0 R"
        if isinstance(value, Name):
            return name(value)
        if isinstance(value, Text):
            return f"({value})"  # without parentheses in it
        if isinstance(value, bytes):
            return f"<{value.hex()}>"
        if isinstance(value, float):
            return f"{value:.4f}".rstrip("0").rstrip(".")
        if isinstance(value, (list, tuple)):
            return "[" + " ".join(map(self.syntax, value)) + "]"
        if isinstance(value, dict):
            entries = (f"{name(key)} {self.syntax(entry)}" for key, entry in value.items())
            return f"<< {' '.join(entries)} >>"
        return str(value)

    def body(self, value):
        if not isinstance(value, Stream):
            return self.syntax(value).encode("latin-1")
        entries, data = dict(value.entries), value.data
        if "Filter" not in entries and value.encode:
            entries["Filter"], data = Name("FlateDecode"), zlib.compress(data, 6)
        entries["Length"] = len(data)
        return self.syntax(entries).encode("latin-1") + b"\nstream\n" + data + b"\nendstream"

    def bytes(self):
        out = bytearray(f"%PDF-{self.version}\n%\xb5\xb5\xb5\xb5\n".encode("latin-1"))
        places = []
        for number, value in enumerate(self.objects.values(), 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + self.body(value) + b"\nendobj\n"
        table = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        trailer = {"Size": len(places) + 1, "ID": [b"0123456789abcdef"] * 2, **self.trailer}
        trailer = {key: value for key, value in trailer.items() if value is not None}
        out += f"trailer\n{self.syntax(trailer)}\nstartxref\n{table}\n%%EOF\n".encode("latin-1")
        return bytes(out)


def square_font():
    """A TrueType font of two glyphs, .notdef and a square of 0.7 em, 1000 units an em."""

    def square(side):
        points = [(0, 0), (0, side), (side, side), (side, 0)]
        steps = [(x - a, y - b) for (x, y), (a, b) in zip(points, [(0, 0), *points])]
        xs, ys = (struct.pack(">4h", *axis) for axis in zip(*steps))
        return struct.pack(">5h2H", 1, 0, 0, side, side, 3, 0) + b"\1\1\1\1" + xs + ys

    glyphs = [square(500), square(700)]
    glyphs = [glyph + b"\0" * (-len(glyph) % 4) for glyph in glyphs]
    ends = [sum(map(len, glyphs[:i])) for i in range(len(glyphs) + 1)]
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(">4I2H2q", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0)
        + struct.pack(">4h2H3h", 0, 0, 700, 700, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">I3hH3h", 0x10000, 900, -100, 0, 800, 0, 0, 700)
        + struct.pack(">8hH", 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", 600, 0, 800, 0),
        b"loca": struct.pack(f">{len(ends)}I", *ends),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, *[0] * 8),
    }
    head, data = b"", b""
    for tag, table in tables.items():
        table += b"\0" * (-len(table) % 4)
        total = sum(struct.unpack(f">{len(table) // 4}I", table)) & 0xFFFFFFFF
        head += struct.pack(">4s3I", tag, total, 12 + 16 * len(tables) + len(data), len(table))
        data += table
    return struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + head + data


TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
1 beginbfchar <0001> <25a0> endbfchar
endcmap end end
"""

XMP = """<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdf:Producer="sample" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A sample</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>DATE</xmp:CreateDate><xmp:ModifyDate>DATE</xmp:ModifyDate>
<xmp:MetadataDate>DATE</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:0</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
""".replace("DATE", XMP_DATE)


def across(x):
    return (SLUG + x) * MM


def down(y):
    return (SLUG + TRIM - y) * MM


def box(x, y, width, height):
    """A rectangle as a path: mm, from the trim's top left."""
    return f"{across(x):.4f} {down(y + height):.4f} {width * MM:.4f} {height * MM:.4f} re"


def line(x, y, x2, y2):
    return f"{across(x):.4f} {down(y):.4f} m {across(x2):.4f} {down(y2):.4f} l"


def text(x, y, size, font="F1"):
    """Two squares that stand on y."""
    return f"BT /{font} {size} Tf 1 0 0 1 {across(x):.4f} {down(y):.4f} Tm <00010001> Tj ET"


CONTENT = f"""q {box(-3, -3, 106, 106)} W n
q 0 1 .9 0 k {box(10, 10, 10, 10)} f Q
q /Half gs 0 1 .9 0 k {box(30, 10, 10, 10)} f Q
q /Spot cs 1 scn {box(50, 10, 10, 10)} f .5 scn {box(70, 10, 10, 10)} f Q
q /Half gs /Group Do Q
q 1 0 0 0 k {box(30, 30, 10, 10)} f /Multiply gs 0 1 .9 0 k {box(30, 30, 10, 10)} f Q
q {box(50, 30, 10, 10)} W n /Fade sh Q
q {10 * MM:.4f} 0 0 {10 * MM:.4f} {across(70):.4f} {down(40):.4f} cm /Picture Do Q
q 0 1 .9 0 k {box(10, 50, 30, 10)} f Q
q 0 0 0 1 k /Overprint gs {text(11, 53, 8)} Q
q 0 g {text(11, 58, 14)} Q
q 0 0 0 0 k {text(31, 53, 10)} Q
q /Pattern cs /Tiles scn {box(50, 50, 10, 10)} f Q
q /Mask gs 0 1 .9 0 k {box(70, 50, 10, 10)} f Q
q 0 0 0 1 k {box(10, 70, 10, 10)} f Q
q .6 .4 .4 1 k {box(30, 70, 10, 10)} f Q
q {box(50, 70, 10, 10)} W n /Mix sh Q
q 1 0 0 0 K .5 w {line(10, 90, 90, 90)} S Q
q /Overprint gs 0 0 0 1 K .5 w {line(10, 92, 90, 92)} S Q
Q
q /All CS 1 SCN .25 w {line(0, -5, 0, -12)} S Q
q /All cs 1 scn {box(48, -12, 4, 4)} f {text(60, -6, 6)} Q
"""


def fade(space, start, end):
    return {
        "ShadingType": 2,
        "ColorSpace": space,
        "Coords": [across(50), 0, across(60), 0],
        "Extend": [True, True],
        "Function": {"FunctionType": 2, "Domain": [0, 1], "N": 1, "C0": start, "C1": end},
    }


def tint(recipe):
    return {"FunctionType": 2, "Domain": [0, 1], "N": 1, "C0": [0, 0, 0, 0], "C1": recipe}


def group(space):
    return {"Type": Name("Group"), "S": Name("Transparency"), "I": True, "CS": Name(space)}


def form(data, space=None, **entries):
    sheet = TRIM + 2 * SLUG
    if space is not None:
        entries["Group"] = group(space)
    box = [0, 0, sheet * MM, sheet * MM]
    return Stream(data, Type=Name("XObject"), Subtype=Name("Form"), BBox=box, **entries)


def make(profile):
    """The good file; `profile` are the bytes of an ICC profile of CMYK."""
    pdf, sheet = File(), (TRIM + 2 * SLUG) * MM
    pdf["catalog"] = {
        "Type": Name("Catalog"),
        "Pages": Ref("pages"),
        "Metadata": Ref("xmp"),
        "OutputIntents": [Ref("intent")],
    }
    pdf["info"] = {
        "Title": Text("A sample"),
        "CreationDate": Text(DATE),
        "ModDate": Text(DATE),
        "Producer": Text("sample"),
        "Trapped": Name("False"),
        "GTS_PDFXVersion": Text("PDF/X-4"),
    }
    xmp = Stream(XMP, Type=Name("Metadata"), Subtype=Name("XML"))
    xmp.encode = False
    pdf["xmp"] = xmp
    pdf["intent"] = {
        "Type": Name("OutputIntent"),
        "S": Name("GTS_PDFX"),
        "OutputConditionIdentifier": Text("FOGRA39"),
        "RegistryName": Text("http://www.color.org"),
        "DestOutputProfile": Ref("profile"),
    }
    pdf["profile"] = Stream(profile, N=4)
    pdf["pages"] = {"Type": Name("Pages"), "Kids": [Ref("page")], "Count": 1}
    edge, bleed = SLUG * MM, (SLUG - BLEED) * MM
    pdf["page"] = {
        "Type": Name("Page"),
        "Parent": Ref("pages"),
        "MediaBox": [0, 0, sheet, sheet],
        "BleedBox": [bleed, bleed, sheet - bleed, sheet - bleed],
        "TrimBox": [edge, edge, sheet - edge, sheet - edge],
        "Contents": Ref("content"),
        "Resources": Ref("resources"),
        "Group": group("DeviceCMYK"),
    }
    pdf["content"] = Stream(CONTENT)
    pdf["resources"] = {
        "ExtGState": {
            "Half": {"ca": 0.5, "CA": 0.5},
            "Multiply": {"BM": Name("Multiply")},
            "Overprint": {"OP": True, "op": True, "OPM": 1},
            "Mask": {"SMask": {"S": Name("Luminosity"), "G": Ref("mask")}},
        },
        "ColorSpace": {"Spot": Ref("spot"), "All": Ref("all")},
        "XObject": {"Group": Ref("group"), "Picture": Ref("picture")},
        "Shading": {
            "Fade": fade(Name("DeviceCMYK"), [0, 1, 0.9, 0], [1, 0.6, 0, 0]),
            "Mix": Ref("mix"),
        },
        "Pattern": {"Tiles": Ref("tiles")},
        "Font": {"F1": Ref("font")},
    }
    add_colours(pdf)
    add_forms(pdf)
    add_font(pdf)
    return pdf


def add_colours(pdf):
    recipe = [0, 0.4, 1, 0]
    pdf["spot"] = [Name("Separation"), Name(SPOT), Name("DeviceCMYK"), tint(recipe)]
    pdf["all"] = [Name("Separation"), Name("All"), Name("DeviceCMYK"), tint([1, 1, 1, 1])]
    inks = [Name(ink) for ink in ("Cyan", "Magenta", "Yellow", "Black", SPOT)]
    pdf["mixed"] = [
        Name("DeviceN"),
        inks,
        Name("DeviceCMYK"),
        Ref("mixing"),
        {
            "Subtype": Name("NChannel"),
            "Colorants": {SPOT: Ref("spot")},
            "Process": {"ColorSpace": Name("DeviceCMYK"), "Components": inks[:4]},
        },
    ]
    program = (  # C M+.4S Y+S K
        "{dup .4 mul 5 -1 roll add dup 1 gt {pop 1} if 4 1 roll"
        " 3 -1 roll add dup 1 gt {pop 1} if exch}"
    )
    pdf["mixing"] = Stream(program, FunctionType=4, Domain=[0, 1] * 5, Range=[0, 1] * 4)
    pdf["mix"] = fade(Ref("mixed"), [0, 0, 0, 0, 1], [0, 0.3, 0.45, 0, 0])


def add_forms(pdf):
    blue, spot = box(10, 30, 20, 10), box(20, 30, 10, 10)
    pdf["group"] = form(
        f"1 .6 0 0 k {blue} f /Spot cs 1 scn {spot} f",
        "DeviceCMYK",
        Resources={"ColorSpace": {"Spot": Ref("spot")}},
    )
    pdf["picture"] = Stream(
        bytes([51, 102, 153, 0]) * 120 * 120,
        Type=Name("XObject"),
        Subtype=Name("Image"),
        Width=120,
        Height=120,
        BitsPerComponent=8,
        ColorSpace=Name("DeviceCMYK"),
        SMask=Ref("alpha"),
    )
    pdf["alpha"] = Stream(
        b"\xff" * 120 * 120,
        Type=Name("XObject"),
        Subtype=Name("Image"),
        Width=120,
        Height=120,
        BitsPerComponent=8,
        ColorSpace=Name("DeviceGray"),
    )
    pdf["tiles"] = Stream(
        "0 1 .9 0 k 0 0 10 10 re f",
        Type=Name("Pattern"),
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=[0, 0, 10, 10],
        XStep=10,
        YStep=10,
        Resources={},
    )
    light = fade(Name("DeviceGray"), [0], [1])
    light["Coords"] = [across(70), 0, across(80), 0]
    pdf["mask"] = form("/Light sh", "DeviceGray", Resources={"Shading": {"Light": light}})


def add_font(pdf):
    base = Name("ABCDEF+Square")
    pdf["font"] = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": base,
        "Encoding": Name("Identity-H"),
        "DescendantFonts": [Ref("descendant")],
        "ToUnicode": Ref("unicode"),
    }
    pdf["descendant"] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": {
            "Registry": Text("Adobe"),
            "Ordering": Text("Identity"),
            "Supplement": 0,
        },
        "CIDToGIDMap": Name("Identity"),
        "W": [0, [600, 800]],
        "FontDescriptor": Ref("descriptor"),
    }
    pdf["descriptor"] = {
        "Type": Name("FontDescriptor"),
        "FontName": base,
        "Flags": 4,
        "FontBBox": [0, 0, 700, 700],
        "ItalicAngle": 0,
        "Ascent": 900,
        "Descent": -100,
        "CapHeight": 700,
        "StemV": 80,
        "FontFile2": Ref("file"),
    }
    data = square_font()
    pdf["file"] = Stream(data, Length1=len(data))
    pdf["unicode"] = Stream(TO_UNICODE)


def points():
    """POINTS as plates.py reads them."""
    for x, y, *process, spot in POINTS:
        yield f"{x} {y} {' '.join(map(str, process))}\t{SPOT}={spot}"


def main():
    if sys.argv[1:] == ["--points"]:
        print("\n".join(points()))
        return
    with open(sys.argv[1], "rb") as file:
        pdf = make(file.read())
    with open(sys.argv[2], "wb") as file:
        file.write(pdf.bytes())


if __name__ == "__main__":
    main()
