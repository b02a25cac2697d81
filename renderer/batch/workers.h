/* A pool of forked processes that make posters.
 *
 * The caller has loaded everything; workers share it. A worker takes one poster at a
 * time and sends back what became of it; one that dies, or takes more time or memory
 * than the batch allows, costs the poster it was at, which becomes a finding with the
 * file it was at, and is replaced. What takes longest comes first; results
 * arrive in the order of the plan, whatever the number of workers. */
#pragma once

#include "batch/task.h"

typedef struct {
    guint done, running, all; /* posters */
    const Outcome *outcome;   /* of the poster just done */
    const Task *task;         /* its first task */
} Progress;

typedef void (*WorkersReport)(const Progress *progress, void *data);

/* Runs the whole plan with `jobs` workers, which reach nothing but what the batch needs
 * (batch/fence); this process reads no artwork, whatever happens. A worker that a
 * signal told to end (SIGINT…) ends the program. Calls `report` after each poster, in
 * the order they end. Returns of Outcome, by poster; NULL for those that were not made,
 * or only in part, when the run was interrupted. */
GPtrArray *workers_run(const Batch *batch, guint jobs, Diagnostics *diagnostics,
                       WorkersReport report, void *data);
