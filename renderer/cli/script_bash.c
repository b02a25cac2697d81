#include "cli/scripts.h"

static const char begin[] = "    words=() ask=() all='' commas='' paths='' several=''\n"
                            "    case ";

/* Sets the variables from which completion.bash makes COMPREPLY. */
static void append_choice(GString *script, Takes takes, const char *placeholder) {
    static const char *const paths[] = {NULL, "files", "folders", "motifs"};
    const Choice *choice = choice_find(takes);
    g_autofree char *words = script_words(takes, placeholder, " ");

    if (*words != '\0')
        g_string_append_printf(script, " words=(%s)", words + 1);
    if (choice == NULL)
        return;
    if (choice->ask != NULL)
        g_string_append_printf(script, " ask=(%s)", choice->ask);
    if (choice->with_commas)
        g_string_append(script, " commas=yes");
    if (choice->all)
        g_string_append(script, " all=all");
    if (choice->paths != PATHS_NONE)
        g_string_append_printf(script, " paths=%s", paths[choice->paths]);
}

static void append_value(GString *script, const Command *command,
                         const Option *option) {
    g_string_append(script, "    ");
    if (option->letter != 0)
        g_string_append_printf(script, "'%s -%c' | ", command->name, option->letter);
    g_string_append_printf(script, "'%s --%s')", command->name, option->name);
    append_choice(script, option->takes, option->placeholder);
    g_string_append(script, " ;;\n");
}

static void append_choices(GString *script, const Command *command) {
    const Option *option = NULL;

    g_string_append_printf(script, "    '%s ')", command->name);
    append_choice(script, command->takes, command->arguments);
    g_string_append(script,
                    script_takes_several(command) ? " several=yes ;;\n" : " ;;\n");
    while ((option = option_next(command->name, option)) != NULL) {
        if (option->takes != TAKES_NOTHING)
            append_value(script, command, option);
    }
}

static void append_options(GString *script, const Command *command) {
    const Option *option = NULL;
    const char *gap = "";

    g_string_append_printf(script, "    %s) words=(", command->name);
    while ((option = option_next(command->name, option)) != NULL) {
        g_string_append(script, gap);
        if (option->letter != 0)
            g_string_append_printf(script, "-%c ", option->letter);
        g_string_append_printf(script, "--%s", option->name);
        gap = " ";
    }
    g_string_append(script, ") ;;\n");
}

char *script_for_bash(void) {
    GString *script = g_string_new(script_bash);

    g_string_append_printf(script,
                           "\n# COMMAND: its options; '': those of plakat itself.\n"
                           "_plakat_options() {\n%s$1 in\n"
                           "    '') words=(-h --help --version) ;;\n",
                           begin);
    for (const Command *command = commands; command->name != NULL; command++)
        append_options(script, command);
    g_string_append_printf(script,
                           "    esac\n}\n\n"
                           "# COMMAND OPTION: its values; COMMAND '': its arguments.\n"
                           "_plakat_choose() {\n%s\"$1 $2\" in\n    ' ')",
                           begin);
    append_choice(script, TAKES_COMMAND, NULL);
    g_string_append(script, " ;;\n");
    for (const Command *command = commands; command->name != NULL; command++)
        append_choices(script, command);
    g_string_append(script, "    *) return 1 ;;\n    esac\n}\n");
    return g_string_free(script, FALSE);
}
