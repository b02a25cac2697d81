#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
cc -shared -fPIC -o hostile.so "$tests/cli/hostile.c" -ldl

cat >motifs/crash.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path id="crash" d="M0 0h1v1"/></svg>
END
cat >motifs/layouts/crash.yaml <<'END'
layout: crash
art: {crash: {file: ../crash.svg, state: reviewed}}
portrait: {art: {show: crash, fit: cover}}
END
make_motif motifs crash
sed -i 's/^layout: gruss/layout: crash/' motifs/crash.yaml
make_motif motifs zuletzt
render=("$program" render --quiet --size portrait --lang de --to png)

finding="motifs/crash.yaml:1:8: error: the process that made this poster ended (Segmentation fault) while it was at 'motifs/crash.svg' (size portrait, language de) [task/crashed]
    motif: crash
           ^~~~~"

# JOBS
crashes() {
    rm -rf out
    expect 1 '' "$finding" env LD_PRELOAD=./hostile.so "${render[@]}" --jobs "$1"
    same_text 'made' $'out/gruss/gruss_portrait_de.png\nout/zuletzt/zuletzt_portrait_de.png' \
        "$(files_in out | sort)"
}

ulimit -c 0
crashes 1
crashes 2
crashes 3

# What was made is kept; without the fault the rest is made.
expect 0 '' '' "${render[@]}"
same_text 'made' 3 "$(files_in out | wc -l)"
