#include "base/translate.h"
#include "base/words.h"
#include "cli/cli.h"
#include "model/explain.h"

#include <stdio.h>

static int unknown(const char *id) {
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autofree char *suggestion = NULL;

    for (const Explanation *known = explanations; known->id != NULL; known++)
        g_ptr_array_add(ids, (gpointer)known->id);
    suggestion = word_suggestion(id, ids);
    cli_complain("no finding \"%s\"%s", id, suggestion);
    return EXIT_USAGE;
}

int cmd_explain(const Options *options, char **arguments) {
    const Explanation *explanation;

    (void)options;
    if (arguments[0] == NULL) {
        for (const Explanation *known = explanations; known->id != NULL; known++)
            printf("%s\n", known->id);
        return EXIT_FINE;
    }
    explanation = explanation_find(arguments[0]);
    if (explanation == NULL)
        return unknown(arguments[0]);
    printf("%s\n\n%s\n", explanation->id, _(explanation->text));
    return EXIT_FINE;
}
