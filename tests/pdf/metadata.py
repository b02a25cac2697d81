"""What a PDF says about itself: Info, XMP, output intent."""

import datetime
import re
import xml.etree.ElementTree as xml

from document import text_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
# Key of Info, the same in XMP, and whether a PDF/X-4 must have it.
PAIRS = (
    ("/Title", "dc:title", True),
    ("/CreationDate", "xmp:CreateDate", True),
    ("/ModDate", "xmp:ModifyDate", True),
    ("/Producer", "pdf:Producer", True),
    ("/Creator", "xmp:CreatorTool", False),
    ("/Author", "dc:creator", False),
    ("/Subject", "dc:description", False),
    ("/Keywords", "pdf:Keywords", False),
)
DATES = ("/CreationDate", "/ModDate")
INFO_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00'00'?)?|([+-])(\d\d)'?(\d\d)?'?)?"
)
PACKET = re.compile(
    rb'<\?xpacket begin=(["\'])(?:\xef\xbb\xbf)?\1 id=.*?<\?xpacket end=', re.DOTALL
)


def read_xmp(data):
    """Property ("dc:title") to its text; ValueError says what is wrong."""
    if not PACKET.search(data):
        raise ValueError("XMP stands in no packet")
    try:
        root = xml.fromstring(data.decode("utf-8"))
    except (UnicodeDecodeError, xml.ParseError) as error:
        raise ValueError(f"XMP is no XML: {error}") from error
    names = {uri: prefix for prefix, uri in NAMESPACES.items()}
    found = {}
    for description in root.iter(f"{RDF}Description"):
        items = [(child.tag, value_of(child)) for child in description]
        for tag, value in [*description.attrib.items(), *items]:
            uri, _, name = tag.removeprefix("{").partition("}")
            if uri not in names:
                continue
            key = f"{names[uri]}:{name}"
            if found.setdefault(key, value) != value:
                raise ValueError(f"XMP says {key} twice")
    return found


def value_of(element):
    items = list(element.iter(f"{RDF}li"))
    for item in items:
        if item.get(XML_LANGUAGE) == "x-default":
            return item.text or ""
    return "; ".join(item.text or "" for item in items) if items else element.text or ""


def info_date(text):
    found = INFO_DATE.fullmatch(text)
    if found is None:
        return None
    defaults = (0, 1, 1, 0, 0, 0)
    parts = [int(part or default) for part, default in zip(found.groups(), defaults)]
    zone = datetime.timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
    zone = -zone if found[7] == "-" else zone
    return datetime.datetime(*parts, tzinfo=datetime.timezone(zone))


def xmp_date(text):
    try:
        date = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)


def check_info(document, xmp, report):
    info, number = document.info(), document.number(document.trailer.get("/Info"))
    for key, name, is_needed in PAIRS:
        here, there = text_of(document.get(info, key)), xmp.get(name)
        if here is None and there is None and not is_needed:
            continue
        if not here:
            report("x4/info", f"Info has no {key[1:]}", number)
        elif key in DATES:
            if info_date(here) is None or info_date(here) != xmp_date(there or ""):
                report("x4/info", f"{key[1:]} is {here}, {name} is {there}", number)
        elif here != there:
            report("x4/info", f"{key[1:]} is {here!r}, {name} is {there!r}", number)
    trapped = document.get(info, "/Trapped")
    if trapped not in ("/True", "/False"):
        report("x4/trapped", f"Trapped is {trapped}", number)
    elif xmp.get("pdf:Trapped") != trapped[1:]:
        there = xmp.get("pdf:Trapped")
        report("x4/trapped", f"Trapped is {trapped[1:]}, pdf:Trapped is {there}", number)


def check_metadata(document, report):
    number = document.number(document.catalog().get("/Metadata"))
    stream = document.streams.get(number)
    if stream is None:
        report("x4/xmp", "there is no XMP", None)
        return
    if document.get(stream.dictionary, "/Type") != "/Metadata":
        report("x4/xmp", "its Type is not Metadata", number)
    try:
        xmp = read_xmp(stream.data())
    except ValueError as error:
        report("x4/xmp", str(error), number)
        return
    version = xmp.get("pdfxid:GTS_PDFXVersion")
    if version != "PDF/X-4":
        report("x4/identification", f"GTS_PDFXVersion is {version}", number)
    in_info = document.get(document.info(), "/GTS_PDFXVersion")
    if in_info is not None and text_of(in_info) != "PDF/X-4":
        report("x4/identification", f"GTS_PDFXVersion of Info is {text_of(in_info)}", number)
    for name in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):
        if not xmp.get(name):
            report("x4/xmp", f"there is no {name}", number)
    if xmp_date(xmp.get("xmp:MetadataDate", "")) is None:
        report("x4/xmp", "there is no xmp:MetadataDate", number)
    check_info(document, xmp, report)


def check_intent(document, report):
    intents = document.get(document.catalog(), "/OutputIntents") or []
    ours = [i for i in intents if document.get(i, "/S") == "/GTS_PDFX"]
    if len(ours) != 1:
        report("x4/output-intent", f"{len(ours)} output intents of PDF/X", None)
    for intent in ours:
        number = document.number(intent)
        if not text_of(document.get(intent, "/OutputConditionIdentifier")):
            report("x4/output-intent", "it has no OutputConditionIdentifier", number)
        told = [text_of(document.get(intent, key)) for key in ("/RegistryName", "/Info")]
        if not any(told):
            report("x4/output-intent", "neither RegistryName nor Info", number)
        profile = document.stream(document.get(intent).get("/DestOutputProfile"))
        if profile is None:
            report("x4/profile", "there is no DestOutputProfile", number)
        else:
            for problem in profile_problems(document, profile):
                report("x4/profile", problem, profile.number)


def profile_problems(document, stream):
    data = stream.data()
    if len(data) < 132 or data[36:40] != b"acsp":
        yield "it is no ICC profile"
        return
    count = int.from_bytes(data[128:132], "big")
    tags = {data[132 + 12 * i : 136 + 12 * i] for i in range(min(count, 1000))}
    if int.from_bytes(data[:4], "big") != len(data):
        yield f"it says {int.from_bytes(data[:4], 'big')} bytes, but has {len(data)}"
    if data[8] not in (2, 4):
        yield f"it is of version {data[8]}"
    if data[12:16] != b"prtr":
        yield f"its class is {data[12:16].decode('latin-1')!r}, not 'prtr'"
    space, count = data[16:20].decode("latin-1"), document.get(stream.dictionary, "/N")
    if space != "CMYK" or count != 4:
        yield f"its colours are {space!r}, /N is {count}"
    for tag in (b"A2B0", b"B2A0"):
        if tag not in tags:
            yield f"it has no {tag.decode()}"
