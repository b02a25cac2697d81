#include "base/output.h"
#include "base/translate.h"
#include "batch/make.h"
#include "cli/cli.h"
#include "cli/ordered.h"
#include "cli/progress.h"
#include "draw/content_id.h"
#include "handoff/compile.h"
#include "handoff/package.h"
#include "model/package.h"

#include <stdio.h>
#include <string.h>

/* Of pictures in Druckauftrag.pdf, where they are as large as a thumb; when a poster is
 * given up. */
enum { THUMB_PIXELS = 300 };

/* One order on its way into a package. */
typedef struct {
    const Options *options;
    Session session;
    const Order *order;
    Printer printer;
    char *folder, *package; /* where files go, and the zip; owned */
    GPtrArray *keys;        /* of GateKey: what --allow opens; owned */
    Resources *resources;
    PrintRoom *print_room;
    GPtrArray *parts;     /* of GPtrArray of Task: a line of the order each; owned */
    GPtrArray *tasks;     /* of Task: all of them; borrowed from the parts */
    GPtrArray *lines;     /* of const OrderLine, by task; borrowed */
    GPtrArray *posters;   /* of Ordered; owned */
    Approvals *approvals; /* owned */
} Handoff;

static const Task *task_at(const Handoff *self, guint index) {
    return g_ptr_array_index(self->tasks, index);
}

/* --- the order -----------------------------------------------------------------------
 */

/* "KV-1" is short for "motifs/orders/KV-1.yaml". */
static char *order_path(const char *name) {
    g_autofree char *file = g_strdup_printf("%s.yaml", name);
    g_autofree char *path = g_build_filename("motifs", "orders", file, NULL);

    if (!g_file_test(name, G_FILE_TEST_EXISTS) && strchr(name, '/') == NULL &&
        g_file_test(path, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&path);
    return g_strdup(name);
}

static int open_order(Handoff *self, const char *name) {
    Session *session = &self->session;
    g_autofree char *path = order_path(name);
    g_autoptr(GError) error = NULL;

    session_begin(session);
    self->order = project_load_order(session->project, path, &error);
    if (error != NULL) {
        cli_complain("%s", error->message);
        return EXIT_MACHINE;
    }
    if (self->order == NULL)
        return EXIT_FINDINGS;
    return session_follow_supplier(session, self->order->supplier->name);
}

/* What --allow says. */
static int take_keys(Handoff *self) {
    for (char **text = self->options->allow; text != NULL && *text != NULL; text++) {
        g_autofree char *problem = NULL;
        GateKey *key = gate_key_new(*text, &problem);

        if (key == NULL) {
            cli_complain("%s", problem);
            return EXIT_USAGE;
        }
        g_ptr_array_add(self->keys, key);
    }
    return EXIT_FINE;
}

static GateKey *find_key(const Handoff *self, const char *id) {
    for (guint i = 0; i < self->keys->len; i++) {
        GateKey *key = g_ptr_array_index(self->keys, i);

        if (strcmp(key->id, id) == 0)
            return key;
    }
    return NULL;
}

static int load(Handoff *self) {
    self->resources = session_load_resources();
    if (self->resources == NULL)
        return EXIT_MACHINE;
    /* Whoever is refused leaves nothing, so nothing is kept while it is judged. */
    self->print_room = print_room_new(self->resources, NULL);
    return session_complete_inks(&self->session, self->resources) ? EXIT_FINE
                                                                  : EXIT_FINDINGS;
}

/* --- its posters ---------------------------------------------------------------------
 */

/* What is the same for all lines. */
static Selection selection_of(const Handoff *self) {
    return (Selection){.outputs = {[OUTPUT_PDF] = true,
                                   [OUTPUT_THUMB] = true,
                                   [OUTPUT_SOFTPROOF] = true,
                                   [OUTPUT_PREVIEW] = true},
                       .folder = self->folder,
                       .thumb_size = THUMB_PIXELS,
                       .order = self->order->number.text,
                       .despite_errors = find_key(self, "handoff/error") != NULL};
}

static char **list_languages(const OrderLine *line) {
    char **list = g_new0(char *, line->languages->len + 1);

    for (guint i = 0; i < line->languages->len; i++)
        list[i] = g_strdup(g_ptr_array_index(line->languages, i));
    return list;
}

/* NULL: the motif has none. */
static char **list_rows(const OrderLine *line) {
    char **list = line->rows->len == 0 ? NULL : g_new0(char *, line->rows->len + 1);

    for (guint i = 0; i < line->rows->len; i++)
        list[i] = g_strdup(((const DataRow *)g_ptr_array_index(line->rows, i))->id);
    return list;
}

static void plan_line(Handoff *self, const OrderLine *line) {
    g_auto(GStrv) languages = list_languages(line);
    g_auto(GStrv) rows = list_rows(line);
    char *sizes[] = {(char *)line->size->id, NULL};
    g_autoptr(GPtrArray) motifs = g_ptr_array_new();
    g_autofree char *problem = NULL;
    Selection selection = selection_of(self);
    GPtrArray *tasks;

    selection.sizes = sizes;
    selection.languages = languages;
    selection.rows = rows;
    g_ptr_array_add(motifs, (gpointer)line->motif);
    /* The order was checked: it names nothing unknown. */
    tasks = plan_make(motifs, &selection, self->session.diagnostics, &problem);
    g_assert(tasks != NULL);
    g_ptr_array_add(self->parts, tasks);
    for (guint i = 0; i < tasks->len; i++) {
        g_ptr_array_add(self->tasks, g_ptr_array_index(tasks, i));
        g_ptr_array_add(self->lines, (gpointer)line);
    }
}

/* In the package there are no folders that would tell two files apart. */
static bool check_names(const Handoff *self) {
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool are_fine = true;

    for (guint i = 0; i < self->tasks->len; i++) {
        const Task *task = task_at(self, i);
        const OrderLine *line = g_ptr_array_index(self->lines, i);

        if (task->output != OUTPUT_PDF ||
            g_hash_table_add(names, g_path_get_basename(task->path)))
            continue;
        are_fine = false;
        diagnostics_add(self->session.diagnostics, SEVERITY_ERROR, "handoff/same-name",
                        &line->origin,
                        "a poster of this line would have the name of another in the "
                        "package; put {motif} into `file-name` of supplier \"%s\"",
                        self->order->supplier->name);
    }
    return are_fine;
}

static int plan(Handoff *self) {
    for (guint i = 0; i < self->order->lines->len; i++)
        plan_line(self, g_ptr_array_index(self->order->lines, i));
    return plan_check(self->tasks, self->session.diagnostics) && check_names(self)
               ? EXIT_FINE
               : EXIT_FINDINGS;
}

/* --- the gates -----------------------------------------------------------------------
 */

static bool are_open(const Handoff *self, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) posters = ordered_gates(self->posters);

    return gates_check(self->order, posters, self->approvals, self->keys, diagnostics);
}

