#!/usr/bin/env python3
"""verify.py PROGRAM PROJECT FOLDER: what `plakat verify` finds in the packages of FOLDER
(packages.py), in PROJECT for its shops' rules. Prints what is not so."""

import json
import pathlib
import re
import subprocess
import sys

LINE = re.compile(r"^.* \[([a-z]+/[a-z0-9-]+)\]$")
WARNINGS = {"package/page"}


def verify(program, project, path):
    """Exit code, ids, what it says."""
    done = subprocess.run([program, "verify", "-C", project, "--quiet", path], capture_output=True,
                          encoding="utf-8", check=False)
    found = [LINE.match(line) for line in done.stderr.splitlines()]
    ids = {match[1] if match else "a line that is no finding" for match in found}
    return done.returncode, ids, done.stdout + done.stderr


def main():
    program, project, folder = sys.argv[1:]
    folder = pathlib.Path(folder).resolve()
    for name, wanted in json.loads((folder / "expected.json").read_text()).items():
        ids = set(wanted["ids"])
        code, found, text = verify(program, project, folder / name)
        if found != ids or code != (1 if ids - WARNINGS else 0) or \
                (wanted["hostile"] and text.count("\n") != 1):
            print(f"{name} ends with {code}, finds {sorted(found)}, not {sorted(ids)}:\n{text}")


if __name__ == "__main__":
    main()
