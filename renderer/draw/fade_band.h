/* Fades made for bands, finer than a byte's steps and, where these would be wide enough
 * to be seen, dithered by where pixels lie on the page. */
#pragma once

#include "draw/draw.h"

/* What an item's fade is to cairo, a line or circles about one middle, becomes the
 * source of the context: from one colour to the other. False when it cannot, which
 * changes nothing. */
bool fade_band_set(cairo_t *cr, const Item *item, cairo_pattern_t *pattern, Rgb from,
                   Rgb to, const DrawOptions *options);
