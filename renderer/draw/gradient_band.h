/* Gradients of drawings made for bands, as cairo has them, but dithered by where pixels
 * lie on the page where they would have stripes. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"

/* A gradient of cairo whose colours are finer than a byte's steps. */
typedef struct GradientBand GradientBand;

/* `to_page` makes pixels of the page of the units that the pattern lies in. NULL: it is
 * no gradient, needs no dithering, or cannot be done. */
GradientBand *gradient_band_new(cairo_pattern_t *pattern, Affine to_page);
void gradient_band_free(GradientBand *self);

/* Becomes the source of a context for these pixels, not none; taken over. */
void gradient_band_set(GradientBand *self, cairo_t *cr, BandSources *bands,
                       PixelArea area);
