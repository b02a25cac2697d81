/* A fence around those who read artwork: of all files they reach the artwork of the
 * run, its fonts and profiles, and the output folder; no network, no programs
 * (base/sandbox).
 *
 * Text files need not be reached: they were read before. */
#pragma once

#include "batch/task.h"

typedef struct Fence Fence;

/* For the tasks of a batch, which must outlive it. Where they write into an output
 * folder it is made. */
Fence *fence_new(const Batch *batch);

/* Removes the output folder again if nothing is in it and it was not there. */
void fence_free(Fence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fence, fence_free)

/* Shuts this process in, for good. */
void fence_enter(Fence *self);

/* Whether the output folder is not the one that those inside can reach: somebody has
 * removed it. It is made again, for those who enter from now on. */
bool fence_has_moved(Fence *self);

/* Adds a note when somebody has entered on a system that lacks a part of the fence. */
void fence_report(const Fence *self, Diagnostics *diagnostics);
