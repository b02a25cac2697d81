#!/usr/bin/env bash
# render --watch: each round makes what depends on what has changed and nothing else, tells
# what was not told before, and goes on.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs abend
mkdir motifs/art
cat >motifs/layouts/bild.yaml <<'END_OF_LAYOUT'
layout: bild
portrait:
  stack:
    - art: {show: kreis}
END_OF_LAYOUT
cat >motifs/bild.yaml <<'END_OF_MOTIF'
motif: bild
title: Bild
layout: bild
art: {kreis: {file: art/kreis.svg, state: reviewed}}
alt: {de: {text: Ein Kreis., state: reviewed}}
END_OF_MOTIF

expect 2 '' 'plakat: --watch and --dry-run do not go together' \
    "$program" render --watch --dry-run
expect 3 '' "plakat: cannot read 'motifs/nix.yaml': No such file or directory" \
    "$program" render --watch motifs/nix.yaml

cat >watch.py <<'END_OF_PYTHON'
import json, pathlib, re, shutil, signal, subprocess, sys

signal.alarm(300)  # whoever waits for a line that never comes
program = sys.argv[1]
motifs = pathlib.Path("motifs")
mistakes = []


def same(what, expected, actual):
    if expected != actual:
        mistakes.append(what)
        print(f"{what}:\n  expected {expected!r}\n  actual   {actual!r}", file=sys.stderr)


