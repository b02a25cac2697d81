#include "base/translate.h"
#include "cli/scripts.h"

/* -a '…': what there is to choose from; nothing where that is anything. */
static void append_choice(GString *script, Takes takes, const char *placeholder) {
    static const char *const paths[] = {NULL, "files", "folders", "motifs"};
    const Choice *choice = choice_find(takes);
    g_autofree char *words = script_words(takes, placeholder, " ");
    g_autoptr(GString) values = g_string_new(NULL);

    if (choice == NULL)
        return;
    if (choice->with_commas)
        g_string_append(values, " (__plakat_list");
    if (choice->all)
        g_string_append(values, " all");
    g_string_append(values, words);
    if (choice->ask != NULL)
        g_string_append_printf(values, " (__plakat_ask %s)", choice->ask);
    if (choice->with_commas)
        g_string_append(values, ")");
    if (choice->paths != PATHS_NONE)
        g_string_append_printf(values, " (__plakat_paths %s)", paths[choice->paths]);
    g_string_append(script, " -a ");
    script_append_quoted(script, values->str + 1);
}

static void append_option(GString *script, const Command *command,
                          const Option *option) {
    g_string_append_printf(script, "complete -c plakat -n '__plakat_in %s'",
                           command->name);
    if (option->letter != 0)
        g_string_append_printf(script, " -s %c", option->letter);
    g_string_append_printf(script, " -l %s -d ", option->name);
    script_append_quoted(script, _(option->help));
    if (option->takes != TAKES_NOTHING) {
        g_string_append(script, " -x");
        append_choice(script, option->takes, option->placeholder);
    }
    g_string_append_c(script, '\n');
}

/* When a command's arguments are offered. */
static void append_condition(GString *script, const Command *command) {
    const Option *option = NULL;

    if (script_takes_several(command)) {
        g_string_append_printf(script, "'__plakat_in %s'", command->name);
        return;
    }
    g_string_append_printf(script, "'__plakat_first %s", command->name);
    while ((option = option_next(command->name, option)) != NULL) {
        if (option->takes == TAKES_NOTHING)
            continue;
        if (option->letter != 0)
            g_string_append_printf(script, " -%c", option->letter);
        g_string_append_printf(script, " --%s", option->name);
    }
    g_string_append_c(script, '\'');
}

static void append_command(GString *script, const Command *command) {
    const Option *option = NULL;

    g_string_append_printf(
        script, "\ncomplete -c plakat -n \"__plakat_in ''\" -a %s -d ", command->name);
    script_append_quoted(script, _(command->help));
    if (choice_find(command->takes) != NULL) {
        g_string_append(script, "\ncomplete -c plakat -n ");
        append_condition(script, command);
        append_choice(script, command->takes, command->arguments);
    }
    g_string_append_c(script, '\n');
    while ((option = option_next(command->name, option)) != NULL)
        append_option(script, command, option);
}

char *script_for_fish(void) {
    GString *script = g_string_new(script_fish);

    for (const Command *command = commands; command->name != NULL; command++)
        append_command(script, command);
    return g_string_free(script, FALSE);
}
