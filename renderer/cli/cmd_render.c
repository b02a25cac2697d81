#include "base/output.h"
#include "base/translate.h"
#include "batch/pages.h"
#include "batch/workers.h"
#include "cli/cli.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/session.h"
#include "raster/png.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What nobody has asked for. */
enum {
    JPG_QUALITY = 90,
    THUMB_SIZE = 480,
    STORE_MIB = 2048,
    STORE_DAYS = 30,
    PROBLEMS_TOLD = 4,
    TIME_LIMIT = 300,
    MEMORY_LIMIT = 1536
};

static int choose_outputs(const char *list, Selection *selection) {
    g_auto(GStrv) names = g_strsplit(list != NULL ? list : "pdf,png", ",", -1);

    for (char **name = names; *name != NULL; name++) {
        g_autofree char *small = g_ascii_strdown(*name, -1);
        Output output;

        if (!output_find(small, &output) || output >= OUTPUT_CHOICES) {
            cli_complain(
                "no output \"%s\"; there are pdf, png, jpg, thumb, back, plates, softproof, tif and preview",
                *name);
            return EXIT_USAGE;
        }
        selection->outputs[output] = true;
    }
    return EXIT_FINE;
}

/* NULL with the exit code. */
static ScreenProfile *choose_profile(const Options *options, int *code) {
    g_autoptr(GError) error = NULL;
    ScreenProfile *profile = options->profile == NULL
                                 ? screen_profile_new_srgb()
                                 : screen_profile_load(options->profile, &error);

    if (profile != NULL)
        return profile;
    cli_complain("%s", error->message);
    *code = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ? EXIT_USAGE
                                                                        : EXIT_MACHINE;
    return NULL;
}

static int number_or(int said, int otherwise) {
    return said > 0 ? said : otherwise;
}

static PngCompression find_compression(const char *word) {
    if (word == NULL)
        return PNG_COMPRESSION_AUTO;
    return strcmp(word, "fast") == 0 ? PNG_COMPRESSION_FAST : PNG_COMPRESSION_SMALL;
}

/* What is left of the jobs when there are fewer posters to be made. */
static guint count_helpers(const Batch *batch, guint jobs) {
    const GPtrArray *tasks = batch->tasks;
    guint posters = 0;

    for (guint i = 0; i < tasks->len; i = plan_next_poster(tasks, i))
        posters += batch->schedule == NULL || schedule_makes(batch->schedule, i);
    return posters == 0 ? 1 : MAX(jobs / posters, 1);
}

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
static void tell_summary(const Options *options, const Summary *summary, guint posters,
                         bool only_check) {
    if (options->quiet || options->log != NULL)
        return;
    if (only_check)
        fprintf(stderr, _("posters checked: %u, errors: %u\n"), posters,
                summary->errors);
    else
        fprintf(stderr,
                _("files made: %u, up to date: %u, posters failed: %u, errors: %u, "
                  "warnings: %u\n"),
                summary->made, summary->reused, summary->failed, summary->errors,
                summary->warnings);
    if (!only_check && isatty(STDERR_FILENO) == 1)
        fprintf(stderr, _("%.1f s, %.1f s of CPU, %.0f MiB\n"), summary->seconds,
                summary->cpu, (double)summary->memory / (1 << 20));
}

/* To people or to programs. */
static void tell_findings(const Options *options, const Session *session,
                          const Summary *summary) {
    if (options->log != NULL)
        log_end(session->diagnostics, summary);
    else
        session_tell(session, options->quiet);
}

