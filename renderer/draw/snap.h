/* Rectangles on whole pixels of a device. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"

Affine context_matrix(cairo_t *cr);

/* The pixels that a rectangle becomes, one at least each way. An edge goes to the same
 * pixel whatever it is an edge of. False when it does not lie straight. */
bool snap_rect(cairo_t *cr, Rect rect, PixelArea *area);
bool snap_affine_rect(Affine matrix, Rect rect, PixelArea *area);

/* Adds a rectangle to the path, snapped if `in_pixels` and it can be. */
void snapped_rectangle(cairo_t *cr, Rect rect, bool in_pixels);
