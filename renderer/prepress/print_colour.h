/* A colour as it is printed. */
#pragma once

#include "model/ink.h"

typedef enum {
    PLATES_PROCESS, /* in C, M, Y and K */
    PLATES_SPOT,    /* on a plate of its own */
    PLATES_ALL,     /* on all plates there are: registration marks */
} Plates;

/* Where it comes from, the most certain first. */
typedef enum {
    BY_INK,     /* an ink of the campaign, or a recipe of ours */
    BY_NEUTRAL, /* a grey, printed in black alone */
    BY_PROFILE, /* what the profile of the condition makes of it */
} Certainty;

typedef struct {
    Plates plates;
    Certainty certainty;
    double cmyk[4];   /* PLATES_PROCESS; 0 to 1 */
    const char *spot; /* PLATES_SPOT: the name of the plate; borrowed */
    const Ink *ink;   /* PLATES_SPOT: whose recipe is its alternate; borrowed */
    double tint;      /* PLATES_SPOT and PLATES_ALL; 0 to 1 */
} PrintColour;

/* As the campaign wants the ink: its recipe under the condition in use, or its plate.
 */
PrintColour print_colour_of_paint(Paint paint);

bool print_colour_equal(const PrintColour *a, const PrintColour *b);

/* Black ink alone, all of it. */
bool print_colour_is_black(const PrintColour *self);

/* No ink at all. */
bool print_colour_is_paper(const PrintColour *self);
