/* What the pixels of a row are mixed of when it gets another number of pixels: weights
 * of Catmull and Rom's cubic, which is as wide as two pixels of whichever row has the
 * larger ones, each way. */
#pragma once

#include <glib.h>

/* Weights of a pixel have this sum. */
enum { TAPS_ONE = 1 << 14 };

typedef struct {
    int count;       /* of weights that a pixel has */
    gint32 *starts;  /* for each pixel, what the first of them is for; owned */
    gint16 *weights; /* `count` for each pixel; owned */
} Taps;

/* `length` pixels of `full`: pixel i covers `step` old ones from `start` + i * step,
 * which may lie beyond the ends: what is there looks as at the end. Where a pixel has
 * more weights than there are old ones, the last of them are 0. */
Taps *taps_new(int full, int length, double start, double step);
void taps_free(Taps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Taps, taps_free)
