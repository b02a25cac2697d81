#include "base/translate.h"
#include "cli/scripts.h"

#include <string.h>

/* A help between brackets or after a colon, all of it in single quotes. */
static void append_help(GString *script, const char *help) {
    for (const char *at = help; *at != '\0'; at++) {
        if (*at == '\'')
            g_string_append(script, "'\\'");
        else if (strchr("[]:\\", *at) != NULL)
            g_string_append_c(script, '\\');
        g_string_append_c(script, *at);
    }
}

/* ":title: action" of a value or argument; without an action zsh shows the title. */
static void append_choice(GString *script, Takes takes, const char *placeholder) {
    static const char *const paths[] = {"", " -p files", " -p folders", " -p motifs"};
    const Choice *choice = choice_find(takes);
    g_autofree char *words = script_words(takes, placeholder, " -w ");

    if (choice == NULL) {
        g_string_append_printf(script, ":%s: ", placeholder);
        return;
    }
    g_string_append_printf(script, ":%s: _plakat_choose%s%s%s%s %s", choice->title,
                           choice->with_commas ? " -c" : "", choice->all ? " -a" : "",
                           paths[choice->paths], words, choice->title);
    if (choice->ask != NULL)
        g_string_append_printf(script, " %s", choice->ask);
}

static void append_option(GString *script, const Option *option) {
    bool takes = option->takes != TAKES_NOTHING;

    g_string_append(script, " \\\n            ");
    if (option->letter != 0)
        g_string_append_printf(script, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter,
                               option->name, option->letter, takes ? "+" : "",
                               option->name, takes ? "=" : "");
    else
        g_string_append_printf(script, "'--%s%s[", option->name, takes ? "=" : "");
    append_help(script, _(option->help));
    g_string_append_c(script, ']');
    if (takes)
        append_choice(script, option->takes, option->placeholder);
    g_string_append_c(script, '\'');
}

static void append_command(GString *script, const Command *command) {
    const Option *option = NULL;

    g_string_append_printf(script, "    (%s)\n        _arguments -s -S", command->name);
    while ((option = option_next(command->name, option)) != NULL)
        append_option(script, option);
    g_string_append(script, " \\\n            '");
    g_string_append(script, script_takes_several(command) ? "*" : "1");
    append_choice(script, command->takes, command->arguments);
    g_string_append(script, "'\n        ;;\n");
}

char *script_for_zsh(void) {
    GString *script = g_string_new(script_zsh);

    g_string_append(script, "\n_plakat_commands() {\n    local -a commands=(\n");
    for (const Command *command = commands; command->name != NULL; command++) {
        g_string_append_printf(script, "        '%s:", command->name);
        append_help(script, _(command->help));
        g_string_append(script, "'\n");
    }
    g_string_append(script, "    )\n\n    _describe -t commands command commands\n}\n\n"
                            "# COMMAND: its options and arguments.\n"
                            "_plakat_arguments() {\n    case $1 in\n");
    for (const Command *command = commands; command->name != NULL; command++)
        append_command(script, command);
    /* Found in $fpath it is called at once; sourced it has to be made known. */
    g_string_append(script, "    esac\n}\n\n"
                            "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
                            "    _plakat \"$@\"\nelse\n    compdef _plakat plakat\n"
                            "fi\n");
    return g_string_free(script, FALSE);
}
