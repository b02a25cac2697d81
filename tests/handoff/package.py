"""Packages for a print shop, made independently of plakat, to be broken.

What stands in them is put together from a list of posters; `seal` makes all checksums
right, whatever was changed before."""

import copy
import csv
import hashlib
import io
import pathlib
import re
import struct
import xml.sax.saxutils
import zipfile
import zlib

COLUMNS = (
    "Auftrag Kunde Lieferant Termin Position Datei Motiv Groesse Sprache Zeile Inhalt"
    " Endformat_mm Anschnitt_mm Massstab Bedingung Standard Farben Farbauftrag_max"
    " Aufloesung_ppi Auflage Papier Veredelung Lieferung Liefermenge Lieferadresse SHA256"
).split()
ADDRESSES = {
    "innenstadt": "Kulturplakat GmbH, Venloer Straße 1, 50672 Köln",
    "lager": "Stadt Köln, Lager Ost; Tor 3, 51103 Köln",
}
MM = 72 / 25.4


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def escape(text):
    return xml.sax.saxutils.escape(text, {"\r": "&#13;", '"': "&quot;"})


# --- what a print PDF says ---


def said(pdf, name):
    """A property of its XMP."""
    found = re.search(rb"<%s>([^<]*)</%s>" % (name.encode(), name.encode()), pdf)
    return found[1].decode() if found else ""


def box(pdf, name):
    return [float(side) for side in re.search(rb"/%s\[([^]]*)\]" % name.encode(), pdf)[1].split()]


def round_mm(points, scale):
    return f"{points / MM * scale:.1f}".removesuffix(".0")


# --- Druckauftrag.pdf ---


def sheet_pages(words):
    """A page, as a program wrote it that knows no XMP."""
    content = zlib.compress(f"BT /F 12 Tf 72 720 Td ({words}) Tj ET\n".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
        b" << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    pdf, offsets = b"%PDF-1.5\n%\xb5\xed\xae\xfb\n", []
    for number, value in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return pdf + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n" \
                 b"startxref\n%d\n%%%%EOF\n" % (table, len(pdf))


def add_xmp(pages, properties):
    """The same with an update that brings XMP."""
    lines = "".join(f"<plakat:{name}>{escape(text)}</plakat:{name}>\n"
                    for name, text in properties.items())
    xmp = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about=""\n xmlns:plakat="https://koelnervielfalt.de/ns/plakat/1.0/">\n'
        f'{lines}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
    ).encode()
    catalog = len(pages)
    pdf = pages + b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>\nendobj\n"
    metadata = len(pdf)
    pdf += b"5 0 obj\n<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream\nendobj\n" \
        % (len(xmp), xmp)
    before = int(re.search(rb"startxref\n(\d+)", pages)[1])
    return pdf + b"xref\n1 1\n%010d 00000 n \n5 1\n%010d 00000 n \ntrailer\n" \
                 b"<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" \
        % (catalog, metadata, before, len(pdf))


# --- ticket.xjdf ---


def points(*lengths):
    return " ".join(f"{length * MM:.4f}".rstrip("0").rstrip(".") for length in lengths)


