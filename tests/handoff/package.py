"""Packages for a print shop, taken apart to be broken; `seal` makes all checksums right,
whatever was changed before."""

import copy
import csv
import hashlib
import io
import re
import xml.sax.saxutils
import zipfile

SHEET, TABLE, TICKET, SUMS = "Druckauftrag.pdf", "auftrag.csv", "ticket.xjdf", "SHA256SUMS"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def escape(text):
    return xml.sax.saxutils.escape(text, {"\r": "&#13;", '"': "&quot;"})


# --- PDF ---


def find_last(pattern, pdf):
    return re.findall(pattern, pdf, re.S)[-1]


def update(pdf, objects, more=b""):
    """The file with other objects (by number) instead of its own, or more, as programs save it
    anew (ISO 32000-1, 7.5.6)."""
    before = int(find_last(rb"startxref\s+(\d+)", pdf))
    trailer = re.sub(rb"/(Prev|Size) ?\d+", b"", find_last(rb"trailer\s*<<(.*?)>>\s*startxref", pdf))
    size = max([int(find_last(rb"/Size (\d+)", pdf)), *(number + 1 for number in objects)])
    table = b""
    for number, value in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    return pdf + b"xref\n%strailer\n<<%s/Size %d/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n" \
        % (table, trailer, size, before, more, len(pdf))


def stream(data, entries=b""):
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def page_content(pdf):
    """The number of the object that holds what the first page shows."""
    return int(re.search(rb"/Contents (\d+) 0 R", pdf)[1])


def add_xmp(pages, properties):
    """Druckauftrag.pdf of its pages."""
    lines = "".join(f"<plakat:{name}>{escape(text)}</plakat:{name}>\n"
                    for name, text in properties.items())
    xmp = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about=""\n xmlns:plakat="https://koelnervielfalt.de/ns/plakat/1.0/">\n'
        f'{lines}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>\n'
    ).encode()
    root, metadata = (int(find_last(rb"/%s (\d+)" % key, pages)) for key in (b"Root", b"Size"))
    tree = find_last(rb"/Type /Catalog\s*/Pages (\d+)", pages)
    return update(pages, {
        root: b"<</Type/Catalog/Pages %s 0 R/Metadata %d 0 R>>" % (tree, metadata),
        metadata: stream(xmp, b"/Type/Metadata/Subtype/XML"),
    })


# --- the package ---


class Package:
    """`rows` of auftrag.csv, of which the first is the heading; `ticket`; all `files` by name;
    `pages` of Druckauftrag.pdf, and `xmp`: what its XMP says instead of what it should."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            self.files = {name: file.read(name) for name in file.namelist()}
        self.sums = self.files.pop(SUMS).decode()
        self.rows = list(csv.reader(io.StringIO(self.files[TABLE].decode("utf-8-sig"), newline=""),
                                    delimiter=";"))
        self.ticket = self.files[TICKET].decode()
        sheet = self.files[SHEET]
        self.pages = sheet[: int(re.search(rb"PagesBytes>(\d+)<", sheet)[1])]
        self.xmp = {}
        self.after = []  # what is done when all checksums are right

    def copy(self):
        return copy.deepcopy(self)

    def column(self, row, name, value=None):
        """What a row says in a column, or shall say."""
        index = self.rows[0].index(name)
        if value is not None:
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
        said = {"Order": self.column(1, "Auftrag"), "OrderTable": self.table(),
                "PagesBytes": str(len(self.pages)), "PagesSHA256": sha256(self.pages)}
        self.files[SHEET] = add_xmp(self.pages, {**said, **self.xmp})

    def write_texts(self):
        self.files[TABLE] = self.table().encode()
        self.files[TICKET] = self.ticket.encode()

    def finish(self):
        for change in self.after:
            change(self)

    def seal_sums(self):
        self.sums = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(self.files.items()))

    def seal(self):
        self.seal_rows()
        self.seal_ticket()
        self.seal_sheet()
        self.write_texts()
        self.finish()
        self.seal_sums()

    def write(self, path):
        with zipfile.ZipFile(path, "w") as file:
            for name, data in {**self.files, SUMS: self.sums.encode()}.items():
                entry = zipfile.ZipInfo(name, (2026, 1, 2, 0, 0, 0))
                # As packages are: what is compressed already is stored.
                is_small = name.endswith((".pdf", ".png"))
                entry.compress_type = zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED
                entry.external_attr = 0o100644 << 16
                file.writestr(entry, data)
