/* A picture in bands: how many there are, how large they are, who draws them. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"
#include "raster/layers.h"

/* Rows a band has, all but the last. Part of what a file is: a band is encoded without
 * the others. Small pages have few bands, as they compress better. */
enum { BAND_ROWS = 32, SMALL_BAND_ROWS = 128, SMALL_PIXELS_MAX = 4000000 };

/* What drawing a page may take. */
typedef struct {
    guint helpers; /* processes that draw bands; 0 or 1: the one that asks does */
    gsize memory;  /* bytes of all processes together; 0: the default */
} RasterMeans;

enum { RASTER_MEMORY_MIB = 128 }; /* the default */

typedef struct {
    int width, height; /* pixels */
    int rows;          /* of a band */
} Bands;

/* Those of what lies in `area`, at `ppi`. False with `error` when cairo or a file
 * cannot have so many pixels. */
bool bands_make(Bands *self, Rect area, double ppi, GError **error);

bool bands_are_small(int width, int height); /* up to SMALL_PIXELS_MAX */

int bands_count(const Bands *self);
int bands_rows(const Bands *self, int band);

/* How many processes the memory is enough for, this one as it is now among them; 1 at
 * least. `more` are bytes that a pixel of a band takes beside what drawing and encoding
 * do. */
guint bands_helpers(const Bands *self, const RasterMeans *means, gsize more);

/* A surface for bands, RGB24; the caller destroys it. */
cairo_surface_t *bands_canvas(const Bands *self);

/* Draws a band into the first rows of the canvas, on white. False with `error`. */
bool bands_draw(const Bands *self, Layers *layers, BandSources *sources, int band,
                cairo_surface_t *canvas, GError **error);

/* False with `error`: cairo could not draw. */
bool drawing_is_fine(cairo_status_t status, GError **error);
