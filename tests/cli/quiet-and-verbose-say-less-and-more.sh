#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
two=(--size 'card,portrait' --lang de --jobs 1)

note='motifs/layouts/gruss.yaml:1:9: note: layout "gruss" has no tree for card; took the one for portrait (size card, language de) [layout/nearest-shape]
    layout: gruss
            ^~~~~'

expect 0 '' "1 of 2 posters
2 of 2 posters
$note
files made: 4, up to date: 0, posters failed: 0, errors: 0, warnings: 0" "$program" render "${two[@]}"
expect 0 '' "out/gruss/gruss_card_de.pdf
out/gruss/gruss_card_de.png
out/gruss/gruss_portrait_de.pdf
out/gruss/gruss_portrait_de.png
$note
files made: 4, up to date: 0, posters failed: 0, errors: 0, warnings: 0" "$program" render "${two[@]}" --verbose --force
expect 0 '' "$note
files made: 0, up to date: 4, posters failed: 0, errors: 0, warnings: 0" "$program" render "${two[@]}" --verbose
expect 0 '' '' "$program" render "${two[@]}" --quiet
expect 0 '' '' "$program" check --quiet --size card --lang de
expect 0 '' "1 of 1 poster
$note
posters checked: 1, errors: 0" "$program" check --size card --lang de
