#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# A limit on the size of files kills (SIGXFSZ) the worker that makes the one file which
# is larger: the pixels of noise do not get any smaller in a PNG.
{
    printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\n'
    awk 'BEGIN {
        srand(1)
        for (i = 0; i < 10000; i++)
            printf "<rect x=\"%d\" y=\"%d\" width=\"1\" height=\"1\" fill=\"#%06x\"/>\n",
                i % 100, i / 100, rand() * 16777216
    }'
    printf '</svg>\n'
} >motifs/noise.svg
cat >motifs/layouts/noise.yaml <<'END'
layout: noise
art: {noise: {file: ../noise.svg, state: reviewed}}
portrait: {art: {show: noise, fit: cover}}
END
make_motif motifs noise
sed -i 's/^layout: gruss/layout: noise/' motifs/noise.yaml
make_motif motifs zuletzt

finding='motifs/noise.yaml:1:8: error: the process that made this poster ended (File size limit exceeded); artwork is the likeliest cause (size portrait, language de) [task/crashed]
    motif: noise
           ^~~~~'

# JOBS
# shellcheck disable=SC2016 # the inner shell expands
limited() {
    rm -rf out
    expect 1 '' "$finding" bash -c 'ulimit -c 0 -f 8 && exec "$0" "$@"' "$program" \
        render --quiet --size portrait --lang de --to png --jobs "$1"
    same_text 'made' $'out/gruss/gruss_portrait_de.png\nout/zuletzt/zuletzt_portrait_de.png' \
        "$(files_in out | sort)"
}

limited 2
limited 3

# Nobody limits: all are made.
expect 0 '' '' "$program" render --quiet --size portrait --lang de --to png
same_text 'size above the limit' 1 "$(find out/noise -size +8k -name 'noise*' | wc -l)"
