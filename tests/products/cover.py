"""cover.py PROGRAM LOOK, in the project's folder: posters are made whole.

LOOK is look.c, compiled. The posters are a cover of what `plakat list` says: about forty,
with each motif, size and language at least once; all there are with PLAKAT_FULL=1. Of a
motif with data rows each poster shows another one. PDFs are
read by qpdf, Ghostscript, MuPDF and poppler, PNGs by pngcheck and libpng; PDFs break none
of the rules of ../pdf/check.py, and are the same when made again. Warnings are of no
interest here."""

import collections
import concurrent.futures
import csv
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "pdf"))
from check import check, line_of  # noqa: E402
from document import Damaged, Document  # noqa: E402

ABOUT = 40
KIB_MAX = 320  # of a poster without photos
PROFILE_KIB = (85, 100)  # what the profile of the press takes of them
BAND = "ENTWURF"  # of a draft
INCH = {"mm": 25.4, "cm": 2.54, "in": 1, "pt": 72}

Poster = collections.namedtuple("Poster", "motif size language row", defaults=[None])


def run(*command, **options):
    """The command's result; it may write to stderr, but must end with 0."""
    result = subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", **options
    )
    if result.returncode != 0:
        raise Mistake(f"{' '.join(map(str, command))}: {result.stdout}{result.stderr}")
    return result.stdout


class Mistake(Exception):
    pass


# --- which posters -----------------------------------------------------------------------


def listed(what):
    """The first two columns of a list."""
    lines = run(sys.argv[1], "list", what).splitlines()
    return [line.split("\t")[:2] for line in lines]


def text_in(phrase, language):
    """What words say in a language or a shorter tag of it; None: nothing."""
    if not isinstance(phrase, dict):
        return phrase
    if "text" in phrase:
        return phrase["text"]
    while language and language not in phrase:
        language = language.rpartition("-")[0]
    said = phrase.get(language or "und")
    return said["text"] if isinstance(said, dict) else said


class Motif:
    """A motif's file, as YAML has it, with its data rows."""

    def __init__(self, path):
        folder = pathlib.Path(path).parent
        self.file = yaml.safe_load(pathlib.Path(path).read_text(encoding="utf-8"))
        self.rows = {}
        if "rows" in self.file:
            self.rows = read_rows(folder / self.file["rows"])

    def headline(self, language):
        """As it is written, or None."""
        said = text_in((self.file.get("words") or {}).get("headline"), language)
        for when in self.file.get("when") or []:
            languages = when.get("language", [])
            languages = languages if isinstance(languages, list) else [languages]
            if language in languages and "headline" in when.get("words", {}):
                said = text_in(when["words"]["headline"], language)
        return said

    def said_headline(self, poster):
        """With what comes from the poster's row; None: with more than that."""
        said = re.sub(
            r"\{row\.([^}]*)\}",
            lambda field: cell(self.rows[poster.row], field[1], poster.language),
            self.headline(poster.language),
        )
        return None if "{" in said else said


def read_rows(path):
    """Rows by their id, in the order of the file."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    reader = csv.DictReader(lines, delimiter=";" if ";" in lines[0] else ",")
    return {row.get("id", f"{i:03}"): row for i, row in enumerate(reader, 1)}


def cell(row, column, language):
    while language and f"{column}.{language}" not in row:
        language = language.rpartition("-")[0]
    return row[f"{column}.{language}" if language else column]


def cover(posters, about):
    """Posters that bring what no other has had; then pairs that are new."""
    left, chosen, seen = list(posters), [], set()

    def new(poster):
        singles = list(zip(Poster._fields, poster[:3]))
        pairs = list(itertools.combinations(singles, 2))
        return [thing for thing in singles if thing not in seen], [
            pair for pair in pairs if pair not in seen
        ]

    def gain(poster):
        singles, pairs = new(poster)
        return 100 * len(singles) + len(pairs)

    while left:
        best = max(left, key=gain)
        singles, pairs = new(best)
        if len(chosen) >= about and not singles:
            break
        seen.update(singles, pairs)
        chosen.append(best)
        left.remove(best)
    return chosen


# --- one poster --------------------------------------------------------------------------


def ascii_name(text):
    umlauts = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    return "".join(umlauts.get(letter, letter) for letter in text.lower())


def file_name(poster):
    parts = [ascii_name(part) for part in poster if part is not None]
    return f"{parts[0]}/" + "_".join(parts)


def inches(text, ppi):
    number, unit = re.fullmatch(r"([0-9.]+)([a-z]+)", text).groups()
    return float(number) / (ppi if unit == "px" else INCH[unit])


def plain(text):
    """Without accents, marks and differences of case, which PDFs may have apart; digits
    as 0 to 9."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        str(unicodedata.digit(letter, letter))
        for letter in text
        if unicodedata.category(letter) not in ("Mn", "Cf")
    ).replace("ı", "i")


