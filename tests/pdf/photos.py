"""photos.py FOLDER: smooth pictures as PNG: of three colours, grey, clear in places."""

import math
import pathlib
import struct
import sys
import zlib

WIDTH, HEIGHT = 300, 150


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def write(path, kind, pixel):
    rows = b"".join(
        b"\0" + b"".join(bytes(map(round, pixel(x / WIDTH, y / HEIGHT))) for x in range(WIDTH))
        for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, kind, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)


def grey(x, y):
    return [127.5 + 120 * math.sin(6 * x) * math.cos(4 * y)]


def hole(x, y):
    return [255 * min(1, 2 * math.hypot(x - 0.5, y - 0.5))]


def clear(x, y):
    return [255 * x, 255 * y, 200 - 100 * x, 255 * (1 - x * y)]


folder = pathlib.Path(sys.argv[1])
write(folder / "grey.png", 0, grey)
write(folder / "hole.png", 0, hole)
write(folder / "clear.png", 6, clear)