/* Who is refused gets all reasons at once, those of files that were not made as well.
 */
static int pass_gates(Handoff *self) {
    const OrderText *name = &self->order->printer.name;
    Ordering ordering = {&self->session, self->resources, self->order,
                         name->text != NULL ? &self->printer : NULL};
    g_autoptr(Diagnostics) said = diagnostics_new();
    g_autoptr(GError) error = NULL;

    self->printer =
        (Printer){name->text, self->order->printer.address.text, name->origin};
    self->approvals =
        project_load_approvals(self->session.project, self->order->campaign);
    self->posters = ordered_lay_out(&ordering, self->tasks, self->lines);
    if (are_open(self, said)) {
        diagnostics_add_all(self->session.diagnostics, said->findings);
        return EXIT_FINE;
    }
    if (!ordered_preflight(self->posters, self->print_room,
                           options_count_jobs(self->options->jobs), &error)) {
        cli_complain("%s", error->message);
        return EXIT_MACHINE;
    }
    are_open(self, self->session.diagnostics);
    return EXIT_FINDINGS;
}

/* What was allowed is a warning, that says why. */
static void take_findings(Handoff *self, Diagnostics *found) {
    GateKey *key = find_key(self, "handoff/error");
    g_autoptr(GPtrArray) findings = diagnostics_take_out(found);

    for (guint i = 0; i < findings->len; i++) {
        Finding *finding = finding_copy(g_ptr_array_index(findings, i));

        if (finding->severity == SEVERITY_ERROR && key != NULL) {
            finding->severity = SEVERITY_WARNING;
            key->is_used = true;
        }
        diagnostics_take(self->session.diagnostics, finding);
    }
}

