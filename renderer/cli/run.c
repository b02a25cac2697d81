#include "cli/run.h"

#include "base/output.h"
#include "base/translate.h"
#include "batch/make.h"
#include "batch/pages.h"
#include "batch/previews.h"
#include "cli/cli.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "cli/report.h"

#include <stdio.h>
#include <unistd.h>

enum { PROBLEMS_TOLD = 4 };

/* Files of a plan that is looked through in no time; and posters whose drawings are
 * kept in mind, of those that come first. */
enum { FEW_FILES = 8, WARM_POSTERS = 16 };

/* Each is told once, and when a disk is full not one for each file. */
static int tell_problems(const GPtrArray *outcomes) {
    int code = EXIT_FINE;
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    guint untold = 0;

    for (guint i = 0; i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        if (outcome == NULL || outcome->problem == NULL)
            continue;
        code = EXIT_MACHINE;
        if (g_hash_table_size(told) >= PROBLEMS_TOLD)
            untold += !g_hash_table_contains(told, outcome->problem);
        else if (g_hash_table_add(told, outcome->problem))
            cli_complain("%s", outcome->problem);
    }
    if (untold > 0)
        cli_complain(P_("%u more poster could not be written",
                        "%u more posters could not be written", untold),
                     untold);
    return code;
}

/* Times are for people who watch; elsewhere a run says the same each time. */
static void tell_summary(const Run *run, const Summary *summary) {
    if (run->options->quiet || run->options->log != NULL)
        return;
    if (run->only_check)
        fprintf(stderr, _("posters checked: %u, errors: %u\n"), summary->posters,
                summary->errors);
    else
        fprintf(stderr,
                _("files made: %u, up to date: %u, posters failed: %u, errors: %u, "
                  "warnings: %u\n"),
                summary->made, summary->reused, summary->failed, summary->errors,
                summary->warnings);
    if (!run->only_check && isatty(STDERR_FILENO) == 1) {
        Usage usage = usage_find();

        fprintf(stderr, _("%.1f s, %.1f s of CPU, %.0f MiB\n"), summary->seconds,
                usage.cpu, (double)usage.memory / (1 << 20));
    }
}

/* To people or to programs. */
static void tell_findings(const Run *run, const Summary *summary) {
    if (run->options->log != NULL)
        log_end(run->session.diagnostics, summary);
    else if (run->follower != NULL)
        run->follower->tell(run, summary, run->follower->data);
    else
        session_tell(&run->session, run->options->quiet);
}

static Summary summarize(const Run *run, const GPtrArray *outcomes) {
    Summary summary =
        summary_make(outcomes, run->session.diagnostics, run->session.start);

    if (run->only_check)
        summary.failed = 0;
    summary.made += run->early;
    summary.reused -= MIN(run->early, summary.reused);
    return summary;
}

