#include "cli/cli.h"

#include "base/diagnostics.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const Command commands[] = {
    {"render", "[MOTIF…] [options]", "make posters", cmd_render},
    {"check", "[MOTIF…] [options]", "every finding, nothing written", cmd_check},
    {"list", "sizes|inks|fonts|motifs|conditions|suppliers|languages",
     "what there is to choose from", cmd_list},
    {"items", "MOTIF --size SIZE --lang LANGUAGE", "the poster as text", cmd_items},
    {"keys", "[KIND]", "the keys of the text files", cmd_keys},
    {"schema", "KIND", "a JSON Schema for editors", cmd_schema},
    {"fmt", "FILE…|FOLDER…|-", "text files in their canonical form", cmd_fmt},
    {"explain", "FINDING-ID", "what a finding means and how to mend it", cmd_explain},
    {"help", "[COMMAND]", "this, or the help of a command", cmd_help},
    {0},
};

void cli_complain(const char *format, ...) {
    g_autofree char *message = NULL;
    g_autofree char *clean = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    clean = text_for_terminal(message);
    fprintf(stderr, "plakat: %s\n", clean);
}

static const Command *find(const char *name) {
    for (const Command *command = commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

int cli_parse(const char *name, const GOptionEntry *entries, int argc, char **argv,
              char ***arguments, gboolean *done) {
    const Command *command = find(name);
    g_autofree char *usage = g_strdup_printf("%s – %s", command->usage, command->help);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) rest = g_new0(char *, (gsize)argc + 1);
    gboolean help = FALSE;
    GOptionEntry own[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL}, {0}};
    g_autofree char *program = g_strdup_printf("plakat %s", name);

    for (int i = 0; i < argc; i++)
        rest[i] = g_strdup(argv[i]);
    g_free(rest[0]);
    rest[0] = g_steal_pointer(&program);
    g_set_prgname(rest[0]);
    g_option_context_set_help_enabled(context, FALSE);
    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, NULL);
    g_option_context_add_main_entries(context, own, NULL);
    if (!g_option_context_parse_strv(context, &rest, &error)) {
        cli_complain("%s; see \"plakat help %s\"", error->message, name);
        return EXIT_USAGE;
    }
    *done = help;
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);

        fputs(text, stdout);
    }
    /* What follows "--" are arguments; it is none itself. */
    *arguments =
        g_strdupv(rest + (rest[1] != NULL && strcmp(rest[1], "--") == 0 ? 2 : 1));
    return EXIT_FINE;
}

static void print_overview(FILE *file) {
    fputs("usage: plakat COMMAND …\n\nPosters from text files. Commands:\n\n", file);
    for (const Command *command = commands; command->name != NULL; command++)
        fprintf(file, "  %-8s %s\n", command->name, command->help);
    fputs("\n\"plakat help COMMAND\" says more. Exit codes: 0 fine, 1 findings of "
          "severity error,\n2 wrong usage, 3 could not read or write.\n",
          file);
}

static int unknown_command(const char *name) {
    cli_complain("no command \"%s\"; see \"plakat help\"", name);
    return EXIT_USAGE;
}

int cmd_help(int argc, char **argv) {
    char *help[] = {NULL, (char *)"--help", NULL};

    if (argc < 2) {
        print_overview(stdout);
        return EXIT_FINE;
    }
    help[0] = argv[1];
    if (find(argv[1]) == NULL)
        return unknown_command(argv[1]);
    if (strcmp(argv[1], "help") == 0) {
        print_overview(stdout);
        return EXIT_FINE;
    }
    return find(argv[1])->run(2, help);
}

int cli_run(int argc, char **argv) {
    if (argc < 2) {
        print_overview(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_overview(stdout);
        return EXIT_FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("plakat " PLAKAT_VERSION);
        return EXIT_FINE;
    }
    if (find(argv[1]) == NULL)
        return unknown_command(argv[1]);
    return find(argv[1])->run(argc - 1, argv + 1);
}
