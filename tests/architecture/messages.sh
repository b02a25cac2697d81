#!/usr/bin/env bash
# Every message of the code is in every catalogue of renderer/po, translated, and nothing
# else is.
#   messages.sh PROGRAM BUILD-FOLDER
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
renderer=$(realpath -- "$tests/../renderer")

# Texts that stand in tables of the keys and options are no sentences, or messages all;
# shells read theirs. Papers for print shops are in German whoever makes them.
papers='order_(flow|lists|page|table)|compile|letter|ticket'
"$renderer/po/update" --template >"$work/plakat.pot"
(cd -- "$renderer" && find . -name '*.c' -printf '%P\n' |
    grep -vxE "parse/keys\.c|cli/options\.c|cli/script_.*\.c|handoff/($papers)\.c" |
    xgettext --files-from=- --from-code=UTF-8 --language=C --extract-all \
        --output="$work/texts.pot" 2>"$work/log") || fail "xgettext: $(<"$work/log")"
[[ -s $work/texts.pot ]] || fail "xgettext: $(<"$work/log")"

cd -- "$renderer/.."
python3 tests/architecture/messages.py "$work/plakat.pot" "$work/texts.pot" renderer/po/*.po ||
    fail 'messages and catalogues differ'
for catalogue in renderer/po/*.po; do
    same_text "msgfmt on $catalogue" '' \
        "$(msgfmt --check --output-file=/dev/null "$catalogue" 2>&1)"
done
