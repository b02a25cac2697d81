/* What a page shows, back to front: recordings, and groups of such that are put
 * together before they are painted. Recorded once, in pixels of the page, and drawn
 * into any rectangle of it: what does not reach there costs nothing. */
#pragma once

#include "draw/draw.h"

#include <cairo.h>

typedef struct Layers Layers;

/* Of a page of these sides, in pixels; it is white. If it is small, not so much is done
 * to leave out where nothing is. */
Layers *layers_new(int width, int height, bool is_small);
void layers_free(Layers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Layers, layers_free)

/* Where to draw; borrowed. */
const DrawLayers *layers_target(Layers *self);

/* The end of what `layers_target` began, painted with any operator that does nothing
 * where there is nothing; what nothing is drawn in is found out. */
void layers_end(Layers *self, cairo_operator_t operator, double opacity);

/* After everything was drawn. */
cairo_status_t layers_finish(Layers *self);

/* Draws the rows of the page that begin at `top` into the first `rows` ones of a
 * surface as wide as the page, RGB24. */
cairo_status_t layers_draw(const Layers *self, int top, int rows,
                           cairo_surface_t *surface);
