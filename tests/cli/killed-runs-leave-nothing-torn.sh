#!/usr/bin/env bash
# 50 runs are killed at random moments; then one is not, and all is as if nothing had been.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs abend
render=("$program" render --size portrait --lang 'de,tr' --to 'png,pdf' --quiet --jobs 2)

# FOLDER: what it holds, the store's notes of times aside.
state() {
    (cd -- "$1" && find . ! -path './.store/last' ! -path './.store/files' |
        LC_ALL=C sort && find . -type f ! -path './.store/[!o]*' -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum)
}

expect 0 '' '' "${render[@]}" --out reference
expect 0 '' '' python3 "$tests/cli/killed_runs.py" . 7 50 "${render[@]}" --force
# As a run leaves it that was killed while it wrote.
for folder in gruss .store .store/tasks .store/objects; do
    echo half >"out/$folder/.plakat-0badf00d.tmp"
done
expect 0 '' '' "${render[@]}"
same_text 'after all' "$(state reference)" "$(state out)"
