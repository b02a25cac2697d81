#!/usr/bin/env bash
# Who is refused gets all reasons at once, and no file at all; what was allowed stands on
# the order.
#   an-order-that-is-refused-leaves-nothing.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"

expect 2 '' 'plakat: handoff of which order? see "plakat help handoff"' "$program" handoff
expect 2 '' 'plakat: handoff of which order? see "plakat help handoff"' \
    "$program" handoff KV-X4-01 KV-18-03
expect 2 '' 'plakat: say why "handoff/not-approved" is opened: handoff/not-approved=REASON' \
    "$program" handoff KV-X4-01 --allow not-approved
expect_code 2 "$program" handoff KV-X4-01 --allow 'no-imprint=eilig'
expect_code 3 "$program" handoff motifs/orders/nowhere.yaml

# Nobody confirms the address, one poster is not approved, another has an error.
sed -i '/^checked:/,+1d' motifs/orders/KV-X4-01.yaml
sed -i '/,a3,ar,/d' motifs/approvals.csv
sed -i 's/headline:/&\n    tr: {text: "Hepimiz aynı teknede 中.", state: reviewed}/; /aynı teknede\./d' \
    motifs/boot.yaml
expect_code 1 "$program" handoff KV-X4-01
ids=$(grep -o '\[handoff/[a-z-]*\]$' <<<"$stderr" | LC_ALL=C sort -u)
same_text 'why it is refused' '[handoff/address-not-checked]
[handoff/not-approved]
[handoff/not-made]' "$(grep -v '^\[handoff/error\]$' <<<"$ids")"
[[ ! -e out ]] || fail 'something was made'

# A reason opens what can be opened, and the shop reads it.
cp -- "$tests/handoff/nachbarn/boot.yaml" motifs/
expect_code 1 "$program" handoff KV-X4-01 --allow 'not-approved=kommt morgen'
expect_code 0 "$program" handoff KV-X4-01 --allow 'not-approved=kommt morgen' \
    --allow 'handoff/address-not-checked=am Telefon bestätigt'
unzip -p out/KV-X4-01.zip Druckauftrag.pdf >sheet.pdf
pdftotext -layout sheet.pdf sheet.txt
for words in 'Trotzdem bestellt' 'kommt morgen' 'am Telefon bestätigt' \
    'Ein Plakat ist nicht freigegeben'; do
    grep -q -- "$words" sheet.txt || fail "Druckauftrag.pdf does not say: $words"
done

# In a package there are no folders that tell two motifs apart.
sed 's/^motif: boot$/motif: kahn/' motifs/boot.yaml >motifs/kahn.yaml
sed -i 's/file-name: "{motif}_/file-name: "/' motifs/printing.yaml
sed '/^lines:/,$d; s/KV-18-03/KV-18-04/' motifs/orders/KV-18-03.yaml >motifs/orders/KV-18-04.yaml
cat >>motifs/orders/KV-18-04.yaml <<'END'
lines:
  - {motif: boot, size: 18-1, languages: de, copies: 12, paper: Blueback}
  - {motif: kahn, size: 18-1, languages: de, copies: 12, paper: Blueback}
END
# shellcheck disable=SC2016 # these are no commands
expect 1 '' 'motifs/orders/KV-18-04.yaml:18:5: error: a poster of this line would have the name of another in the package; put {motif} into `file-name` of supplier "gross" [handoff/same-name]
      - {motif: kahn, size: 18-1, languages: de, copies: 12, paper: Blueback}
        ^' "$program" handoff KV-18-04
