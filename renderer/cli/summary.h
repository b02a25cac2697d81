/* What came of a run, in numbers. */
#pragma once

#include "base/diagnostics.h"

typedef struct {
    guint posters;
    guint made, reused; /* files */
    guint failed;       /* posters of which not all files are there */
    guint errors, warnings, notes;
    double seconds; /* by the clock, since the run began */
} Summary;

/* `outcomes` is of Outcome, or NULL; `start` is the monotonic time, in µs, at which the
 * run began. */
Summary summary_make(const GPtrArray *outcomes, const Diagnostics *diagnostics,
                     gint64 start);

/* Of the program so far, whatever it ran. */
typedef struct {
    double cpu;     /* seconds, of this process and all that worked for it */
    guint64 memory; /* bytes, of the process that took the most */
} Usage;

/* Waits for those that have done their work and end. */
Usage usage_find(void);
