/* Drawings with filters, on layers: pictures are painted of what is filtered, with
 * fewer pixels where those of the page would take too much memory. */
#pragma once

#include "draw/draw.h"
#include "resources/svgs.h"

/* How many pixels one such picture may have, so that all of them together, and librsvg
 * at each of them, stay within `options->filter_bytes`; `matrix` makes pixels of
 * points. */
double pixels_share(const GPtrArray *items, cairo_matrix_t matrix,
                    const DrawOptions *options);

/* How many pixels a photo may have that is turned, likewise: it is kept whole. */
double pixels_of_turned(const GPtrArray *items, cairo_matrix_t matrix,
                        const DrawOptions *options);

/* The step that all of the drawing is when it is drawn with this matrix, of its own
 * origin; NULL: it is drawn otherwise, or `error` says why it cannot be. */
const SvgStep *pixels_whole(const Item *item, const cairo_matrix_t *matrix,
                            const DrawOptions *options, GError **error);

/* Paints a step; the context's origin is the drawing's. False with `error` also when
 * too few pixels are left of it. */
bool draw_pixels(cairo_t *cr, const Item *item, const SvgStep *step,
                 const DrawOptions *options, GError **error);