/* A run without posters still reports what was found in the files. */
static int end_early(const Run *run, int code) {
    Summary summary = summarize(run, NULL);
    g_autoptr(GError) error = NULL;
    const char *report = run->options->report;

    tell_findings(run, &summary);
    if (report == NULL ||
        report_write(report, run->session.diagnostics, NULL, &summary, &error))
        return MAX(code, session_exit_code(&run->session));
    cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

/* --- what is kept from run to run ----------------------------------------------------
 */

/* Keeps nothing for a check. */
static Store *open_store(const Options *options, const Selection *selection) {
    Store *store = store_new(selection->folder, options->verify);

    if (options->dry_run)
        return store;
    store_sweep(store);
    if (options->report != NULL) {
        g_autofree char *folder = g_path_get_dirname(options->report);

        output_sweep(folder);
    }
    return store;
}

static bool has_problem(const GPtrArray *outcomes) {
    for (guint i = 0; i < outcomes->len; i++) {
        if (((const Outcome *)g_ptr_array_index(outcomes, i))->problem != NULL)
            return true;
    }
    return false;
}

/* Pages that cannot be written are no reason to call the run a failure; where files
 * could not be either, one reason is enough. */
static void write_pages(const Run *run, const Schedule *schedule,
                        const GPtrArray *whole, const GPtrArray *outcomes) {
    const char *folder = run->selection->folder;
    g_autoptr(GError) error = NULL;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return;
    if ((!pages_write_words(schedule, whole, folder, &error) ||
         !pages_write_index(schedule->store, folder, run->session.diagnostics,
                            &error)) &&
        !has_problem(outcomes))
        cli_complain("%s", error->message);
}

static bool pages_are_there(const char *folder) {
    g_autofree char *index = g_build_filename(folder, "index.html", NULL);

    return g_file_test(index, G_FILE_TEST_IS_REGULAR);
}

static bool is_interrupted(const GPtrArray *outcomes) {
    return g_ptr_array_find((GPtrArray *)outcomes, NULL, NULL);
}

static void close_store(const Run *run, const Schedule *schedule,
                        const GPtrArray *whole, const GPtrArray *outcomes) {
    const Options *options = run->options;
    guint made = make_note(schedule, outcomes);
    bool has_news = store_has_news(schedule->store);

    store_save(schedule->store);
    if (is_interrupted(outcomes))
        return;
    if (has_news || made > 0 || !pages_are_there(run->selection->folder))
        write_pages(run, schedule, whole, outcomes);
    if (made > 0)
        store_clean(schedule->store,
                    (guint)option_or(options->store_days, MAKE_STORE_DAYS),
                    (guint64)option_or(options->store_size, MAKE_STORE_MIB) << 20);
}

/* A line a task: its file, what would be done, and why; tabs between. */
static void tell_schedule(const Schedule *schedule) {
    for (guint i = 0; i < schedule->tasks->len; i++) {
        const Job *job = schedule_job(schedule, i);

        printf("%s\t%s\t%s\n",
               ((const Task *)g_ptr_array_index(schedule->tasks, i))->path,
               verdict_to_text(job->verdict), job->reason != NULL ? job->reason : "");
    }
}

/* --- the run -------------------------------------------------------------------------
 */

/* Of char *; free the array. */
static GPtrArray *name_failed(const GPtrArray *plan, const GPtrArray *outcomes) {
    GPtrArray *failed = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0, poster = 0; i < plan->len;
         i = plan_next_poster(plan, i), poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);
        const Task *task = g_ptr_array_index(plan, i);

        if (outcome->done < outcome->tasks)
            g_ptr_array_add(failed, g_strjoin(" ", task->motif->name, task->size->id,
                                              task->language,
                                              task->row ? task->row->id : NULL, NULL));
    }
    return failed;
}

/* A part of a plan is told of even if there is nothing in it. */
static bool write_state(const Run *run, const GPtrArray *plan,
                        const GPtrArray *outcomes, const Summary *summary,
                        GError **error) {
    const char *folder = run->selection->folder;
    const Diagnostics *diagnostics = run->session.diagnostics;
    g_autoptr(GPtrArray) failed = name_failed(plan, outcomes);
    ReportPart part = {run->shard, run->plan_id, failed};

    if (run->shard.count > 0)
        return report_write_state(folder, diagnostics, outcomes, summary, &part, error);
    return !g_file_test(folder, G_FILE_TEST_IS_DIR) ||
           report_write_state(folder, diagnostics, outcomes, summary, NULL, error);
}

static bool write_reports(const Run *run, const GPtrArray *plan,
                          const GPtrArray *outcomes, const Summary *summary,
                          GError **error) {
    const char *report = run->options->report;
    const Diagnostics *diagnostics = run->session.diagnostics;

    if (!run->only_check && !write_state(run, plan, outcomes, summary, error))
        return false;
    return report == NULL ||
           report_write(report, diagnostics, outcomes, summary, error);
}

/* What is told at the end, and the exit code. */
static int end_run(const Run *run, const GPtrArray *plan, const GPtrArray *outcomes) {
    Summary summary = summarize(run, outcomes);
    g_autoptr(GError) error = NULL;
    int code;

    tell_findings(run, &summary);
    code = tell_problems(outcomes);
    code = MAX(code, session_exit_code(&run->session));
    if (run->follower == NULL || !run->follower->is_again)
        tell_summary(run, &summary);
    if (write_reports(run, plan, outcomes, &summary, &error))
        return code;
    if (!has_problem(outcomes))
        cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

static ProgressView start_progress(const Run *run) {
    const Options *options = run->options;
    ProgressView view =
        progress_new(options->quiet, options->verbose, options->log != NULL);

    if (run->follower != NULL && run->follower->is_again) {
        view.only_made = true;
        view.quiet |= !view.is_terminal && !view.verbose;
    }
    return view;
}

static GPtrArray *make_posters(Run *run, Batch *batch) {
    guint jobs = options_count_jobs(run->options->jobs);
    ProgressView view = start_progress(run);
    GPtrArray *outcomes;

    batch->means =
        (RasterMeans){make_helpers(batch, jobs), (gsize)run->options->memory << 20};
    outcomes = workers_run(batch, jobs, run->session.diagnostics, progress_show, &view);
    progress_end(&view);
    return outcomes;
}

static void load_drawings(const Run *run, const Record *record) {
    for (guint i = 0; i < record->files->len; i++) {
        const Shown *shown = g_ptr_array_index(record->files, i);

        if (g_str_has_suffix(shown->path, ".svg"))
            svgs_load(run->resources->svgs, shown->path, NULL);
    }
}

/* Workers of the next time share what this process has loaded: the drawings that were
 * drawn without harm, of the posters that come first. */
static void warm_up(const Run *run, const Schedule *schedule,
                    const GPtrArray *outcomes) {
    for (guint i = 0, poster = 0; i < schedule->tasks->len && poster < WARM_POSTERS;
         i = plan_next_poster(schedule->tasks, i), poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);
        const char *key = schedule_job(schedule, i)->key;
        g_autoptr(Record) record = key == NULL || outcome->done < outcome->tasks
                                       ? NULL
                                       : store_find(schedule->store, key);

        if (record != NULL)
            load_drawings(run, record);
    }
}

