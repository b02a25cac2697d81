"""Checks the schemas in a folder (KIND.json) against the text files of another.

    schemas.py SCHEMAS MOTIFS
"""
import copy
import json
import pathlib
import re
import sys

import jsonschema
import yaml

KINDS = ("campaign", "sizes", "printing", "layout", "motif", "order")


class Loader(yaml.SafeLoader):
    """As an editor reads YAML 1.2: numbers, true, false and null, but no dates, and
    `yes` is a text."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def construct_decimal(loader, node):
    return int(loader.construct_scalar(node))


# PyYAML reads 010 as eight.
Loader.add_constructor("tag:yaml.org,2002:int", construct_decimal)

GOOD = {
    "campaign": """
campaign: c
title: C
date: 2026-11-22
languages: {de: Deutsch}
standard-sizes: [a3, 18-1]
inks:
  i: {screen: "#0061ad", recipe: {fogra39: [95, 58, 0, 0.5]}, state: reviewed}
  j: {spot: HKS 14 K, recipe: {fogra39: [0, 100, 90, 0], news: [0, 95, 90, 0]}}
  k: {spot: 485, recipe: {news: [0, 95, 90, 0]}}
styles:
  s: {features: [ss01, kern=0], axes: {wdth: 85}, families: Inter, leading: 97%, scripts: {Arab: {tracking: 0%}}}
draft: {style: s, ink: i, ground: i}
words: {claim: {de: {text: Ja., state: draft}, tr: true}, year: 2026, yes: yes, 4: no}
funders: {f: {name: F, logo: logos/f.svg, sentence: danke, min-width: 20mm, clear-space: 25%}}
condition: a
carries: [alt, claim]
limits: {contrast: 4.5, code-module: 0.33mm, sentence-words: 12}
""",
    "sizes": """
sizes:
  4-1: {title: T, kind: print, trim: 297mm x 420mm, ppi: "4.233", distance: 1, safe: 0}
  b: {title: 50 x 70, kind: screen, trim: 80px, bleed: .5cm, ppi: 96, distance: 0.4}
""",
    "printing": """
printing: p
conditions:
  a: {title: A, profile: a.icc, ink-limit: 300%, registered: FOGRA39, line-min: .12pt, picture-ppi: 149,
      note: N, flat-ppi: 400, neutrals: profile, black-type-under: 12pt, black-lines-under: 2pt, rich-black: [50, 0, 0, 100]}
suppliers:
  s: {title: S, condition: a, standard: PDF/X-1a, bleed: 10mm, marks: crop, outlines: yes, overprint: no, scale: 1:10,
      file-name: "KV {motif}_{size}{language} {row}-{supplier}_{scale}"}
""",
    "layout": """
layout: l
art: {dom: a.svg, bank: {file: b.svg, state: placeholder}}
portrait:
  stack:
    - panel: ground
    - column: [space: 1, text: headline, qr: {say: link, width: 50%}]
    - grid: {columns: 2fr 1fr 20u, gap: 2u 1mm, items: [art: dom, logos: funders]}
    - group: {isolate: no, items: [art: {show: dom, at: 90 -1.5, anchor: bottom left}]}
tall: {stack: [pattern: dots, shape: M0 0H1z, shape: {path: "M.5 0\nh1", view: 0 0 1 -.5}]}
sizes: {1080x1920: {panel: {ink: a, tint: 60%, padding: 0 1mm 2u 3%}}}
""",
    "motif": """
motif: m
title: M
layout: l
inks: {ground: i}
words: {headline: {de: Ja, und: {text: 2026, by: Amt, on: 2026-11-22}}}
alt: Ein Bild
items: {headline: {lines: 2, max: 19.5u, hide: yes, width: +.5u, tint: 100.0%, padding: 0 02.u}}
when: [{size: 18-1, shape: [tall, wide], language: de, hide: a, words: {headline: x}}]
""",
    "order": """
