/* What of the plan has to be done, and why. */
#pragma once

#include "batch/inputs.h"
#include "batch/store.h"

typedef enum {
    VERDICT_NEW,        /* nothing is known of it */
    VERDICT_CHANGED,    /* something it is made from is not as it was */
    VERDICT_FORCED,     /* the command line asks for it */
    VERDICT_DAMAGED,    /* the store has it no more, or not as it was made */
    VERDICT_RESTORED,   /* the store has it, the output folder has not */
    VERDICT_UP_TO_DATE, /* it lies where it should */
} Verdict;

/* One task of the plan. */
typedef struct {
    Verdict verdict;
    char *reason;   /* of VERDICT_CHANGED: which input; NULL: nobody knows; owned */
    char *key;      /* of its inputs; NULL: its poster cannot be made; owned */
    Record *record; /* what it is reused from; NULL: it is made; owned */
    guint64 cost;   /* µs that it took, or is expected to take */
} Job;

typedef struct {
    const GPtrArray *tasks; /* of Task, borrowed */
    GPtrArray *jobs;        /* of Job, by task; owned */
    Store *store;           /* borrowed */
    Inputs *inputs;         /* borrowed */
    GHashTable *sources;    /* name to Source or NULL: what findings cite; owned */
} Schedule;

/* Judges all tasks; writes nothing. Everything given must outlive it. */
Schedule *schedule_new(const GPtrArray *tasks, Inputs *inputs, Store *store,
                       bool force);
void schedule_free(Schedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schedule, schedule_free)

const Job *schedule_job(const Schedule *self, guint task);

/* Whether anything of the poster whose first task is `index` has to be made. */
bool schedule_makes(const Schedule *self, guint index);

/* Puts into the output folder what can be taken from the store, which is so many tasks;
 * what cannot will be made. */
guint schedule_restore(Schedule *self);

/* The posters that have to be made (of guint: the first task of each), the slowest
 * first; those that take about as long stay in the order of the plan, so that what
 * shares artwork stays together. Free the array. */
GArray *schedule_order(const Schedule *self);

/* What a task has made and found; all borrowed. */
typedef struct {
    const Brief *brief;        /* of its poster */
    const GPtrArray *products; /* of Product */
    guint first_product;       /* the first that is its own */
    const GPtrArray *findings; /* of Finding */
    guint64 cost;              /* µs */
} Made;

/* It is copied to the store, unless a file it is made from changed meanwhile. Nothing
 * is lost when it cannot be kept, but time. */
void schedule_keep(const Schedule *self, guint task, const Made *made);

/* Notes that the first `done` tasks of the poster whose first is `index` are as their
 * keys say, for the next run. */
void schedule_note(const Schedule *self, guint index, guint done);

/* For lists. */
const char *verdict_to_text(Verdict verdict);