def words_of(text):
    return re.findall(r"\w+", plain(text))


def is_written_to_the_left(text):
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def has_letters(text, word):
    """Whether they stand together, in any order."""
    wanted, length = sorted(word), len(word)
    return any(
        sorted(text[i : i + length]) == wanted for i in range(len(text) - length + 1)
    )


def lost_words(headline, pdf_text):
    """Words that cannot be found. In Arabic poppler turns ligatures round, and takes large
    letters that do not join for words: there it is the letters that must be found."""
    wanted, found = words_of(headline), words_of(pdf_text)
    if is_written_to_the_left(headline):
        return [word for word in wanted if not has_letters("".join(found), word)]
    return [word for word in wanted if word not in "\n".join(found)]


class Judge:
    """Judges one poster's files."""

    def __init__(self, poster, motif, size, out, items):
        self.poster, self.motif, self.size, self.items = poster, motif, size, items
        name = file_name(poster)
        self.pdf, self.png = f"{out}/{name}.pdf", f"{out}/{name}.png"
        self.again = f"{out}.again/{name}.pdf"
        self.is_draft = items.splitlines()[0].endswith(" draft")

    def numbers(self, pattern):
        found = re.search(pattern + r" ([-0-9. ]+)", self.items, re.M)
        return [float(number) for number in found[1].split()[:4]] if found else None

    def mistakes(self):
        yield from self.png_mistakes()
        yield from self.pdf_mistakes()

    def band_pixels(self):
        """The draft band in pixels of the PNG; a pixel less on each side."""
        scale = self.size["ppi"] / 72
        x, y, width, height = (
            side * scale for side in self.numbers('^panel "draft-band"')
        )
        return [int(x) + 2, int(y) + 2, int(width) - 4, int(height) - 4]

    def png_mistakes(self):
        run("pngcheck", "-q", self.png)
        area = self.band_pixels() if self.is_draft else [0, 0, 1, 1]
        seen = run(sys.argv[2], self.png, *map(str, area)).split()
        pixels = [
            int(inches(side, self.size["ppi"]) * self.size["ppi"] + 0.5)
            for side in self.size["trim"].split(" x ")
        ]
        if [int(number) for number in seen[:2]] != pixels:
            yield f"PNG: {seen[0]} x {seen[1]} pixels, expected {pixels}"
        if float(seen[2]) < 0.05:
            yield f"PNG: only {seen[2]} of it is not white"
        if self.is_draft and int(seen[4]) - int(seen[3]) < 100:
            yield f"PNG: no band of a draft: grey from {seen[3]} to {seen[4]}"

    def page(self):
        """Width and height of the trim with its bleed; points."""
        bleed = inches(str(self.size.get("bleed", "0mm")), self.size["ppi"])
        return [
            72 * (inches(side, self.size["ppi"]) + 2 * bleed)
            for side in self.size["trim"].split(" x ")
        ]

    def pdf_mistakes(self):
        run("qpdf", "--check", self.pdf)
        info = run("pdfinfo", "-box", self.pdf)
        box = re.search(r"^MediaBox: *(.*)$", info, re.M)[1].split()
        page = [float(number) for number in box]
        # pdfinfo rounds to hundredths.
        if page[:2] != [0, 0] or any(
            abs(a - b) > 0.01 for a, b in zip(page[2:], self.page())
        ):
            yield f"PDF: a page of {page}, expected {self.page()}"
        if re.search(r"^Pages: *(.*)$", info, re.M)[1] != "1":
            yield "PDF: not one page"
        yield from self.font_mistakes()
        yield from self.word_mistakes()
        yield from self.print_mistakes()
        yield from self.byte_mistakes()
        # A page seen from afar, in about 200 000 pixels.
        ppi = max(1, int((200_000 / (page[2] * page[3])) ** 0.5 * 72))
        share = marked_share(self.pdf, ppi)
        if share < 0.05:
            yield f"PDF: only {share:.4f} of it is not white"

    def print_mistakes(self):
        """What a print shop would send back."""
        try:
            for mistake in check(self.pdf, spots=set()):
                yield f"PDF: {line_of(*mistake)}"
        except Damaged as error:
            yield f"PDF: {error}"

    def byte_mistakes(self):
        data = pathlib.Path(self.pdf).read_bytes()
        if data != pathlib.Path(self.again).read_bytes():
            yield "PDF: other bytes when it is made again"
        profile = profile_bytes(self.pdf)
        if not PROFILE_KIB[0] <= profile / 1024 <= PROFILE_KIB[1]:
            yield f"PDF: the profile takes {profile} bytes"
        has_photo = re.search(r"^ *photo ", self.items, re.M)
        if not has_photo and len(data) >= KIB_MAX * 1024:
            yield f"PDF: {len(data)} bytes, {profile} of them the profile"

    def font_mistakes(self):
        for line in run("pdffonts", self.pdf).splitlines()[2:]:
            # Before the object's two numbers: embedded, subset, Unicode.
            if line.split()[-5:-2] != ["yes"] * 3:
                yield f"PDF: not embedded, subset and searchable: {line}"

    def word_mistakes(self):
        text = run("pdftotext", self.pdf, "-")
        headline = self.motif.said_headline(self.poster)
        # Letters along a path are no words to poppler.
        is_bent = re.search(r'^ *text "headline".*\n *line .* bent ', self.items, re.M)
        if headline is not None and not is_bent:
            for word in lost_words(headline, text):
                yield f'PDF: no "{word}" in {words_of(text)}'
        if (BAND in text) != self.is_draft:
            yield f"PDF: {BAND} is {'not ' if self.is_draft else ''}there"


