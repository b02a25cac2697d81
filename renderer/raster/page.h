/* A poster recorded once in pixels and drawn band by band: memory is taken for a band,
 * not for the page. */
#pragma once

#include "model/poster.h"
#include "raster/bands.h"

#include <cairo.h>
#include <gio/gio.h>

typedef struct RasterPage RasterPage;

/* What of the poster lies in `area`, at `ppi`. With more memory large filtered parts of
 * drawings have more pixels. The poster must outlive it. NULL with
 * `error`. */
RasterPage *raster_page_new(const Poster *poster, Rect area, double ppi,
                            const RasterMeans *means, GError **error);
void raster_page_free(RasterPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RasterPage, raster_page_free)

int raster_page_width(const RasterPage *self); /* pixels */
int raster_page_height(const RasterPage *self);

bool raster_page_is_small(const RasterPage *self); /* up to SMALL_PIXELS_MAX */

/* How many processes the memory is enough for, this one as it is now among them; 1 at
 * least. */
guint raster_page_helpers(const RasterPage *self, const RasterMeans *means);

int raster_page_bands(const RasterPage *self);
int raster_page_rows(const RasterPage *self, int band);

/* A surface for bands of the page, RGB24; the caller destroys it. */
cairo_surface_t *raster_page_canvas(const RasterPage *self);

/* Draws a band into the first rows of the canvas, on white. False with `error`. */
bool raster_page_draw(const RasterPage *self, int band, cairo_surface_t *canvas,
                      GError **error);
