#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"

# MOTIF: the poster's title, and its first item.
poster() {
    expect_code 0 "$program" items "$1" --size portrait --lang de
    sed -n '1s/ size.*//p;6p' <<<"$stdout"
}

mkdir -p motifs/fest/laterne/layouts
make_motif motifs/fest/laterne laterne
same_text 'campaign above' 'poster "Motif laterne – Test campaign"
panel -8 -8 416 616 ink white' "$(poster motifs/fest/laterne/laterne.yaml)"

# A nearer campaign; sizes of the folders above stay, one is replaced.
sed 's/^title: .*/title: Fest/' motifs/campaign.yaml >motifs/fest/campaign.yaml
sed -n '/^sizes/p; s/400pt x 600pt/500pt x 700pt/p' motifs/sizes.yaml >motifs/fest/sizes.yaml
same_text 'nearer campaign and size' 'poster "Motif laterne – Fest"
panel -8 -8 516 716 ink white' "$(poster motifs/fest/laterne/laterne.yaml)"
same_text 'the other motif' 'poster "Motif gruss – Test campaign"
panel -8 -8 416 616 ink white' "$(poster gruss)"

# A nearer layout of the same name.
sed 's/panel: white/panel: red/' motifs/layouts/gruss.yaml \
    >motifs/fest/laterne/layouts/gruss.yaml
same_text 'nearer layout' 'poster "Motif laterne – Fest"
panel -8 -8 516 716 ink red' "$(poster motifs/fest/laterne/laterne.yaml)"

# A folder above the campaign may hold sizes.
sed -n 's/^  portrait:/  plakat:/p; /^sizes/p' motifs/sizes.yaml >sizes.yaml
expect_code 0 "$program" items gruss --size plakat --lang de
same_text 'size above the campaign' 'trim 0 0 400 600' "$(sed -n 3p <<<"$stdout")"

# None at all.
mkdir nowhere
make_motif nowhere verloren
expect 1 '' 'nowhere/verloren.yaml:1:1: error: this motif has no campaign.yaml in its folder or above [campaign/missing]
    motif: verloren
    ^' "$program" check --quiet nowhere
