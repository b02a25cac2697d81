#!/usr/bin/env bash
# --supplier: whose rules hold for this run.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
one=(gruss --size portrait --lang de)

cat >motifs/printing.yaml <<'EOF'
printing: Shops
conditions:
  fogra39: {title: Coated, profile: FOGRA39L_coated.icc, ink-limit: 300%}
  news: {title: News, profile: FOGRA39L_coated.icc, ink-limit: 240%}
suppliers:
  plain: {title: Plain, condition: fogra39}
  large: {title: Large, condition: fogra39, bleed: 20mm}
  named: {title: Named, condition: fogra39, file-name: "KV {motif}_{size}_{row}_{supplier}_v02"}
  web: {title: Web, condition: news}
EOF
printf 'condition: fogra39\n' >>motifs/campaign.yaml

# NAME FILES: what is made for a supplier.
makes() {
    rm -rf out
    expect_code 0 "$program" render "${one[@]}" --supplier "$1" --bleed --quiet
    same_text "stderr for $1" '' "$stderr"
    same_text "files for $1" "$2" "$(names_in out/gruss)"
}

# FILE: width and height of the bleed box, in whole points.
bleed_box() {
    pdfinfo -box "$1" | awk '/^BleedBox/ { printf "%.0f x %.0f\n", $4 - $2, $5 - $3 }'
}

makes plain $'gruss_portrait_de_plain.pdf\ngruss_portrait_de_plain_bleed.png'
same_text 'own bleed' '416 x 616' "$(bleed_box out/gruss/gruss_portrait_de_plain.pdf)"
makes named $'gruss_portrait_de_named_bleed.png\nkv-gruss_portrait_named_v02.pdf'
makes large $'gruss_portrait_de_large.pdf\ngruss_portrait_de_large_bleed.png'
same_text 'more bleed' '513 x 713' "$(bleed_box out/gruss/gruss_portrait_de_large.pdf)"

# Another condition, other recipes: told once, however many posters there are.
expect_code 0 "$program" check gruss --size portrait,square --lang de,tr --supplier web
same_text 'inks that are told of' 'black cyan magenta raw red yellow' \
    "$(sed -n 's/.*warning: ink "\([a-z]*\)" has no recipe for "news".*/\1/p' <<<"$stderr" |
        LC_ALL=C sort | paste -sd ' ')"

expect 2 '' 'plakat: no supplier "larg"; did you mean "large"?' \
    "$program" render "${one[@]}" --supplier larg
expect 2 '' 'plakat: no supplier "x"; "plakat list suppliers" shows those there are' \
    "$program" check "${one[@]}" --supplier x

# Without the colours of its inks nothing is made; a check still tells of all else.
sed -i 's/news: .*/news: {title: News, profile: gone.icc, ink-limit: 240%}/' motifs/printing.yaml
rm -rf out
expect_code 1 "$program" render "${one[@]}" --supplier web --quiet
same_text 'profile' "motifs/printing.yaml:4:32: error: no profile 'gone.icc', neither in fonts/ nor beside the file [printing/no-profile]" \
    "$(grep -F 'error: ' <<<"$stderr")"
[[ ! -e out ]] || fail 'files were made'
