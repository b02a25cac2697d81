/* Sources of colour whose pixels are made for the band that is being drawn: what fills
 * a poster then takes the memory of a band.
 *
 * They may be recorded, in groups of recordings too, as long as the recordings are
 * replayed at whole pixels of the page. Processes that are forked after that draw bands
 * of their own. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>
#include <stdbool.h>

/* Pixels of the page. */
typedef struct {
    int left, top, width, height;
} PixelArea;

/* Owns all sources of a page. */
typedef struct BandSources BandSources;

/* For a page of so many pixels, whose bands have `rows` rows and begin at multiples of
 * that. */
BandSources *band_sources_new(int width, int height, int rows);
void band_sources_free(BandSources *self); /* after all that was recorded with them */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BandSources, band_sources_free)

/* What is drawn from now on is the band that begins at the row `top` of the page. */
void band_sources_enter(BandSources *self, int top);

/* Whether all that was drawn since then had its pixels. False with `error`. */
bool band_sources_check(BandSources *self, GError **error);

/* What of a rectangle, in pixels, is on the page; perhaps nothing. */
PixelArea band_sources_clamp(const BandSources *self, double left, double top,
                             double right, double bottom);

typedef struct {
    PixelArea area; /* on the page, and not empty; nothing else may be drawn with it */
    bool has_alpha;

    /* Makes rows of the area, its width each, in the pixels of RGB24 or ARGB32; `top`
     * is a row of the page. Rows lie `area.width` apart. False with `error`. */
    bool (*make)(const void *data, int top, int rows, guint32 *pixels, GError **error);
    void *data;
    void (*free)(void *data);
} BandSource;

/* Becomes the source of a context whose device has pixels of the page for units. The
 * source and its data belong to `self` from then on. */
void band_sources_set(BandSources *self, cairo_t *cr, const BandSource *source);
