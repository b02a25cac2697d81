#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
one=(--size portrait --lang de --to png --quiet)

# MESSAGE ARGUMENT…
cannot() {
    expect 3 '' "plakat: $1" "$program" "${@:2}"
}

missing='No such file or directory'
cannot "cannot read 'nix': $missing" render nix
cannot "cannot read 'motifs/nix.yaml': $missing" check motifs/nix.yaml
cannot "cannot read 'nix': $missing" items nix
cannot "cannot read '--size': $missing" render -- --size
cannot "cannot read 'motifs/gruss.yaml/x.yaml': Not a directory" \
    render motifs/gruss.yaml/x.yaml
cannot "cannot enter 'nix': $missing" render -C nix
cannot "cannot enter 'motifs/gruss.yaml': Not a directory" list sizes -C motifs/gruss.yaml

cannot "cannot read 'nix.icc': $missing" render --profile nix.icc

# Opening a pipe must not wait for somebody who writes to it.
mkfifo motifs/pipe.yaml
cannot "cannot read 'motifs/pipe.yaml': not a regular file" \
    render --profile motifs/pipe.yaml
cannot "cannot read 'motifs/pipe.yaml': not a regular file" check motifs/pipe.yaml
rm motifs/pipe.yaml

# Below a regular file no folder can be made; that holds for root, too.
cannot "cannot make the folder 'motifs/gruss.yaml/gruss': Not a directory" \
    render "${one[@]}" --out motifs/gruss.yaml
cannot "cannot make the folder 'motifs/gruss.yaml': Not a directory" \
    check --quiet --size portrait --lang de --report motifs/gruss.yaml/report.json

# A folder stands where the file belongs: the folder stays, nothing lies about.
mkdir -p out/gruss/gruss_portrait_de.png
cannot "cannot write 'out/gruss/gruss_portrait_de.png': there is something else of that name" \
    render "${one[@]}"
same_text 'below out' $'out/gruss\nout/gruss/gruss_portrait_de.png' \
    "$(find out -name .store -prune -o -mindepth 1 ! -name '*.html' ! -name report.json -print | sort)"

# Fonts that a second core reads are missed by those alone who need them.
for jobs in 1 2; do
    PLAKAT_FONTS=$work cannot "no fonts in '$work': run renderer/setup" \
        render "${one[@]}" --jobs "$jobs"
    PLAKAT_FONTS=$work cannot "cannot read 'nix': $missing" render nix --jobs "$jobs"
done

mkdir empty empty/motifs
cannot 'no motifs found' render -C empty
