/* The most ink that could lie anywhere on a poster, reckoned without drawing it: what
 * the inks of its items come to where they may lie on one another. */
#pragma once

#include "prepress/ink_look.h"

/* C, M, Y and K together, 3 is 300 %; rather too much than too little. Drawings count
 * with the inks that they have, looked up on their plates once for all posters, in
 * pixels of a 512th of their longer side; photos with the condition's limit, under
 * which they are converted. INFINITY: too many lie on one another to say. False with
 * `error`. */
bool ink_bounds_reckon(InkLooks *looks, const Poster *poster, const PrintJob *job,
                       double *most, GError **error);
