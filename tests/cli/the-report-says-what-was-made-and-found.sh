#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# Prints findings, one a line, after comparing products with the files.
read_report() {
    python3 - "$1" <<'END'
import hashlib, json, pathlib, sys

with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)
assert list(report) == ["program", "summary", "products", "findings"], list(report)
summary = report["summary"]
assert summary.pop("seconds") >= 0 and summary.pop("cpu_seconds") >= 0
assert summary.pop("memory") > 1 << 20
print(*(f"{name} {count}" for name, count in summary.items() if count))
assert report["program"].startswith("plakat "), report["program"]
for product in report["products"]:
    path = pathlib.Path(product.pop("path"))
    data = path.read_bytes()
    assert product == {
        "kind": path.suffix[1:],
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }, product
    print(path)
for finding in report["findings"]:
    print(json.dumps(finding, ensure_ascii=False))
END
}

expect 0 '' '' "$program" render --quiet --lang tr,de --size portrait \
    --report report.json
same_text 'products and findings' "$(
    cat <<'END'
made 4
out/gruss/gruss_portrait_tr.pdf
out/gruss/gruss_portrait_tr.png
out/gruss/gruss_portrait_de.pdf
out/gruss/gruss_portrait_de.png
END
)" "$(read_report report.json)"

# In the output folder there is one without what differs from run to run.
state=$(<out/report.json)
same_text 'report.json' "$(
    cat <<'END'
{'files': 4, 'failed': 0, 'errors': 0, 'warnings': 0, 'notes': 0}
gruss/gruss_portrait_tr.pdf
gruss/gruss_portrait_tr.png
gruss/gruss_portrait_de.pdf
gruss/gruss_portrait_de.png
END
)" "$(python3 -c '
import json
report = json.load(open("out/report.json"))
print(report["summary"], *(product["path"] for product in report["products"]), sep="\n")')"
expect 0 '' '' "$program" render --quiet --lang tr,de --size portrait --report again.json
same_text 'report.json after a second run' "$state" "$(<out/report.json)"
same_text 'a second run' "$(read_report report.json | sed 's/^made/reused/')" \
    "$(read_report again.json)"

# A quotation mark and a backslash in a message stay what they are.
cat >motifs/falsch.yaml <<'END'
motif: falsch
title: Falsch
layout: gruss
words: {headline: "Guten\\Morgen \u00e4 {clam\"}"}
END
expect_code 1 "$program" check --quiet --size portrait,square --lang de \
    --report report.json motifs/falsch.yaml
same_text 'findings' "$(
    cat <<'END'
errors 1
{"severity": "error", "id": "motif/unknown-words", "file": "motifs/falsch.yaml", "line": 4, "column": 41, "message": "no words \"clam\"\" to put in; did you mean \"claim\"?; write {{ for a brace", "posters": ["size portrait, language de", "size square, language de"]}
END
)" "$(read_report report.json)"

# Nothing could be read: there is a report, too.
expect_code 3 "$program" render nix --report report.json
same_text 'findings' '' "$(read_report report.json)"
