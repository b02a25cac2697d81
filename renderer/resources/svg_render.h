/* librsvg, and its drawing, the same for everybody: what else knows librsvg includes
 * this (svgs, svg_clips). */
#pragma once

#include "model/geometry.h"

#include <librsvg/rsvg.h>

/* All of it, or the element that an id names ("#id"); its box lies where it says, a
 * unit of the drawing is a unit of `cr`. */
bool svg_render(RsvgHandle *handle, const char *id, Rect view_box, cairo_t *cr,
                GError **error);

/* Whether its root says how large it is. Then librsvg measures shapes as large,
 * whatever box they are drawn in: only cairo can be asked. */
bool svg_has_size(RsvgHandle *handle);

/* What shapes blacken, likewise, to a `unit` of the drawing, which has no size; markers
 * are left out, and opacity, blends and filters are not looked at. */
bool svg_measure(RsvgHandle *handle, const char *id, Rect view_box, double unit,
                 Rect *ink, GError **error);

/* The same of any drawing, with markers if it has some, and with a little around; of no
 * width: it blackens nothing. */
bool svg_measure_ink(RsvgHandle *handle, const char *id, Rect view_box,
                     bool has_markers, Rect *ink, GError **error);
