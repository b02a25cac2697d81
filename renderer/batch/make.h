/* The files of a plan, made or taken from the store of the output folder. */
#pragma once

#include "batch/workers.h"

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
