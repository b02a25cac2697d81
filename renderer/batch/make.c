#include "batch/make.h"

guint make_helpers(const Batch *batch, guint jobs) {
    guint posters = 0;

    for (guint i = 0; i < batch->tasks->len; i = plan_next_poster(batch->tasks, i))
        posters += batch->schedule == NULL || schedule_makes(batch->schedule, i);
    return posters == 0 ? 1 : MAX(jobs / posters, 1);
}

guint make_note(const Schedule *schedule, const GPtrArray *outcomes) {
    guint poster = 0, made = 0;

    for (guint i = 0; i < schedule->tasks->len;
         i = plan_next_poster(schedule->tasks, i), poster++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, poster);

        if (outcome == NULL)
            continue;
        schedule_note(schedule, i, outcome->done);
        made += schedule_makes(schedule, i);
    }
    return made;
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
    batch->means = (RasterMeans){make_helpers(batch, options->jobs), options->memory};
    outcomes =
        workers_run(batch, options->jobs, diagnostics, options->report, options->data);
    make_note(schedule, outcomes);
    store_save(store);
    store_clean(store, MAKE_STORE_DAYS, (guint64)MAKE_STORE_MIB << 20);
    batch->schedule = NULL;
    return outcomes;
}
