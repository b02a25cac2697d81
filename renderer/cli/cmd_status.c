#include "base/translate.h"
#include "batch/standing.h"
#include "cli/approving.h"
#include "cli/cli.h"
#include "cli/session.h"

#include <stdio.h>
#include <unistd.h>

/* "" where there is none. */
static const char *or_nothing(const char *text) {
    return text == NULL ? "" : text;
}

/* What was approved, where it is not what the poster shows. */
static char *explain(const Standing *standing) {
    if (standing->kind == STANDING_VOID)
        return g_strdup_printf("%s was approved, it is %s now",
                               standing->approval->content_id, standing->approval_id);
    return g_strdup(standing->approval == NULL ? "" : standing->approval->remark);
}

static void print_standing(const Standing *standing) {
    const Task *task = standing->task;
    const Approval *approval = standing->approval;
    g_autofree char *note = explain(standing);

    printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", standing_to_text(standing->kind),
           task->motif->name, task->size->id, task->language,
           task->row == NULL ? "" : task->row->id, or_nothing(standing->approval_id),
           approval == NULL ? "" : approval->role,
           approval == NULL ? "" : approval->date, note);
}

static void print_all(const GPtrArray *standings) {
    if (isatty(STDOUT_FILENO) == 1)
        puts(_("state\tmotif\tsize\tlanguage\trow\tid\trole\tdate\tremark"));
    for (guint i = 0; i < standings->len; i++)
        print_standing(g_ptr_array_index(standings, i));
}

static int run(const Options *options, Session *session) {
    g_auto(GStrv) sizes = options_split(options->sizes);
    g_auto(GStrv) languages = options_split(options->languages);
    g_auto(GStrv) rows = options_split(options->rows);
    const Selection selection = {.sizes = sizes,
                                 .languages = languages,
                                 .rows = rows,
                                 .all_sizes = options_are_all(options->sizes),
                                 .outputs = {true},
                                 .folder = "out"};
    g_autofree char *problem = NULL;
    g_autoptr(GPtrArray) tasks =
        plan_make(session->motifs, &selection, session->diagnostics, &problem);
    g_autoptr(Approving) approving = tasks == NULL ? NULL : approving_open(session);
    g_autoptr(GPtrArray) standings =
        approving == NULL ? NULL : approving_find(approving, tasks);

    if (tasks == NULL) {
        cli_complain("%s", problem);
        return EXIT_USAGE;
    }
    if (standings == NULL)
        return EXIT_MACHINE;
    print_all(standings);
    return EXIT_FINE;
}

int cmd_status(const Options *options, char **motifs) {
    Session session = {0};
    int code = session_open(&session, motifs), result = run(options, &session);

    code = MAX(code, result);
    session_tell(&session, TRUE);
    code = MAX(code, session_exit_code(&session));
    session_close(&session);
    return code;
}
