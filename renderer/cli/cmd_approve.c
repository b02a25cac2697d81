#include "base/epoch.h"
#include "base/translate.h"
#include "cli/approving.h"
#include "cli/cli.h"
#include "parse/approvals.h"

#include <stdio.h>
#include <string.h>

/* What one argument names: "platz", "motifs/platz.yaml", "platz/clp/de/nippes". */
typedef struct {
    char *motif;
    Selection selection;
    GStrv sizes, languages, rows;
} Named;

static void named_clear(Named *self) {
    g_free(self->motif);
    g_strfreev(self->sizes);
    g_strfreev(self->languages);
    g_strfreev(self->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Named, named_clear)

/* One part of a poster's name, else what the options say. */
static char **choose(const char *part, const char *option) {
    const char *const alone[] = {part, NULL};

    return part != NULL ? g_strdupv((char **)alone) : options_split(option);
}

static Named named_new(const char *argument, const Options *options) {
    bool is_path = g_file_test(argument, G_FILE_TEST_EXISTS);
    g_auto(GStrv) parts = g_strsplit(argument, "/", is_path ? 1 : 4);
    guint count = g_strv_length(parts);
    Named named = {
        .motif = g_strdup(parts[0]),
        .sizes = choose(count > 1 ? parts[1] : NULL, options->sizes),
        .languages = choose(count > 2 ? parts[2] : NULL, options->languages),
        .rows = choose(count > 3 ? parts[3] : NULL, options->rows),
    };

    named.selection = (Selection){
        .sizes = named.sizes,
        .languages = named.languages,
        .rows = named.rows,
        .all_sizes = count < 2 && options_are_all(options->sizes),
        .outputs = {true},
        .folder = "out",
    };
    return named;
}

/* Adds the plan (of Task) for one argument. */
static int add_named(Session *session, const Options *options, const char *argument,
                     GPtrArray *tasks) {
    g_auto(Named) named = named_new(argument, options);
    g_autoptr(GPtrArray) motifs = g_ptr_array_new();
    g_autofree char *problem = NULL;
    int code = session_add(session, named.motif, motifs);
    GPtrArray *plan = NULL;

    if (code == EXIT_FINE)
        plan = plan_make(motifs, &named.selection, session->diagnostics, &problem);
    if (plan != NULL) {
        g_ptr_array_extend_and_steal(tasks, plan);
        return EXIT_FINE;
    }
    if (problem != NULL)
        cli_complain("%s", problem);
    return MAX(code, EXIT_USAGE);
}

static char *poster_name(const Task *task) {
    return g_strjoin("/", task->motif->name, task->size->id, task->language,
                     task->row == NULL ? NULL : task->row->id, NULL);
}

/* Nobody can approve what is still to come. */
static bool check(const GPtrArray *standings) {
    bool is_fine = true;

    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);
        g_autofree char *name = poster_name(standing->task);

        if (standing->kind != STANDING_BROKEN && !standing->has_placeholder)
            continue;
        is_fine = false;
        if (standing->kind == STANDING_BROKEN)
            cli_complain("%s cannot be made; see \"plakat check\"", name);
        else
            cli_complain("%s shows placeholders: there is nothing to approve yet",
                         name);
    }
    return is_fine;
}

/* SOURCE_DATE_EPOCH, else today. */
static char *today(void) {
    g_autoptr(GDateTime) date = epoch_date();

    if (date == NULL)
        date = g_date_time_new_now_local();
    return g_date_time_format(date, "%Y-%m-%d");
}

static Approval *approval_new(const Standing *standing, const Options *options,
                              const char *date) {
    const Task *task = standing->task;
    Approval *approval = g_new0(Approval, 1);

    approval->content_id = g_strdup(standing->approval_id);
    approval->role = g_strdup(options->role);
    approval->date = g_strdup(date);
    approval->remark = g_strdup(options->remark != NULL ? options->remark : "");
    approval->motif = g_strdup(task->motif->name);
    approval->size = g_strdup(task->size->id);
    approval->language = g_strdup(task->language);
    approval->row = g_strdup(task->row == NULL ? "" : task->row->id);
    return approval;
}

static void free_approval(gpointer approval) {
    approval_free(approval);
}

/* Of Approval: for the posters of one campaign. */
static GPtrArray *make_approvals(const GPtrArray *standings, const Campaign *campaign,
                                 const Options *options) {
    GPtrArray *approvals = g_ptr_array_new_with_free_func(free_approval);
    g_autofree char *date = today();

    for (guint i = 0; i < standings->len; i++) {
        const Standing *standing = g_ptr_array_index(standings, i);

        if (standing->task->motif->campaign == campaign)
            g_ptr_array_add(approvals, approval_new(standing, options, date));
    }
    return approvals;
}

static int write_all(const Approving *approving, const GPtrArray *standings,
                     const Options *options) {
    for (guint i = 0; i < approving->campaigns->len; i++) {
        const Campaign *campaign = g_ptr_array_index(approving->campaigns, i);
        g_autoptr(GPtrArray) approvals = make_approvals(standings, campaign, options);
        g_autofree char *path = project_approvals_path(campaign);
        g_autoptr(GError) error = NULL;

        if (!approvals_append(path, approvals, &error)) {
            cli_complain("%s", error->message);
            return EXIT_MACHINE;
        }
        fprintf(
            stderr,
            P_("%s: %u poster approved\n", "%s: %u posters approved\n", approvals->len),
            path, approvals->len);
    }
    return EXIT_FINE;
}

static int approve(Session *session, const Options *options, const GPtrArray *tasks) {
    g_autoptr(Approving) approving = approving_open(session);
    g_autoptr(GPtrArray) standings =
        approving == NULL ? NULL : approving_find(approving, tasks);

    if (standings == NULL)
        return EXIT_MACHINE;
    /* Nothing is added to a file that cannot be read. */
    if (!check(standings) || session_exit_code(session) != EXIT_FINE)
        return EXIT_FINDINGS;
    return write_all(approving, standings, options);
}

/* One line that tables can hold. */
static bool is_line(const char *text) {
    if (text == NULL)
        return false;
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_iscntrl(*at))
            return false;
    }
    return g_utf8_validate(text, -1, NULL);
}

static int run(Session *session, const Options *options, char **posters) {
    g_autoptr(GPtrArray) tasks = tasks_new();
    int code = EXIT_FINE;

    session_begin(session);
    for (; *posters != NULL && code == EXIT_FINE; posters++)
        code = add_named(session, options, *posters, tasks);
    if (code == EXIT_FINE)
        code = approve(session, options, tasks);
    session_tell(session, TRUE);
    code = MAX(code, session_exit_code(session));
    session_close(session);
    return code;
}

int cmd_approve(const Options *options, char **posters) {
    Session session = {0};

    if (*posters == NULL) {
        cli_complain("approve which posters? see \"plakat help approve\"");
        return EXIT_USAGE;
    }
    if (!is_line(options->role) || *options->role == '\0' ||
        (options->remark != NULL && !is_line(options->remark))) {
        cli_complain("--as says who approves, as a role: --as \"Dienststelle "
                     "Diversity\"; it and --remark are one line each");
        return EXIT_USAGE;
    }
    return run(&session, options, posters);
}
