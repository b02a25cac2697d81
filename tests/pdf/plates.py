#!/usr/bin/env python3
"""plates.py sample  [OPTION]… FILE X,Y…    the inks at each point, a line each
plates.py compare [OPTION]… FILE <POINTS  names what differs; 0 when nothing does

Points are millimetres from the trim's top left. What is sampled is C M Y K and each spot
ink, 0 to 255: "15,15: 0 255 230 0 HKS 14 K=0". POINTS are lines of "X Y C M Y K" in
percent and, with tabs before each, NAME=PERCENT for spot inks (0 for others); # begins
a comment. Medians of 3 x 3 pixels count.

--by gs|poppler|mupdf  who makes the plates [gs]. The others know no spot inks: points
                       with some are passed over
--ppi N [144; 300 for poppler, whose JPEG blurs edges]  --near N [1 of 255, 3 but for gs]
--cache FOLDER keeps what was made"""

import argparse
import glob
import hashlib
import math
import os
import pathlib
import re
import statistics
import struct
import subprocess
import sys
import tempfile

from document import Document

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
HERE = pathlib.Path(__file__).parent


class Page:
    """Plates by ink: rows of bytes, 255 is full ink."""

    def __init__(self, width, height, plates):
        self.width, self.height, self.plates = width, height, plates
        self.spots = sorted(set(plates) - set(PROCESS))

    def sample(self, ink, x, y):
        """The ink at a place in pixels: between the middles of the four around it."""
        if ink not in self.plates:
            return 0
        x, y = x - 0.5, y - 0.5
        left, top = math.floor(x), math.floor(y)
        if not (1 <= left < self.width - 2 and 1 <= top < self.height - 2):
            raise SystemExit(f"plates.py: {x:.0f},{y:.0f} is not on the page")
        upper, lower = (
            self.median(ink, left, row) * (left + 1 - x)
            + self.median(ink, left + 1, row) * (x - left)
            for row in (top, top + 1)
        )
        return round(upper * (top + 1 - y) + lower * (y - top))

    def median(self, ink, x, y):
        plate = self.plates[ink]
        return statistics.median(
            plate[row * self.width + column]
            for row in (y - 1, y, y + 1)
            for column in (x - 1, x, x + 1)
        )


def run(*command):
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"plates.py: {command[0]}: {result.stderr.decode(errors='replace')}")
    return result.stdout


def read_tiff(path):
    """A grey TIFF of Ghostscript, not compressed: width, height, ink."""
    with open(path, "rb") as file:
        data = file.read()
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(order + "I", data, 4)
    (count,) = struct.unpack_from(order + "H", data, at)
    tags = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, entry)
        code, size = {3: ("H", 2), 4: ("I", 4)}.get(kind, ("B", 1))
        place = entry + 8
        if size * number > 4:
            (place,) = struct.unpack_from(order + "I", data, place)
        tags[tag] = struct.unpack_from(f"{order}{number}{code}", data, place)
    if tags[259] != (1,) or tags[258] != (8,) or tags[262] != (1,):
        raise SystemExit(f"plates.py: {path} is no plain grey TIFF")
    rows = b"".join(data[a : a + n] for a, n in zip(tags[273], tags[279]))
    return tags[256][0], tags[257][0], rows.translate(INVERTED)


INVERTED = bytes(255 - value for value in range(256))


def read_pam(path):
    with open(path, "rb") as file:
        head, data = file.read().split(b"ENDHDR\n", 1)
    fields = dict(line.split(b" ", 1) for line in head.splitlines() if b" " in line)
    if fields[b"DEPTH"] != b"4" or fields[b"MAXVAL"] != b"255":
        raise SystemExit(f"plates.py: {path} is not CMYK of 8 bits")
    plates = {ink: data[i::4] for i, ink in enumerate(PROCESS)}
    return Page(int(fields[b"WIDTH"]), int(fields[b"HEIGHT"]), plates)


def by_ghostscript(path, ppi, folder):
    pattern = f"{folder}/plate.tif".replace("%", "%%")
    if not os.path.exists(f"{folder}/plate.tif"):
        run(
            *"gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -sCompression=none".split(),
            *(f"-r{ppi}", f"-sOutputFile={pattern}", "-dMaxSpots=20", "-f", path),
        )
    plates = {}
    for name in glob.glob(f"{glob.escape(folder)}/plate(*).tif"):
        width, height, plate = read_tiff(name)
        plates[re.search(r"plate\((.*)\)\.tif$", name)[1]] = plate
    return Page(width, height, plates)


