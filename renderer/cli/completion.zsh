#compdef plakat
# zsh completion for plakat; "plakat completion zsh" prints it. What follows the
# functions here is made from the program's tables.

# ARGUMENT…: adds the names that the program prints, with their titles, to $names. A
# motif that its name does not find goes by its file.
_plakat_ask() {
    local line
    local -a columns

    for line in ${(f)"$($program $@ ${folder:+-C} $folder 2>/dev/null)"}; do
        columns=("${(@ps:\t:)line}")
        if [[ $columns[2] == *.yaml && $columns[2] != motifs/$columns[1].yaml ]]; then
            columns[1]=$columns[2]
        fi
        names+=("${columns[1]//:/\\:}:${columns[-1]}")
    done
}

# [-c] [-a] [-p motifs|files|folders] [-w WORD]… TITLE [ARGUMENT…]: offers the words, what
# the program prints for the arguments, and paths as seen from the folder of -C. With -c
# several go with commas between; with -a the word "all" goes alone.
_plakat_choose() {
    local folder said result=1
    local -a commas all paths given names suffix inside

    # $opt_args has a backslash more; what is just being typed is no folder yet.
    if [[ $words[CURRENT-1] != (-C|--directory) && $words[CURRENT] != (-C|--directory=)* ]]
    then
        folder=${~${(Q)${(Q)opt_args[-C]:-$opt_args[--directory]}}}
    fi
    zparseopts -D - c=commas a=all p:=paths w+:=given
    names=(${given:#-w})
    if (( $# > 1 )); then _plakat_ask ${@:2}; fi
    if (( $#commas )); then
        suffix=(-q -S ,)
        if compset -P '*,'; then all=(); fi
        for said in ${(s:,:)IPREFIX#--*=}; do names=(${names:#$said(|:*)}); done
    fi
    if (( $#all )); then names+=(all); fi
    if (( $#names )); then _describe -t $1 $1 names $suffix && result=0; fi
    if [[ -n $folder ]]; then inside=(-W ${folder:a}); fi
    case $paths[2] in
    (motifs) _files $inside -g '*.yaml' && result=0 ;;
    (files) _files $inside && result=0 ;;
    (folders) _files $inside -/ && result=0 ;;
    esac
    return result
}

_plakat() {
    local program=${~${(Q)words[1]}} curcontext=$curcontext state line
    typeset -A opt_args

    _arguments -C \
        '(- : *)'{-h,--help}'[show the commands]' \
        '(- : *)--version[show the version]' \
        '1: :_plakat_commands' \
        '*:: :->arguments' && return
    if [[ $state == arguments ]]; then
        curcontext=${curcontext%:*:*}:plakat-$words[1]:
        _plakat_arguments $words[1]
    fi
}
