#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
cd -- "$work"
"$program" man >plakat.1
"$program" man motif >plakat-motif.5

for name in plakat.1 plakat-motif.5; do
    same_text "mandoc on $name" '' "$(mandoc -T lint "$name" 2>&1)"
    same_text "groff on $name" '' "$(groff -man -Tutf8 -ww -z "$name" 2>&1)"
    same_text "man on $name" '' "$(man --warnings --local-file "$name" 2>&1 >man.out)"
    same_text "beyond ASCII in $name" '' "$(LC_ALL=C grep -n '[^ -~]' "$name" || true)"
    mandoc -T utf8 -O width=110 "$name" | col -bx >"$name.text"
done

# The same bytes wherever and whenever.
for page in plakat.1: plakat-motif.5:motif; do
    # shellcheck disable=SC2086 # no argument for the first one
    TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 HOME=/nix SOURCE_DATE_EPOCH=1 COLUMNS=20 \
        "$program" man ${page#*:} >again
    cmp -- "${page%:*}" again || fail "${page%:*} is not the same again"
done

# FILE TEXT…: the page holds each, wherever its lines break.
holds() {
    local page text

    page=$(tr -s ' \n' ' ' <"$1.text")
    for text in "${@:2}"; do
        if [[ $page != *"$text"* ]]; then fail "$1 lacks: $text"; fi
    done
}

# Every command with its options, in the order and the spelling of the help.
mapfile -t commands < <("$program" help | sed -n 's/^  \([a-z]\{3,\}\)  *.*/\1/p')
spelled_in_help() {
    sed -n -E 's/^  (plakat [a-z]+ )\[OPTION…\] (.*) – .*/\1\2/p
        / --help /d
        s/^  (-., )?(--[^ ]+)  .*/\1\2/
        s/^(-.)(, --[^=]*=(.*))/\1 \3\2/
        /^-/p'
}
spelled_in_page() {
    sed -n -E '/^COMMANDS/,/^EXIT/ {
        / --help/d
        s/^(   |       )((plakat |-).*)/\2/p
    }'
}
same_text 'commands and options' \
    "$(for command in "${commands[@]}"; do
        if [[ $command == help ]]; then
            echo 'plakat help [COMMAND]'
        else
            "$program" help "$command" | spelled_in_help
        fi
    done)" "$(sed '/^       plakat/d' plakat.1.text | spelled_in_page)"

for command in "${commands[@]}"; do
    while IFS= read -r help; do
        holds plakat.1 "${help^}."
    done < <("$program" help "$command" | sed -n -E 's/^  (-., )?--[^ ]+  +//p')
done
while IFS= read -r help; do
    holds plakat.1 "${help^}."
done < <("$program" help | sed -n 's/^  [a-z]\{3,\}  *//p')
for code in 0 1 2 3; do
    holds plakat.1 " $("$program" help | sed -n "s/^  $code  */$code /p") "
done
holds plakat.1 'plakat - posters from text files' ' plakat-motif(5)'

# The variables are those that the code asks for.
same_text 'variables' \
    "$(grep --no-filename --only-matching --recursive --extended-regexp \
        'getenv\("[A-Z_]+"' "$tests/../renderer" | cut -d '"' -f 2 | LC_ALL=C sort -u)" \
    "$(sed -n -E '/^ENVIRONMENT/,/^FILES/ s/^ {7}([A-Z_]+)( .*)?$/\1/p' plakat.1.text)"

# Every key, its type, default and help, in the section it belongs to.
python3 - <("$program" keys) plakat-motif.5.text <<'END' || fail 'keys are missing'
import re, sys

sections = {}
body = re.search(r"^KEYS\n(.*?)^EXAMPLES$", open(sys.argv[2]).read(), re.M | re.S)[1]
for part in re.split(r"^   (?=\S)", body, flags=re.M)[1:]:
    name, text = part.split("\n", 1)
    sections[name.strip()] = " ".join(text.split())
missing = 0
lines = open(sys.argv[1]).read().splitlines()
for line in lines:
    place, kind, default, help = line.replace("`", "").split("\t")
    section, key = place.split(".", 1)
    if key == "*":
        key = "[A-Z]+"
    pattern = re.escape(f"{kind}") + r"(, [-0-9.]+ to [-0-9.]+)?(; needed)?"
    if default:
        pattern += "; default " + re.escape(default)
    pattern = f"(^|[ ]){key}: {pattern} {re.escape(' '.join(help.split()))}( |$)"
    if not re.search(pattern, sections.get(section, "")):
        print("plakat-motif.5 lacks:", line, file=sys.stderr)
        missing += 1
sys.exit(missing > 0 or len(lines) < 50)
END
holds plakat-motif.5 'bleed: length, 0 to 200; default 0mm' 'tint: percentage, 0 to 100;' \
    'lines: whole number, 0 to 200; default 0' ' plakat(1)'
