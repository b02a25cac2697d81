#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs abschied
make_motif motifs willkommen
one=(--size portrait --lang de --to png --jobs 1)

# One cannot be read by its words, one cannot be laid out.
sed -i 's/^words:/wrods:/' motifs/gruss.yaml
expect 1 '' '1 of 2 posters
2 of 2 posters
motifs/gruss.yaml:4:1: error: unknown key "wrods"; did you mean "words"? [motif/unknown-key]
    wrods:
    ^~~~~
files made: 2, up to date: 0, posters failed: 0, errors: 1, warnings: 0' "$program" render "${one[@]}"
same_text 'made' $'out/abschied/abschied_portrait_de.png\nout/willkommen/willkommen_portrait_de.png' \
    "$(files_in out | sort)"

rm -r out
make_motif motifs gruss
sed -i 's/Guten Morgen/晨/' motifs/gruss.yaml
expect 1 '' '1 of 3 posters
2 of 3 posters
3 of 3 posters
motifs/gruss.yaml:6:16: error: no family of type style "display" has "晨" (U+6668), which "headline" needs in "de" (size portrait, language de) [text/missing-glyph]
        de: {text: 晨, state: reviewed}
                   ^~
files made: 2, up to date: 0, posters failed: 1, errors: 1, warnings: 0' "$program" render "${one[@]}"
same_text 'made' $'out/abschied/abschied_portrait_de.png\nout/willkommen/willkommen_portrait_de.png' \
    "$(files_in out | sort)"

# Two would write one file: nothing is made at all.
rm -r out
make_motif motifs gruss
cp motifs/gruss.yaml motifs/gruss-2.yaml
expect 1 '' 'motifs/gruss.yaml:1:8: error: this motif would write the same files as motifs/gruss-2.yaml; rename one [plan/same-file]
    motif: gruss
           ^~~~~' "$program" render "${one[@]}"
same_text 'made' '' "$(find . -path './out/*')"