def make_ticket(order, posters):
    products = files = ""
    drops = {}
    for number, poster in enumerate(posters, 1):
        width, height = map(float, poster["Endformat_mm"].split("x"))
        bleed = float(poster["Anschnitt_mm"])
        products += (
            f'    <Product Amount="{poster["Auflage"]}" ExternalID="P{number}" ID="P{number}"'
            f' IsRoot="true" ProductType="Poster">\n'
            f'      <Comment Type="Instruction">Daten {poster["Massstab"]}, Endformat'
            f' {poster["Endformat_mm"]} mm</Comment>\n'
            f'      <GeneralID IDUsage="ContentID" IDValue="{poster["Inhalt"]}"/>\n'
            f'      <Intent Name="LayoutIntent"><LayoutIntent Bleed="{points(bleed)}"'
            f' Dimensions="{points(width + 2 * bleed, height + 2 * bleed)}"'
            f' FinishedDimensions="{points(width, height, 0)}" Pages="1" Sides="OneSided"/></Intent>\n'
            f'      <Intent Name="MediaIntent"><MediaIntent MediaQuality="{poster["Papier"]}"'
            f' MediaType="Paper"/></Intent>\n'
            f'      <Intent Name="ColorIntent"><ColorIntent><SurfaceColor ColorsUsed="Cyan Magenta'
            f' Yellow Black" PrintStandard="{poster["Bedingung"]}" Surface="Front"/></ColorIntent>'
            f'</Intent>\n    </Product>\n'
        )
        files += (
            f'    <Resource ID="R{number}"><Part Product="P{number}"/><RunList NPage="1">'
            f'<FileSpec CheckSum="" FileSize="0" MimeType="application/pdf"'
            f' URL="{poster["Datei"]}"/></RunList></Resource>\n'
        )
        for name, copies in poster["deliveries"].items():
            drops.setdefault(name, []).append((copies, number))
    contacts = deliveries = ""
    for name, items in drops.items():
        company, *lines = ADDRESSES[name].split(", ")
        contacts += (
            f'    <Resource><Part ContactType="Delivery" DropID="{name}"/><Contact><Address>'
            + "".join(f"<AddressLine>{line}</AddressLine>" for line in lines)
            + f'</Address><Company OrganizationName="{company}"/></Contact></Resource>\n'
        )
        deliveries += (
            f'    <Resource><Part DropID="{name}"/><DeliveryParams'
            f' Required="{posters[0]["Termin"]}T00:00:00Z">'
            + "".join(f'<DropItem Amount="{copies}" ItemRef="P{number}"/>' for copies, number in items)
            + "</DeliveryParams></Resource>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<XJDF xmlns="http://www.CIP4.org/JDFSchema_2_0" JobID="{order}" Types="Product"'
        f' Version="2.1">\n  <ProductList>\n{products}  </ProductList>\n'
        '  <ResourceSet Name="Contact" Usage="Input">\n    <Resource><Part'
        ' ContactType="Customer"/><Contact><Company'
        f' OrganizationName="{posters[0]["Kunde"]}"/></Contact></Resource>\n{contacts}'
        f'  </ResourceSet>\n  <ResourceSet Name="DeliveryParams" Usage="Input">\n{deliveries}'
        f'  </ResourceSet>\n  <ResourceSet Name="RunList" Usage="Input">\n{files}  </ResourceSet>\n'
        '</XJDF>\n'
    )


# --- the package ---


