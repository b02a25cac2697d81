/* Pictures made of the lightness of others: grey ones, RGB24 or ARGB32, as
 * image_to_surface gives them. */
#pragma once

#include "model/ink.h"

#include <cairo.h>

/* From greys to colours, from dark to light. */
typedef struct {
    guint32 colours[256][3];
} Tones;

void tones_fill(Tones *self, Paint dark, Paint light);

/* Pixels of ARGB32, or of RGB24 with alpha set, from greys to colours. */
void tones_paint(const Tones *self, const guint32 *greys, guint32 *colours, int count);

/* The same picture whose lightness runs from one paint to the other, in screen colours.
 * Caller destroys. */
cairo_surface_t *duotone_new(cairo_surface_t *grey, Paint dark, Paint light);

/* A mask (A8) that is as opaque as the picture is light. Caller destroys. */
cairo_surface_t *cut_out_new(cairo_surface_t *grey);
