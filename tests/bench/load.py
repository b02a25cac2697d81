#!/usr/bin/env python3
"""load.py SEED FOLDER POSTERS vielfalt|own|grouped: a project whose posters are a load.

vielfalt  artwork of 1500 tiles, words in nine languages, a paragraph of 121 words, a code,
          a band of a fade; headline, start of the paragraph and address differ on each
own       the same with artwork of its own on every poster
grouped   two large and five small texts, fades, two photos of 24 million pixels, artwork of
          1500 paths with 31 groups of some opacity and nine that multiply

Sizes are A2 and that times 0.707 and 1.414; grouped has A0 and 18/1 too. The same seed gives the same bytes."""

import math
import pathlib
import random
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TILES, COLUMNS, SIDE, GROUP_EVERY = 1500, 50, 20, 47
COLOURS = ("#19335f", "#0061ad", "#da1624", "#ffd619", "#5bb571", "#f08bb0", "#adddf0")

CAMPAIGN = """campaign: load
title: A load
date: 2026-01-02
languages: {de: Deutsch}
standard-sizes: [middle]
condition: fogra39
inks:
  nacht: {screen: "#19335f", recipe: {fogra39: [100, 85, 30, 30]}, state: reviewed}
  rhein: {screen: "#0061ad", recipe: {fogra39: [95, 58, 0, 0]}, state: reviewed}
  rut: {screen: "#da1624", recipe: {fogra39: [0, 98, 88, 6]}, state: reviewed}
  sonne: {screen: "#ffd619", recipe: {fogra39: [0, 15, 90, 0]}, state: reviewed}
  wiese: {screen: "#5bb571", recipe: {fogra39: [66, 0, 70, 0]}, state: reviewed}
  rosa: {screen: "#f08bb0", recipe: {fogra39: [0, 58, 8, 0]}, state: reviewed}
  himmel: {screen: "#adddf0", recipe: {fogra39: [36, 0, 5, 0]}, state: reviewed}
  papier: {screen: "#ffffff", recipe: {fogra39: [0, 0, 0, 0]}, state: reviewed}
  schwarz: {screen: "#1d1d1b", recipe: {fogra39: [0, 0, 0, 100]}, state: reviewed}
styles:
  display: {families: [Inter Display], weight: 900, leading: 100%, breaks: balanced}
  strong:
    families: [Inter]
    weight: 600
    leading: 120%
    scripts: {Arab: {families: Noto Sans Arabic}}
  running: {families: [Inter], weight: 400, leading: 130%, hyphenate: yes}
draft: {style: strong, ink: nacht, ground: papier}
"""

SIZES = """sizes:
  small: {title: "A2 x 0.707", kind: print, trim: 297mm x 420mm, bleed: 3mm, ppi: 150, distance: 1}
  middle: {title: A2, kind: print, trim: 420mm x 594mm, bleed: 3mm, ppi: 150, distance: 1}
  large: {title: "A2 x 1.414", kind: print, trim: 594mm x 840mm, bleed: 3mm, ppi: 150, distance: 1}
"""

LAYOUT = """layout: load
portrait:
  stack:
    - panel: papier
    - art: {show: tiles, ink: nacht, width: 100u, height: 60u, anchor: top}
    - panel: {name: band, ink: rut, fade: {to: sonne, angle: 0}, height: 4u, anchor: top, shift: 0mm 60u}
    - column:
        padding: 67u 6u 6u
        gap: 2.4u
        items:
          - text: {say: headline, style: display, ink: nacht, max: 7u, lines: 2, height: 15u}
          - grid:
              columns: 3
              gap: 2u
              items:
LANGUAGES
          - text: {say: paragraph, style: running, ink: schwarz, max: 1.6u}
          - space: 1
          - row:
              gap: 4u
              align: bottom
              items:
                - text: {say: address, style: strong, ink: nacht, max: 2.4u, lines: 1, grow: 1}
                - qr: {name: code, say: address, ink: nacht, width: 12u, aspect: 1}
"""