/* `plan` is what the tasks of the batch were sorted from, a part of the whole one. */
static int run_batch(Run *run, Batch *batch, const GPtrArray *plan,
                     const GPtrArray *whole) {
    g_autoptr(GPtrArray) outcomes = make_posters(run, batch);

    if (batch->schedule != NULL)
        close_store(run, batch->schedule, whole, outcomes);
    run->is_interrupted = is_interrupted(outcomes);
    if (run->is_interrupted)
        return EXIT_FINE;
    if (run->follower != NULL)
        warm_up(run, batch->schedule, outcomes);
    if (plan != batch->tasks)
        outcomes = previews_join(plan, batch->tasks, outcomes);
    return end_run(run, plan, outcomes);
}

/* Of a plan that takes a while to look through: what somebody waits for is made without
 * looking at the rest. What is found about it will be found again. */
static void make_early(Run *run, const Batch *batch, Inputs *inputs, Store *store) {
    g_autoptr(GPtrArray) first =
        previews_first(batch->tasks, options_count_jobs(run->options->jobs));
    g_autoptr(Schedule) schedule = schedule_new(first, inputs, store, false);
    g_autoptr(Diagnostics) said = run->session.diagnostics;
    g_autoptr(GPtrArray) outcomes = NULL;
    Batch early = *batch;
    Summary summary;

    run->restored += schedule_restore(schedule);
    early.tasks = first;
    early.schedule = schedule;
    run->session.diagnostics = diagnostics_new();
    outcomes = make_posters(run, &early);
    make_note(schedule, outcomes);
    summary = summary_make(outcomes, run->session.diagnostics, run->session.start);
    run->early = summary.made;
    diagnostics_free(run->session.diagnostics);
    run->session.diagnostics = g_steal_pointer(&said);
}

static int run_stored(Run *run, Batch *batch, const GPtrArray *plan,
                      const GPtrArray *whole) {
    const Options *options = run->options;
    const Follower *follower = run->follower;
    g_autoptr(Store) store = open_store(options, run->selection);
    g_autoptr(GPtrArray) sources = project_shared_sources(run->session.project);
    g_autoptr(Inputs) inputs =
        inputs_new(run->selection, batch->resources, store_files(store), sources,
                   (gsize)options->memory << 20);
    g_autoptr(Schedule) schedule = NULL;

    if (run->shard.count > 0) {
        g_free(run->plan_id);
        run->plan_id = shard_plan_id(inputs, whole);
    }
    if (follower != NULL && follower->is_hasty && plan->len > FEW_FILES)
        make_early(run, batch, inputs, store);
    schedule =
        schedule_new(batch->tasks, inputs, store,
                     options->force && (follower == NULL || !follower->is_again));
    if (options->dry_run) {
        tell_schedule(schedule);
        return end_early(run, EXIT_FINE);
    }
    run->restored += schedule_restore(schedule);
    batch->schedule = schedule;
    return run_batch(run, batch, plan, whole);
}

/* Fonts take as long to read as text files. */
static void begin_loading(Run *run) {
    if (run->resources == NULL && options_count_jobs(run->options->jobs) > 1)
        run->loading = session_begin_resources();
}

/* Loads what is not loaded already. */
static bool find_resources(Run *run) {
    if (run->resources != NULL && !resources_renew(run->resources))
        g_clear_pointer(&run->resources, resources_free);
    if (run->loading != NULL)
        run->resources = session_end_resources(g_steal_pointer(&run->loading));
    else if (run->resources == NULL)
        run->resources = session_load_resources();
    return run->resources != NULL;
}

