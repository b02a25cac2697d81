"""separate.py SAME [OPTION]… FILE.pdf…                    plates beside each PDF
separate.py SAME --posters N PROGRAM FOLDER [OPTION]…   N posters of a cover of motifs/

Plates of ours, "FILE_bleed_plate-cyan.png"…, against those that Ghostscript separates of
the PDF. SAME is same_plates.c, compiled. Names what differs; 0 when nothing does.
Ghostscript knows no soft edges and calls gradients straight where they hardly bend: it
makes some times as many pixels, whose means count, and is asked to be exact.

--ppi N [200]  of the plates  --times N [2]  as many pixels each way"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

NEAR = 3
EXACT = "<< /BeginPage { pop 0.001 setsmoothness } >> setpagedevice"
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
LONGER_SIDE = 1000  # pixels of a poster


def run(*command):
    result = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if result.returncode != 0:
        raise SystemExit(f"separate.py: {command[0]}: {result.stdout}{result.stderr}")
    return result.stdout


def separate(pdf, ppi, times, folder):
    run(
        *"gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -sCompression=none".split(),
        *(f"-r{ppi * times:g}", f"-dDownScaleFactor={times}", "-dOverprint=/enable"),
        *("-dMaxSpots=20", f"-sOutputFile={folder}/plate.tif", "-c", EXACT, "-f", str(pdf)),
    )
    return {
        re.search(r"plate\((.*)\)\.tif$", path.name)[1]: path
        for path in pathlib.Path(folder).glob("plate(*).tif")
    }


def file_part(ink):
    """As the program makes a part of a file name."""
    plain = unicodedata.normalize("NFKD", ink.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def differences(same, pdf, ppi, times):
    """What differs of a PDF's plates, a line each."""
    stem = str(pdf).removesuffix(".pdf")
    with tempfile.TemporaryDirectory() as folder:
        theirs = separate(pdf, ppi, times, folder)
        ours = set(pdf.parent.glob(f"{pdf.stem}_bleed_plate-*.png"))
        for ink, plate in sorted(theirs.items()):
            own = pathlib.Path(f"{stem}_bleed_plate-{file_part(ink)}.png")
            if own not in ours:
                yield f"{pdf.name}: no plate of {ink}"
                continue
            ours.remove(own)
            result = subprocess.run(
                [same, str(NEAR), str(own), str(plate)],
                capture_output=True,
                check=False,
                encoding="utf-8",
            )
            if result.returncode != 0:
                yield f"{own.name}: {result.stdout}{result.stderr}".rstrip()
        yield from (f"{own.name}: a plate that is not in the PDF" for own in sorted(ours))


def posters(program, count):
    """Of a cover of all motifs, sizes and languages."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "products"))
    sys.argv[1:] = [program]
    import cover  # reads the program from the arguments

    motifs = {name: cover.Motif(path) for name, path in cover.listed("motifs")}
    chosen = cover.cover(cover.all_posters(motifs), count)
    return cover.with_rows(chosen[:count], motifs)


def longer_sides(program):
    """Of sizes, in inches."""
    lines = run(program, "list", "sizes").splitlines()
    cells = (line.split("\t") for line in lines)
    return {cell[0]: max(map(float, cell[2].split(" x "))) / 25.4 for cell in cells}


def poster_differences(options):
    sides = longer_sides(options.program)
    for poster in posters(options.program, options.posters):
        ppi = round(LONGER_SIDE / sides[poster.size], 2)
        folder = pathlib.Path(tempfile.mkdtemp(dir=options.folder))
        choice = ("--size", poster.size, "--lang", poster.language)
        if poster.row is not None:
            choice += ("--row", poster.row)
        run(
            *(options.program, "render", poster.motif, *choice, "--to", "pdf,plates"),
            *("--bleed", f"--ppi={ppi:g}", "--quiet", "--out", str(folder)),
        )
        for pdf in folder.glob("*/*.pdf"):
            yield from differences(options.same, pdf, ppi, 4)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("same")
    parser.add_argument("--ppi", type=float, default=200)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--posters", type=int)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    if options.posters is None:
        found = [
            line
            for file in options.files
            for line in differences(
                options.same, pathlib.Path(file), options.ppi, options.times
            )
        ]
    else:
        options.program, options.folder = options.files
        found = list(poster_differences(options))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


sys.exit(main())
