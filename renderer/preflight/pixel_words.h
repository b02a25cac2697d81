/* Words, or a code, and what really lies behind them, in pixels. */
#pragma once

#include "preflight/contrast.h"
#include "preflight/pixel_letters.h"
#include "preflight/pixel_view.h"

typedef struct {
    const Judge *judge;
    guint index;
    int width, height;
    Look look;
    PixelView *behind;     /* owned */
    PixelView *shown;      /* NULL: one colour all over; owned */
    double colour;         /* the luminance of that */
    guint8 *mask;          /* 255: a letter; owned */
    PixelLetters *letters; /* owned */
} PixelWords;

/* NULL with `error` when what lies there cannot be drawn. */
PixelWords *pixel_words_new(const Judge *judge, guint index, GError **error);
void pixel_words_free(PixelWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PixelWords, pixel_words_free)

/* The luminance of what is read, and of what lies behind it, at a pixel. */
static inline double pixel_words_shown(const PixelWords *self, int pixel) {
    return self->shown == NULL ? self->colour : self->shown->light[pixel];
}

static inline double pixel_words_behind(const PixelWords *self, int pixel) {
    return self->behind->light[pixel];
}

/* Where a pixel lies, in points. */
Point pixel_words_point(const PixelWords *self, double x, double y);

/* "120.5 mm from the left and 33 mm from the top"; caller frees. */
char *pixel_place_to_text(Point point);

/* --- what is judged ------------------------------------------------------------------
 */

/* `known` is told already. */
void pixel_contrast_check(const PixelWords *self, const Contrasts *known);
void pixel_busy_check(const PixelWords *self);
