/* The files of a plan, made or taken from the store of the output folder. */
#pragma once

#include "batch/workers.h"

/* What nobody has asked for: when a poster is given up, and what is kept of earlier
 * versions. */
enum {
    MAKE_SECONDS = 300,
    MAKE_MIB = 1536,
    MAKE_STORE_MIB = 2048,
    MAKE_STORE_DAYS = 30,
};

typedef struct {
    guint jobs;               /* processes at work */
    gsize memory;             /* bytes a picture may take; 0: the default */
    const GPtrArray *sources; /* of const Source: the text files that motifs share */
    bool force;               /* what is up to date is made again */
    WorkersReport report;
    void *data; /* of the report */
} MakeOptions;

/* Of Outcome, by poster. Sets the schedule of the batch for the time it takes. */
GPtrArray *make_files(Batch *batch, const MakeOptions *options,
                      Diagnostics *diagnostics);

/* What of so many processes may help with a picture: there are more of them than
 * posters to be made. */
guint make_helpers(const Batch *batch, guint jobs);

/* Notes what was done, for the next run; returns of how many posters something was
 * made. */
guint make_note(const Schedule *schedule, const GPtrArray *outcomes);
