#!/usr/bin/env bash
# The store: what is kept from run to run, what is made again, and that --dry-run says so.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
mkdir motifs/art
cat >motifs/art/punkt.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>
END
cat >motifs/layouts/punkt.yaml <<'END'
layout: punkt
art: {punkt: {file: ../art/punkt.svg, state: reviewed}}
portrait:
  stack:
    - panel: white
    - art: {show: punkt, height: 30%}
    - text: {say: headline, style: display, ink: black, inside: safe}
END
make_motif motifs punkt
sed -i 's/^layout: gruss/layout: punkt/' motifs/punkt.yaml
all=(--size portrait --lang 'de,tr' --to png)

# [OPTION…]: the plan, a file, its verdict and the reason on a line.
plan() {
    "$program" render "${all[@]}" --quiet --dry-run "$@" | tr '\t' '|'
}

# VERDICT [REASON]: what the plan says of the files that are named on stdin, in this order,
# and nothing but "up to date" of the others; then a run makes exactly those.
makes() {
    local files said made options=("${@:3}")

    files=$(cat)
    said=$(plan "${options[@]}" | grep -v '|up to date|$' || true)
    same_text "the plan: $1 $2" "$(sed "/./s#.*#out/&|$1|$2#" <<<"$files")" "$said"
    run "$program" render "${all[@]}" --verbose "${options[@]}"
    made=$(grep '^out/' <<<"$stderr" | LC_ALL=C sort || true)
    if [[ $1 == restored ]]; then files=; fi
    same_text "made: $1 $2" "$(sed '/./s#^#out/#' <<<"$files" | LC_ALL=C sort)" "$made"
    same_text "the plan afterwards: $1 $2" '' "$(plan | grep -v '|up to date|$' || true)"
}

gruss_de=gruss/gruss_portrait_de.png gruss_tr=gruss/gruss_portrait_tr.png
punkt_de=punkt/punkt_portrait_de.png punkt_tr=punkt/punkt_portrait_tr.png
printf -v every '%s\n' "$gruss_de" "$gruss_tr" "$punkt_de" "$punkt_tr"

# A plan writes nothing.
plan >/dev/null
same_text 'after a plan' '' "$(find . -name out)"
makes new '' <<<"${every%$'\n'}"
first=$(checksums out)
makes '' '' </dev/null
makes forced '' --force <<<"${every%$'\n'}"
same_text 'made by force' "$first" "$(checksums out)"

# A word: the posters that show it.
line=$(grep -n 'Günaydın' motifs/gruss.yaml | cut -d : -f 1)
sed -i 's/Günaydın/Merhaba/' motifs/gruss.yaml
makes changed "motifs/gruss.yaml:$line: words headline" <<<"$gruss_tr"

# Said again as before: it is still there.
sed -i 's/Merhaba/Günaydın/' motifs/gruss.yaml
makes restored '' <<<"$gruss_tr"
same_text 'as before' "$first" "$(checksums out)"

# Nobody shows this word, this shape, this comment.
sed -i 's/^words:/&\n  unseen: Nichts/; 1i # Ein Kommentar' motifs/gruss.yaml
printf 'landscape: {panel: ground}\n' >>motifs/layouts/gruss.yaml
makes '' '' </dev/null

# A drawing, by what it holds.
touch motifs/art/punkt.svg
makes '' '' </dev/null
sed -i 's/r="4"/r="3"/' motifs/art/punkt.svg
makes changed 'picture motifs/art/punkt.svg' <<<"$punkt_de
$punkt_tr"

# A key of a box, in a layout; an ink, which drawings may show.
sed -i 's/height: 30%/height: 20%/' motifs/layouts/punkt.yaml
makes changed 'motifs/layouts/punkt.yaml:6: box punkt.height' <<<"$punkt_de
$punkt_tr"

# An ink may be in any drawing; the date is in PDFs alone.
sed -i 's/^  red: {screen: "#ff0000"/  red: {screen: "#fe0000"/' motifs/campaign.yaml
makes changed 'motifs/campaign.yaml:12: ink red' <<<"${every%$'\n'}"
sed -i 's/^date: 2026-01-02/date: 2026-01-03/' motifs/campaign.yaml
makes '' '' </dev/null

# Options count for what heeds them.
same_text 'with another resolution' 4 "$(plan --ppi 36 | grep -c '|changed|option ppi$')"
pdf=("$program" render gruss --size portrait --lang de --to pdf --quiet)
expect 0 '' '' "${pdf[@]}"
for options in '--ppi 36' '--png fast' '--bleed'; do
    # shellcheck disable=SC2086 # words
    expect 0 $'out/gruss/gruss_portrait_de.pdf\tup to date\t' '' "${pdf[@]}" --dry-run $options
done
expect 0 $'out/gruss/gruss_portrait_de.pdf\tchanged\tSOURCE_DATE_EPOCH' '' \
    env SOURCE_DATE_EPOCH=1 "${pdf[@]}" --dry-run

