#include "raster/page.h"

#include "base/memory.h"
#include "base/translate.h"
#include "draw/draw.h"
#include "raster/layers.h"

/* cairo's own limit for a side; and what a file may hold. */
enum { SIDE_MAX = 32767, PIXELS_MAX = 1 << 30 };

/* A helper's share of what was there before it, and what drawing takes at all; and
 * bytes for a pixel of a band: the band, what is put together before it is painted on
 * it, rows before and after they are filtered, and compressed. */
enum { HELPER_BYTES = 6 << 20, BAND_PIXEL_BYTES = 40 };

struct RasterPage {
    int width, height;
    int band_rows;
    BandSources *bands; /* owned */
    Layers *layers;
};

static bool check_size(int width, int height, GError **error) {
    if (width >= 1 && height >= 1 && width <= SIDE_MAX && height <= SIDE_MAX &&
        (gint64)width * height <= PIXELS_MAX)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                _("cannot draw %d x %d pixels: a side may have 1 to %d, the whole %d "
                  "million; take fewer ppi"),
                width, height, SIDE_MAX, PIXELS_MAX / 1000000);
    return false;
}

static bool is_fine(cairo_status_t status, GError **error) {
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                cairo_status_to_string(status));
    return false;
}

/* A context that only knows where points become pixels. */
static cairo_t *compass_new(Rect area, double ppi) {
    cairo_surface_t *nothing = cairo_image_surface_create(CAIRO_FORMAT_A1, 1, 1);
    cairo_t *cr = cairo_create(nothing);

    cairo_surface_destroy(nothing);
    cairo_scale(cr, ppi / 72, ppi / 72);
    cairo_translate(cr, -area.x, -area.y);
    return cr;
}

static bool record(const RasterPage *self, const Poster *poster, Rect area, double ppi,
                   gsize memory, GError **error) {
    const DrawOptions options = {.text_as_paths = true,
                                 .in_pixels = true,
                                 .layers = layers_target(self->layers),
                                 .bands = self->bands,
                                 .dithers = true,
                                 .filter_bytes = (gint64)memory * 7 / 16,
                                 .photo_ppi = ppi};
    cairo_t *cr = compass_new(area, ppi);
    bool drawn = draw_poster(cr, poster, &options, error);

    cairo_destroy(cr);
    return drawn && is_fine(layers_finish(self->layers), error);
}

RasterPage *raster_page_new(const Poster *poster, Rect area, double ppi, gsize memory,
                            GError **error) {
    int width = size_pixels(area.width, ppi), height = size_pixels(area.height, ppi);
    g_autoptr(RasterPage) self = NULL;

    if (!check_size(width, height, error))
        return NULL;
    self = g_new0(RasterPage, 1);
    self->width = width;
    self->height = height;
    self->band_rows = raster_page_is_small(self) ? SMALL_BAND_ROWS : BAND_ROWS;
    self->bands = band_sources_new(width, height, self->band_rows);
    self->layers = layers_new(width, height, raster_page_is_small(self));
    return record(self, poster, area, ppi, memory, error) ? g_steal_pointer(&self)
                                                          : NULL;
}

void raster_page_free(RasterPage *self) {
    if (self == NULL)
        return;
    layers_free(self->layers);
    band_sources_free(self->bands);
    g_free(self);
}

int raster_page_width(const RasterPage *self) {
    return self->width;
}

int raster_page_height(const RasterPage *self) {
    return self->height;
}

bool raster_page_is_small(const RasterPage *self) {
    return (gint64)self->width * self->height <= SMALL_PIXELS_MAX;
}

guint raster_page_helpers(const RasterPage *self, const RasterMeans *means) {
    gsize limit = means->memory > 0 ? means->memory : (gsize)RASTER_MEMORY_MIB << 20;
    gsize used = memory_used();
    gsize each =
        HELPER_BYTES + BAND_PIXEL_BYTES * (gsize)self->width * (gsize)self->band_rows;
    gsize fit = limit > used ? (limit - used) / each : 0;

    return (guint)CLAMP(fit, 1, MAX(means->helpers, 1));
}

int raster_page_bands(const RasterPage *self) {
    return (self->height + self->band_rows - 1) / self->band_rows;
}

int raster_page_rows(const RasterPage *self, int band) {
    return MIN(self->band_rows, self->height - band * self->band_rows);
}

cairo_surface_t *raster_page_canvas(const RasterPage *self) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, self->width,
                                      MIN(self->band_rows, self->height));
}

bool raster_page_draw(const RasterPage *self, int band, cairo_surface_t *canvas,
                      GError **error) {
    int top = band * self->band_rows;
    cairo_status_t status;

    band_sources_enter(self->bands, top);
    status = layers_draw(self->layers, top, raster_page_rows(self, band), canvas);
    cairo_surface_flush(canvas);
    return band_sources_check(self->bands, error) && is_fine(status, error) &&
           is_fine(cairo_surface_status(canvas), error);
}
