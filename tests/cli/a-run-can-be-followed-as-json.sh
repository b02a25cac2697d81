#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs schlecht
sed -i 's/Guten Morgen/"Guten {nix}"/' motifs/schlecht.yaml
log=("$program" render --size portrait --lang de --to png --jobs 1 --log json)

# The lines, each as Python reads it, without what differs from run to run.
lines() {
    run "${log[@]}"
    same_text 'exit code' 1 "$code"
    same_text 'stderr' '' "$stderr"
    python3 -c '
import json, sys
for line in sys.stdin:
    event = json.loads(line)
    for name in "seconds", "cpu_seconds", "memory":
        assert event["event"] != "end" or event.pop(name) > 0
    print(event)' <<<"$stdout"
}

poster="{'event': 'poster', 'motif': 'gruss', 'size': 'portrait', 'language': 'de'"
files="['out/gruss/gruss_portrait_de.png']"
rest="{'event': 'poster', 'motif': 'schlecht', 'size': 'portrait', 'language': 'de', 'made': [], 'reused': [], 'complete': False, 'done': 2, 'all': 2}
{'event': 'finding', 'severity': 'error', 'id': 'motif/unknown-words', 'file': 'motifs/schlecht.yaml', 'line': 6, 'column': 23, 'message': 'no words \"nix\" to put in; write {{ for a brace', 'posters': ['size portrait, language de']}"
start="{'event': 'start', 'posters': 2, 'files': 2}"
end="'failed': 1, 'errors': 1, 'warnings': 0, 'notes': 0}"
same_text 'first run' "$start
$poster, 'made': $files, 'reused': [], 'complete': True, 'done': 1, 'all': 2}
$rest
{'event': 'end', 'made': 1, 'reused': 0, $end" "$(lines)"
same_text 'second run' "$start
$poster, 'made': [], 'reused': $files, 'complete': True, 'done': 1, 'all': 2}
$rest
{'event': 'end', 'made': 0, 'reused': 1, $end" "$(lines)"
