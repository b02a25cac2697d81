/* A poster recorded once in pixels and drawn band by band: memory is taken for a band,
 * not for the page. */
#pragma once

#include "model/poster.h"

#include <cairo.h>
#include <gio/gio.h>

/* Rows a band has, all but the last. Part of what a file is: gradients and photos round
 * differently in bands of another height. */
enum { BAND_ROWS = 128 };

typedef struct RasterPage RasterPage;

/* What of the poster lies in `area`, at `ppi`. The poster must outlive it. NULL with
 * `error`. */
RasterPage *raster_page_new(const Poster *poster, Rect area, double ppi,
                            GError **error);
void raster_page_free(RasterPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RasterPage, raster_page_free)

int raster_page_width(const RasterPage *self); /* pixels */
int raster_page_height(const RasterPage *self);

int raster_page_bands(const RasterPage *self);
int raster_page_rows(const RasterPage *self, int band);

/* A surface for bands of the page, RGB24; the caller destroys it. */
cairo_surface_t *raster_page_canvas(const RasterPage *self);

/* Draws a band into the first rows of the canvas, on white. False with `error`. */
bool raster_page_draw(const RasterPage *self, int band, cairo_surface_t *canvas,
                      GError **error);
