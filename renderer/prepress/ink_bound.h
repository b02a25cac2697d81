/* The most ink that could lie anywhere on a poster, reckoned without drawing it: what
 * the inks of its items come to where they may lie on one another. */
#pragma once

#include "prepress/plates.h"

/* Keeps what drawings hold. */
typedef struct InkBounds InkBounds;

/* `room` must outlive it. */
InkBounds *ink_bounds_new(PrintRoom *room);
void ink_bounds_free(InkBounds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkBounds, ink_bounds_free)

/* C, M, Y and K together, 3 is 300 %; rather too much than too little. Drawings count
 * with the inks that they have, looked up on their plates once for all posters, in
 * pixels of a 512th of their longer side; photos with the condition's limit, under
 * which they are converted. INFINITY: too many lie on one another to say. False with
 * `error`. */
bool ink_bounds_reckon(InkBounds *self, const Poster *poster, const PrintJob *job,
                       double *most, GError **error);