/* --- their files ---------------------------------------------------------------------
 */

/* Of Outcome, by poster. */
static GPtrArray *make(Handoff *self, const Selection *selection) {
    ProgressView view = progress_new(self->options->quiet, false, false);
    g_autoptr(GPtrArray) sources = project_shared_sources(self->session.project);
    g_autoptr(InkPeaks) peaks = ink_peaks_new(self->print_room);
    g_autoptr(FileRoom) room = file_room_new();
    Batch batch = {.tasks = self->tasks,
                   .selection = selection,
                   .resources = self->resources,
                   .print_room = self->print_room,
                   .ink_peaks = peaks,
                   .file_room = room,
                   .limits = {MAKE_SECONDS, (gsize)MAKE_MIB << 20}};
    const MakeOptions options = {.jobs = options_count_jobs(self->options->jobs),
                                 .sources = sources,
                                 .report = progress_show,
                                 .data = &view};
    g_autoptr(Diagnostics) found = diagnostics_new();
    GPtrArray *outcomes;

    /* Of the reports. */
    translate_prepare("de");
    outcomes = make_files(&batch, &options, found);

    progress_end(&view);
    take_findings(self, found);
    return outcomes;
}

static int tell_problem(const GPtrArray *outcomes) {
    for (guint i = 0; i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        if (outcome->problem != NULL) {
            cli_complain("%s", outcome->problem);
            return EXIT_MACHINE;
        }
    }
    return EXIT_FINE;
}

/* --- the docket ----------------------------------------------------------------------
 */

/* Where the file of that kind lies; NULL: there is none. */
static const char *find_file(const Outcome *outcome, Output output) {
    for (guint i = 0; i < outcome->products->len; i++) {
        const Product *product = g_ptr_array_index(outcome->products, i);

        if (strcmp(product->kind, output_to_text(output)) == 0)
            return product->path;
    }
    return NULL;
}

/* All are named after the print PDF. */
static bool take_files(DocketPoster *poster, const Task *task, const Outcome *outcome,
                       GError **error) {
    static const struct {
        Output output;
        const char *ending;
    } kinds[DOCKET_FILES] = {
        [DOCKET_PDF] = {OUTPUT_PDF, ".pdf"},
        [DOCKET_PREVIEW] = {OUTPUT_PREVIEW, PACKAGE_PREVIEW},
        [DOCKET_SOFTPROOF] = {OUTPUT_SOFTPROOF, PACKAGE_PROOF},
        [DOCKET_PREFLIGHT] = {OUTPUT_PREFLIGHT, PACKAGE_REPORT},
    };
    g_autofree char *stem = g_path_get_basename(task->path);

    *strrchr(stem, '.') = '\0';
    for (int kind = 0; kind < DOCKET_FILES; kind++) {
        g_autofree char *name = g_strconcat(stem, kinds[kind].ending, NULL);

        if (!docket_file_read(&poster->files[kind],
                              find_file(outcome, kinds[kind].output), name, error))
            return false;
    }
    poster->thumb = g_strdup(find_file(outcome, OUTPUT_THUMB));
    return true;
}

static void take_approvals(const Handoff *self, const Ordered *ordered,
                           DocketPoster *poster) {
    g_autofree char *id = poster_approval_id(ordered->approved);

    for (guint i = 0; i < self->approvals->list->len; i++) {
        const Approval *approval = g_ptr_array_index(self->approvals->list, i);

        if (strcmp(approval->content_id, id) == 0)
            *docket_poster_add_approval(poster) = (DocketApproval){
                g_strdup(approval->role), g_strdup(approval->date),
                *approval->remark != '\0' ? g_strdup(approval->remark) : NULL};
    }
}

static bool take_poster(const Handoff *self, const Ordered *ordered,
                        const Outcome *outcome, const InkPeaks *peaks, Docket *docket,
                        GError **error) {
    const Task *task = ordered->task;
    g_autofree char *date = task_date(task);
    PrintJob job = task_print_job(task, date);
    const OrderedPoster taking = {ordered->gate.line, task->language, task->row,
                                  ordered->printed, &job};
    DocketPoster *poster = docket_take_poster(docket, self->order, &taking,
                                              self->print_room, peaks, error);

    if (poster == NULL)
        return false;
    take_approvals(self, ordered, poster);
    return take_files(poster, task, outcome, error);
}