MOTIF = """motif: load
title: A load {row.id}
layout: load
rows: load.csv
art: {tiles: {file: "FILE", state: reviewed}}
words:
  headline: {und: {text: "{row.headline}", state: reviewed}}
  address: {und: {text: "{row.address}", state: reviewed}}
  paragraph: {und: {text: "PARAGRAPH", state: reviewed}}
WORDS"""

LANGUAGES = {
    "de": "Unsere Vielfalt. Kölns Stärke.",
    "en": "Our diversity. Cologne’s strength.",
    "tr": "Çeşitliliğimiz. Köln’ün gücü.",
    "pl": "Nasza różnorodność. Siła Kolonii.",
    "uk": "Наше розмаїття. Сила Кельна.",
    "ru": "Наше многообразие. Сила Кёльна.",
    "el": "Η διαφορετικότητά μας. Η δύναμη της Κολωνίας.",
    "ar": "تنوّعنا. قوّة كولونيا.",
    "fa": "گوناگونی ما. نیروی کلن.",
}

# With what stands before it, 121 words.
PARAGRAPH = (
    "wohnen Menschen aus mehr als hundertachtzig Ländern Tür an Tür, und wer am Morgen mit der"
    " Straßenbahn zur Arbeit fährt, hört zwischen zwei Haltestellen mehr Sprachen, als in"
    " manchem Wörterbuch stehen. Das ist kein Zufall: Seit zweitausend Jahren kommen Menschen"
    " an diesen Fluss, handeln, bauen, kochen, streiten, heiraten, bleiben oder ziehen weiter."
    " Wer heute hier ist, gehört dazu, ob seit gestern oder seit zwölf Generationen, ob mit"
    " Kölsch oder ohne, mit Kindern, mit Rollstuhl, mit Kopftuch, mit Karnevalskostüm. Wir"
    " zeigen das auf Plakaten in der ganzen Stadt, in vielen Sprachen und auch in Leichter"
    " Sprache. Machen Sie mit, erzählen Sie uns Ihre Geschichte, kommen Sie doch am Samstag ins Bürgerhaus,"
    " und bringen Sie jemanden aus Ihrem Haus mit."
)

PLACES = ("Ehrenfeld", "Nippes", "Kalk", "Mülheim", "Porz", "Deutz", "Chorweiler", "Sülz")
OPENINGS = ("Guten Morgen", "Schön, dass du da bist", "Komm rein", "Hier ist noch Platz")
QUARTERS = ("In unserem Viertel", "In dieser Straße", "In jedem Haus", "Am ganzen Ufer")


class Chance:
    """Only random(): its numbers are the same in every version of Python."""

    def __init__(self, *seed):
        self._random = random.Random(" ".join(map(str, seed))).random

    def between(self, low, high):
        return low + (high - low) * self._random()

    def of(self, items):
        return items[int(self._random() * len(items))]

    def one_in(self, share):
        return self._random() < share


def tile_path(chance, x, y):
    """A rounded shape of five curves."""
    points = []
    for i in range(5):
        angle, radius = i * math.pi / 2.5, chance.between(0.55, 1.05) * SIDE / 2
        points.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
    path = f"M{points[0][0]:.2f} {points[0][1]:.2f}"
    for a, b in zip(points, [*points[1:], points[0]]):
        bends = [chance.between(-4, 4) for _ in range(4)]
        path += (
            f"C{a[0] + bends[0]:.2f} {a[1] + bends[1]:.2f}"
            f" {b[0] + bends[2]:.2f} {b[1] + bends[3]:.2f} {b[0]:.2f} {b[1]:.2f}"
        )
    return path + "z"