class Watcher:
    def __init__(self, *options):
        self.process = subprocess.Popen(
            [program, "render", "--watch", "--size", "portrait", "--lang", "de", "--to",
             "png", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.before = {}

    # What happens meanwhile is one change, however busy the machine is.
    def __enter__(self):
        self.before = looks()
        self.process.send_signal(signal.SIGSTOP)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGCONT)

    def tells(self, what, *lines):
        told = [self.process.stderr.readline().rstrip("\n") for _ in lines]
        same(what, list(lines), [re.sub("; [0-9.]* s$", "", line) for line in told])

    def made(self, what, *names):
        now = looks()
        same(what, list(names), [name for name in now if now[name] != self.before.get(name)])
        same(what, [], [name for name in self.before if name not in now])

    def ends(self, what, signal_number, code):
        self.process.send_signal(signal_number)
        out, err = self.process.communicate()
        same(what, ("", "", code), (out, err, self.process.returncode))
        same(what, [], [str(path) for path in pathlib.Path("out").rglob(".plakat-*")])


def looks():
    files = sorted(pathlib.Path("out").glob("*/*.png"))
    return {path.name.split("_")[0]: (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in files}


def line(name, made, failed, errors):
    return f"motifs/{name}: files made: {made}, posters failed: {failed}, errors: {errors}, warnings: 0"


def write(name, text):
    (motifs / name).write_text(text, encoding="utf-8")


def edit(name, old, new):
    write(name, (motifs / name).read_text(encoding="utf-8").replace(old, new))


# As vim saves: may it write here, backup, new file; a swap file all the time.
def edit_as_vim(name, old, new):
    text = (motifs / name).read_text(encoding="utf-8").replace(old, new)
    write(f".{name}.swp", "x")
    write("4913", "")
    (motifs / "4913").unlink()
    (motifs / name).rename(motifs / f"{name}~")
    write(name, text)
    (motifs / f"{name}~").unlink()
    (motifs / f".{name}.swp").unlink()


def edit_by_renaming(name, old, new):
    write(f"{name}.tmp", (motifs / name).read_text(encoding="utf-8").replace(old, new))
    (motifs / f"{name}.tmp").rename(motifs / name)


def circle(radius):
    write("art/kreis.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
          f'<circle r="{radius}" cx="5" cy="5"/></svg>')


circle(4)
watcher = Watcher()
watcher.tells("first run", "1 of 3 posters", "2 of 3 posters", "3 of 3 posters",
              "files made: 3, up to date: 0, posters failed: 0, errors: 0, warnings: 0",
              "waiting for changes; Ctrl-C ends")

for how in edit, edit_as_vim, edit_by_renaming:
    with watcher:
        how("gruss.yaml", "Guten", "Guten guten")
    watcher.tells(how.__name__, line("gruss.yaml", 1, 0, 0))
    watcher.made(how.__name__, "gruss")
with watcher:
    edit("gruss.yaml", "Guten guten guten guten", "Guten")
watcher.tells("undone", line("gruss.yaml", 1, 0, 0))
watcher.made("undone", "gruss")
with watcher:
    edit("gruss.yaml", "title:", "# Nobody shows this.\ntitle:")
watcher.tells("a comment", line("gruss.yaml", 0, 0, 0))
watcher.made("a comment")
with watcher:
    circle(3)
watcher.tells("a drawing", line("art/kreis.svg", 1, 0, 0))
watcher.made("a drawing", "bild")
with watcher:
    edit("layouts/gruss.yaml", "panel: white", "panel: yellow")
watcher.tells("a layout", line("layouts/gruss.yaml", 2, 0, 0))
watcher.made("a layout", "abend", "gruss")
with watcher:
    edit("abend.yaml", "Guten Morgen", "Guten Abend")
    edit("gruss.yaml", "Guten Morgen", "Guten Tag")
watcher.tells("two files", "motifs/abend.yaml, " + line("gruss.yaml", 2, 0, 0))
watcher.made("two files", "abend", "gruss")

# Broken and mended: what there was stays.
unknown = [
    'motifs/gruss.yaml:3:1: error: unknown key "titel"; did you mean "title"? [motif/unknown-key]',
    "    titel: Motif gruss", "    ^~~~~",
]
with watcher:
    edit("gruss.yaml", "title:", "titel:")
watcher.tells("broken", *unknown, line("gruss.yaml", 0, 0, 1))
watcher.made("broken")
with watcher:
    edit("gruss.yaml", "titel:", "title:")
watcher.tells("mended", "1 finding is gone", line("gruss.yaml", 0, 0, 0))
watcher.made("mended")
with watcher:
    (motifs / "art/kreis.svg").unlink()
watcher.tells(
    "a drawing is gone",
    "motifs/bild.yaml:4:21: error: cannot read 'motifs/art/kreis.svg': No such file or "
    "directory (size portrait, language de) [art/unusable]",
    "    art: {kreis: {file: art/kreis.svg, state: reviewed}}",
    "                        ^~~~~~~~~~~~~", line("art/kreis.svg", 0, 1, 1))
watcher.made("a drawing is gone")
with watcher:
    circle(2)
watcher.tells("it is back", "1 finding is gone", line("art/kreis.svg", 1, 0, 0))
watcher.made("it is back", "bild")

# New and deleted motifs, in a new folder too.
with watcher:
    shutil.copy(motifs / "gruss.yaml", motifs / "neu.yaml")
    edit("neu.yaml", "motif: gruss", "motif: neu")
watcher.tells("a new file", line("neu.yaml", 1, 0, 0))
watcher.made("a new file", "neu")
with watcher:
    (motifs / "unten").mkdir()
    (motifs / "neu.yaml").rename(motifs / "unten/neu.yaml")
    edit("unten/neu.yaml", "motif: neu", "motif: unten")
watcher.tells("a new folder", "motifs/neu.yaml, " + line("unten", 1, 0, 0))
watcher.made("a new folder", "unten")
with watcher:
    edit("unten/neu.yaml", "Guten", "Gute")
watcher.tells("in a new folder", line("unten/neu.yaml", 1, 0, 0))
watcher.made("in a new folder", "unten")
with watcher:
    (motifs / "unten/neu.yaml").unlink()
watcher.tells("a deleted file", line("unten/neu.yaml", 0, 0, 0))
watcher.made("a deleted file")
watcher.ends("Ctrl-C", signal.SIGINT, 0)

# The exit code is that of the last round; programs hear of rounds, too.
with open("motifs/abend.yaml", "a", encoding="utf-8") as file:
    file.write("titel: x\n")
watcher = Watcher("abend", "gruss", "--log", "json")


def events(last):
    told = []
    while not told or told[-1]["event"] != last:
        told.append(json.loads(watcher.process.stdout.readline()))
    return told


events("end")
with watcher:
    edit("gruss.yaml", "Guten Tag", "Guten Abend")
change, start, poster, *_ = events("end")
same("change", {"event": "change", "files": ["motifs/gruss.yaml"]}, change)
same("start", {"event": "start", "posters": 1, "files": 1}, start)
same("poster", (["out/gruss/gruss_portrait_de.png"], []), (poster["made"], poster["reused"]))
watcher.ends("SIGTERM", signal.SIGTERM, 1)
sys.exit(bool(mistakes))
END_OF_PYTHON
python3 watch.py "$program" || fail "the watch did something else"
