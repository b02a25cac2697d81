#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/world/project"
mkdir -- "$work/world"/{home,cache,config,data,state,run,tmp}
cd -- "$work/world/project"

# Every name with its kind, and what is in every file.
state() {
    (cd -- "$work/world" && find . -printf '%p %y %m\n' | LC_ALL=C sort)
    checksums "$work/world"
}

before=$(state)
world=$work/world
expect 0 '' '' env HOME="$world/home" XDG_CACHE_HOME="$world/cache" \
    XDG_CONFIG_HOME="$world/config" XDG_DATA_HOME="$world/data" \
    XDG_STATE_HOME="$world/state" XDG_RUNTIME_DIR="$world/run" TMPDIR="$world/tmp" \
    "$program" render --quiet --out "$work/out"
same_text 'everything but the output' "$before" "$(state)"
same_text 'output' 20 "$(files_in "$work/out" | wc -l)"
same_text 'other things in the output' '' \
    "$(files_in "$work/out" ! -name '*.pdf' ! -name '*.png')"

# A check writes nothing at all.
rm -r -- "$work/out"
expect 0 '' '' "$program" check --quiet
same_text 'everything' "$before" "$(state)"
