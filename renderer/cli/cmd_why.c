#include "base/translate.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "parse/why.h"

#include <stdio.h>
#include <string.h>

/* "motifs/platz.yaml:21:9: 8u (when size a3)", the last line is what holds. */
static void print_reason(const Reason *reason) {
    g_autofree char *value = text_for_terminal(reason->value);

    if (reason->origin.source != NULL) {
        Place place = source_place(reason->origin.source, reason->origin.offset);
        g_autofree char *file = text_for_terminal(reason->origin.source->name);

        printf("%s:%u:%u: ", file, place.line, place.column);
    }
    printf("%s (%s)%s\n", value, reason->layer, reason->holds ? _(" <- holds") : "");
}

static int explain(const Task *task, const char *key) {
    Request request = {task->motif, task->size, task->language, task->row};
    g_autofree char *problem = NULL;
    g_autoptr(GPtrArray) reasons = why_find(&request, key, &problem);

    if (reasons == NULL) {
        cli_complain("%s (size %s, language %s)", problem, task->size->id,
                     task->language);
        return EXIT_USAGE;
    }
    for (guint i = 0; i < reasons->len; i++)
        print_reason(g_ptr_array_index(reasons, i));
    return EXIT_FINE;
}

int cmd_why(const Options *options, char **arguments) {
    g_auto(GStrv) parts = g_strsplit(arguments[0] != NULL ? arguments[0] : "", ":", 2);
    Session session = {0};
    g_autoptr(GPtrArray) tasks = NULL;
    int code = EXIT_FINE;

    if (g_strv_length(arguments) != 1 || g_strv_length(parts) != 2) {
        cli_complain("why what? write MOTIF:KEY, such as platz:headline.max; see "
                     "\"plakat help why\"");
        return EXIT_USAGE;
    }
    tasks = session_plan_one(&session, options, parts[0], &code);
    if (tasks != NULL && tasks->len > 0)
        code = explain(g_ptr_array_index(tasks, 0), parts[1]);
    session_tell(&session, TRUE);
    code = MAX(code, session_exit_code(&session));
    session_close(&session);
    return code;
}
