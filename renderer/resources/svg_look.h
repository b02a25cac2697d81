/* Pictures of a drawing or an element of it: to look at, or to be painted. */
#pragma once

#include "resources/svg_render.h"

/* Whatever lies in so many pixels, ARGB32; `id` and `box` as svg_render takes them. The
 * caller destroys it. NULL with `error`. */
cairo_surface_t *svg_picture(RsvgHandle *handle, const char *id, Rect box,
                             Affine to_pixels, int width, int height, GError **error);

/* How a drawing with this box is looked at; and how large that is then, in pixels, with
 * `around` sides of its longer one at each side. */
typedef struct {
    Affine to_pixels;
    int width, height;
} SvgLook;

SvgLook svg_look_at(Rect view_box, double around);

/* What is not clear, in whole pixels; of no width: everything is. */
Rect svg_look_find(cairo_surface_t *picture);

/* Whether they look the same, both of one size. */
bool svg_look_is_same(cairo_surface_t *one, cairo_surface_t *other);
