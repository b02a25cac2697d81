#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
make_motif motifs abschied
mkdir motifs/fest motifs/.hidden
make_motif motifs/fest laterne
make_motif motifs/.hidden geheim
one=(--size portrait --lang de --to png --quiet --out)

# EXPECTED ARGUMENT…: names of the motifs made.
made() {
    rm -rf made
    expect 0 '' '' "$program" render "${one[@]}" made "${@:2}"
    same_text "made by ${*:2}" "$1" "$(files_in made | sed 's|.*/||' | LC_ALL=C sort)"
}

made gruss_portrait_de.png gruss
made gruss_portrait_de.png motifs/gruss.yaml
made gruss_portrait_de.png "$PWD/motifs/gruss.yaml"
made gruss_portrait_de.png gruss motifs/gruss.yaml gruss
made laterne_portrait_de.png motifs/fest
all=$'abschied_portrait_de.png\ngruss_portrait_de.png\nlaterne_portrait_de.png'
made "$all"
made "$all" motifs
made $'abschied_portrait_de.png\ngruss_portrait_de.png' abschied gruss

# From elsewhere; what -C enters is where out/ goes.
cd /
expect 0 '' '' "$program" render -C "$work/project" "${one[@]}" there gruss
same_text 'made there' "$work/project/there/gruss/gruss_portrait_de.png" \
    "$(files_in "$work/project/there")"

# Sizes in capitals, lists, all; names are lower case ASCII.
cd -- "$work/project"
made $'gruss_portrait_de.png\ngruss_square_de.png' gruss --size Square,PORTRAIT
made $'gruss_portrait_de.png\ngruss_portrait_tr.png' gruss --lang tr,de,tr
made 'gruss_portrait_de_bleed.png' gruss --bleed
cp motifs/gruss.yaml motifs/tor.yaml
sed -i 's/^motif: gruss/motif: Tor_1/' motifs/tor.yaml
made 'tor-1_portrait_de.png' tor
