#include "base/words.h"
#include "cli/cli.h"
#include "parse/keys.h"
#include "parse/reference.h"
#include "parse/schema.h"

#include <stdio.h>

/* A kind of file, with the usage error said when it is none. */
static int check_kind(const char *kind) {
    g_autoptr(GPtrArray) kinds = choice_words(TAKES_KIND, NULL);
    g_autofree char *list = words_join(kinds, "and");

    if (g_strv_contains(key_file_kinds, kind))
        return EXIT_FINE;
    cli_complain("no kind of file \"%s\"; there are %s", kind, list);
    return EXIT_USAGE;
}

int cmd_keys(const Options *options, char **arguments) {
    g_autofree char *text = NULL;

    if (g_strv_length(arguments) > 1) {
        cli_complain(
            "the keys of one kind of file, or of all; see \"plakat help keys\"");
        return EXIT_USAGE;
    }
    if (arguments[0] != NULL && check_kind(arguments[0]) != EXIT_FINE)
        return EXIT_USAGE;
    text = options->markdown ? keys_to_markdown() : keys_to_text(arguments[0]);
    fputs(text, stdout);
    return EXIT_FINE;
}

int cmd_schema(const Options *options, char **arguments) {
    g_autofree char *text = NULL;

    (void)options;
    if (g_strv_length(arguments) != 1) {
        cli_complain("the schema of which kind of file? see \"plakat help schema\"");
        return EXIT_USAGE;
    }
    if (check_kind(arguments[0]) != EXIT_FINE)
        return EXIT_USAGE;
    text = schema_to_json(arguments[0]);
    fputs(text, stdout);
    return EXIT_FINE;
}
