/* The operators of CairoScript that recordings of drawings have, and what they work
 * on: what `script` reads. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"

enum { NUMBERS_MAX = 64, LETTERS_MAX = 32 /* of a name */ };

/* A surface that is drawn on: the page, or a group that becomes a pattern. */
typedef struct {
    cairo_t *cr;              /* owned */
    cairo_surface_t *surface; /* of a group; owned */
    Affine to_device;         /* of the script's units */
    cairo_pattern_t *source;  /* as the script set it; owned */
} Canvas;

typedef struct {
    BandSources *bands;
    bool is_trial; /* nothing is drawn, but looked at */
    bool dithers;  /* whether something is dithered */

    GArray *canvases; /* of Canvas: the page, groups in groups; owned */
    double numbers[NUMBERS_MAX];
    guint count;   /* of numbers that wait for their operator */
    guint in_list; /* those of them that stood in brackets */
    char name[LETTERS_MAX];
    cairo_surface_t *group;   /* that was begun or has ended; NULL: none; owned */
    cairo_pattern_t *pattern; /* that is being made; NULL: none; owned */
} Script;

typedef struct {
    const char *name;
    int numbers;               /* that it takes; ANY_NUMBERS: it looks itself */
    bool (*run)(Script *self); /* false: it cannot be done */
    bool keeps;                /* its numbers */
} Operator;

enum { ANY_NUMBERS = -1 };

/* By a name of so many bytes; NULL: nobody knows it. Those of style set how things are
 * drawn. */
const Operator *script_operator_find(const char *name, size_t length);
const Operator *script_style_operator_find(const char *name, size_t length);
const Operator *script_operator_find_in(const Operator *operators, size_t count,
                                        const char *name, size_t length);

/* Of what is drawn on; borrowed. */
cairo_t *script_context(const Script *self);

/* Everything is drawn between these on a context, which is then as it was. */
void script_begin(Script *self, cairo_t *cr, Affine to_page);
void script_end(Script *self);

/* Whether all is well so far. */
bool script_is_fine(const Script *self);
