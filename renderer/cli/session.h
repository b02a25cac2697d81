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
} Session;

/* Reads the motifs named, or all below motifs/. Returns EXIT_FINE or EXIT_MACHINE after
 * saying what could not be read. */
int session_open(Session *self, char **motifs);
void session_close(Session *self);

/* The tasks of one motif in the one size, language and row that the options name; the
 * first of them is the poster meant. NULL after saying why, with the exit `code`. */
GPtrArray *session_plan_one(Session *self, const Options *options, const char *motif,
                            int *code);

/* The project's fonts; NULL after saying why. */
Resources *session_load_resources(void);

/* The campaign of motifs/ below the current folder; NULL after saying why. */
const Campaign *session_campaign(Session *self);

/* Prints all findings on stderr; without notes when `quiet`. */
void session_tell(const Session *self, gboolean quiet);

/* EXIT_FINDINGS when there are errors, else EXIT_FINE. */
int session_exit_code(const Session *self);
