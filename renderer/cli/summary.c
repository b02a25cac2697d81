#include "cli/summary.h"

#include "base/process.h"
#include "batch/task.h"

#include <sys/resource.h>

static void count_outcome(Summary *self, const Outcome *outcome) {
    self->posters++;
    self->failed += outcome->done < outcome->tasks;
    for (guint i = 0; i < outcome->products->len; i++) {
        const Product *product = g_ptr_array_index(outcome->products, i);

        if (product->is_reused)
            self->reused++;
        else
            self->made++;
    }
}

Summary summary_make(const GPtrArray *outcomes, const Diagnostics *diagnostics,
                     gint64 start) {
    Summary self = {.seconds = (double)(g_get_monotonic_time() - start) / 1e6};

    for (guint i = 0; outcomes != NULL && i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        if (outcome != NULL)
            count_outcome(&self, outcome);
    }
    self.errors = diagnostics_count(diagnostics, SEVERITY_ERROR);
    self.warnings = diagnostics_count(diagnostics, SEVERITY_WARNING) - self.errors;
    self.notes = diagnostics->findings->len - self.errors - self.warnings;
    return self;
}

static double seconds_of(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void add_usage(Usage *self, int who) {
    struct rusage usage;

    if (getrusage(who, &usage) != 0)
        return;
    self->cpu += seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    self->memory = MAX(self->memory, (guint64)usage.ru_maxrss << 10);
}

Usage usage_find(void) {
    Usage self = {0};

    process_wait_left();
    add_usage(&self, RUSAGE_SELF);
    add_usage(&self, RUSAGE_CHILDREN);
    return self;
}
