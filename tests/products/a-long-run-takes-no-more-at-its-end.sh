#!/usr/bin/env bash
# A thousand posters (with --full ten thousand) in one run; one in a hundred cannot be made. Each of
# those is told, all others are there, and neither memory nor open files grow.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
count=1000
if [[ -n ${PLAKAT_FULL:-} ]]; then count=10000; fi
make_project "$work/project"
cd -- "$work/project"
cat >motifs/viele.yaml <<'END'
motif: viele
title: Poster {row.number}
layout: gruss
rows: viele.csv
words:
  headline:
    de: {text: "Guten Morgen {row.number}", state: reviewed}
END
{
    echo id,number
    for ((i = 1; i <= count; i++)); do
        if ((i % 100 == 50)); then echo "r$i,"; else echo "r$i,$i"; fi
    done
} >motifs/viele.csv

code=0
grown=$(python3 -B "$tests/products/long_run.py" "$count" "$program" render viele --size portrait \
    --lang de --to thumb --thumb-size 16 --quiet --jobs 2 --report report.json) || code=$?
same_text 'what grew' '' "$grown"
same_text 'exit code' 1 "$code"
bad=$((count / 100))
same_text 'failed' "$(for ((i = 50; i <= count; i += 100)); do echo "row $i r$i"; done)" \
    "$(grep -o 'row [0-9]* r[0-9]*' report.json | LC_ALL=C sort -u | sort -k 2n)"
same_text 'made' $((count - bad)) "$(find out -name '*_thumb.png' ! -path '*/.store/*' | wc -l)"