/* Whether print PDFs are made, which are judged. */
static bool prints(const GPtrArray *plan) {
    for (guint i = 0; i < plan->len; i++) {
        const Task *task = g_ptr_array_index(plan, i);

        if (output_is_printed(task->output))
            return true;
    }
    return false;
}

static int run_plan(Run *run, const GPtrArray *whole) {
    const Options *options = run->options;
    const Follower *follower = run->follower;
    g_autoptr(GPtrArray) plan = shard_take(run->shard, whole);
    Batch batch = {
        .tasks = plan, .selection = run->selection, .only_check = run->only_check};
    g_autoptr(GPtrArray) sorted = NULL;
    g_autoptr(Shelf) shelf = NULL;
    g_autoptr(PrintRoom) print_room = NULL;
    g_autoptr(InkPeaks) ink_peaks = NULL;
    g_autoptr(FileRoom) file_room = NULL;

    batch.limits.seconds = (guint)option_or(options->time_limit, MAKE_SECONDS);
    batch.limits.bytes = (gsize)option_or(options->memory_limit, MAKE_MIB) << 20;
    if (!find_resources(run))
        return EXIT_MACHINE;
    /* Wrong colours are worse than none. */
    if (!session_complete_inks(&run->session, run->resources) && !run->only_check)
        return end_early(run, EXIT_FINE);
    batch.resources = run->resources;
    /* A check does not draw, and who watches reads them before they are needed. */
    if (!run->only_check && run->follower == NULL)
        svgs_read_late(run->resources->svgs);
    shelf = run->only_check ? NULL : store_shelf_new(run->selection->folder);
    batch.print_room = print_room = print_room_new(run->resources, shelf);
    batch.ink_peaks = ink_peaks = ink_peaks_new(print_room);
    if (!run->only_check && prints(plan))
        batch.file_room = file_room = file_room_new();
    if (options->log != NULL && !options->dry_run)
        log_start(plan);
    if (follower != NULL) {
        batch.tasks = sorted = previews_sort(plan, follower->motif);
        batch.in_order = true;
        batch.interruption = follower->interruption;
    }
    return run->only_check ? run_batch(run, &batch, plan, whole)
                           : run_stored(run, &batch, plan, whole);
}

/* Those that were named, or lie among the motifs; returns how many there are. */
static guint check_orders(Session *session) {
    g_autoptr(GPtrArray) orders = project_load_orders(session->project);

    return orders->len;
}

/* Reads, plans and runs; `code` is what went wrong so far without stopping us. */
static int plan_and_run(Run *run, int code) {
    Session *session = &run->session;
    guint orders = run->only_check ? check_orders(session) : 0;
    g_autofree char *problem = NULL;
    g_autoptr(GPtrArray) tasks =
        plan_make(session->motifs, run->selection, session->diagnostics, &problem);
    int result;

    if (tasks == NULL) {
        cli_complain("%s", problem);
        return end_early(run, EXIT_USAGE);
    }
    if (!plan_check(tasks, session->diagnostics))
        return end_early(run, code);
    if (tasks->len == 0 && code == EXIT_FINE && orders == 0 &&
        session->diagnostics->findings->len == 0) {
        cli_complain("no motifs found");
        code = EXIT_MACHINE;
    }
    if (tasks->len == 0)
        return end_early(run, code);
    result = run_plan(run, tasks);
    return MAX(code, result);
}

static int open_and_run(Run *run) {
    int code, supplied;

    code = session_open(&run->session, run->motifs);
    if (run->follower != NULL)
        run->follower->note(run, run->follower->data);
    supplied = session_follow_supplier(&run->session, run->options->supplier);
    if (supplied != EXIT_FINE)
        return end_early(run, supplied);
    return plan_and_run(run, code);
}

int run_once(Run *run) {
    int code;

    run->early = 0;
    run->restored = 0;
    run->is_interrupted = false;
    run->session.with_orders = run->only_check;
    begin_loading(run);
    code = open_and_run(run);
    /* Nothing came of what was read: nobody needed it. */
    g_clear_pointer(&run->loading, loading_free);
    return code;
}

void run_sweep(const Run *run) {
    store_free(open_store(run->options, run->selection));
}

void run_clear(Run *run) {
    session_close(&run->session);
    g_clear_pointer(&run->resources, resources_free);
    g_clear_pointer(&run->plan_id, g_free);
}
