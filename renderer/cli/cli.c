#include "cli/cli.h"

#include "base/diagnostics.h"
#include "base/translate.h"
#include "base/words.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* clang-format off */
const Command commands[] = {
    {"render", "[MOTIF…]", TAKES_MOTIF, "make posters", cmd_render},
    {"check", "[MOTIF…]", TAKES_MOTIF, "every finding, nothing written", cmd_check},
    {"merge", "FOLDER…", TAKES_FOLDER, "join what the shards of a plan have made", cmd_merge},
    {"preflight", "FILE.pdf…", TAKES_FILE, "judge finished PDF files, whoever made them", cmd_preflight},
    {"verify", "PACKAGE.zip", TAKES_FILE, "whether a package for a print shop is whole, agrees with itself and prints", cmd_verify},
    {"handoff", "ORDER.yaml", TAKES_FILE, "make the package of an order for the print shop", cmd_handoff},
    {"status", "[MOTIF…]", TAKES_MOTIF, "how far posters have come: draft, reviewed, approved…", cmd_status},
    {"approve", "POSTER…", TAKES_MOTIF, "note that somebody approves posters: motifs, or motif/size/language[/row]", cmd_approve},
    {"list", "sizes|inks|fonts|motifs|conditions|suppliers|languages", TAKES_WORD, "what there is to choose from", cmd_list},
    {"items", "MOTIF", TAKES_MOTIF, "the poster as text", cmd_items},
    {"why", "MOTIF:KEY", TAKES_TEXT, "what each layer says of a key, and what holds", cmd_why},
    {"keys", "[KIND]", TAKES_KIND, "the keys of the text files", cmd_keys},
    {"schema", "KIND", TAKES_KIND, "a JSON Schema for editors", cmd_schema},
    {"fmt", "FILE…|FOLDER…|-", TAKES_FILE, "text files in their canonical form", cmd_fmt},
    {"explain", "[FINDING-ID]", TAKES_FINDING, "what a finding means and how to mend it", cmd_explain},
    {"completion", "bash|zsh|fish", TAKES_WORD, "a script with which a shell completes commands", cmd_completion},
    {"man", "[motif]", TAKES_WORD, "the manual page, or that of the text files", cmd_man},
    {"help", "[COMMAND]", TAKES_COMMAND, "this, or the help of a command", cmd_help},
    {0},
};
/* clang-format on */

const char *const exit_meanings[EXIT_COUNT] = {
    N_("fine"),
    N_("findings of severity error"),
    N_("wrong usage"),
    N_("could not read or write"),
};

void cli_complain(const char *format, ...) {
    g_autofree char *message = NULL;
    g_autofree char *clean = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
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

static void print_overview(FILE *file) {
    fprintf(file, "%s\n\n%s\n\n", _("usage: plakat COMMAND …"),
            _("Posters from text files. Commands:"));
    for (const Command *command = commands; command->name != NULL; command++)
        fprintf(file, "  %-10s  %s\n", command->name, _(command->help));
    fprintf(file, "\n%s\n\n", _("\"plakat help COMMAND\" says more. Exit codes:"));
    for (int code = 0; code < EXIT_COUNT; code++)
        fprintf(file, "  %-10d  %s\n", code, _(exit_meanings[code]));
}

static int unknown_command(const char *name) {
    cli_complain("no command \"%s\"; see \"plakat help\"", name);
    return EXIT_USAGE;
}

char *command_words(const Command *command) {
    g_autoptr(GPtrArray) words = choice_words(command->takes, NULL);
    g_autofree char *list = words_join(words, "or");
    g_auto(GStrv) parts = g_strsplit_set(command->arguments, "[]", -1);
    g_autofree char *placeholder = g_strjoinv("", parts);

    return words->len == 0 ? g_strdup("")
                           : g_strdup_printf("%s: %s.", placeholder, list);
}

static void print_help(const Command *command) {
    g_autofree char *usage =
        g_strdup_printf("%s – %s", command->arguments, _(command->help));
    g_autofree char *words = command_words(command);
    g_autofree char *text =
        options_help(command->name, usage, *words != '\0' ? words : NULL);

    fputs(text, stdout);
}

int cmd_help(const Options *options, char **arguments) {
    const char *name = arguments[0];

    (void)options;
    if (name == NULL || strcmp(name, "help") == 0) {
        print_overview(stdout);
        return EXIT_FINE;
    }
    if (find(name) == NULL)
        return unknown_command(name);
    print_help(find(name));
    return EXIT_FINE;
}

static int enter(const char *folder) {
    if (folder == NULL || chdir(folder) == 0)
        return EXIT_FINE;
    cli_complain("cannot enter '%s': %s", folder, g_strerror(errno));
    return EXIT_MACHINE;
}

static int run_command(const Command *command, int argc, char **argv) {
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *problem = NULL;
    int code;

    if (!options_parse(&options, argc, argv, &arguments, &problem)) {
        cli_complain("%s", problem);
        return EXIT_USAGE;
    }
    if (options.help)
        return cmd_help(&options, (char *[]){argv[0], NULL});
    code = enter(options.folder);
    return code == EXIT_FINE ? command->run(&options, arguments) : code;
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
    return run_command(find(argv[1]), argc - 1, argv + 1);
}
