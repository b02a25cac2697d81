/* One poster: the stages in order. */
#pragma once

#include "base/diagnostics.h"
#include "batch/plan.h"
#include "batch/schedule.h"
#include "model/poster.h"
#include "model/product.h"
#include "preflight/file_rules.h"
#include "prepress/ink_peaks.h"
#include "prepress/print_pdf.h"
#include "raster/page.h"
#include "resources/resources.h"

/* When a poster is given up; 0: never. */
typedef struct {
    guint seconds; /* by the clock */
    gsize bytes;   /* of memory, of its process and those that help */
} TaskLimits;

/* Who may want a run to end before it is through. */
typedef struct {
    int file;                 /* can be read when it may be so */
    bool (*asks)(void *data); /* whether it is */
    void *data;
} Interruption;

typedef struct {
    const GPtrArray *tasks; /* of Task */
    const Selection *selection;
    Resources *resources;
    PrintRoom *print_room; /* of this process; NULL when nothing is drawn */
    InkPeaks *ink_peaks;   /* of this process; NULL: nobody looks */
    FileRoom *file_room;   /* likewise, of print PDFs */
    RasterMeans means;     /* of a picture */
    TaskLimits limits;
    bool only_check; /* stop before drawing */
    bool in_order;   /* posters come as they are planned, not by their cost */
    const Interruption *interruption; /* NULL: nobody */
    const Schedule *schedule; /* what has to be made; NULL: all, and nothing is kept */
} Batch;

/* What became of the tasks of one poster. */
typedef struct {
    GPtrArray *products; /* of Product; owned */
    char *problem;       /* why a file could not be written; NULL: none */
    guint tasks;         /* of the poster */
    guint done;          /* tasks of the poster, from its first on, that are done */
    bool spends;         /* whoever was at it must make no other poster */
} Outcome;

/* The date in its files, "2026-11-22T00:00:00Z"; caller frees. */
char *task_date(const Task *task);

/* What its print PDF, plates and proofs are made for; borrows from the task and the
 * date. */
PrintJob task_print_job(const Task *task, const char *date);

/* What findings about a task's poster call it; borrows from the task. */
Subject task_subject(const Task *task);

/* What the poster of a task shows; NULL when findings of severity error were added.
 * Without `diagnostics` nobody is told. Caller frees. */
Brief *task_resolve(const Task *task, Diagnostics *diagnostics);

/* The poster of a task, resolved, laid out and judged by the rules, whatever these
 * find; findings name its size and language. NULL when it cannot be made. */
Poster *task_lay_out(const Task *task, Resources *resources, Diagnostics *diagnostics);

/* The poster of a task, resolved, laid out and judged; findings name its size and
 * language. NULL when it could not be made, or nothing on it is a draft and the rules
 * found errors. */
Poster *task_make_poster(const Task *task, Resources *resources,
                         Diagnostics *diagnostics);

/* Makes the files of the poster whose first task is at `index`, or tells of those that
 * need not be made; findings go to `diagnostics`. The first file that cannot be written
 * ends the poster; those before it stay. */
Outcome *task_run_poster(const Batch *batch, guint index, Diagnostics *diagnostics);

Outcome *outcome_new(void);
void outcome_free(Outcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outcome, outcome_free)
