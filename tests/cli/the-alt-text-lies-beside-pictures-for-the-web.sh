#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# Nobody says in Arabic what the picture shows; in German it ends with an end of line.
cat >>motifs/gruss.yaml <<'END'
alt:
  de: "Eine \"Sonne\" & ein Haus.\n"
  tr: Bir güneş.
END

# FILES ARGUMENT…: all that is made.
makes() {
    rm -rf out
    expect_code 0 "$program" render gruss --quiet "${@:2}"
    same_text "made by ${*:2}" "$1" "$(names_in out/gruss)"
}

makes 'gruss_portrait_de.jpg
gruss_portrait_de.pdf
gruss_portrait_de.png' --size portrait --lang de --to pdf,png,jpg
makes 'gruss_screen_de.pdf' --size screen --lang de --to pdf
makes 'gruss_screen_de.alt.txt
gruss_screen_de.png' --size screen --lang de --to png
makes 'gruss_screen_de_bleed.alt.txt
gruss_screen_de_bleed.jpg
gruss_screen_de_bleed.png' --size screen --lang de --to jpg,png --bleed
makes 'gruss_portrait_ar_thumb.png
gruss_portrait_de_thumb.alt.txt
gruss_portrait_de_thumb.png
gruss_screen_ar_thumb.png
gruss_screen_de_thumb.alt.txt
gruss_screen_de_thumb.png' --size portrait,screen --lang de,ar --to thumb

makes 'gruss_screen_ar.jpg
gruss_screen_de.alt.txt
gruss_screen_de.jpg
gruss_screen_tr.alt.txt
gruss_screen_tr.jpg' --size screen --lang de,tr,ar --to jpg --report report.json
cmp - out/gruss/gruss_screen_de.alt.txt <<<'Eine "Sonne" & ein Haus.' || fail 'German'
cmp - out/gruss/gruss_screen_tr.alt.txt <<<'Bir güneş.' || fail 'Turkish'

# It is a product as others are.
same_text 'products' 'out/gruss/gruss_screen_de.jpg jpg
out/gruss/gruss_screen_de.alt.txt alt
out/gruss/gruss_screen_tr.jpg jpg
out/gruss/gruss_screen_tr.alt.txt alt
out/gruss/gruss_screen_ar.jpg jpg' "$(
    python3 - report.json <<'END'
import hashlib, json, pathlib, sys

for product in json.loads(pathlib.Path(sys.argv[1]).read_bytes())["products"]:
    data = pathlib.Path(product["path"]).read_bytes()
    assert product["bytes"] == len(data), product
    assert product["sha256"] == hashlib.sha256(data).hexdigest(), product
    print(product["path"], product["kind"])
END
)"
expect_code 0 "$program" render gruss --quiet --size screen --lang de,tr,ar --to jpg --jobs 2 \
    --report again.json
same_text 'report of two workers' "$(sed '/"summary"/d' report.json)" \
    "$(sed '/"summary"/d' again.json)"

# It is a file as others are.
rm -rf out
mkdir -p out/gruss/gruss_screen_de.alt.txt
expect 3 '' "plakat: cannot write 'out/gruss/gruss_screen_de.alt.txt': there is something else of that name" \
    "$program" render gruss --quiet --size screen --lang de --to png
