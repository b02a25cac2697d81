#include "cli/scripts.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *shell;
    char *(*make)(void);
} scripts[] = {
    {"bash", script_for_bash},
    {"zsh", script_for_zsh},
    {"fish", script_for_fish},
};

int cmd_completion(const Options *options, char **arguments) {
    (void)options;
    if (g_strv_length(arguments) != 1) {
        cli_complain("a script for which shell? see \"plakat help completion\"");
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
        if (strcmp(scripts[i].shell, arguments[0]) == 0) {
            g_autofree char *script = scripts[i].make();

            fputs(script, stdout);
            return EXIT_FINE;
        }
    }
    cli_complain("no script for \"%s\"; there are bash, zsh and fish", arguments[0]);
    return EXIT_USAGE;
}