# What is lost in the output folder comes from the store; what was overwritten, too.
third=$(checksums out)
rm "out/$gruss_de"
makes restored '' <<<"$gruss_de"
rm "out/$gruss_tr"
echo other >"out/$gruss_tr"
makes restored '' <<<"$gruss_tr"
same_text 'from the store' "$third" "$(checksums out)"
same_text 'may be written to' '' "$(files_in out -perm /222)"

# FILE: where the store has what a file holds.
object() {
    local sum

    sum=$(sha256sum "out/$1")
    printf 'out/.store/objects/%s' "${sum%% *}"
}

# Written into in spite of that, cut off, taken away, or overwritten behind its back.
store=$(object "$gruss_de")
chmod u+w "$store"
echo more >>"$store"
makes damaged '' <<<"$gruss_de"
store=$(object "$gruss_de")
chmod u+w "$store"
truncate --size 100 "$store"
makes damaged '' <<<"$gruss_de"
rm "$(object "$gruss_de")" "out/$gruss_de"
makes damaged '' <<<"$gruss_de"
store=$(object "$gruss_de")
touch --reference "$store" moment
chmod u+w "$store"
printf X | dd of="$store" bs=1 seek=60 conv=notrunc status=none
touch --reference moment "$store"
makes '' '' </dev/null
makes damaged '' --verify <<<"$gruss_de"
for file in out/.store/tasks/*; do truncate --size -1 "$file"; done
makes damaged '' <<<"${every%$'\n'}"
for note in last files; do echo >"out/.store/$note"; done
makes '' '' </dev/null
expect 0 '' '' "${pdf[@]}"
same_text 'after all that' "$third" "$(checksums out)"

# Without links there are copies.
cc -shared -fPIC -o nolink.so -xc - <<'END'
#include <errno.h>
int link(const char *from, const char *to);
int link(const char *from, const char *to) {
    (void)from, (void)to;
    errno = EPERM;
    return -1;
}
END
copied=(env LD_PRELOAD=./nolink.so "$program" render "${all[@]}" --verbose --out copies)
expect_code 0 "${copied[@]}"
same_text 'copies' 4 "$(files_in copies -links 1 | wc -l)"
expect 0 '' 'files made: 0, up to date: 4, posters failed: 0, errors: 0, warnings: 0' "${copied[@]}"
rm "copies/$gruss_de"
expect 0 '' 'files made: 0, up to date: 4, posters failed: 0, errors: 0, warnings: 0' "${copied[@]}"
same_text 'from the copy' "$(sha256sum <"out/$gruss_de")" "$(sha256sum <"copies/$gruss_de")"
same_text 'copies' "$(checksums out | grep png)" "$(checksums copies)"

# Two runs at once.
rm -rf out
for i in 1 2; do
    "$program" render "${all[@]}" --quiet --jobs 2 >"log$i" 2>&1 &
done
wait
same_text 'two runs say' '' "$(cat log1 log2)"
same_text 'made by two runs' "$(checksums copies)" "$(checksums out)"
makes '' '' </dev/null

# Findings are told again, at the place where they now stand, in the reader's language.
sed -i 's/^    de: .*/    de: Gut "Tag"/' motifs/gruss.yaml
one=("$program" render gruss --size portrait --lang de --to png --verbose)
line=$(grep -n 'Gut "Tag"' motifs/gruss.yaml | cut -d : -f 1)
expect_code 1 "${one[@]}"
told=$(sed -e 1d -e '$d' <<<"$stderr")
[[ $told == "motifs/gruss.yaml:$line:"*'[type/straight-quotes]'* ]] || fail "no finding: $told"
expect 1 '' "$told
files made: 0, up to date: 1, posters failed: 0, errors: 1, warnings: 0" "${one[@]}"
sed -i '1i # Noch ein Kommentar' motifs/gruss.yaml
expect 1 '' "${told//gruss.yaml:$line:/gruss.yaml:$((line + 1)):}
files made: 0, up to date: 1, posters failed: 0, errors: 1, warnings: 0" "${one[@]}"
expect_code 1 env LC_ALL=de_DE.UTF-8 "${one[@]}"
[[ $stderr == *"gruss.yaml:$((line + 1)):"*Fehler:* ]] || fail "not in German: $stderr"

# What nobody needs any more is cleaned away, the oldest first, when there is too much.
for share in 41 42 43; do
    sed -i "s/height: [0-9]*%/height: $share%/" motifs/layouts/punkt.yaml
    expect_code 0 "$program" render punkt "${all[@]}" --ppi 600 --store-size 1 --png fast
done
spare=$(find out/.store/objects -links 1 -printf '%s\n' |
    awk '{ sum += $1 } END { print sum + 0 }')
((spare > 0 && spare <= 1 << 20)) || fail "the store keeps $spare bytes"
