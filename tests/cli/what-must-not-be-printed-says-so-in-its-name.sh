#!/usr/bin/env bash
# A finished file with errors never has the name that it was meant to have, whatever was made
# before; what is wrong with it is said at the line of the motif.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
printf 'condition: fogra39\n' >>motifs/campaign.yaml

# SEVERITY: how much a press minds black type that does not overprint.
write_printing() {
    cat >motifs/printing.yaml <<EOF
printing: Shops
variants:
  strict: {title: Strict, black-type: $1, black-type-under: 500pt}
conditions:
  fogra39: {title: Offset, profile: FOGRA39L_coated.icc, ink-limit: 300%, variant: strict}
EOF
}

# CODE FILES [OPTION…]: what a run ends with and leaves behind.
makes() {
    run "$program" render gruss --size portrait --lang de --to pdf "${@:3}"
    same_text 'exit code' "$1" "$code"
    same_text 'files' "$2" "$(cd out/gruss && printf '%s\n' *)"
}

good=gruss_portrait_de.pdf
bad=gruss_portrait_de_nicht-drucken.pdf
found='motifs/gruss.yaml:6:16: error: the finished file: '

write_printing ignore
makes 0 "$good"
write_printing error
makes 1 "$bad"
[[ $stderr == *"$found"*', at "headline", '*' mm from the left and '*' mm from the top (size portrait, language de) [gwg/black-type]'* ]] ||
    fail "what is found: $stderr"
# What is kept from run to run takes the other name away, too.
makes 1 "$bad"
write_printing ignore
makes 0 "$good"
write_printing error
makes 1 "$bad" --report report.json
grep --quiet --fixed-strings '"path": "out/gruss/'"$bad\"" report.json || fail "$(<report.json)"
write_printing warning
makes 0 "$good" --force

# The command judges the same, and finds the same line.
write_printing error
makes 1 "$bad"
run "$program" preflight "out/gruss/$bad"
same_text 'exit code of preflight' 1 "$code"
[[ $stderr == *"motifs/gruss.yaml:6:16: error: "*', "headline", on page 1, '*" of out/gruss/$bad, and 1 more like it (GWG 2022) [gwg/black-type]"* ]] ||
    fail "what preflight finds: $stderr"
# A file of somebody else is judged all the same.
mv -- motifs/gruss.yaml motifs/elsewhere.yaml
run "$program" preflight "out/gruss/$bad"
[[ $stderr == "out/gruss/$bad: error: "*'[gwg/black-type]'* ]] || fail "without the motif: $stderr"

expect 2 '' 'plakat: preflight of which files? see "plakat help preflight"' "$program" preflight
expect_code 3 "$program" preflight nowhere.pdf
expect 1 '' 'motifs/campaign.yaml: error: this file cannot be judged: unable to find trailer dictionary while recovering damaged file [preflight/unreadable]' \
    "$program" preflight motifs/campaign.yaml
