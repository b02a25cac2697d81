/* Drawings whose gradients are dithered. */
#pragma once

#include "draw/draw.h"
#include "resources/svgs.h"

/* All of a drawing, or a part of it, where it has gradients that would show stripes;
 * the context's origin is the drawing's. False without `error`: it needs none of that,
 * or it cannot be done; nothing was drawn. */
bool draw_art_dithered(cairo_t *cr, const Item *item, const SvgStep *part,
                       const DrawOptions *options, GError **error);
