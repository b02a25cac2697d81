"""Reads the PNG files that plakat writes: 8 bit RGB, not interlaced.

png.py compare EXPECTED ACTUAL   ends with 0 when all pixels are equal
png.py green FILE                writes its green as a grey PGM: our inks are dark there
"""

import struct
import sys
import zlib


class Png:
    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read()
        if data[:8] != b"\x89PNG\r\n\x1a\n":
            raise ValueError(f"{path} is no PNG")
        self.chunks = list(read_chunks(data))
        header = self.chunk(b"IHDR")
        self.width, self.height = struct.unpack(">II", header[:8])
        self.palette = None
        if header[8:] == bytes([8, 3, 0, 0, 0]):
            self.palette = self.chunk(b"PLTE")
        elif header[8:] != bytes([8, 2, 0, 0, 0]):
            raise ValueError(f"{path} is not plain RGB")

    def chunk(self, kind):
        """The data of the only chunk of this kind."""
        (found,) = [data for name, data in self.chunks if name == kind]
        return found

    def texts(self):
        """iTXt chunks: keyword to (language, text)."""
        texts = {}
        for name, data in self.chunks:
            if name == b"iTXt":
                keyword, rest = data.split(b"\0", 1)
                language, _, text = rest[2:].split(b"\0", 2)
                texts[keyword.decode()] = (language.decode(), text.decode())
        return texts

    def rows(self):
        """Rows of bytes, three a pixel (PNG specification, 9: filtering)."""
        data = zlib.decompress(b"".join(d for n, d in self.chunks if n == b"IDAT"))
        step = 3 if self.palette is None else 1
        length = step * self.width
        above = bytearray(length)
        for start in range(0, len(data), length + 1):
            row = bytearray(data[start + 1 : start + 1 + length])
            undo_filter(data[start], row, above, step)
            yield row if self.palette is None else self.look_up(row)
            above = row

    def look_up(self, row):
        return b"".join(self.palette[3 * i : 3 * i + 3] for i in row)


def read_chunks(data):
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def undo_filter(kind, row, above, step):
    for i in range(len(row) if kind > 0 else 0):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = (0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner))
        row[i] = (row[i] + guess[kind]) & 0xFF


def paeth(left, above, corner):
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def compare(expected_path, actual_path):
    expected, actual = Png(expected_path), Png(actual_path)
    if (expected.width, expected.height) != (actual.width, actual.height):
        return (
            f"expected {expected.width} x {expected.height} pixels, "
            f"found {actual.width} x {actual.height}"
        )
    pairs = zip(expected.rows(), actual.rows())
    wrong = [
        (x, y, bytes(a[3 * x : 3 * x + 3]).hex(), bytes(b[3 * x : 3 * x + 3]).hex())
        for y, (a, b) in enumerate(pairs)
        if a != b
        for x in range(expected.width)
        if a[3 * x : 3 * x + 3] != b[3 * x : 3 * x + 3]
    ]
    if not wrong:
        return None
    x, y, a, b = wrong[0]
    return f"{len(wrong)} pixels differ; first {x},{y}: expected #{a}, found #{b}"


def write_green(path, out):
    image = Png(path)
    out.write(b"P5 %d %d 255\n" % (image.width, image.height))
    for row in image.rows():
        out.write(row[1::3])


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "compare":
        sys.exit(compare(sys.argv[2], sys.argv[3]))
    if len(sys.argv) != 3 or sys.argv[1] != "green":
        sys.exit(__doc__)
    write_green(sys.argv[2], sys.stdout.buffer)
