/* What commands share: the project, its motifs, the fonts, and telling findings. */
#pragma once

#include "batch/plan.h"
#include "batch/task.h"
#include "cli/options.h"
#include "parse/project.h"

typedef struct {
    Diagnostics *diagnostics;
    Project *project;
    GPtrArray *motifs; /* of const Motif */
    bool with_orders;  /* files of orders may be named; set before opening */
    gint64 start;      /* when it was opened: µs, monotonic */
} Session;

/* "platz" is short for "motifs/platz.yaml"; caller frees. */
char *session_motif_path(const char *name);

/* A session in which nothing has been read; again: what did not change since will not
 * be read anew, and all that was borrowed is gone. */
void session_begin(Session *self);

/* The same, and reads the motifs named, or all below motifs/, and orders likewise.
 * Returns EXIT_FINE or EXIT_MACHINE after saying what could not be read. */
int session_open(Session *self, char **motifs);
void session_close(Session *self);

/* The tasks of one motif in the one size, language and row that the options name; the
 * first of them is the poster meant. NULL after saying why, with the exit `code`. */
GPtrArray *session_plan_one(Session *self, const Options *options, const char *motif,
                            int *code);

/* Adds one motif, those of a folder, or nothing of a file with an order, to `motifs`
 * (of const Motif). Returns as session_open does. */
int session_add(Session *self, const char *name, GPtrArray *motifs);

/* Who prints the posters from now on; NULL: nobody is known, nobody is shown. Must live
 * as long as the session. */
void session_use_printer(Session *self, const Printer *printer);

/* Lets all campaigns follow a supplier; NULL: none. Returns EXIT_FINE; EXIT_USAGE after
 * saying that one of them does not know it; EXIT_FINDINGS when a size has no room for
 * its bleed. */
int session_follow_supplier(Session *self, const char *name);

/* Completes the inks of all campaigns; false when that added errors. Once a session,
 * when the supplier is known. */
bool session_complete_inks(Session *self, const Resources *resources);

/* The project's fonts; NULL after saying why. */
Resources *session_load_resources(void);

/* The same begun by a thread, beside what this process does otherwise, and ended: takes
 * over what was begun. Between them nobody is forked. */
typedef struct Loading Loading;
Loading *session_begin_resources(void);
Resources *session_end_resources(Loading *self);

/* Of what nobody needs after all. */
void loading_free(Loading *self);

/* The campaign of motifs/ below the current folder; NULL after saying why. */
const Campaign *session_campaign(Session *self);

/* Prints all findings on stderr; without notes when `quiet`. */
void session_tell(const Session *self, gboolean quiet);

/* EXIT_FINDINGS when there are errors, else EXIT_FINE. */
int session_exit_code(const Session *self);