def gradients(chance):
    for i in range(12):
        kind = "linearGradient" if i % 2 == 0 else "radialGradient"
        yield (
            f'<{kind} id="g{i}"><stop offset="0" stop-color="{chance.of(COLOURS)}"/>'
            f'<stop offset="1" stop-color="{chance.of(COLOURS)}"/></{kind}>'
        )


def tile(chance, i):
    x, y = (i % COLUMNS + 0.5) * SIDE, (i // COLUMNS + 0.5) * SIDE
    path, colour = tile_path(chance, x, y), chance.of(COLOURS)
    if chance.one_in(0.14):
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    if chance.one_in(0.09):
        colour = f"url(#g{int(chance.between(0, 12))})"
    return f'<path d="{path}" fill="{colour}"/>'


def artwork(chance, groups=30, blends=0):
    """1500 tiles; some lie two by two in groups of half opacity, some multiply."""
    width, height = COLUMNS * SIDE, TILES // COLUMNS * SIDE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f"<defs>{''.join(gradients(chance))}</defs>",
        '<g style="isolation:isolate">' if blends else "<g>",
    ]
    for i in range(TILES):
        drawn = tile(chance, i)
        if i % GROUP_EVERY == 0 and i // GROUP_EVERY < groups:
            drawn = f'<g opacity="0.5">{drawn}{tile(chance, i)}</g>'
        lines.append(drawn)
    for i in range(blends):
        across, down = width * (i % 3) / 3, height * (i // 3) / 3
        lines.append(
            f'<path style="mix-blend-mode:multiply" fill="{chance.of(COLOURS)}"'
            f' d="M{across:.0f} {down:.0f}h{width / 2:.0f}v{height / 2:.0f}h-{width / 2:.0f}z"/>'
        )
    return "\n".join([*lines, "</g></svg>", ""])


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_photo(path, chance, width=6000, height=4000):
    """A plain TIFF: a sky of colours with grain."""
    grain = bytes(int(chance.between(0, 256)) for _ in range(1 << 16)) * 2
    tables = [bytes(min(255, base + (value >> 4)) for value in range(256)) for base in range(240)]
    tags = [(256, width), (257, height), (262, 2), (277, 3), (278, height)]
    tags += [(259, 1), (279, width * height * 3)]
    entries = {tag: struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags}
    entries[258] = struct.pack("<HHIHxx", 258, 3, 1, 8)
    entries[273] = struct.pack("<HHII", 273, 4, 1, 256)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    head += b"".join(entries[tag] for tag in sorted(entries)) + bytes(4)
    with path.open("wb") as file:
        file.write(head.ljust(256, b"\0"))
        for row in range(height):
            at = row * 7919 % (1 << 16)
            line = (grain[at:] + grain[:at])[: 1 << 16].translate(tables[row * 239 // height])
            file.write(line[: width * 3])


def write_rows(folder, chance, posters):
    lines = ["id,headline,start,address"]
    for i in range(posters):
        place, number = chance.of(PLACES), i + 1
        headline = f"{chance.of(OPENINGS)}, {place} {number}!"
        address = f"www.koelnervielfalt.de/{place.casefold().replace('ü', 'ue')}/{number}"
        lines.append(f'{number:04d},"{headline}",{chance.of(QUARTERS)},{address}')
    write(folder / "motifs/load.csv", "\n".join([*lines, ""]))


def write_project(folder, layout, motif):
    write(folder / "motifs/campaign.yaml", CAMPAIGN)
    write(folder / "motifs/sizes.yaml", SIZES)
    write(folder / "motifs/layouts/load.yaml", layout)
    write(folder / "motifs/load.yaml", motif)
    # Tiles that multiply with a photo are more than a press takes; nobody prints them.
    printing = (ROOT / "motifs/printing.yaml").read_text(encoding="utf-8")
    write(folder / "motifs/printing.yaml", printing.replace("ink-limit: 300%", "ink-limit: 400%"))


def write_vielfalt(folder, seed, posters, has_own):
    texts = "".join(
        f"                - text: {{say: in-{language}, style: strong, ink: nacht, max: 1.9u, lines: 2}}\n"
        for language in LANGUAGES
    )
    words = "".join(
        f'  in-{language}: {{und: {{text: "{text}", state: reviewed}}}}\n'
        for language, text in LANGUAGES.items()
    )
    motif = MOTIF.replace("PARAGRAPH", "{row.start} " + PARAGRAPH).replace("WORDS", words)
    motif = motif.replace("FILE", "art/{row.id}.svg" if has_own else "art/tiles.svg")
    write_project(folder, LAYOUT.replace("LANGUAGES\n", texts), motif)
    write_rows(folder, Chance(seed, "rows"), posters)
    names = [f"{i + 1:04d}" for i in range(posters)] if has_own else ["tiles"]
    for name in names:
        write(folder / f"motifs/art/{name}.svg", artwork(Chance(seed, name)))


# Posters as large as A0 and 18/1, which lies on its side here.
LARGE_SIZES = """  a0: {title: A0, kind: print, trim: 841mm x 1189mm, bleed: 3mm, ppi: 50, distance: 1}
  18-1: {title: 18/1, kind: print, trim: 2520mm x 3560mm, bleed: 10mm, ppi: 18, distance: 3}
"""

GROUPED_LAYOUT = """layout: load
portrait:
  stack:
    - panel: {name: ground, ink: himmel, fade: {to: papier}}
    - panel: {name: sun, ink: sonne, fade: {to: papier, kind: radial}, radius: 50%, width: 60u, aspect: 1, anchor: top right}
    - art: {show: tiles, ink: nacht, width: 84u, height: 60u, anchor: top, shift: 0mm 34u}
    - photo: {name: one, show: photo, width: 36u, height: 21u, anchor: bottom left, shift: 6u -6u, focus: 30% 50%}
    - photo: {name: two, show: photo, width: 36u, height: 21u, anchor: bottom right, shift: -6u -6u, focus: 70% 50%}
    - column:
        padding: 6u
        gap: 2u
        items:
          - text: {say: headline, name: above, style: display, ink: nacht, max: 12u, lines: 2, height: 24u}
          - space: {height: 62u}
          - text: {say: address, style: display, ink: rut, max: 6u, lines: 1, height: 5u}
          - grid:
              columns: 5
              gap: 2u
              items:
TEXTS
"""


def write_grouped(folder, seed, posters):
    text = "                - text: {say: paragraph, name: part-%d, style: running, ink: schwarz, height: 10u, max: 0.9u}\n"
    texts = "".join(text % i for i in range(5))
    motif = MOTIF.replace("PARAGRAPH", "{row.start} " + PARAGRAPH[:180].rpartition(" ")[0] + ".")
    motif = motif.replace("WORDS", "").replace("FILE", "art/tiles.svg")
    motif = motif.replace("art: {", "art: {photo: {file: art/photo.tif, state: reviewed}, ")
    write_project(folder, GROUPED_LAYOUT.replace("TEXTS\n", texts), motif)
    write(folder / "motifs/sizes.yaml", SIZES + LARGE_SIZES)
    write_rows(folder, Chance(seed, "rows"), posters)
    write(folder / "motifs/art/tiles.svg", artwork(Chance(seed, "grouped"), 31, 9))
    write_photo(folder / "motifs/art/photo.tif", Chance(seed, "photo"))


def main():
    if len(sys.argv) != 5 or sys.argv[4] not in ("vielfalt", "own", "grouped"):
        raise SystemExit(__doc__)
    seed, folder, posters, kind = sys.argv[1:]
    if kind == "grouped":
        write_grouped(pathlib.Path(folder), seed, int(posters))
    else:
        write_vielfalt(pathlib.Path(folder), seed, int(posters), kind == "own")


if __name__ == "__main__":
    main()
