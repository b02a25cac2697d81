/* Where nothing may be seen through (PDF/X-1a, PDF/X-3): what of a poster becomes one
 * picture, and what stays as it is above that.
 *
 * What is seen through becomes part of the picture, and what it or anything else in the
 * picture covers; so the rest can be drawn over it. Groups that need not be pictures of
 * their own are taken apart first. */
#pragma once

#include "base/diagnostics.h"
#include "model/poster.h"

#include <gio/gio.h>

typedef struct {
    Poster *below; /* becomes the picture; NULL: nothing is seen through */
    Poster *above;
    Poster *words;   /* those in the picture, which hides them: for whoever searches or
                      * reads aloud; NULL: there are none */
    bool is_refused; /* words would become pixels; findings say which */
    GPtrArray *copies; /* of Item: groups around single items */
} FlatPoster;

/* What only pictures themselves can tell. */
typedef struct {
    bool sees_through; /* something in it does, though the item covers what is below */
    Rect extent;       /* what it blackens at most, in the units that it is drawn in */
} Seen;

typedef struct {
    /* Of a drawing or a photo. False with `error`. */
    bool (*look)(void *data, const Item *item, Seen *seen, GError **error);
    void *data;
    double letters_min; /* font size, points: smaller letters must not become pixels */
} FlatMeans;

/* The posters borrow from `poster`. False with `error`, which only `look` can set;
 * `self` is then empty. */
bool flat_poster_make(FlatPoster *self, const Poster *poster, const FlatMeans *means,
                      Diagnostics *diagnostics, GError **error);
void flat_poster_clear(FlatPoster *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FlatPoster, flat_poster_clear)