def by_poppler(path, ppi, folder):
    if not os.path.exists(f"{folder}/page.pam"):
        flags = run("pkg-config", "--cflags", "--libs", "libjpeg").decode().split()
        run("cc", "-o", f"{folder}/read_jpeg", str(HERE / "read_jpeg.c"), *flags)
        command = ("pdftoppm", "-r", str(ppi), "-jpegcmyk", "-overprint", "-singlefile")
        command += ("-jpegopt", "quality=100")
        run(*command, path, f"{folder}/page")
        with open(f"{folder}/page.pam", "wb") as file:
            file.write(run(f"{folder}/read_jpeg", f"{folder}/page.jpg"))
    return read_pam(f"{folder}/page.pam")


def by_mupdf(path, ppi, folder):
    if not os.path.exists(f"{folder}/page.pam"):
        options = ("-q", "-A", "0", "-c", "cmyk", "-F", "pam", "-r", str(ppi))
        run("mutool", "draw", *options, "-o", f"{folder}/page.pam", path)
    return read_pam(f"{folder}/page.pam")


RENDERERS = {"gs": by_ghostscript, "poppler": by_poppler, "mupdf": by_mupdf}


class Plates:
    def __init__(self, path, by="gs", ppi=144, cache=None):
        _, page = next(Document(path).pages())
        media, trim = page["/MediaBox"], page.get("/TrimBox", page["/MediaBox"])
        self.left, self.top = trim[0] - media[0], media[3] - trim[3]
        self.ppi = ppi
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        with tempfile.TemporaryDirectory() as folder:
            if cache is not None:
                folder = os.path.join(cache, f"{digest[:16]}-{by}-{ppi}")
                os.makedirs(folder, exist_ok=True)
            self.page = RENDERERS[by](path, ppi, folder)

    def inks(self, x, y):
        """Ink to 0…255 at a point, process inks first."""
        across = (self.left + x * 72 / 25.4) * self.ppi / 72
        down = (self.top + y * 72 / 25.4) * self.ppi / 72
        names = (*PROCESS, *self.page.spots)
        return {ink: self.page.sample(ink, across, down) for ink in names}


def difference(plates, near, x, y, wanted):
    """What differs at a point, as text; wanted: ink to percent."""
    found = plates.inks(x, y)
    wrong = [
        f"{ink} {100 * found.get(ink, 0) / 255:.1f} % (not {wanted.get(ink, 0):g})"
        for ink in {**found, **wanted}
        if abs(found.get(ink, 0) - 255 * wanted.get(ink, 0) / 100) > near
    ]
    return f"{x:g},{y:g}: {', '.join(wrong)}" if wrong else None


def read_point(line):
    """x, y, ink to percent of a line of POINTS; None: it says nothing."""
    line = line.partition("#")[0].strip()
    if not line:
        return None
    first, *spots = line.split("\t")
    x, y, *process = map(float, first.split())
    if len(process) != len(PROCESS):
        raise SystemExit(f"plates.py: a point is X Y C M Y K, not {line!r}")
    wanted = dict(zip(PROCESS, process))
    for spot in spots:
        ink, _, percent = spot.strip().rpartition("=")
        wanted[ink] = float(percent)
    return x, y, wanted


def compare(plates, asked, lines):
    near = asked.near if asked.near is not None else (1 if asked.by == "gs" else 3)
    code = 0
    for point in filter(None, map(read_point, lines)):
        x, y, wanted = point
        if asked.by != "gs" and any(wanted[ink] for ink in wanted if ink not in PROCESS):
            continue
        wrong = difference(plates, near, x, y, wanted)
        if wrong:
            print(wrong)
            code = 1
    return code


def sample(plates, points):
    for point in points:
        x, y = map(float, point.split(","))
        inks = plates.inks(x, y)
        parts = [str(inks[ink]) for ink in PROCESS]
        parts += [f"{ink}={inks[ink]}" for ink in inks if ink not in PROCESS]
        print(f"{x:g},{y:g}: {' '.join(parts)}")
    return 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("command", choices=("sample", "compare"))
    parser.add_argument("--by", choices=RENDERERS, default="gs")
    parser.add_argument("--ppi", type=int)
    parser.add_argument("--near", type=float)
    parser.add_argument("--cache")
    parser.add_argument("file")
    parser.add_argument("points", nargs="*")
    asked = parser.parse_args()
    ppi = asked.ppi or (300 if asked.by == "poppler" else 144)
    plates = Plates(asked.file, asked.by, ppi, asked.cache)
    if asked.command == "sample":
        return sample(plates, asked.points)
    return compare(plates, asked, sys.stdin)


if __name__ == "__main__":
    sys.exit(main())