/* A run without posters still reports what was found in the files. */
static int end_early(const Options *options, const Session *session, int code) {
    Summary summary = summary_make(NULL, session->diagnostics, session->start);
    g_autoptr(GError) error = NULL;

    tell_findings(options, session, &summary);
    if (options->report == NULL ||
        report_write(options->report, session->diagnostics, NULL, &summary, &error))
        return MAX(code, session_exit_code(session));
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
static void write_pages(const Schedule *schedule, const GPtrArray *outcomes,
                        const Session *session) {
    const char *folder = inputs_selection(schedule->inputs)->folder;
    g_autoptr(GError) error = NULL;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
        return;
    if ((!pages_write_words(schedule, folder, &error) ||
         !pages_write_index(schedule, folder, session->diagnostics, &error)) &&
        !has_problem(outcomes))
        cli_complain("%s", error->message);
}

static bool pages_are_there(const Schedule *schedule) {
    g_autofree char *index = g_build_filename(
        inputs_selection(schedule->inputs)->folder, "index.html", NULL);

    return g_file_test(index, G_FILE_TEST_IS_REGULAR);
}

static void close_store(const Options *options, const Schedule *schedule,
                        const GPtrArray *outcomes, const Session *session) {
    guint poster = 0, made = 0;
    bool has_news;

    for (guint i = 0; i < schedule->tasks->len; poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);

        schedule_note(schedule, i, outcome->done);
        made += schedule_makes(schedule, i);
        i = plan_next_poster(schedule->tasks, i);
    }
    has_news = store_has_news(schedule->store);
    store_save(schedule->store);
    if (has_news || made > 0 || !pages_are_there(schedule))
        write_pages(schedule, outcomes, session);
    if (made > 0)
        store_clean(schedule->store, (guint)number_or(options->store_days, STORE_DAYS),
                    (guint64)number_or(options->store_size, STORE_MIB) << 20);
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

static bool write_reports(const Options *options, const Batch *batch,
                          const Session *session, const GPtrArray *outcomes,
                          const Summary *summary, GError **error) {
    const char *folder = batch->selection->folder;

    if (!batch->only_check && g_file_test(folder, G_FILE_TEST_IS_DIR) &&
        !report_write_state(folder, session->diagnostics, outcomes, summary, error))
        return false;
    return options->report == NULL ||
           report_write(options->report, session->diagnostics, outcomes, summary,
                        error);
}

/* What is told at the end, and the exit code. */
static int end_run(const Options *options, const Batch *batch, const Session *session,
                   const GPtrArray *outcomes) {
    Summary summary = summary_make(outcomes, session->diagnostics, session->start);
    g_autoptr(GError) error = NULL;
    int code;

    if (batch->only_check)
        summary.failed = 0;
    tell_findings(options, session, &summary);
    code = tell_problems(outcomes);
    code = MAX(code, session_exit_code(session));
    tell_summary(options, &summary, outcomes->len, batch->only_check);
    if (write_reports(options, batch, session, outcomes, &summary, &error))
        return code;
    if (!has_problem(outcomes))
        cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

static int run_batch(const Options *options, Batch *batch, Session *session) {
    ProgressView view =
        progress_new(options->quiet, options->verbose, options->log != NULL);
    guint jobs = options_count_jobs(options->jobs);
    g_autoptr(GPtrArray) outcomes = NULL;

    batch->means =
        (RasterMeans){count_helpers(batch, jobs), (gsize)options->memory << 20};
    if (options->log != NULL)
        log_start(batch->tasks);
    outcomes = workers_run(batch, jobs, session->diagnostics, progress_show, &view);
    progress_end(&view);
    if (batch->schedule != NULL)
        close_store(options, batch->schedule, outcomes, session);
    return end_run(options, batch, session, outcomes);
}

static int run_stored(const Options *options, Batch *batch, Session *session) {
    g_autoptr(Store) store = open_store(options, batch->selection);
    g_autoptr(GPtrArray) sources = project_shared_sources(session->project);
    g_autoptr(Inputs) inputs =
        inputs_new(batch->selection, batch->resources, store_files(store), sources,
                   (gsize)options->memory << 20);
    g_autoptr(Schedule) schedule =
        schedule_new(batch->tasks, inputs, store, options->force);

    if (options->dry_run) {
        tell_schedule(schedule);
        return end_early(options, session, EXIT_FINE);
    }
    schedule_restore(schedule);
    batch->schedule = schedule;
    return run_batch(options, batch, session);
}

static int run_plan(const Options *options, const Selection *selection,
                    const GPtrArray *tasks, Session *session, bool only_check) {
    Batch batch = {.tasks = tasks, .selection = selection, .only_check = only_check};
    g_autoptr(Resources) resources = session_load_resources();
    g_autoptr(PrintRoom) print_room = NULL;
    g_autoptr(InkPeaks) ink_peaks = NULL;
    g_autoptr(FileRoom) file_room = NULL;

    batch.limits.seconds = (guint)number_or(options->time_limit, TIME_LIMIT);
    batch.limits.bytes = (gsize)number_or(options->memory_limit, MEMORY_LIMIT) << 20;
    if (resources == NULL)
        return EXIT_MACHINE;
    /* Wrong colours are worse than none. */
    if (!session_complete_inks(session, resources) && !only_check)
        return end_early(options, session, EXIT_FINE);
    batch.resources = resources;
    batch.print_room = print_room = print_room_new(resources);
    batch.ink_peaks = ink_peaks = ink_peaks_new(print_room);
    batch.file_room = file_room = file_room_new();
    return only_check ? run_batch(options, &batch, session)
                      : run_stored(options, &batch, session);
}

/* Those that were named, or lie among the motifs; returns how many there are. */
static guint check_orders(Session *session) {
    g_autoptr(GPtrArray) orders = project_load_orders(session->project);

    return orders->len;
}

/* Reads, plans and runs; `code` is what went wrong so far without stopping us. */
static int plan_and_run(const Options *options, const Selection *selection,
                        Session *session, int code, bool only_check) {
    guint orders = only_check ? check_orders(session) : 0;
    g_autofree char *problem = NULL;
    g_autoptr(GPtrArray) tasks =
        plan_make(session->motifs, selection, session->diagnostics, &problem);
    int result;

    if (tasks == NULL) {
        cli_complain("%s", problem);
        return end_early(options, session, EXIT_USAGE);
    }
    if (!plan_check(tasks, session->diagnostics))
        return end_early(options, session, code);
    if (tasks->len == 0 && code == EXIT_FINE && orders == 0 &&
        session->diagnostics->findings->len == 0) {
        cli_complain("no motifs found");
        code = EXIT_MACHINE;
    }
    if (tasks->len == 0)
        return end_early(options, session, code);
    result = run_plan(options, selection, tasks, session, only_check);
    return MAX(code, result);
}

static int run(const Options *options, char **motifs, Session *session,
               bool only_check) {
    g_auto(GStrv) sizes = options_split(options->sizes);
    g_auto(GStrv) languages = options_split(options->languages);
    g_auto(GStrv) rows = options_split(options->rows);
    g_autoptr(ScreenProfile) profile = NULL;
    Selection selection = {.sizes = sizes,
                           .languages = languages,
                           .rows = rows,
                           .all_sizes = options_are_all(options->sizes),
                           .folder = options->out != NULL ? options->out : "out",
                           .ppi = options->ppi,
                           .compression = (int)find_compression(options->png),
                           .quality = number_or(options->quality, JPG_QUALITY),
                           .thumb_size = number_or(options->thumb_size, THUMB_SIZE),
                           .paper_white = options->paper_white,
                           .with_bleed = options->bleed};
    int code = choose_outputs(options->outputs, &selection), supplied;

    if (code == EXIT_FINE)
        selection.profile = profile = choose_profile(options, &code);
    if (code != EXIT_FINE)
        return code;
    session->with_orders = only_check;
    code = session_open(session, motifs);
    supplied = session_follow_supplier(session, options->supplier);
    if (supplied != EXIT_FINE)
        return end_early(options, session, supplied);
    return plan_and_run(options, &selection, session, code, only_check);
}

static int run_command(const Options *options, char **motifs, bool only_check) {
    Session session = {0};
    int code = run(options, motifs, &session, only_check);

    session_close(&session);
    return code;
}

int cmd_render(const Options *options, char **motifs) {
    return run_command(options, motifs, false);
}

int cmd_check(const Options *options, char **motifs) {
    return run_command(options, motifs, true);
}
