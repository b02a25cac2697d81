/* Pictures made of the lightness of others: grey ones, RGB24 or ARGB32, as
 * image_to_surface gives them. */
#pragma once

#include "model/ink.h"

#include <cairo.h>

/* The same picture whose lightness runs from one paint to the other, in screen colours.
 * Caller destroys. */
cairo_surface_t *duotone_new(cairo_surface_t *grey, Paint dark, Paint light);

/* A mask (A8) that is as opaque as the picture is light. Caller destroys. */
cairo_surface_t *cut_out_new(cairo_surface_t *grey);
