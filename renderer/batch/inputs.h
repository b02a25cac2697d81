/* What can change the bytes of a file or what is found about it: everything that its
 * poster is made from, input by input, so that people can be told which has changed.
 *
 * It is known without laying the poster out. Only what the poster shows counts: words
 * that no box says, or the trees of other shapes, change nothing. */
#pragma once

#include "batch/file_ids.h"
#include "batch/plan.h"
#include "model/brief.h"
#include "prepress/print_pdf.h"
#include "resources/resources.h"

typedef struct {
    const char *kind; /* "words", "picture", "font", "program"…; static */
    const char *name; /* which of them; may be NULL */
    const char *part; /* of it; may be NULL */
    Origin origin;    /* where it is written; without a source: in no text file */
    guint64 id;       /* of kind, name and part */
    guint64 value;    /* of what it holds */
} Input;

/* What is kept of an input: two hashes. */
typedef struct {
    guint64 id, value;
} InputNote;

/* What it takes to find inputs. One process, one at a time. */
typedef struct Inputs Inputs;

/* Everything given must outlive it. `memory` is what pictures may take, in bytes;
 * `sources` (of const Source) are the text files that motifs share. */
Inputs *inputs_new(const Selection *selection, const Resources *resources,
                   FileIds *files, const GPtrArray *sources, gsize memory);
void inputs_free(Inputs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inputs, inputs_free)

const Selection *inputs_selection(const Inputs *self);

/* The inputs of one poster, shared by its files. */
typedef struct PosterInputs PosterInputs;

/* `brief` is the resolved poster, if somebody has it, else NULL; it must outlive the
 * inputs. NULL when the poster cannot be resolved: it has findings that keep it from
 * being made. */
PosterInputs *inputs_of_poster(Inputs *self, const Task *task, const Brief *brief);
void poster_inputs_free(PosterInputs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PosterInputs, poster_inputs_free)

/* SHA-256 of all inputs of one of its files, in hexadecimal digits; caller frees. */
char *inputs_key(Inputs *self, const PosterInputs *poster, const Task *task);

/* The same as notes (of InputNote); free the array. */
GArray *inputs_notes(Inputs *self, const PosterInputs *poster, const Task *task);

/* The SHA-256 of all that the key depends on but for the files that the poster shows:
 * as long as this is the same and they are, so is the key. It is quicker to find than
 * the key; borrowed. */
const guint8 *inputs_world(Inputs *self, const Task *task);

/* The files that the poster shows: paths, of const char *, borrowed. */
const GPtrArray *inputs_files(const PosterInputs *poster);

/* What is not as the notes have it, for people: "motifs/a.yaml:3: words headline",
 * "picture motifs/a.svg", "program"; caller frees. NULL: nothing is known of it. */
char *inputs_difference(Inputs *self, const PosterInputs *poster, const Task *task,
                        const GArray *notes);
