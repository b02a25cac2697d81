#!/usr/bin/env bash
# Too much ink, words outside safe, a thin line, a photo of few pixels: each is found where it
# is written, by a check, when it is rendered, and what a file can show also in the file.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
mkdir -p -- "$work/project/motifs/layouts"
cd -- "$work/project"
cp -r -- "$tests"/../motifs/{campaign,sizes,printing}.yaml "$tests/../motifs/logos" motifs/
sed -i '/^carries:/d' motifs/campaign.yaml
cp -- "$tests/cases/art/field.png" motifs/low.png
cat >motifs/layouts/faults.yaml <<'END'
layout: faults
portrait:
  stack:
    - panel: {ink: papier, inside: bleed}
    - panel: {ink: nacht, width: 40u, height: 20u, anchor: top left, shift: 20u 10u}
    - panel: {name: over, ink: tanne, blend: multiply, width: 40u, height: 20u, anchor: top left, shift: 20u 10u}
    - shape: {name: hair, path: "M0 0H10", ink: nacht, stroke: 0.05pt, width: 50u, height: 1u, anchor: top left, shift: 20u 50u}
    - photo: {name: low, show: low, width: 50u, height: 20u, anchor: top left, shift: 20u 60u}
    - text: {say: headline, style: claim, ink: nacht, max: 20pt, width: 50u, anchor: bottom left, shift: 1u -1u}
END
cat >motifs/faults.yaml <<'END'
motif: faults
title: Faults
layout: faults
art: {low: {file: low.png, state: reviewed}}
alt: {de: {text: Nichts, state: reviewed}}
words:
  headline: {de: {text: Zu nah, state: reviewed}}
END

# What was found, and where, of the last run.
found() {
    sed -n 's/^\([^ ]*\): [a-z]*: .*(size a3, language de) \(\[.*\]\)$/\1 \2/p
        s/^\([^ ]*\): [a-z]*: .* (GWG 2022) \(\[.*\]\)$/\1 \2/p' <<<"$stderr" | LC_ALL=C sort
}
before='motifs/layouts/faults.yaml:6:7 [print/ink-coverage]
motifs/layouts/faults.yaml:7:7 [print/thin-line]
motifs/layouts/faults.yaml:8:7 [print/low-ppi]
motifs/layouts/faults.yaml:9:7 [layout/outside-safe]'
after='motifs/faults.yaml:4:19 [gwg/low-ppi]
motifs/layouts/faults.yaml:7:7 [gwg/thin-lines]'

run "$program" check --size a3 --lang de --quiet
same_text 'before' "$before" "$(found)"
run "$program" render --size a3 --lang de --to pdf --quiet
same_text 'before and after' "$(LC_ALL=C sort <<<"$before"$'\n'"$after")" "$(found)"
same_text 'files' faults_a3_de_nicht-drucken.pdf "$(names_in out/faults)"
# Ink is what a press minds.
run "$program" render --size a3 --lang de --to png --quiet
same_text 'a picture for screens' "$(sed 1d <<<"$before")" "$(found)"
run "$program" preflight out/faults/faults_a3_de_nicht-drucken.pdf
same_text 'after' "$after" "$(found)"
