/* The line in the margin that says what the sheet is. */
#pragma once

#include "model/poster.h"
#include "prepress/print_pdf.h"

/* The plates of their own that a poster needs, of const Ink: those of its items, and of
 * its pictures (an array of Picture). Caller unrefs. */
GPtrArray *slug_spots(const Poster *poster, const GArray *pictures);

typedef struct {
    const Poster *poster;
    const PrintJob *job;
    const GPtrArray *spots;
    const char *content; /* id */
    const char *scale;   /* "1:10"; NULL: in final size */
} Slug;

/* Caller frees. */
char *slug_to_text(const Slug *self);
