#include "raster/page.h"

#include "base/translate.h"
#include "draw/draw.h"

/* cairo's own limit for a side; and what a file may hold. */
enum { SIDE_MAX = 32767, PIXELS_MAX = 1 << 30 };

struct RasterPage {
    int width, height;
    BandSources *bands;         /* owned */
    cairo_surface_t *recording; /* in pixels of the page */
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

static bool is_fine(cairo_surface_t *surface, GError **error) {
    cairo_status_t status = cairo_surface_status(surface);

    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                cairo_status_to_string(status));
    return false;
}

static bool record(const RasterPage *self, const Poster *poster, Rect area, double ppi,
                   GError **error) {
    const DrawOptions options = {.text_as_paths = true,
                                 .in_pixels = true,
                                 .bands = self->bands,
                                 .dithers = true,
                                 .photo_ppi = ppi};
    cairo_t *cr = cairo_create(self->recording);
    bool drawn;

    cairo_scale(cr, ppi / 72, ppi / 72);
    cairo_translate(cr, -area.x, -area.y);
    drawn = draw_poster(cr, poster, &options, error);
    cairo_destroy(cr);
    return drawn && is_fine(self->recording, error);
}

RasterPage *raster_page_new(const Poster *poster, Rect area, double ppi,
                            GError **error) {
    int width = size_pixels(area.width, ppi), height = size_pixels(area.height, ppi);
    g_autoptr(RasterPage) self = NULL;

    if (!check_size(width, height, error))
        return NULL;
    self = g_new0(RasterPage, 1);
    self->width = width;
    self->height = height;
    self->bands = band_sources_new(width, height, BAND_ROWS);
    /* Without extents: what runs over the page would be cut where it is recorded. */
    self->recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    return record(self, poster, area, ppi, error) ? g_steal_pointer(&self) : NULL;
}

void raster_page_free(RasterPage *self) {
    if (self == NULL)
        return;
    cairo_surface_destroy(self->recording);
    band_sources_free(self->bands);
    g_free(self);
}

int raster_page_width(const RasterPage *self) {
    return self->width;
}

int raster_page_height(const RasterPage *self) {
    return self->height;
}

int raster_page_bands(const RasterPage *self) {
    return (self->height + BAND_ROWS - 1) / BAND_ROWS;
}

int raster_page_rows(const RasterPage *self, int band) {
    return MIN(BAND_ROWS, self->height - band * BAND_ROWS);
}

cairo_surface_t *raster_page_canvas(const RasterPage *self) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, self->width,
                                      MIN(BAND_ROWS, self->height));
}

bool raster_page_draw(const RasterPage *self, int band, cairo_surface_t *canvas,
                      GError **error) {
    cairo_t *cr = cairo_create(canvas);

    band_sources_enter(self->bands, band * BAND_ROWS);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, self->recording, 0, -band * BAND_ROWS);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    return band_sources_check(self->bands, error) && is_fine(canvas, error);
}
