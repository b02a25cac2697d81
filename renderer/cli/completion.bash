# shellcheck shell=bash
# bash completion for plakat; "plakat completion bash" prints it. What follows the
# functions here is made from the program's tables.

# A word as the shell would read it, of simple ones at least.
_plakat_plain() {
    local word=${1//[\"\'\\]/}

    printf '%s' "${word/#\~\//"$HOME/"}"
}

# ARGUMENT…: the names that the program prints. A motif that its name does not find goes
# by its file. Names come from other people's files: odd ones are left out.
_plakat_ask() {
    local name file rest

    "$program" "$@" ${folder:+-C "$folder"} 2>/dev/null |
        while IFS=$'\t' read -r name file rest; do
            if [[ $file == *.yaml && $file != "motifs/$name.yaml" ]]; then name=$file; fi
            if [[ $name != *[!A-Za-z0-9_./-]* ]]; then printf '%s\n' "$name"; fi
        done
}

# PART: files and folders, as seen from the folder of -C.
_plakat_paths() {
    cd -- "${folder:-.}" 2>/dev/null || return
    case $paths in
    files) compgen -f -- "$1" ;;
    folders) compgen -d -- "$1" ;;
    motifs)
        compgen -d -- "$1"
        compgen -f -X '!*.yaml' -- "$1"
        ;;
    esac
}

# PART: what there is to choose from and begins with PART, or with its last part after a
# comma, becomes COMPREPLY; what is in the list already does not.
_plakat_reply() {
    local part before='' word

    part=$(_plakat_plain "$1")
    if [[ -n $commas && $part == *,* ]]; then
        before=${part%,*},
        part=${part##*,}
        all=
    fi
    while IFS= read -r word; do
        if [[ -n $word && $word == "$part"* && ,$before != *",$word,"* ]]; then
            COMPREPLY+=("$before$word")
        fi
    done < <(
        printf '%s\n' "${words[@]}" "$all"
        if ((${#ask[@]} > 0)); then _plakat_ask "${ask[@]}"; fi
    )
    if [[ -z $paths ]]; then return; fi
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(_plakat_paths "$part")
    compopt -o filenames 2>/dev/null
}

# Which option waits for its value, the folder of -C, how many arguments there are.
_plakat_read() {
    local ended='' word i

    for ((i = 2; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        # "--size=a3" is three words here: "--size", "=", "a3".
        if [[ -n $option && $word == '=' ]]; then
            continue
        elif [[ -n $option ]]; then
            if [[ $option == @(-C|--directory) ]]; then folder=$(_plakat_plain "$word"); fi
            option=
        elif [[ $word == -- ]]; then
            ended=yes
        elif [[ $word != -* || -n $ended ]]; then
            count=$((count + 1))
        elif _plakat_choose "$command" "$word"; then
            option=$word
        fi
    done
    if [[ -n $option && $current == '=' ]]; then current=; fi
    if [[ $option == @(-C|--directory) ]]; then folder=; fi
    [[ -n $option || -n $ended || $current != -* ]]
}

_plakat() {
    local current=${COMP_WORDS[COMP_CWORD]} command='' program folder='' option='' count=0
    local words=() ask=() all='' commas='' paths='' several=''

    COMPREPLY=()
    program=$(_plakat_plain "$1")
    if ((COMP_CWORD > 1)); then command=${COMP_WORDS[1]}; fi
    if ! _plakat_read; then
        _plakat_options "$command"
    elif ! _plakat_choose "$command" "$option"; then
        return
    elif [[ -z $option && -z $several ]] && ((count > 0)); then
        return
    fi
    _plakat_reply "$current"
}

complete -F _plakat plakat