order: KV-1_a
title: T
date: 2026-01-02
due: 2026-02-02
supplier: s
customer: {name: N, address: A, office: O, contact: C, email: e@example.org}
printer: {name: P, address: "Weg 1, 50667 Ort"}
checked: {address: {by: Amt, on: 2026-01-01}}
addresses: {a: Weg 2, b: {name: N, address: A, area: R, note: 5}}
lines:
  - {motif: m, size: 18-1, languages: [de, tr], rows: 007, copies: 120, paper: Papier, deliveries: {a: 100, b: 20}}
  - {motif: m, size: a3, languages: de, copies: 1, paper: {name: P, weight: 113.5, kind: Vinyl, coating: Matte}, finishing: F}
""",
}

# Kind, path to the place, and the value that is wrong there.
BAD = (
    ("campaign", ("titel",), "C"),
    ("campaign", ("inks", "i", "screen"), "0061ad"),
    ("campaign", ("inks", "i", "recipe", "fogra39"), [1, 2, 3]),
    ("campaign", ("inks", "i", "recipe", "fogra39"), [1, 2, 3, 101]),
    ("campaign", ("inks", "i", "state"), "fine"),
    ("campaign", ("inks", "i", "recipe", "fogra 39"), [1, 2, 3, 4]),
    ("campaign", ("inks", "j", "spot"), "Black"),
    ("campaign", ("inks", "j", "spot"), "nOne"),
    ("campaign", ("inks", "j", "spot"), "HKS 14 K "),
    ("campaign", ("inks", "j", "spot"), "HKS\x07"),
    ("campaign", ("inks", "j", "spot"), "x" * 61),
    ("campaign", ("styles", "s", "leading"), "97"),
    ("campaign", ("styles", "s", "weight"), 1000),
    ("campaign", ("styles", "s", "weight"), 400.5),
    ("campaign", ("styles", "s", "leading"), "301%"),
    ("campaign", ("styles", "s", "features"), "kern=on"),
    ("campaign", ("styles", "s", "axes", "width"), 85),
    ("campaign", ("date",), "22.11.2026"),
    ("campaign", ("date",), "2026-02-30"),
    ("campaign", ("languages", "de_DE"), "Deutsch"),
    ("campaign", ("styles", "s", "scripts", "arab"), {}),
    ("campaign", ("words", "claim"), " "),
    ("campaign", ("words", "claim", "de", "text"), "a\x07"),
    ("campaign", ("draft",), None),
    ("sizes", ("sizes", "b", "trim"), "297 mm x 420mm"),
    ("sizes", ("sizes", "b", "trim"), "297mn x 420mm"),
    ("sizes", ("sizes", "b", "trim"), "1mm 2mm 3mm"),
    ("sizes", ("sizes", "b", "bleed"), 3),
    ("sizes", ("sizes", "b", "bleed"), "3furlong"),
    ("sizes", ("sizes", "b", "safe"), "1mm 2mm 3mm 4mm 5mm"),
    ("sizes", ("sizes", "b", "safe"), "-1mm"),
    ("sizes", ("sizes", "b", "bleed"), "201mm"),
    ("sizes", ("sizes", "b", "ppi"), "96ppi"),
    ("sizes", ("sizes", "b", "ppi"), 0),
    ("sizes", ("sizes", "b", "hight"), "3mm"),
    ("sizes", ("sizes", "a b"), {}),
    ("campaign", ("limits", "michelson"), 1.5),
    ("campaign", ("limits", "sentence-words"), 12.5),
    ("printing", ("conditions", "a", "ink-limit"), "500%"),
    ("printing", ("conditions", "a", "profile"), None),
    ("printing", ("conditions", "a", "neutrals"), "grey"),
    ("printing", ("conditions", "a", "rich-black"), [50, 0, 100]),
    ("printing", ("suppliers", "s", "marks"), "cropp"),
    ("printing", ("suppliers", "s", "scale"), "1:20"),
    ("printing", ("suppliers", "s", "standard"), "PDF/X-2"),
    ("printing", ("suppliers", "s", "condition"), None),
    ("printing", ("suppliers", "s", "file-name"), "{langage}"),
    ("printing", ("suppliers", "s", "file-name"), "{motif}_{size"),
    ("layout", ("portrait", "panel"), "ground"),
    ("layout", ("tall",), {}),
    ("layout", ("tall",), {"pannel": "a"}),
    ("layout", ("tall",), {"panel": {"ink": "a", "widht": "1u"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "width": "1ux"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "tint": "60"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "anchor": "up"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "tint": "100.5%"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "anchor": "left right"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "hide": "perhaps"}}),
    ("layout", ("tall",), {"panel": {"ink": "a", "hide": True}}),
    ("layout", ("tall",), {"text": {"say": "a", "lines": 2.5}}),
    ("layout", ("tall",), {"stack": "a"}),
    ("layout", ("tall",), {"shape": "M0 0 W"}),
    ("layout", ("tall",), {"shape": {"path": "M0 0", "view": "0 0 1"}}),
    ("layout", ("tall",), {"pattern": "dot"}),
    ("layout", ("tall",), {"pattern": {"of": "dot"}}),
    ("layout", ("tall",), {"art": {"show": "a", "at": "90"}}),
    ("layout", ("tall",), {"grid": {"columns": "2fr 1ft", "items": []}}),
    ("motif", ("wrds",), {}),
    ("motif", ("words", "headline", "deutsch-"), "Ja"),
    ("motif", ("words", "headline"), ["a"]),
    ("motif", ("items", "headline", "max"), "3ft"),
    ("motif", ("items", "headline", "max"), 3),
    ("motif", ("items", "headline", "fit"), "covr"),
    ("motif", ("art",), {"a": "/absolute.svg"}),
    ("motif", ("when",), {"size": "a3"}),
    ("motif", ("when",), [{"shape": "portrat"}]),
    ("motif", ("when",), [{"shape": ["tall", "portrat"]}]),
    ("motif", ("hide",), "a b"),
    ("motif", ("hide",), {"a": "b"}),
    ("motif", ("title",), None),
    ("order", ("order",), "KV 1/2"),
    ("order", ("due",), "1.2.2026"),
    ("order", ("customer", "name"), None),
    ("order", ("printer", "address"), None),
    ("order", ("checked", "address", "on"), None),
    ("order", ("addresses", "b", "adress"), "A"),
    ("order", ("lines",), {"motif": "m"}),
    ("order", ("lines", 0, "copies"), 0),
    ("order", ("lines", 0, "copies"), 1.5),
    ("order", ("lines", 0, "paper"), {"weight": 115}),
    ("order", ("lines", 0, "deliveries", "a"), "viele"),
    ("order", ("lines", 1, "paper", "kind"), "paper"),
)


def load(text):
    return yaml.load(text, Loader=Loader)


def put(document, path, value):
    """Sets the value at a path of keys, or removes what is there (None)."""
    for key in path[:-1]:
        document = document[key]
    if value is None:
        del document[path[-1]]
    else:
        document[path[-1]] = value


def complaints(schemas, motifs):
    for kind, schema in schemas.items():
        jsonschema.Draft7Validator.check_schema(schema)
        for error in jsonschema.Draft7Validator(schema).iter_errors(load(GOOD[kind])):
            yield f"the good {kind}: {error.json_path}: {error.message}"
    for path in sorted(motifs.rglob("*.yaml")):
        document = load(path.read_text(encoding="utf-8"))
        kind = next(iter(document))
        for error in jsonschema.Draft7Validator(schemas[kind]).iter_errors(document):
            yield f"{path}: {error.json_path}: {error.message}"
    for kind, path, value in BAD:
        document = copy.deepcopy(load(GOOD[kind]))
        put(document, path, value)
        if jsonschema.Draft7Validator(schemas[kind]).is_valid(document):
            yield f"the schema of {kind} takes {'.'.join(map(str, path))}: {value}"


def main():
    folder, motifs = (pathlib.Path(argument) for argument in sys.argv[1:])
    schemas = {
        kind: json.loads((folder / f"{kind}.json").read_text(encoding="utf-8"))
        for kind in KINDS
    }
    found = list(complaints(schemas, motifs))
    for complaint in found:
        print(complaint, file=sys.stderr)
    if len(list(motifs.rglob("*.yaml"))) < len(KINDS):
        sys.exit(f"fewer than {len(KINDS)} text files in {motifs}")
    sys.exit(1 if found else 0)


main()
