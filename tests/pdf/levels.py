#!/usr/bin/env python3
"""levels.py flat [--ppi N] [--pixels] STANDARD FILE X4_FILE
levels.py back [--ppi N] FILE FRONT_FILE
levels.py posters COUNT PROGRAM FOLDER

What a PDF/X-1a or PDF/X-3 breaks of its standard, and how it differs from the PDF/X-4 of
the same poster: nothing is seen through, words and fonts are the same, plates by
Ghostscript within 3 of 255 away from edges. Other rules are those of check.py. --pixels:
letters in drawings may become pixels. Or how a back differs from its front, mirrored. Or
the first for so many posters of motifs/, each motif among them. A line each; 0: nothing,
1: something."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from check import check, line_of
from document import Document, text_of
from objects import walk
from plates import Plates

VERSIONS = {"PDF/X-1a": "PDF/X-1a:2003", "PDF/X-3": "PDF/X-3:2003"}
# What PDF/X-4 wants otherwise.
OTHER = {"x4/version", "x4/identification", "gwg/blend-space", "x4/devicen"}
NEAR = 3
REACH = 2  # pixels around one that must be alike, or it is near an edge
EDGE = 3  # steps that are none
LONGER_SIDE = 900  # pixels of a poster


def check_file(document, standard):
    if not document.head.startswith(b"%PDF-1.4\n"):
        yield "it does not begin with %PDF-1.4"
    if document.get(document.catalog(), "/Version") not in (None, "/1.4"):
        yield "its catalog says another version"
    name = text_of(document.info().get("/GTS_PDFXVersion"))
    if name != VERSIONS[standard]:
        yield f"it calls itself {name}"
    for number, value in document.values.items():
        for key, entry in walk(value):
            yield from (f"object {number}: {text}" for text in seen_through(document, key, entry))


def seen_through(document, key, value):
    """Also what PDF/X-1a would allow because it changes nothing."""
    if key in ("/ca", "/CA", "/BM", "/SMask", "/AIS", "/SMaskInData"):
        yield key
    if key == "/S" and value == "/Transparency":
        yield "a group"
    if key in ("/ColorSpace", "/CS") and "RGB" in str(document.resolve(value)):
        yield "RGB"
    if key == "/Type" and value in ("/ObjStm", "/XRef"):
        yield value


def words_of(path):
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    return sorted(text.decode().split())


def fonts_of(path):
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout
    fonts = [line.split() for line in lines.decode().splitlines()[2:]]
    return sorted((font[0].partition("+")[2], font[-5]) for font in fonts)


def is_flat(plate, width, at):
    around = b"".join(
        plate[at + row * width - REACH : at + row * width + REACH + 1]
        for row in range(-REACH, REACH + 1)
    )
    return len(around) > 0 and max(around) - min(around) <= EDGE


def compare_plates(page, other):
    if (page.width, page.height) != (other.width, other.height):
        yield f"{page.width}x{page.height} pixels, not {other.width}x{other.height}"
        return
    empty = bytes(page.width * page.height)
    for ink in sorted({*page.plates, *other.plates}):
        a, b = page.plates.get(ink, empty), other.plates.get(ink, empty)
        wrong = [at for at in range(len(a)) if abs(a[at] - b[at]) > NEAR] if a != b else []
        wrong = [at for at in wrong if is_flat(a, page.width, at) and is_flat(b, page.width, at)]
        if wrong:
            y, x = divmod(wrong[0], page.width)
            yield (
                f"{ink}: {len(wrong)} pixels differ, first at {x},{y}: "
                f"{a[wrong[0]]}, not {b[wrong[0]]}"
            )


def judge_flat(standard, file, other, ppi, pixels=False):
    document = Document(file)
    yield from check_file(document, standard)
    yield from (line_of(*entry) for entry in check(file) if entry[0] not in OTHER)
    if not pixels and words_of(file) != words_of(other):
        yield "other words than in PDF/X-4"
    fonts, others = fonts_of(file), fonts_of(other)
    if (fonts != others and not pixels) or any(state != "yes" for _, state in fonts):
        yield f"other fonts than in PDF/X-4, or not embedded: {fonts}"
    yield from compare_plates(*(Plates(path, "gs", ppi).page for path in (file, other)))


def judge_back(file, front, ppi):
    yield from (line_of(*entry) for entry in check(file))
    if len("".join(words_of(file))) != len("".join(words_of(front))):
        yield "other letters than on the front"
    page, other = (Plates(path, "gs", ppi).page for path in (file, front))
    for ink, plate in other.plates.items():
        rows = (plate[at : at + other.width] for at in range(0, len(plate), other.width))
        other.plates[ink] = b"".join(row[::-1] for row in rows)
    yield from compare_plates(page, other)


# --- posters of motifs/ -------------------------------------------------------------------


def inches(program):
    """The longer sides of print sizes."""
    command = [program, "list", "sizes"]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    cells = [line.split("\t") for line in lines.splitlines()]
    return {
        cell[0]: max(map(float, cell[2].split(" x "))) / 25.4
        for cell in cells
        if cell[1] == "print"
    }


def choose(program, count):
    """Of print sizes; at first one of each motif."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "products"))
    sys.argv[1:] = [program]
    import cover  # reads the program from the arguments

    motifs = {name: cover.Motif(path) for name, path in cover.listed("motifs")}
    sides = inches(program)
    every = [poster for poster in cover.all_posters(motifs) if poster.size in sides]
    chosen, seen = [], set()
    for poster in cover.cover(every, count):
        place = len(chosen) if poster.motif in seen else len(seen)
        chosen.insert(place, poster)
        seen.add(poster.motif)
    return [(p, sides[p.size]) for p in cover.with_rows(chosen[:count], motifs)]


def render(program, poster, supplier, folder):
    choice = ["--size", poster.size, "--lang", poster.language, "--supplier", supplier]
    if poster.row is not None:
        choice += ["--row", poster.row]
    command = [program, "render", poster.motif, *choice, "--to", "pdf", "--out", folder]
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if result.returncode != 0:
        raise SystemExit(f"levels.py: {' '.join(command)}: {result.stderr}")
    (path,) = pathlib.Path(folder).glob(f"*/*_{supplier}.pdf")
    return path


def judge_posters(program, folder, count):
    suppliers = (("PDF/X-1a", "bogen-x1a", "bogen"), ("PDF/X-3", "bogen-x3", "offset-marks"))
    for number, (poster, side) in enumerate(choose(program, count)):
        standard, *names = suppliers[number % 2]
        out = tempfile.mkdtemp(dir=folder)
        files = [str(render(program, poster, name, out)) for name in names]
        for line in judge_flat(standard, *files, round(LONGER_SIDE / side, 2)):
            yield f"{pathlib.Path(files[0]).name}: {line}"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--ppi", type=float, default=72)
    parser.add_argument("--pixels", action="store_true")
    parser.add_argument("what", choices=("flat", "back", "posters"))
    parser.add_argument("names", nargs="+")
    asked = parser.parse_args()
    if asked.what == "flat":
        lines = judge_flat(*asked.names, asked.ppi, asked.pixels)
    elif asked.what == "back":
        lines = judge_back(*asked.names, asked.ppi)
    else:
        count, program, folder = asked.names
        lines = judge_posters(program, folder, int(count))
    code = 0
    for line in lines:
        print(line)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
