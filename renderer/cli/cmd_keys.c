#include "cli/cli.h"
#include "parse/keys.h"
#include "parse/reference.h"
#include "parse/schema.h"

#include <stdio.h>
#include <string.h>

/* A kind of file, with the usage error said when it is none. */
static int check_kind(const char *kind) {
    if (g_strv_contains(key_file_kinds, kind))
        return EXIT_FINE;
    cli_complain("no kind of file \"%s\"; there are campaign, sizes, layout and motif",
                 kind);
    return EXIT_USAGE;
}

int cmd_keys(int argc, char **argv) {
    gboolean markdown = FALSE, done = FALSE;
    GOptionEntry entries[] = {{"markdown", 0, 0, G_OPTION_ARG_NONE, &markdown,
                               "as the reference chapter of motifs/README.md", NULL},
                              {0}};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *text = NULL;
    int code = cli_parse("keys", entries, argc, argv, &arguments, &done);

    if (code != EXIT_FINE || done)
        return code;
    if (g_strv_length(arguments) > 1) {
        cli_complain(
            "the keys of one kind of file, or of all; see \"plakat help keys\"");
        return EXIT_USAGE;
    }
    if (arguments[0] != NULL && check_kind(arguments[0]) != EXIT_FINE)
        return EXIT_USAGE;
    text = markdown ? keys_to_markdown() : keys_to_text(arguments[0]);
    fputs(text, stdout);
    return EXIT_FINE;
}

int cmd_schema(int argc, char **argv) {
    g_auto(GStrv) arguments = NULL;
    g_autofree char *text = NULL;
    gboolean done = FALSE;
    int code = cli_parse("schema", NULL, argc, argv, &arguments, &done);

    if (code != EXIT_FINE || done)
        return code;
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
