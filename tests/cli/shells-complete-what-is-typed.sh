#!/usr/bin/env bash
# Real shells on a terminal of their own: lines with tabs in them are typed, and the
# program that they call writes down its arguments.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
shells='bash zsh fish'

# A project, another one in a folder with a space, and files of other kinds.
make_project "$work/project"
make_project "$work/project/a folder"
cd -- "$work/project"
sed -i 's/^  portrait:/  giant:/' 'a folder/motifs/sizes.yaml'
sed -i 's/portrait/giant/' 'a folder/motifs/campaign.yaml'
rm 'a folder/motifs/gruss.yaml'
make_motif 'a folder/motifs' other
mkdir outer motifs/fest
sed 's/^motif: gruss/motif: fest/' motifs/gruss.yaml >motifs/fest/file.yaml
touch outer.txt notes.json
cat >motifs/printing.yaml <<'END'
printing: Shops
conditions: {fogra39: {title: F, profile: f.icc, ink-limit: 300%}}
suppliers:
  bogen: {title: Bogen, condition: fogra39}
  large: {title: Large, condition: fogra39}
END

# Completions read what it prints through a pipe; only what was typed has a terminal.
# One motif has a name that must never be run.
# A first fish reads all man pages, in the background and for longer than it lives, unless
# their folder stands.
mkdir -p "$work/bin" "$work/home/.config/fish" "$work/home/fish/generated_completions"
cat >"$work/bin/plakat" <<'END'
#!/usr/bin/env bash
if [[ -t 1 ]]; then
    printf '%s\n' "$*" | sed -E 's/=/ /; s,/( |$),\1,g' >>"$TYPED"
else
    "$PROGRAM" "$@"
    if [[ "${1-} ${2-}" == 'list motifs' ]]; then
        printf '$(touch evil)\tx\tx\n`touch evil`\tx\tx\n'
    fi
fi
END
chmod +x "$work/bin/plakat"
for shell in $shells; do "$program" completion "$shell" >"$work/plakat.$shell"; done
same_text 'what shellcheck says' '' "$(shellcheck "$work/plakat.bash" || true)"

cat >"$work/home/.bashrc" <<'END'
. "$SCRIPTS/plakat.bash"
bind '"\C-o": insert-completions'
END
cat >"$work/home/.zshrc" <<'END'
autoload -Uz compinit
compinit -D -u
source $SCRIPTS/plakat.zsh
LISTMAX=999
END
# shellcheck disable=SC2016 # fish expands it
printf 'source $SCRIPTS/plakat.fish\n' >"$work/home/.config/fish/config.fish"

export HOME=$work/home ZDOTDIR=$work/home XDG_CONFIG_HOME=$work/home/.config
export XDG_DATA_HOME=$work/home SCRIPTS=$work TYPED=$work/typed PROGRAM=$program
export PATH=$work/bin:$PATH TERM=xterm
unset CDPATH INPUTRC

# SHELL LINE…: types the lines. What the program was called with is then in $typed, what
# the terminal showed in $shown.
type_into() {
    : >"$TYPED"
    shown=$(printf '%b\n' "${@:2}" exit |
        script --quiet --return --command "$1 -i" /dev/null | tr -d '\r')
    typed=$(<"$TYPED")
}

