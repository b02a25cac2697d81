/* A PNG of bands that somebody draws, encoded by a crew (base/crew). */
#pragma once

#include "raster/png_writer.h"

#include <cairo.h>

/* Work that is done beside the bands, by whoever is free first. */
typedef struct {
    void *data; /* of both */

    /* Appends what it comes to, in whatever process. */
    void (*make)(void *data, GByteArray *made);

    /* In the process that asked, before any band. False: there is to be no file. */
    bool (*take)(void *data, const guint8 *made, gsize length);
} PngBeside;

typedef struct {
    PngFormat format;
    PngAbout about;
    int rows;      /* of a band, all but the last */
    guint helpers; /* at most, this process among them */
    void *data;    /* of `draw` */

    /* Draws a band into the first rows of an image surface, which it keeps; called in
     * whatever process, for bands in any order. NULL with `error`. */
    cairo_surface_t *(*draw)(void *data, int band, GError **error);

    const PngBeside *beside; /* NULL: nothing */
} PngBands;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`, or
 * because of what was done beside. */
Product *png_bands_write(const PngBands *self, const char *path, GError **error);
