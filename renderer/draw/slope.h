/* A linear gradient of cairo's on the pixels of the page. */
#pragma once

#include "model/geometry.h"

#include <cairo.h>
#include <stdbool.h>

/* How far along a pixel is, 0 at the beginning and 1 at the end: start + across * x +
 * down * y. */
typedef struct {
    double across, down, start;
} Slope;

/* False: it has no length. `from_page` takes pixels to the gradient's own units. */
bool slope_make(cairo_pattern_t *pattern, Affine from_page, Slope *slope);
