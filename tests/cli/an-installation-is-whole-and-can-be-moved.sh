#!/usr/bin/env bash
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
build=$2
DESTDIR=$work/root cmake --install "$build" --prefix /usr >"$work/log" 2>&1 ||
    fail "cmake --install: $(<"$work/log")"
mkdir "$work/elsewhere"
mv "$work/root/usr" "$work/elsewhere/a place"
installed="$work/elsewhere/a place"

mapfile -t kinds < <("$program" keys | sed -n 's/^\([a-z]*\)\.\1\t.*/\1/p')
((${#kinds[@]} > 3)) || fail 'too few kinds of file found'
files() {
    (cd -- "$1" && find . -type f "${@:2}" -printf '%P\n' | LC_ALL=C sort)
}
same_text 'installed files' "$(
    {
        cat <<'END'
bin/plakat
share/bash-completion/completions/plakat
share/doc/plakat/README.md
share/fish/vendor_completions.d/plakat.fish
share/locale/de/LC_MESSAGES/plakat.mo
share/man/man1/plakat.1
share/man/man5/plakat-motif.5
share/zsh/site-functions/_plakat
END
        printf 'share/plakat/schema/%s.schema.json\n' "${kinds[@]}"
        files "$tests/../fonts" -not -path './tests/*' \
            '(' -name '*.[ot]tf' -o -name '*.icc' -o -name '*.copyright' ')' |
            sed 's,^,share/plakat/fonts/,'
    } | LC_ALL=C sort
)" "$(files "$installed")"
same_text 'elsewhere in DESTDIR' '' "$(files "$work/root")"

# FILE ARGUMENT…: it is what the program prints.
is_printed() {
    same_text "$1" "$("$program" "${@:2}")" "$(<"$installed/share/$1")"
}
is_printed man/man1/plakat.1 man
is_printed man/man5/plakat-motif.5 man motif
is_printed bash-completion/completions/plakat completion bash
is_printed zsh/site-functions/_plakat completion zsh
is_printed fish/vendor_completions.d/plakat.fish completion fish
for kind in "${kinds[@]}"; do
    is_printed "plakat/schema/$kind.schema.json" schema "$kind"
done

# Where a shell or man looks, they are found.
same_text 'man finds' "$installed/share/man/man5/plakat-motif.5" \
    "$(MANPATH="$installed/share/man" man --where 5 plakat-motif)"
# shellcheck disable=SC2016 # zsh expands it
same_text 'zsh finds' '_plakat' "$(zsh -f -c 'fpath=($1 $fpath)
    autoload -Uz compinit; compinit -D -u; print $_comps[plakat]' - \
    "$installed/share/zsh/site-functions")"
same_text 'fish finds' 'motif' "$(PATH="$installed/bin:$PATH" HOME=$work \
    XDG_DATA_DIRS="$installed/share" \
    fish --command 'complete -C "plakat man mo"')"

# It speaks from there.
expect 2 '' 'plakat: kein Befehl "x"; siehe "plakat help"' \
    env LANGUAGE=de "$installed/bin/plakat" x
mv -- "$installed/share/locale/de" "$installed/share/locale/hr"
expect 2 '' 'plakat: kein Befehl "x"; siehe "plakat help"' \
    env LANGUAGE=hr "$installed/bin/plakat" x

# It works from there, with the fonts that lie there.
make_project "$work/project"
cd -- "$work/project"
expect 0 '' '' "$installed/bin/plakat" render gruss --quiet --size portrait --lang de,ar
same_text 'made' $'gruss_portrait_ar.pdf\ngruss_portrait_ar.png
gruss_portrait_de.pdf\ngruss_portrait_de.png' "$(names_in out/gruss)"
rm -- "$installed"/share/plakat/fonts/*Devanagari*
run "$installed/bin/plakat" list fonts
same_text 'fonts' "$(files "$installed/share/plakat/fonts" -name '*.[ot]tf')" \
    "$(cut -f 3 <<<"$stdout" | LC_ALL=C sort)"
rm -r -- "$installed/share/plakat/fonts"
expect_code 0 "$installed/bin/plakat" list fonts # those of the source tree
