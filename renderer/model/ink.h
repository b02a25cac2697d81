/* An ink of the campaign. */
#pragma once

#include "base/source.h"
#include "model/review.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    double red, green, blue; /* sRGB, 0 to 1 */
} Rgb;

/* C M Y K in percent, for one printing condition. */
typedef struct {
    const char *condition; /* its name; borrowed from the file */
    Origin origin;
    double cmyk[4];
} Recipe;

typedef struct {
    const char *name; /* borrowed from the file */
    Origin origin;
    int state; /* State */
    Rgb screen;
    bool has_screen;  /* the file gives it; otherwise it is computed */
    GArray *recipes;  /* of Recipe, as the file gives them; owned */
    double recipe[4]; /* under the condition in use: C M Y K in percent */
    const char *spot; /* the name of its plate, whose alternate the recipe then is;
                       * NULL: printed in process inks; borrowed from the file */
    Origin spot_origin;
} Ink;

void ink_free(Ink *self);

/* The recipe that the file gives for a condition; NULL when it gives none. */
const Recipe *ink_find_recipe(const Ink *self, const char *condition);

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

/* 0xrrggbb, as drawings write it, rounded to 8 bits a component; and back. */
guint32 rgb_pack(Rgb colour);
Rgb rgb_unpack(guint32 packed);
