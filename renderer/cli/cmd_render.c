#include "base/output.h"
#include "base/translate.h"
#include "batch/workers.h"
#include "cli/cli.h"
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

static bool is_all(const char *list) {
    return list != NULL && g_ascii_strcasecmp(list, "all") == 0;
}

/* NULL for "all" or when nothing was said. */
static char **split_list(const char *list) {
    return list == NULL || is_all(list) ? NULL : g_strsplit(list, ",", -1);
}

static int choose_outputs(const char *list, Selection *selection) {
    g_auto(GStrv) names = g_strsplit(list != NULL ? list : "pdf,png", ",", -1);

    for (char **name = names; *name != NULL; name++) {
        g_autofree char *small = g_ascii_strdown(*name, -1);
        Output output;

        if (!output_find(small, &output) || output >= OUTPUT_CHOICES) {
            cli_complain(
                "no output \"%s\"; there are pdf, png, jpg, thumb, back, plates, softproof and tif",
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

static guint count_jobs(const Options *options) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (options->jobs > 0)
        return (guint)options->jobs;
    return cores > 0 ? (guint)cores : 1;
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

static guint count_files(const GPtrArray *outcomes, bool reused) {
    guint count = 0;

    for (guint i = 0; i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        for (guint j = 0; outcome != NULL && j < outcome->products->len; j++)
            count +=
                ((const Product *)g_ptr_array_index(outcome->products, j))->is_reused ==
                reused;
    }
    return count;
}

static void tell_summary(const Options *options, const GPtrArray *outcomes,
                         const Session *session, bool only_check) {
    guint errors = diagnostics_count(session->diagnostics, SEVERITY_ERROR);

    if (options->quiet)
        return;
    if (only_check)
        fprintf(stderr, _("posters checked: %u, errors: %u\n"), outcomes->len, errors);
    else
        fprintf(stderr, _("files made: %u, up to date: %u, errors: %u\n"),
                count_files(outcomes, false), count_files(outcomes, true), errors);
}

/* A run without posters still reports what was found in the files. */
static int end_early(const Options *options, const Session *session, int code) {
    g_autoptr(GError) error = NULL;

    session_tell(session, options->quiet);
    if (options->report == NULL ||
        report_write(options->report, session->diagnostics, NULL, &error))
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

static void close_store(const Options *options, const Schedule *schedule,
                        const GPtrArray *outcomes) {
    guint poster = 0, made = 0;

    for (guint i = 0; i < schedule->tasks->len; poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);

        schedule_note(schedule, i, outcome->done);
        made += schedule_makes(schedule, i);
        i = plan_next_poster(schedule->tasks, i);
    }
    store_save(schedule->store);
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

/* What is told at the end, and the exit code. */
static int end_run(const Options *options, const Session *session,
                   const GPtrArray *outcomes, bool only_check) {
    g_autoptr(GError) error = NULL;
    int code;

    session_tell(session, options->quiet);
    code = tell_problems(outcomes);
    code = MAX(code, session_exit_code(session));
    tell_summary(options, outcomes, session, only_check);
    if (options->report != NULL &&
        !report_write(options->report, session->diagnostics, outcomes, &error)) {
        cli_complain("%s", error->message);
        return EXIT_MACHINE;
    }
    return code;
}

static int run_batch(const Options *options, Batch *batch, Session *session) {
    ProgressView view = progress_new(options->quiet, options->verbose);
    guint jobs = count_jobs(options);
    g_autoptr(GPtrArray) outcomes = NULL;

    batch->means =
        (RasterMeans){count_helpers(batch, jobs), (gsize)options->memory << 20};
    outcomes = workers_run(batch, jobs, session->diagnostics, progress_show, &view);
    progress_end(&view);
    if (batch->schedule != NULL)
        close_store(options, batch->schedule, outcomes);
    return end_run(options, session, outcomes, batch->only_check);
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

/* Reads, plans and runs; `code` is what went wrong so far without stopping us. */
static int plan_and_run(const Options *options, const Selection *selection,
                        Session *session, int code, bool only_check) {
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
    if (tasks->len == 0 && code == EXIT_FINE &&
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
    g_auto(GStrv) sizes = split_list(options->sizes);
    g_auto(GStrv) languages = split_list(options->languages);
    g_auto(GStrv) rows = split_list(options->rows);
    g_autoptr(ScreenProfile) profile = NULL;
    Selection selection = {.sizes = sizes,
                           .languages = languages,
                           .rows = rows,
                           .all_sizes = is_all(options->sizes),
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