# What is typed, with tabs as "\t", and what the program must have got.
pairs=(
    'plakat ren\t--size=portr\t' 'render --size portrait'
    'plakat render --size wide,squ\t' 'render --size wide,square'
    'plakat check --la\ttr,de-\t' 'check --lang tr,de-simple'
    'plakat render --to png,j\t' 'render --to png,jpg'
    'plakat render --bleed gr\tmotifs/g\t' 'render --bleed gruss motifs/gruss.yaml'
    'plakat render -j 2 motifs/fest/\t' 'render -j 2 motifs/fest/file.yaml'
    'plakat check --report no\t' 'check --report notes.json'
    'plakat render --out ou\t' 'render --out outer'
    'plakat check --supplier bo\t' 'check --supplier bogen'
    'plakat list supp\t' 'list suppliers'
    'plakat list -C a\\ f\t lang\t' 'list -C a folder languages'
    'plakat items -C a\\ f\t --size gi\tot\t' 'items -C a folder --size giant other'
    'plakat render --directory=a\\ folder motifs/ot\t'
    'render --directory a folder motifs/other.yaml'
    'plakat list sizes i\t' 'list sizes i'
    'plakat keys --m\tlay\t' 'keys --markdown layout'
    'plakat schema ca\t' 'schema campaign'
    'plakat explain layout/no-r\t' 'explain layout/no-room'
    'plakat completion f\t' 'completion fish'
    'plakat man mo\t' 'man motif'
    'plakat help expl\t' 'help explain'
    'plakat nix gr\t' 'nix gr'
)
lines=()
expected=()
for ((i = 0; i < ${#pairs[@]}; i += 2)); do
    lines+=("${pairs[i]}")
    expected+=("${pairs[i + 1]}")
done
for shell in $shells; do
    type_into "$shell" "${lines[@]}"
    same_text "typed into $shell" "$(printf '%s\n' "${expected[@]}")" "$typed"
done

# Everything that help speaks of is offered. All is typed in one go: first the commands,
# then the options of each.
mapfile -t commands < <("$program" help | sed -n 's/^  \([a-z]\{3,\}\)  *.*/\1/p')
((${#commands[@]} > 0)) || fail 'no commands found'
offered() {
    local command

    printf '%s\n' "${commands[@]}"
    for command in "${commands[@]}"; do
        "$program" help "$command" |
            sed -n "s/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/$command \2/p"
    done
}
same_offers() {
    same_text "$1" "$(offered | LC_ALL=C sort)" "$(LC_ALL=C sort)"
}

# Of what a terminal showed: names with a description behind them, after what "echo ="
# said.
shown_names() {
    printf '%s\n' "$shown" | sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' | awk '
        /^=/ { command = substr($0, 2) }
        / -- / && /^[a-z-]+ / { print command $1 }'
}

bash_lines=('plakat \x0f')
zsh_lines=('plakat \t')
fish_lines=('complete -C "plakat "')
for command in "${commands[@]}"; do
    # Its help is the list of commands.
    if [[ $command == help ]]; then continue; fi
    bash_lines+=("plakat $command --\x0f")
    zsh_lines+=("echo '=$command '" "plakat $command --\t")
    fish_lines+=("complete -C 'plakat $command --' | string replace -r ^ '$command '")
done
type_into bash "${bash_lines[@]}"
same_offers 'offered in bash' < <(awk '
    NR == 1 { for (i = 1; i <= NF; i++) print $i }
    NR > 1 { for (i = 2; i <= NF; i++) print $1, $i }' <<<"$typed")
type_into zsh "${zsh_lines[@]}"
# A single one is not shown but typed out.
same_offers 'offered in zsh' < <(shown_names && grep -e '--help$' <<<"$typed")
same_offers 'offered in fish' < <(fish --command "$(printf '%s\n' "${fish_lines[@]}")" |
    cut -f 1)

# Names stand with their titles; those in the list already are gone, and so is "all".
same_text 'sizes in fish' "$(printf '%s\t%s\n' wide,screen Screen wide,square Square)" \
    "$(fish --command 'complete -C "plakat render --size wide,s"')"
same_text 'languages in fish' "$(printf '%s\t%s\n' ar العربية de Deutsch \
    de-simple 'Leichte Sprache' he עברית tr Türkçe)" \
    "$(fish --command 'complete -C "plakat items --lang "')"
type_into bash 'plakat check --lang tr,\x0f' 'plakat check --lang a\x0f'
same_text 'languages in bash' \
    $'check --lang tr,ar tr,de tr,de-simple tr,he\ncheck --lang all ar' "$typed"
type_into zsh 'plakat check --lang tr,\t'
same_text 'languages in zsh' $'ar\nde\nde-simple\nhe' "$(shown_names)"

# Names that could be commands are left out, or quoted; never run.
type_into bash 'plakat check \x0f'
same_text 'motifs in bash' \
    'check a folder gruss motifs motifs/fest/file.yaml outer' "$typed"
for shell in zsh fish; do
    type_into "$shell" 'plakat items \\$\t'
    # shellcheck disable=SC2016 # nobody does
    same_text "odd name in $shell" 'items $(touch evil)' "$typed"
done
same_text 'files made by names' '' "$(find . -name evil)"
