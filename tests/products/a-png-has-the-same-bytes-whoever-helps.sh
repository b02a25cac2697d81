#!/usr/bin/env bash
# One poster with all that is drawn in parts: its bands are shared by 1, 2, 3 and 8.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"

make_project "$work/project"
cd -- "$work/project"
cp -r -- "$tests/cases/art" motifs/art
cat >motifs/layouts/gruss.yaml <<'END'
layout: gruss
art:
  field: {file: ../art/field.png, state: reviewed}
  turned: {file: ../art/turned.jpg, state: reviewed}
  disc: {file: ../art/disc.png, state: reviewed}
  seat: {file: ../art/seat.svg, state: reviewed}
  veil: {file: ../veil.svg, state: reviewed}
portrait:
  stack:
    - panel: {name: ground, ink: cyan, fade: {to: white, angle: 30}}
    - photo: {name: whole, show: field, width: 300pt, height: 200pt, anchor: top, shift: 0pt 30pt}
    - photo: {name: across, show: turned, width: 150pt, height: 300pt, rotate: 20, anchor: left, opacity: 60%}
    - group:
        blend: multiply
        items:
          - panel: {name: sun, ink: yellow, fade: {to: red, kind: radial}, width: 250pt, height: 250pt, radius: 50%, anchor: bottom right}
          - photo: {name: round, show: disc, width: 260pt, height: 260pt, anchor: bottom, blend: multiply}
    - art: {name: drawn, show: veil, width: 300pt, height: 300pt, anchor: right}
    - art: {name: mirrored, show: seat, ink: magenta, width: 120pt, height: 120pt, anchor: bottom left, blend: multiply}
    - text: {say: headline, style: display, ink: black, max: 60pt, padding: 30pt}
END
cat >motifs/veil.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f" stop-opacity="0.2"/></linearGradient>
<radialGradient id="b"><stop offset="0" stop-color="#fff"/><stop offset="1"/></radialGradient>
<mask id="m"><rect width="100" height="100" fill="url(#b)"/></mask>
<clipPath id="c"><circle cx="50" cy="50" r="45"/></clipPath></defs>
<g style="isolation:isolate" opacity="0.8"><rect width="70" height="70" fill="url(#a)"/>
<circle cx="60" cy="60" r="35" fill="#5bb571" style="mix-blend-mode:multiply"/></g>
<g clip-path="url(#c)"><rect y="40" width="100" height="30" fill="#f08bb0" mask="url(#m)"/></g>
<path d="M5 95C30 20 60 140 95 5" fill="none" stroke="#19335f" stroke-width="3" stroke-dasharray="7 2"/>
</svg>
END

# JOBS OPTION…: a checksum.
make() {
    expect 0 '' '' "$program" render gruss --size portrait --to png --quiet --force \
        --jobs "$@"
    sha256sum out/gruss/*.png
}

for what in '--lang ar --ppi 288 --png fast' '--lang ar --ppi 144 --png small' \
    '--lang he --ppi 288 --png fast --bleed'; do
    read -ra options <<<"$what"
    rm -rf out
    one=$(make 1 "${options[@]}")
    for jobs in 2 3 8; do
        same_text "$jobs jobs, $what" "$one" "$(make "$jobs" "${options[@]}")"
    done
done
