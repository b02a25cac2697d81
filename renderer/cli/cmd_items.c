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

static int run(Session *session, char **motifs, const char *size, const char *language,
               const char *row) {
    char *sizes[] = {(char *)size, NULL}, *languages[] = {(char *)language, NULL};
    char *rows[] = {(char *)row, NULL};
    Selection selection = {.sizes = size != NULL ? sizes : NULL,
                           .languages = language != NULL ? languages : NULL,
                           .rows = row != NULL ? rows : NULL,
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

int cmd_items(int argc, char **argv) {
    g_autofree char *folder = NULL, *size = NULL, *language = NULL;
    g_autofree char *row = NULL;
    GOptionEntry entries[] = {{"directory", 'C', 0, G_OPTION_ARG_FILENAME, &folder,
                               "work in this folder [.]", "DIR"},
                              {"size", 0, 0, G_OPTION_ARG_STRING, &size,
                               "the size [the campaign's first standard size]", "SIZE"},
                              {"lang", 0, 0, G_OPTION_ARG_STRING, &language,
                               "the language [the campaign's first]", "LANGUAGE"},
                              {"row", 0, 0, G_OPTION_ARG_STRING, &row,
                               "the data row by its id [the first]", "ID"},
                              {0}};
    g_auto(GStrv) arguments = NULL;
    Session session = {0};
    gboolean done = FALSE;
    int code = cli_parse("items", entries, argc, argv, &arguments, &done);

    if (code != EXIT_FINE || done)
        return code;
    if (g_strv_length(arguments) != 1) {
        cli_complain("the items of which motif? see \"plakat help items\"");
        return EXIT_USAGE;
    }
    code = session_enter(folder);
    if (code == EXIT_FINE)
        code = run(&session, arguments, size, language, row);
    session_close(&session);
    return code;
}
