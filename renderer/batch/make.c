#include "batch/make.h"

/* What is kept of earlier versions. */
enum { STORE_MIB = 2048, STORE_DAYS = 30 };

/* What is left of the jobs when there are fewer posters to be made. */
static guint count_helpers(const Batch *batch, guint jobs) {
    guint posters = 0;

    for (guint i = 0; i < batch->tasks->len; i = plan_next_poster(batch->tasks, i))
        posters += schedule_makes(batch->schedule, i);
    return posters == 0 ? 1 : MAX(jobs / posters, 1);
}

static void keep(const Schedule *schedule, const GPtrArray *outcomes) {
    guint poster = 0;

    for (guint i = 0; i < schedule->tasks->len;
         i = plan_next_poster(schedule->tasks, i), poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);

        if (outcome != NULL)
            schedule_note(schedule, i, outcome->done);
    }
    store_save(schedule->store);
    store_clean(schedule->store, STORE_DAYS, (guint64)STORE_MIB << 20);
}

GPtrArray *make_files(Batch *batch, const MakeOptions *options,
                      Diagnostics *diagnostics) {
    g_autoptr(Store) store = store_new(batch->selection->folder, false);
    g_autoptr(Inputs) inputs =
        inputs_new(batch->selection, batch->resources, store_files(store),
                   options->sources, options->memory);
    g_autoptr(Schedule) schedule = NULL;
    GPtrArray *outcomes;

    store_sweep(store);
    schedule = schedule_new(batch->tasks, inputs, store, options->force);
    schedule_restore(schedule);
    batch->schedule = schedule;
    batch->means = (RasterMeans){count_helpers(batch, options->jobs), options->memory};
    outcomes =
        workers_run(batch, options->jobs, diagnostics, options->report, options->data);
    keep(schedule, outcomes);
    batch->schedule = NULL;
    return outcomes;
}
