/* One run of `render` or `check`: reads, plans, makes, tells. */
#pragma once

#include "batch/shard.h"
#include "cli/session.h"
#include "cli/summary.h"

typedef struct Run Run;

/* Who runs again and again, as files change. */
typedef struct {
    const Interruption *interruption;
    const char *motif; /* the file of the motif whose posters come first; NULL: none */
    bool is_again;     /* it is not the first time */
    bool is_hasty;     /* the first pictures are not to wait for a look at the others */

    /* The text files were read; nothing that they name was. */
    void (*note)(const Run *run, void *data);

    /* Tells what was found and what came of it, to people. */
    void (*tell)(const Run *run, const Summary *summary, void *data);
    void *data;
} Follower;

struct Run {
    const Options *options;
    char **motifs; /* as the command line names them */
    const Selection *selection;
    bool only_check;
    Shard shard;              /* which part of the plan */
    const Follower *follower; /* NULL: nobody */

    Session session;      /* of the last time; owned */
    Resources *resources; /* NULL: none yet; kept from time to time; owned */
    Loading *loading;     /* of those; NULL: nobody is at it; owned */
    char *plan_id;        /* of a plan that is divided; owned */
    guint early;          /* files that were made ahead of the plan */
    guint restored;       /* files that the store had of earlier times */
    bool is_interrupted;  /* it ended early, and has told nothing */
};

/* Runs; again: what was read and has not changed is not read anew. Returns the exit
 * code. */
int run_once(Run *run);

/* Removes what was left half written where files go. */
void run_sweep(const Run *run);

void run_clear(Run *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)