static void take_openings(const Handoff *self, Docket *docket) {
    for (guint i = 0; i < self->keys->len; i++) {
        const GateKey *key = g_ptr_array_index(self->keys, i);

        if (key->is_used)
            *docket_add_opening(docket) =
                (DocketOpening){g_strdup(key->id), g_strdup(key->reason)};
    }
}

/* NULL with `error`. */
static Docket *compile(const Handoff *self, const GPtrArray *outcomes, GError **error) {
    g_autofree char *date = task_date(task_at(self, 0));
    g_autoptr(Docket) docket = docket_of_order(self->order, date);
    g_autoptr(InkPeaks) peaks = ink_peaks_new(self->print_room);

    take_openings(self, docket);
    for (guint i = 0; i < self->posters->len; i++)
        if (!take_poster(self, g_ptr_array_index(self->posters, i),
                         g_ptr_array_index(outcomes, i), peaks, docket, error))
            return NULL;
    return images_were_read(self->resources->images, error) &&
                   docket_take_profile(docket, self->order, self->resources->profiles,
                                       error)
               ? g_steal_pointer(&docket)
               : NULL;
}

/* --- the command ---------------------------------------------------------------------
 */

static int pack(const Handoff *self, const GPtrArray *outcomes) {
    const PackageOptions options = {.schema = self->options->schema};
    g_autoptr(GError) error = NULL;
    g_autoptr(Docket) docket = compile(self, outcomes, &error);

    if (docket != NULL &&
        package_write(docket, &options, self->resources, self->package, &error)) {
        printf("%s\n", self->package);
        return EXIT_FINE;
    }
    cli_complain("%s", error->message);
    return g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ? EXIT_FINDINGS
                                                                       : EXIT_MACHINE;
}

static int make_and_pack(Handoff *self) {
    Selection selection = selection_of(self);
    g_autoptr(GPtrArray) outcomes = make(self, &selection);
    int code = tell_problem(outcomes);

    code = MAX(code, session_exit_code(&self->session));
    return code == EXIT_FINE ? pack(self, outcomes) : code;
}

static void find_places(Handoff *self) {
    const char *out = self->options->out != NULL ? self->options->out : "out";
    g_autofree char *name = g_strconcat(self->order->number.text, ".zip", NULL);

    self->folder = g_build_filename(out, self->order->number.text, NULL);
    self->package = g_build_filename(out, name, NULL);
    output_sweep(out);
}

static int run(Handoff *self, const char *name) {
    int code = take_keys(self);

    if (code == EXIT_FINE)
        code = open_order(self, name);
    if (code != EXIT_FINE)
        return code;
    find_places(self);
    code = load(self);
    if (code == EXIT_FINE)
        code = plan(self);
    if (code == EXIT_FINE)
        code = pass_gates(self);
    return code == EXIT_FINE ? make_and_pack(self) : code;
}

static void clear(Handoff *self) {
    g_clear_pointer(&self->posters, g_ptr_array_unref);
    g_clear_pointer(&self->approvals, approvals_free);
    g_ptr_array_unref(self->keys);
    g_ptr_array_unref(self->lines);
    g_ptr_array_unref(self->tasks);
    g_ptr_array_unref(self->parts);
    print_room_free(self->print_room);
    resources_free(self->resources);
    session_close(&self->session);
    g_free(self->folder);
    g_free(self->package);
}

static void free_tasks(gpointer tasks) {
    g_ptr_array_unref(tasks);
}

static void free_key(gpointer key) {
    gate_key_free(key);
}

int cmd_handoff(const Options *options, char **arguments) {
    Handoff handoff = {.options = options};
    int code;

    if (arguments[0] == NULL || arguments[1] != NULL) {
        cli_complain("handoff of which order? see \"plakat help handoff\"");
        return EXIT_USAGE;
    }
    handoff.keys = g_ptr_array_new_with_free_func(free_key);
    handoff.parts = g_ptr_array_new_with_free_func(free_tasks);
    handoff.tasks = g_ptr_array_new();
    handoff.lines = g_ptr_array_new();
    code = run(&handoff, arguments[0]);
    if (handoff.session.diagnostics != NULL)
        session_tell(&handoff.session, options->quiet);
    clear(&handoff);
    return code;
}