def profile_bytes(pdf):
    """What the output intent's profile takes in the file."""
    document = Document(pdf)
    intent = document.get(document.catalog(), "/OutputIntents")[0]
    return len(document.stream(document.get(intent)["/DestOutputProfile"]).raw)


def marked_share(pdf, ppi):
    """The share of pixels that are not white."""
    command = ["pdftoppm", "-r", str(ppi), "-gray", pdf]
    image = subprocess.run(command, capture_output=True, check=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image)
    grey = image[header.end() :]
    assert len(grey) == int(header[1]) * int(header[2])
    return 1 - grey.count(b"\xff") / len(grey)


def make(poster, motif, size, out):
    """Makes a poster's files and judges them; its mistakes as texts."""
    which = [poster.motif, "--size", poster.size, "--lang", poster.language]
    if poster.row is not None:
        which += ["--row", poster.row]
    try:
        render = (sys.argv[1], "render", *which, "--jobs", "1", "--quiet", "--out")
        run(*render, out)
        run(*render, f"{out}.again", "--to", "pdf")
        items = run(sys.argv[1], "items", *which)
        found = list(Judge(poster, motif, size, out, items).mistakes())
    except Mistake as mistake:
        found = [str(mistake)]
    return [f"{file_name(poster)}: {mistake}" for mistake in found]


# --- all ---------------------------------------------------------------------------------


def other_judges(pdfs):
    """What opens files one after the other."""
    said = run(
        *("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", "-r5"), *pdfs
    )
    if said:
        yield f"gs: {said}"
    for pdf in pdfs:
        run("mutool", "draw", "-q", "-r", "5", "-F", "ppm", "-o", "/dev/null", pdf)


def all_posters(motifs):
    """Every motif in every size, in the languages that it has a headline in."""
    names = [name for name, _ in listed("sizes")]
    languages = [tag for tag, _ in listed("languages")]
    return [
        Poster(*parts)
        for parts in itertools.product(motifs, names, languages)
        if motifs[parts[0]].headline(parts[2]) is not None
    ]


def with_rows(posters, motifs):
    """Each poster with another of its motif's rows."""
    rows = {name: itertools.cycle(motif.rows or [None]) for name, motif in motifs.items()}
    return [poster._replace(row=next(rows[poster.motif])) for poster in posters]


def wrong_files(posters, out):
    files = {path.relative_to(out) for path in pathlib.Path(out).rglob("*.*")}
    made = {str(path) for path in files if path.parts[0] != ".store"}
    kinds = dict(listed("sizes"))
    planned = {
        file_name(poster) + suffix
        for poster in posters
        for suffix in (".pdf", ".png", ".alt.txt")
        if suffix != ".alt.txt" or kinds[poster.size] == "screen"
    }
    yield from (f"{name}: not planned" for name in sorted(made - planned))
    yield from (f"{name}: not made" for name in sorted(planned - made))


def main():
    sizes = yaml.safe_load(pathlib.Path("motifs/sizes.yaml").read_text("utf-8"))["sizes"]
    motifs = {name: Motif(path) for name, path in listed("motifs")}
    posters = all_posters(motifs)
    is_full = os.environ.get("PLAKAT_FULL") == "1"
    chosen = with_rows(posters if is_full else cover(posters, ABOUT), motifs)
    found = []

    def judge(poster):
        return make(poster, motifs[poster.motif], sizes[poster.size], out)

    with tempfile.TemporaryDirectory() as folder:
        out = f"{folder}/out"
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            found += itertools.chain.from_iterable(pool.map(judge, chosen))
        found += wrong_files(chosen, out)
        pdfs = sorted(str(path) for path in pathlib.Path(out).rglob("*.pdf"))
        found += other_judges(pdfs)
    print(f"{len(chosen)} of {len(posters)} posters")
    return "\n".join(found) or None


if __name__ == "__main__":
    sys.exit(main())
