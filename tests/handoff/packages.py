#!/usr/bin/env python3
"""packages.py FOLDER PACKAGE…: writes all that can be wrong with these packages, and zips that are
none, into FOLDER; what must be found in each into expected.json: by name the ids, and
whether it is all in one line."""

import json
import pathlib
import shutil
import sys

import faults
import hostile
import package


def main():
    folder, *paths = map(pathlib.Path, sys.argv[1:])
    good = {path.stem: package.Package(path) for path in paths}
    expected = {}
    for path in paths:
        shutil.copy(path, folder)
        expected[path.name] = {"ids": [], "hostile": False}
    for name, made, ids in faults.all_packages(good):
        made.write(folder / f"{name}.zip")
        expected[f"{name}.zip"] = {"ids": sorted(ids), "hostile": False}
    for name, data, ids in hostile.hostile(paths[0].read_bytes()):
        (folder / f"hostile-{name}.zip").write_bytes(data)
        expected[f"hostile-{name}.zip"] = {"ids": [ids], "hostile": True}
    (folder / "expected.json").write_text(json.dumps(expected))


if __name__ == "__main__":
    main()
