/* A PNG of bands that somebody draws, encoded in helpers. */
#pragma once

#include "raster/png_writer.h"

#include <cairo.h>

typedef struct {
    PngFormat format;
    PngAbout about;
    int rows;      /* of a band, all but the last */
    guint helpers; /* at most; 0 or 1: this process does it */
    void *data;    /* of `draw` */

    /* Draws a band into the first rows of an image surface, which it keeps; called in
     * the helpers, for bands in any order. NULL with `error`. */
    cairo_surface_t *(*draw)(void *data, int band, GError **error);
} PngBands;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`. */
Product *png_bands_write(const PngBands *self, const char *path, GError **error);
