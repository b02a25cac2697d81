#include "base/translate.h"
#include "batch/standing.h"
#include "cli/approving.h"
#include "cli/cli.h"
#include "cli/session.h"

#include <stdio.h>
#include <unistd.h>

/* Both ids: what the poster shows now, and what was approved. */
static void print_standing(const Standing *standing) {
    static const Approval nobody = {.content_id = (char *)"",
                                    .role = (char *)"",
                                    .date = (char *)"",
                                    .remark = (char *)""};
    const Task *task = standing->task;
    const Approval *approval =
        standing->approval == NULL ? &nobody : standing->approval;

    printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", standing_to_text(standing->kind),
           task->motif->name, task->size->id, task->language,
           task->row == NULL ? "" : task->row->id,
           standing->approval_id == NULL ? "" : standing->approval_id,
           approval->content_id, approval->role, approval->date, approval->remark);
}

static void print_all(const GPtrArray *standings) {
    if (isatty(STDOUT_FILENO) == 1)
        puts(_(
            "state\tmotif\tsize\tlanguage\trow\tshows\tapproved\trole\tdate\tremark"));
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
