/* How far a run is: a bar on a terminal, plain lines elsewhere. */
#pragma once

#include "batch/workers.h"

typedef struct {
    bool is_terminal; /* stderr is one */
    bool quiet;
    bool is_log;    /* for programs */
    bool verbose;   /* a line for each file */
    bool only_made; /* programs need not hear of what is as it was */
    gint64 start;   /* microseconds, monotonic */
} ProgressView;

ProgressView progress_new(bool quiet, bool verbose, bool is_log);

/* A WorkersReport; `data` is a ProgressView. */
void progress_show(const Progress *progress, void *data);

/* Wipes the bar. */
void progress_end(const ProgressView *self);
