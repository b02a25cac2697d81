"""Zips that are none of ours: each costs one line, whatever it would do to a program."""

import io
import struct
import zipfile
import zlib


def write(entries, method=zipfile.ZIP_STORED):
    """A zip of (name or ZipInfo, bytes)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, data in entries:
            file.writestr(name, data)
    return bytearray(made.getvalue())


def link():
    entry = zipfile.ZipInfo("auftrag.csv")
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    return write([(entry, b"/etc/passwd")])


def twice(first, second):
    """Two entries, written under names of one length that are changed afterwards."""
    made = write([("auftrag1.csv", b"a"), ("auftrag2.csv", b"b")])
    return made.replace(b"auftrag1.csv", first).replace(b"auftrag2.csv", second)


def two_names():
    """Before the entry stands another name than in the list."""
    made = write([("auftrag1.csv", b"a")])
    return made.replace(b"auftrag1.csv", b"auftrag2.csv", 1)


def encrypted():
    made = write([("auftrag.csv", b"geheim")])
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        made[made.index(signature) + place] |= 1
    return made


def bomb():
    """Half a gigabyte of noughts in as many bytes as they take."""
    return write([(f"bild{i}_vorschau.png", bytes(256 << 20)) for i in range(2)], zipfile.ZIP_DEFLATED)


def overlapping():
    """Many entries of one piece of data (as David Fifield's bombs, 2019)."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = bytes(8 << 20)
    data = deflater.compress(plain) + deflater.flush()
    crc = zlib.crc32(plain)
    made, table = bytearray(), bytearray()
    names = [b"a%05d.png" % i for i in range(2000)]
    for name in names[:1]:
        made += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, crc, len(data), len(plain), len(name), 0)
        made += name + data
    for name in names:
        table += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, crc, len(data), len(plain),
                             len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(table), len(made), 0)
    return made + table + end


def zip64():
    """One that says it has 2^60 bytes."""
    made = write([("auftrag.csv", b"a")])
    at = made.index(b"PK\1\2")
    made[at + 20:at + 28] = b"\xff" * 8
    extra = struct.pack("<HHQQ", 1, 16, 1 << 60, 1 << 60)
    struct.pack_into("<H", made, at + 30, len(extra))
    end = made.index(b"PK\5\6")
    size = struct.unpack_from("<I", made, end + 12)[0]
    struct.pack_into("<I", made, end + 12, size + len(extra))
    name_end = at + 46 + len("auftrag.csv")
    return made[:name_end] + extra + made[name_end:]


def lies_about_its_size():
    """Says 10 bytes and unpacks to a million."""
    made = write([("auftrag.csv", bytes(1000000))], zipfile.ZIP_DEFLATED)
    for signature, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<I", made, made.index(signature) + place, 10)
    return made


def flipped(made, at):
    made[at] ^= 0x55
    return made


def hostile(good):
    """(name, bytes, ids); `good` is a package's bytes."""
    letters = [("auftrag.csv", b"x" * 1000)]
    yield "nothing", b"", "package/unreadable"
    yield "a-picture", b"\x89PNG\r\n\x1a\n" + bytes(1000), "package/unreadable"
    yield "no-end", good[: len(good) // 2], "package/unreadable"
    yield "one-byte-less", good[:-1], "package/unreadable"
    yield "no-beginning", good[len(good) // 2:], "package/unreadable"
    yield "other-data", flipped(write(letters), 60), "package/unreadable"
    yield "other-list", flipped(write(letters), write(letters).index(b"PK\1\2")), "package/unreadable"
    yield "another-method", write(letters, zipfile.ZIP_BZIP2), "package/unreadable"
    yield "a-lie-about-size", lies_about_its_size(), "package/unreadable"
    yield "a-password", encrypted(), "package/encrypted"
    yield "a-path-up", write([("../../etc/cron.d/x", b"x")]), "package/bad-name"
    yield "a-path-from-the-root", write([("/etc/passwd", b"x")]), "package/bad-name"
    yield "a-path-of-windows", write([("..\\x.csv", b"x")]), "package/bad-name"
    yield "a-folder", write([("ordner/", b"")]), "package/bad-name"
    yield "a-hidden-file", write([(".bashrc", b"x")]), "package/bad-name"
    yield "a-name-for-terminals", write([("a\x1b[2Jb.csv", b"x")]), "package/bad-name"
    yield "a-name-in-umlauts", write([("prüfen.html", b"x")]), "package/bad-name"
    yield "a-long-name", write([("a" * 60000, b"x")]), "package/bad-name"
    yield "a-link", link(), "package/bad-name"
    yield "a-name-twice", twice(b"auftrag1.csv", b"auftrag1.csv"), "package/same-name"
    yield "a-name-twice-in-capitals", twice(b"auftrag1.csv", b"AUFTRAG1.CSV"), "package/same-name"
    yield "two-names", two_names(), "package/unreadable"
    yield "a-bomb", bomb(), "package/too-large"
    yield "a-bomb-of-one-piece", overlapping(), "package/unreadable"
    yield "a-long-text", write([("auftrag.csv", bytes(17 << 20))], zipfile.ZIP_STORED), "package/too-large"
    yield "zip64", zip64(), "package/too-large"
    yield "many-entries", write([(f"{i}.txt", b"") for i in range(20001)]), "package/too-large"
