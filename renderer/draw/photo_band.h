/* Photos made for bands: in the pixels of the page from the start. */
#pragma once

#include "draw/draw.h"
#include "resources/images_ahead.h"

/* Whether photos can be drawn so: those that stand upright. */
bool photo_band_fits(cairo_t *cr, const DrawOptions *options);

/* Draws the photo. False with `error`. */
bool photo_band_draw(cairo_t *cr, const Item *item, const DrawOptions *options,
                     GError **error);

/* What that will scale. */
void photo_band_add_ahead(cairo_t *cr, const Item *item, const DrawOptions *options,
                          ImagesAhead *ahead);
