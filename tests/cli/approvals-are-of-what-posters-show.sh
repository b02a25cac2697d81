#!/usr/bin/env bash
# approve and status: who approved what, and what of that is void.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/project" "$work/motifs"
cd -- "$work"
rm motifs/approvals.csv
export SOURCE_DATE_EPOCH=1767312000

# STATE: the posters of that state, one a line.
posters() {
    "$program" status --size all | awk -F'\t' -v state="$1" \
        '$1 == state { print $2 "/" $3 "/" $4 ($5 == "" ? "" : "/" $5) }'
}

# MOTIFS SIZES LANGUAGES ROWS: the names of all these posters.
names() {
    local motif size language row

    for motif in $1; do for size in $2; do for language in $3; do
        if [[ $motif == gruss ]]; then echo "gruss/$size/$language"; else
            for row in $4; do echo "$motif/$size/$language/$row"; done
        fi
    done; done; done
}

sizes='a3 clp 18-1'
rows='nippes kalk'

same_text 'before anybody approves' "$(names 'gruss namen' "$sizes" 'de tr ar de-simple' "$rows")" \
    "$(posters reviewed)"

# One poster by its name, others by the usual selection.
expect 0 '' 'motifs/approvals.csv: 1 poster approved' \
    "$program" approve namen/clp/tr/kalk --as Dienststelle --remark 'gut, "sehr" gut'
expect 0 '' 'motifs/approvals.csv: 2 posters approved' \
    "$program" approve gruss --size A3 --lang de,ar --as Amt
same_text 'the file' 'content-id,role,date,remark,motif,size,language,row
ID,Dienststelle,2026-01-02,"gut, ""sehr"" gut",namen,clp,tr,kalk
ID,Amt,2026-01-02,,gruss,a3,de,
ID,Amt,2026-01-02,,gruss,a3,ar,' "$(sed -E 's/^[0-9a-f]{12},/ID,/' motifs/approvals.csv)"
same_text 'the line of a poster that is approved' \
    $'approved\tgruss\ta3\tde\t\tID\tID\tAmt\t2026-01-02\t' \
    "$("$program" status gruss --size a3 --lang de | sed -E 's/[0-9a-f]{12}/ID/g')"

# A changed word voids exactly the approvals of the posters that show it.
"$program" approve gruss namen --size all --as Amt 2>/dev/null
same_text 'all are approved' '' "$(posters reviewed)"
cp -r motifs before
sed -i 's/Günaydın/Merhaba/' motifs/gruss.yaml
same_text 'a word of one motif' "$(names gruss "$sizes" tr '')" "$(posters void)"
approved=$(awk -F, '$2 == "Amt" && $5 == "gruss" && $6 == "a3" && $7 == "tr" { print $1 }' \
    motifs/approvals.csv)
same_text 'what is void says what was approved' \
    $'void\tgruss\ta3\ttr\t\tID\t'"$approved"$'\tAmt\t2026-01-02\t' \
    "$("$program" status gruss --size a3 --lang tr | sed -E 's/[0-9a-f]{12}/ID/')"
cp -r before/. motifs
sed -i 's/Köln Belediyesi/Kolonya Belediyesi/' motifs/campaign.yaml
same_text 'a word of the campaign' "$(names 'gruss namen' "$sizes" tr "$rows")" "$(posters void)"
cp -r before/. motifs
sed -i 's/kalk,Kalk/kalk,Köln-Kalk/' motifs/namen.csv
same_text 'a field of a data row' "$(names namen "$sizes" 'de tr ar de-simple' kalk)" \
    "$(posters void)"
cp -r before/. motifs
sed -i 's/#19335f/#19335e/' motifs/art/kreis.svg
same_text 'a drawing' "$(names 'gruss namen' "$sizes" 'de tr ar de-simple' "$rows")" \
    "$(posters void)"
cp -r before/. motifs
sed -i -e 's/Druck: {printer/Gedruckt: {printer/' -e 's/^date: .*/date: 2026-03-04/' motifs/campaign.yaml
sed -i 's/bleed: 3mm,/bleed: 5mm,/' motifs/printing.yaml motifs/sizes.yaml
same_text 'what nobody sees' '' "$(posters void)"
cp -r before/. motifs