class Package:
    """`rows` of auftrag.csv, of which the first is the heading; `ticket`; `files` by name;
    `pages` of Druckauftrag.pdf, `xmp` what its XMP says instead of what it should."""

    def __init__(self, order, posters, pdfs, page):
        self.order = order
        self.rows = [COLUMNS]
        for poster in posters:
            for name, copies in poster["deliveries"].items():
                row = dict(poster, Lieferung=name, Liefermenge=str(copies),
                           Lieferadresse=ADDRESSES[name], SHA256="")
                self.rows.append([row[column] for column in COLUMNS])
        self.ticket = make_ticket(order, posters)
        self.pages = sheet_pages(f"Druckauftrag {order}")
        self.xmp = {}
        self.files = {}
        for poster in posters:
            stem = poster["Datei"].removesuffix(".pdf")
            self.files[poster["Datei"]] = pdfs[poster["Datei"]]
            for ending in ("_vorschau.png", "_softproof.png"):
                self.files[stem + ending] = pdfs["picture"]
            self.files[stem + "_preflight.pdf"] = sheet_pages("Nichts gefunden")
        self.files["PRUEFEN.html"] = page
        self.files["LIESMICH.txt"] = "Zuerst PRUEFEN.html öffnen.\r\n".encode()
        self.sums = None

    def copy(self):
        return copy.deepcopy(self)

    def column(self, row, name, value=None):
        """What a row says in a column, or shall say."""
        index = COLUMNS.index(name)
        if value is not None:
            self.rows[row] = list(self.rows[row])
            self.rows[row][index] = value
        return self.rows[row][index]

    def all_rows(self, name, value, file=None):
        for row in range(1, len(self.rows)):
            if file is None or self.column(row, "Datei") == file:
                self.column(row, name, value)

    def names(self):
        """Of the print PDFs."""
        return list(dict.fromkeys(self.column(row, "Datei") for row in range(1, len(self.rows))))

    def table(self):
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(self.rows)
        return "\ufeff" + text.getvalue()

    def seal_rows(self):
        for row in range(1, len(self.rows)):
            name = self.column(row, "Datei")
            if name in self.files:
                self.column(row, "SHA256", sha256(self.files[name]))

    def seal_ticket(self):
        def seal(found):
            data = self.files.get(found[2])
            if data is None:
                return found[0]
            return (f'CheckSum="{hashlib.md5(data).hexdigest().upper()}" FileSize="{len(data)}"'
                    f'{found[1]}URL="{found[2]}"')

        self.ticket = re.sub(r'CheckSum="[^"]*" FileSize="[^"]*"([^>]*)URL="([^"]*)"', seal, self.ticket)

    def seal_sheet(self):
        said = {"Order": self.order, "OrderTable": self.table(),
                "PagesBytes": str(len(self.pages)), "PagesSHA256": sha256(self.pages)}
        self.files["Druckauftrag.pdf"] = add_xmp(self.pages, {**said, **self.xmp})

    def write_texts(self):
        self.files["auftrag.csv"] = self.table().encode()
        self.files["ticket.xjdf"] = self.ticket.encode()

    def seal_sums(self):
        self.sums = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(self.files.items()))

    def seal(self):
        self.seal_rows()
        self.seal_ticket()
        self.seal_sheet()
        self.write_texts()
        self.seal_sums()
        return self

    def entries(self):
        return {**self.files, "SHA256SUMS": self.sums.encode()}

    def write(self, path):
        with zipfile.ZipFile(path, "w") as file:
            for name, data in self.entries().items():
                entry = zipfile.ZipInfo(name, (2026, 1, 2, 0, 0, 0))
                # As packages are: what is compressed already is stored.
                is_small = name.endswith((".pdf", ".png"))
                entry.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
                entry.external_attr = 0o100644 << 16
                file.writestr(entry, data)


def poster_of(name, pdf, position, deliveries):
    """A line of the order from what a print PDF says itself."""
    scale = said(pdf, "pdfx:Scale") or "1:1"
    factor = int(scale.removeprefix("1:"))
    trim, bleed = box(pdf, "TrimBox"), box(pdf, "BleedBox")
    size = [round_mm(trim[i + 2] - trim[i], factor) for i in (0, 1)]
    level = re.search(rb"PDF/X-\w+", pdf)[0].decode()
    return {
        "Auftrag": "KV-2026-TEST-01", "Kunde": "Stadt Köln", "Lieferant": "bogen",
        "Termin": "2026-12-10", "Position": str(position), "Datei": name,
        "Motiv": said(pdf, "plakat:Motif").removesuffix(".yaml"),
        "Groesse": said(pdf, "plakat:Size"), "Sprache": said(pdf, "plakat:Language"),
        "Zeile": said(pdf, "plakat:Row"), "Inhalt": said(pdf, "pdfx:ContentID"),
        "Endformat_mm": "x".join(size), "Anschnitt_mm": round_mm(trim[0] - bleed[0], factor),
        "Massstab": scale, "Bedingung": "FOGRA39", "Standard": level, "Farben": "C M Y K",
        "Farbauftrag_max": "280 %", "Aufloesung_ppi": "300",
        "Auflage": str(sum(deliveries.values())), "Papier": "Affichenpapier, 115 g/m²",
        "Veredelung": "", "deliveries": deliveries,
    }


def picture():
    """A PNG of one white pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b""))


def make(paths, page, supplier="bogen"):
    """A good package of print PDFs, all checksums right."""
    pdfs = {pathlib.Path(path).name: pathlib.Path(path).read_bytes() for path in paths}
    posters = [poster_of(name, pdf, position, {"innenstadt": 100 * position, "lager": 20})
               for position, (name, pdf) in enumerate(pdfs.items(), 1)]
    for poster in posters:
        poster["Lieferant"] = supplier
    return Package("KV-2026-TEST-01", posters, {**pdfs, "picture": picture()}, page).seal()
