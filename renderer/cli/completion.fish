# fish completion for plakat; "plakat completion fish" prints it. What follows the
# functions here is made from the program's tables.

# COMMAND: whether it is the one on the command line; '': whether there is none yet.
function __plakat_in
    set -l tokens (commandline -opc)
    test "$tokens[2]" = "$argv[1]"
end

# COMMAND OPTION…: whether its only argument is still to come; the options take values.
function __plakat_first
    __plakat_in $argv[1]; or return
    set -l last
    for token in (commandline -opc)[3..-1]
        if not string match -q -- '-*' $token; and not contains -- "$last" $argv[2..-1]
            return 1
        end
        set last $token
    end
end

# The folder of -C.
function __plakat_folder
    set -l last
    for token in (commandline -opc)
        if contains -- "$last" -C --directory
            string replace -r '^~/' $HOME/ -- $token
        end
        string replace -f -- --directory= '' $token
        set last $token
    end | tail -n 1
end

# What is being typed, without "--option=" before it.
function __plakat_part
    string replace -r '^--[a-z-]+=' '' -- (commandline -ct)
end

# ARGUMENT…: the names that the program prints, with their titles. A motif that its name
# does not find goes by its file.
function __plakat_ask
    set -l program (string replace -r '^~/' $HOME/ -- (commandline -opc)[1])
    set -l folder (__plakat_folder)
    for line in ($program $argv (test -n "$folder"; and printf '%s\n' -C $folder) 2>/dev/null)
        set -l columns (string split \t -- $line)
        if string match -q '*.yaml' -- "$columns[2]"; and test $columns[2] != motifs/$columns[1].yaml
            set columns[1] $columns[2]
        end
        set -l title $columns[2..-1]
        string join \t -- $columns[1] $title[-1]
    end
end

# NAME…: those that are not in the list on the command line yet, with that list before
# them; "all" goes alone.
function __plakat_list
    set -l said (string match -r '.*,' -- (__plakat_part))
    for line in $argv
        set -l name (string split -f 1 \t -- $line)
        if test -z "$said"
            echo $line
        else if test $name != all; and not contains -- $name (string split , -- $said)
            echo $said$line
        end
    end
end

# motifs, files or folders: paths as seen from the folder of -C.
function __plakat_paths
    set -l suffix (test $argv[1] = motifs; and echo .yaml; or echo '')
    set -l paths (__fish_complete_suffix (__plakat_part) "$suffix" '' (__plakat_folder))
    switch $argv[1]
        case motifs
            string match -r '.*(?:\.yaml|/)$' -- $paths
        case folders
            string match '*/' -- $paths
        case files
            string join \n -- $paths
    end
end

complete -c plakat -f
complete -c plakat -n "__plakat_in ''" -s h -l help -d 'show the commands'
complete -c plakat -n "__plakat_in ''" -l version -d 'show the version'