# An approval outlives that its words are read; a draft stays one.
sed -i 's/text: Hallo., state: reviewed/text: Servus., state: draft/' motifs/gruss.yaml
"$program" approve gruss/a3/de-simple --as Amt 2>/dev/null
same_text 'a draft' 'gruss/a3/de-simple' "$(posters draft)"
sed -i 's/text: Servus., state: draft/text: Servus., state: reviewed/' motifs/gruss.yaml
same_text 'the same words, read' "$(names gruss 'clp 18-1' de-simple '')" "$(posters void)"
cp -r before/. motifs

# Of placeholders nothing is approved, not even what is none.
sed -i 's/text: Hallo., state: reviewed/text: Hallo., state: placeholder/' motifs/gruss.yaml
before=$(<motifs/approvals.csv)
expect 1 '' 'plakat: gruss/a3/de-simple shows placeholders: there is nothing to approve yet' \
    "$program" approve gruss --size a3 --as Amt
same_text 'nothing was written' "$before" "$(<motifs/approvals.csv)"
cp -r before/. motifs

# Several people at a time.
rm motifs/approvals.csv
for language in de tr ar de-simple; do
    for size in $sizes; do "$program" approve "gruss/$size/$language" --as Amt 2>/dev/null & done
done
wait
same_text 'all lines are there' 13 "$(wc -l <motifs/approvals.csv)"
same_text 'and all count' "$(names gruss "$sizes" 'de tr ar de-simple' '')" \
    "$(posters approved)"

# A file that a spreadsheet has written: other columns first, semicolons, a byte order mark.
printf '\xEF\xBB\xBFmotif;"content-id";role;date;note' >motifs/approvals.csv
"$program" approve gruss/a3/de --as 'Amt; Leitung' 2>/dev/null
same_text 'it keeps its form' $'\xEF\xBB\xBFmotif;"content-id";role;date;note
gruss;ID;"Amt; Leitung";2026-01-02;' "$(sed -E 's/[0-9a-f]{12}/ID/' motifs/approvals.csv)"
same_text 'and is read' approved "$("$program" status gruss --size a3 --lang de | cut -f1)"

# A file with mistakes is not added to.
printf 'content-id,role,date\nabc,Amt,2026-01-02\n48cee350d8df,,2026-01-02\n48cee350d8df,Amt,2.1.2026\n' \
    >motifs/approvals.csv
expect 1 '' 'motifs/approvals.csv:2:1: error: expected the id of what a poster shows, twelve hexadecimal digits, found "abc" (column content-id) [approvals/bad-field]
    abc,Amt,2026-01-02
    ^~~
motifs/approvals.csv:3:14: error: an approval needs its role (column role) [approvals/bad-field]
    48cee350d8df,,2026-01-02
                 ^
motifs/approvals.csv:4:18: error: expected a date such as 2026-11-22, found "2.1.2026" (column date) [approvals/bad-field]
    48cee350d8df,Amt,2.1.2026
                     ^~~~~~~~' "$program" approve gruss/a3/de --as Amt
printf 'id,role,date\n1,Amt,2026-01-02\n' >motifs/approvals.csv
expect 1 '' 'motifs/approvals.csv:1:1: error: the first line names the columns; "content-id" is not among them [approvals/no-column]
    id,role,date
    ^' "$program" approve gruss/a3/de --as Amt
rm motifs/approvals.csv

# Wrong usage.
expect 2 '' 'plakat: approve which posters? see "plakat help approve"' "$program" approve --as Amt
who='plakat: --as says who approves, as a role: --as "Dienststelle Diversity"; it and --remark are one line each'
expect 2 '' "$who" "$program" approve gruss
expect 2 '' "$who" "$program" approve gruss --as $'a\nb'
expect 2 '' 'plakat: no size "a33"; did you mean "a3"?' "$program" approve gruss/a33/de --as Amt
expect 2 '' 'plakat: motif "namen" has no row "kalkk"; did you mean "kalk"?' \
    "$program" approve namen/a3/de/kalkk --as Amt
expect 2 '' 'plakat: no language "xx" in this campaign' "$program" status --lang xx
expect 3 '' "plakat: cannot read 'gru': No such file or directory" "$program" approve gru/a3/de --as Amt
if [[ -e motifs/approvals.csv ]]; then fail 'wrong usage wrote something'; fi
