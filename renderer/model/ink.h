/* An ink of the campaign. */
#pragma once

#include "base/source.h"
#include "model/review.h"

#include <stdbool.h>

typedef struct {
    double red, green, blue; /* sRGB, 0 to 1 */
} Rgb;

typedef struct {
    const char *name; /* borrowed from the file */
    Origin origin;
    int state; /* State */
    Rgb screen;
    double recipe[4]; /* C M Y K for FOGRA39, 0 to 100 */
} Ink;

/* An ink as it is used: a tint of it. */
typedef struct {
    const Ink *ink; /* borrowed; NULL paints nothing */
    double tint;    /* 0 to 1; 1 is solid */
} Paint;

/* How a paint runs into another one over the area of what is painted. */
typedef struct {
    Paint to;     /* its ink NULL: it does not */
    double angle; /* degrees: 0 to the right, 90 downwards */
    bool radial;  /* from the middle outwards; `angle` then means nothing */
} Fade;

/* The screen colour of a tint: mixed with white paper. */
Rgb paint_to_rgb(Paint paint);
