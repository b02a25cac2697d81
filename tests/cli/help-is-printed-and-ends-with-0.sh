#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

# What people read, whole, in one file beside this one.
show() {
    run "$program" "$@"
    same_text "stderr of plakat $*" '' "$stderr"
    printf '$ plakat %s\n%s\nexit %d\n\n' "$*" "$stdout" "$code"
}

overview=$("$program" help)
same_text 'plakat --help' "$overview" "$("$program" --help)"
same_text 'plakat -h' "$overview" "$("$program" -h)"
expect 2 '' "$overview" "$program"

commands=$(sed -n 's/^  \([a-z]*\)  *.*/\1/p' <<<"$overview")
all=$(
    show --version
    show help
    for command in $commands; do show help "$command"; done
)
same_file "$tests/cli/help.expected" "$all"

for command in $commands; do
    if [[ $command != help ]]; then
        expect 0 "$("$program" help "$command")" '' "$program" "$command" --help
    fi
done
