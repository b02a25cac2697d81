#include "cli/cli.h"
#include "cli/session.h"
#include "draw/items.h"

#include <stdio.h>

/* The first of what the plan would make of the selection. */
static int print_items(Session *session, const Task *task) {
    g_autoptr(Resources) resources = session_load_resources();
    g_autoptr(Poster) poster = NULL;
    g_autofree char *text = NULL;

    if (resources == NULL)
        return EXIT_MACHINE;
    session_complete_inks(session, resources);
    poster = task_make_poster(task, resources, session->diagnostics);
    if (poster != NULL) {
        text = items_to_text(poster);
        fputs(text, stdout);
    }
    return EXIT_FINE;
}

int cmd_items(const Options *options, char **arguments) {
    Session session = {0};
    g_autoptr(GPtrArray) tasks = NULL;
    int code = EXIT_FINE;

    if (g_strv_length(arguments) != 1) {
        cli_complain("the items of which motif? see \"plakat help items\"");
        return EXIT_USAGE;
    }
    tasks = session_plan_one(&session, options, arguments[0], &code);
    if (tasks != NULL && tasks->len > 0)
        code = print_items(&session, g_ptr_array_index(tasks, 0));
    session_tell(&session, TRUE);
    code = MAX(code, session_exit_code(&session));
    session_close(&session);
    return code;
}
