#!/usr/bin/env python3
"""page.py FOLDER PAGE: gives each package of FOLDER (packages.py) to the page, opened from the disk in
Chromium, and compares what it says. Prints what is not so."""

import json
import pathlib
import sys

from browser import Browser
from faults import UNSEEN

# What the page says when it is done.
RESULT = """new Promise(done => {
  const look = () => document.body.dataset.state !== 'done' ? setTimeout(look, 5) : done({
    ids: [...new Set([...document.querySelectorAll('[data-id]')].map(line => line.dataset.id))].sort(),
    verdict: document.getElementById('spruch').textContent,
    state: document.getElementById('lage').textContent,
  });
  look();
})"""


def main():
    folder, page = (pathlib.Path(path).resolve() for path in sys.argv[1:])
    browser = Browser(folder)
    try:
        browser.open(page.as_uri())
        for name, wanted in json.loads((folder / "expected.json").read_text()).items():
            ids = [id for id in wanted["ids"] if not UNSEEN.match(id)]
            browser.evaluate("document.body.dataset.state = 'busy'")
            browser.choose("#datei", folder / name)
            said = browser.evaluate(RESULT)
            if said["ids"] != ids or said["verdict"].startswith("Alles") != (not ids):
                print(f"{name}: the page sees {said['ids']}, not {ids}: {said['verdict']} {said['state']}")
    finally:
        browser.close()


if __name__ == "__main__":
    main()
