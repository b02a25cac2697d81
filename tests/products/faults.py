"""faults.py FOLDER LIBRARY KINDS STRIDE MALLOCS COMMAND…: runs a command that renders into
FOLDER/out again and again, each time with another of its calls failing (see faults.c):
of each of the KINDS all that tear a product when nobody looks, every STRIDE-th of the
others, and MALLOCS by chance, from a seed, of those for memory that its workers make; and
each of its workers dies at each file it begins.
Before each run FOLDER/out is what FOLDER/before is, or nothing. After it

- what has a final name is byte for byte what it is in FOLDER/reference, or was before;
  pages and reports are whole; nothing is left half written;
- the program has ended by itself: with 0 all is there, otherwise it has said why, in a few
  lines;
- the command once more, without a fault, makes all that is missing and leaves nothing.

Prints what is otherwise, and how many runs there were on stderr."""

import json
import os
import pathlib
import random
import re
import shutil
import struct
import subprocess
import sys

folder, library, kinds, stride, mallocs, *command = sys.argv[1:]
folder = pathlib.Path(folder)
out, reference, before = folder / "out", folder / "reference", folder / "before"
counts = folder / "counts"

KINDS = ("open", "write", "fsync", "rename", "close", "link", "mkdir", "pipe", "fork", "malloc", "death")
MANY = ("open", "close")
WORKERS = ("malloc", "death")
CALLS = [(who, kind) for who in ("parent", "worker") for kind in KINDS]
SHARED = struct.Struct(f"{len(CALLS)}I256s")
EXCERPT = re.compile("    |$")


def start(fault):
    counts.write_bytes(bytes(SHARED.size))
    environment = dict(os.environ, LD_PRELOAD=library, FAULT=fault, FAULTS=str(counts))
    return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=600)


def count():
    """How many calls of each kind the last run made, and what the failed one was of."""
    *numbers, failed = SHARED.unpack(counts.read_bytes())
    return dict(zip(CALLS, numbers)), failed.split(b"\0")[0].decode()


def products(top):
    """Path from there to bytes: neither what the store has nor pages and reports."""
    found = {}
    for path in top.rglob("*"):
        inside = path.relative_to(top)
        if path.is_file() and path.suffix not in (".html", ".json", ".tmp") \
                and ".store" not in inside.parts:
            found[inside] = path.read_bytes()
    return found


whole, old = products(reference), products(before)


def named_as_ours(path):
    """A PDF that its judge was not satisfied with is called otherwise."""
    return path.with_name(path.name.replace("_nicht-drucken", ""))


def is_page(path):
    return path.read_text().endswith("</html>\n")


def is_report(path):
    try:
        return json.loads(path.read_text()) is not None
    except ValueError:
        return False


def torn():
    for path, found in products(out).items():
        name = named_as_ours(path)
        if found not in (whole.get(name), old.get(name)):
            yield f"{path} is torn"
    for pattern, is_whole in ("*.html", is_page), ("*.json", is_report):
        for path in out.rglob(pattern):
            if not is_whole(path):
                yield f"{path} is torn"


def left():
    return (f"{path} is left" for path in out.rglob(".plakat-*"))


def wrong_after(result):
    lines = [line for line in result.stderr.splitlines() if not EXCERPT.match(line)]
    if "[task/too-long]" in result.stderr:
        yield "somebody was waited for"
    if result.returncode not in (0, 1, 3):
        yield f"ended with {result.returncode}"
    if result.returncode == 0 and products(out) != whole:
        yield "ended with 0, but not all is there"
    if result.returncode != 0 and not 1 <= len(lines) <= 3:
        yield f"told in {len(lines)} lines"
    yield from torn()
    yield from left()


def objects(top):
    return {path.name for path in top.glob(".store/objects/*")}


def wrong_in_the_end():
    result = start("none")
    if result.returncode != 0 or result.stderr:
        yield f"the next run ended with {result.returncode}: {result.stderr}"
    if products(out) != whole:
        yield "the next run did not make all"
    if not objects(reference) <= objects(out):
        yield "the next run did not keep all"
    yield from torn()
    yield from left()


def prepare():
    shutil.rmtree(out, ignore_errors=True)
    if before.exists():
        shutil.copytree(before, out, copy_function=os.link)


def check(fault):
    prepare()
    try:
        result = start(fault)
    except subprocess.TimeoutExpired:
        print(f"{fault} ({count()[1]}): never ends")
        return
    what = count()[1]
    for problem in (*wrong_after(result), *wrong_in_the_end()):
        print(f"{fault} ({what}): {problem}; it had said:\n{result.stderr}", end="")


def chosen(who, kind, calls):
    if kind not in kinds.split(","):
        return ()
    if kind in WORKERS and who != "worker":
        return ()
    if kind == "malloc":
        calls = range(1, calls + 1)
        return random.Random(7).sample(calls, min(int(mallocs), len(calls)))
    return range(1, calls + 1, int(stride) if kind in MANY else 1)


prepare()
start("none")
faults = [f"{kind} {who} {number}" for (who, kind), calls in count()[0].items()
          for number in chosen(who, kind, calls)]
for each in faults:
    check(each)
print(f"{len(faults)} faults", file=sys.stderr)
