#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# COUNT TEXT: the text so many times.
repeat() {
    head -c $(($1 * ${#2})) < <(yes "$2" | tr -d '\n')
}

# EXPECTED-CODE MESSAGE: of checking motifs/gruss.yaml, up to the excerpt.
says() {
    expect_code "$1" "$program" check --quiet --size portrait --lang de gruss
    same_text 'first line' "$2" "$(head -n 1 <<<"$stderr")"
}

limit() {
    printf 'motifs/gruss.yaml:%s [yaml/too-large]' "$1"
}

{
    printf 'motif: gruss\ntitle: Gruss\nlayout: gruss\nwords:\n  headline: |\n    '
    repeat 1639 'Guten Tag '
} >motifs/gruss.yaml
says 1 "$(limit '6:1: error: this text is too long (over 16 KiB)')"

{
    printf 'motif: gruss\ntitle: Gruss\nlayout: gruss\nhide: ['
    repeat 20001 'a,'
    printf ']\n'
} >motifs/gruss.yaml
says 1 "$(limit '4:39994: error: too many values in one file; split it')"

make_motif motifs gruss
repeat 1100 "#$(repeat 999 x)"$'\n' >>motifs/gruss.yaml
says 3 "plakat: cannot read 'motifs/gruss.yaml': larger than 1024 KiB"
