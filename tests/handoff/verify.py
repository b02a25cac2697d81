#!/usr/bin/env python3
"""verify.py PROGRAM PROJECT FOLDER PDF…: what `plakat verify` finds in packages of these
print PDFs, in PROJECT for its rules. The packages stay in FOLDER, and what the page in
them must say of each (seen.json). Prints what is not so."""

import json
import pathlib
import re
import subprocess
import sys

import faults
import package

LINE = re.compile(r"^.* \[([a-z]+/[a-z0-9-]+)\]$")


def verify(program, project, path, *options):
    """Exit code, ids, what it says."""
    done = subprocess.run([program, "verify", "-C", project, *options, path], capture_output=True,
                          encoding="utf-8", check=False)
    lines = done.stderr.splitlines()
    found = [LINE.match(line) for line in lines]
    assert all(found), done.stderr
    return done.returncode, {match[1] for match in found}, done.stderr


def main():
    program, project, folder, *pdfs = sys.argv[1:]
    folder = pathlib.Path(folder)
    page = (pathlib.Path(__file__).parents[2] / "renderer/handoff/pruefen.html").read_bytes()
    good = package.make(pdfs, page)
    packages = [("good", good, set()), *faults.all_packages(good)]
    seen = {}
    for name, made, ids in packages:
        path = folder / f"{name}.zip"
        made.write(path)
        code, found, text = verify(program, project, path)
        is_wrong = bool(ids - {"package/page"})
        if found != ids or code != (1 if is_wrong else 0):
            print(f"{name} ends with {code}, finds {sorted(found)}, not {sorted(ids)}\n{text}")
        seen[path.name] = sorted(id for id in ids if not faults.UNSEEN.match(id))
    (folder / "seen.json").write_text(json.dumps(seen))


if __name__ == "__main__":
    main()
