#!/usr/bin/env python3
"""packages.py FOLDER PDF…: writes a good package of these print PDFs, all that can be wrong with
it, and zips that are none, into FOLDER; what must be found in each into expected.json:
by name the ids, and whether it is all in one line."""

import json
import pathlib
import sys

import faults
import hostile
import package

PAGE = pathlib.Path(__file__).parents[2] / "renderer/handoff/pruefen.html"


def main():
    folder, *pdfs = map(pathlib.Path, sys.argv[1:])
    good = package.make(pdfs, PAGE.read_bytes())
    expected = {}
    for name, made, ids in [("good", good, set()), *faults.all_packages(good)]:
        made.write(folder / f"{name}.zip")
        expected[f"{name}.zip"] = {"ids": sorted(ids), "hostile": False}
    for name, data, ids in hostile.hostile((folder / "good.zip").read_bytes()):
        (folder / f"hostile-{name}.zip").write_bytes(data)
        expected[f"hostile-{name}.zip"] = {"ids": [ids], "hostile": True}
    (folder / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main()
