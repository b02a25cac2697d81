#!/usr/bin/env bash
# What is in a package, asked of those that print shops have.
#   other-programs-agree-with-packages.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cp -r -- "$tests/handoff/nachbarn" "$work/motifs"
cd -- "$work"

# ORDER STEM…: the package holds these posters and what goes with them, in order.
check_package() {
    local order=$1 names=$'LIESMICH.txt\nPRUEFEN.html\nDruckauftrag.pdf\nauftrag.csv\nticket.xjdf'
    local stem file

    shift
    for stem; do
        names+=$(printf '\n%s' "$stem".pdf "$stem"_{vorschau.png,softproof.png,preflight.pdf})
    done
    names+=$'\nFOGRA39L_coated.icc\nSHA256SUMS'
    expect 0 "out/$order.zip" '' "$program" handoff --quiet "$order"
    same_text "entries of $order" "$names" "$(unzip -Z1 "out/$order.zip")"
    expect_code 0 unzip -t "out/$order.zip"
    expect_code 0 unzip -q "out/$order.zip" -d "$order"
    expect 0 '' '' env --chdir="$order" sha256sum --check --strict --quiet SHA256SUMS
    same_text "what $order sums" "$(cd -- "$order" && find . -type f ! -name SHA256SUMS |
        sed 's|^\./||' | LC_ALL=C sort)" "$(sed 's/^[0-9a-f]\{64\}  //' "$order/SHA256SUMS")"
    expect 0 '' '' xmllint --noout --nonet "$order/ticket.xjdf"
    for file in "$order"/*.pdf; do expect_code 0 qpdf --check "$file"; done
    for file in "$order"/*.png; do expect_code 0 pngcheck -q "$file"; done
}

check_package KV-X4-01 boot_clp_{de,tr}_bogen boot_a3_ar_bogen
check_package KV-X1A-02 boot_a3_{de,ar}_alt
check_package KV-18-03 boot_18-1_de_1-10
for file in KV-X4-01/boot_*_bogen.pdf; do breaks_no_rule "$file"; done

# The ticket has MD5, as CIP4 wants it.
md5=$(md5sum <KV-18-03/boot_18-1_de_1-10.pdf | tr 'a-f' 'A-F' | cut -d ' ' -f 1)
grep -q "CheckSum=\"$md5\"" KV-18-03/ticket.xjdf || fail "no CheckSum $md5"

# What Druckauftrag says to programs is the table, to the byte, and is of these pages.
python3 - KV-X4-01 <<'END'
import hashlib, html, re, sys
folder = sys.argv[1]
sheet = open(f'{folder}/Druckauftrag.pdf', 'rb').read()
find = lambda name: re.search(rb'<plakat:%s>(.*?)</plakat:' % name, sheet, re.S)[1].decode()
length = int(find(b'PagesBytes'))
assert hashlib.sha256(sheet[:length]).hexdigest() == find(b'PagesSHA256')
assert html.unescape(find(b'OrderTable')).encode() == open(f'{folder}/auftrag.csv', 'rb').read()
END
