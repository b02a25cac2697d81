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
    poster = task_make_poster(task, resources, session->diagnostics);
    if (poster != NULL) {
        text = items_to_text(poster);
        fputs(text, stdout);
    }
    return EXIT_FINE;
}

static int run(Session *session, const Options *options, char **motifs) {
    char *sizes[] = {options->sizes, NULL}, *languages[] = {options->languages, NULL};
    char *rows[] = {options->rows, NULL};
    Selection selection = {.sizes = options->sizes != NULL ? sizes : NULL,
                           .languages = options->languages != NULL ? languages : NULL,
                           .rows = options->rows != NULL ? rows : NULL,
                           .outputs = {true},
                           .folder = "out"};
    g_autoptr(GPtrArray) tasks = NULL;
    g_autofree char *problem = NULL;
    int code = session_open(session, motifs);

    if (code == EXIT_FINE) {
        tasks = plan_make(session->motifs, &selection, session->diagnostics, &problem);
        if (tasks == NULL) {
            cli_complain("%s", problem);
            code = EXIT_USAGE;
        } else if (tasks->len > 0) {
            code = print_items(session, g_ptr_array_index(tasks, 0));
        }
    }
    session_tell(session, TRUE);
    return MAX(code, session_exit_code(session));
}

int cmd_items(const Options *options, char **arguments) {
    Session session = {0};
    int code;

    if (g_strv_length(arguments) != 1) {
        cli_complain("the items of which motif? see \"plakat help items\"");
        return EXIT_USAGE;
    }
    code = run(&session, options, arguments);
    session_close(&session);
    return code;
}
