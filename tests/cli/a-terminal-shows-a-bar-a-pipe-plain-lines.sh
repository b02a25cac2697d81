#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
export TERM=xterm

# ARGUMENT…: what a terminal gets to see, with the time left as N.
terminal() {
    script --quiet --return --command \
        "'$program' render --size portrait,square --lang de --to png --force $*" /dev/null \
        </dev/null | sed -E 's/about [0-9]* s/about N s/g; s/^[0-9.]+ s, [0-9.]+ s of CPU, [0-9]+ MiB/N s, N s of CPU, N MiB/'
}

wipe=$'\r\e[K' green=$'\e[32m' plain=$'\e[0m'
half='████████████░░░░░░░░░░░░' full='████████████████████████'
end=$'files made: 2, up to date: 0, posters failed: 0, errors: 0, warnings: 0\r\nN s, N s of CPU, N MiB\r'

same_text 'bar' "$wipe$green$half$plain 1 of 2 posters, 0 at work, about N s left\
$wipe$green$full$plain 2 of 2 posters, 0 at work, about N s left$wipe$end" \
    "$(terminal --jobs 1)"
same_text 'bar without colour' "$wipe$half 1 of 2 posters, 0 at work, about N s left\
$wipe$full 2 of 2 posters, 0 at work, about N s left$wipe$end" \
    "$(NO_COLOR=1 terminal --jobs 1)"
same_text 'quiet' '' "$(terminal --jobs 1 --quiet)"
same_text 'dumb terminal' $'1 of 2 posters\r\n2 of 2 posters\r\n'"$end" \
    "$(TERM=dumb terminal --jobs 1)"

# A long run says a line now and then, the last one in any case.
for i in {1..9}; do make_motif motifs "gruss-$i"; done
expect 0 '' "$(
    for i in {2..50..2}; do echo "$i of 50 posters"; done
    echo 'posters checked: 50, errors: 0'
)" "$program" check --size portrait --lang all
