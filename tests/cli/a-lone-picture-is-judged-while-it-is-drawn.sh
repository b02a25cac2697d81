#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
echo 'limits: {contrast: 4.5}' >>motifs/campaign.yaml
sed -i '0,/ink: black/s//ink: red/' motifs/layouts/gruss.yaml
render=("$program" render gruss --quiet --size portrait --lang de --to png)
found='motifs/layouts/gruss.yaml:5:7: error: "headline" has a contrast of 3.9 to what lies behind it, 4.5 is needed; choose another ink (size portrait, language de) [colour/low-contrast]
        - text: {say: headline, style: display, ink: red, inside: safe}
          ^~~~'

# A picture that must not be is not there, whoever has judged it.
for jobs in 1 2; do
    expect 1 '' "$found" "${render[@]}" --jobs "$jobs" --out wrong
    same_text "wrong, $jobs jobs" '' "$(files_in wrong 2>/dev/null)"
done

# A draft is shown with its faults, which are told again when nothing is made.
sed -i 's/de: {text: Guten Morgen, state: reviewed}/de: {text: Guten Morgen}/' motifs/gruss.yaml
for jobs in 1 2; do
    expect 1 '' "$found" "${render[@]}" --jobs "$jobs" --out "draft $jobs"
    expect 1 '' "$found" "${render[@]}" --jobs "$jobs" --out "draft $jobs"
done
same_text 'the draft' "$(checksums 'draft 1')" "$(checksums 'draft 2')"
same_text 'files' ./gruss/gruss_portrait_de.png "$(cd 'draft 2' && files_in .)"
