/* The matrix: which files a run makes. */
#pragma once

#include "base/diagnostics.h"
#include "model/motif.h"
#include "resources/screen_profile.h"

typedef enum {
    OUTPUT_PDF,
    OUTPUT_PNG,
    OUTPUT_JPG,
    OUTPUT_THUMB,
    OUTPUT_BACK,   /* the print PDF of what is lit from behind, mirrored */
    OUTPUT_PLATES, /* several files: the ink is added to the name */
    OUTPUT_SOFTPROOF,
    OUTPUT_TIF,
    OUTPUT_PREVIEW, /* with lines and words that tell it from what is printed */
    OUTPUT_CHOICES, /* those before it can be asked for, those from it on follow */
    OUTPUT_ALT = OUTPUT_CHOICES, /* the alt text, beside pictures for the web */
    OUTPUT_PREFLIGHT,            /* the report about a print PDF of an order */
    OUTPUT_COUNT
} Output;

/* What the command line asks for; NULL members mean the campaign's own choice. */
typedef struct {
    char **sizes;     /* ids, in any case; borrowed */
    char **languages; /* tags, in any case; borrowed */
    char **rows;      /* ids of data rows; borrowed */
    bool all_sizes;
    bool outputs[OUTPUT_CHOICES];
    const char *folder;           /* where files go */
    double ppi;                   /* of all pictures but thumbs; 0: the size's own */
    bool with_bleed;              /* PNG, JPG, plates */
    bool paper_white;             /* softproofs */
    int compression;              /* PngCompression */
    int quality;                  /* JPG; 1 to 100 */
    const ScreenProfile *profile; /* JPG; NULL: none are made */
    int thumb_size;               /* pixels of a thumb's longer side */
    const char *order;            /* the job that print PDFs are for; NULL: none */
    bool despite_errors;          /* posters in which rules find errors are made */
} Selection;

/* One file to make. */
typedef struct {
    const Motif *motif;
    const Size *size;
    const char *language;
    const DataRow *row; /* NULL: the motif has none */
    Output output;
    char *path;
} Task;

/* A plan without tasks (of Task, owned). */
GPtrArray *tasks_new(void);

/* Tasks in the order they run: those of one poster are neighbours, and the alt text
 * comes behind its picture. Of Task, owned; NULL with `problem` (owned by the caller)
 * when the selection names something unknown. Where no languages are asked for, a motif
 * without any words of its own in one of the campaign's gets no posters in it, and a
 * finding. */
GPtrArray *plan_make(const GPtrArray *motifs, const Selection *selection,
                     Diagnostics *diagnostics, char **problem);

/* Adds a finding for every file that two tasks would write; returns whether there is
 * none. */
bool plan_check(const GPtrArray *tasks, Diagnostics *diagnostics);

/* The first task of the next poster after the one at `index`. */
guint plan_next_poster(const GPtrArray *tasks, guint index);

/* The output called "pdf", "png"…; false if there is none. */
bool output_find(const char *name, Output *output);
const char *output_to_text(Output output);

/* Whether it is for a press, or shows what that prints. */
bool output_is_printed(Output output);
