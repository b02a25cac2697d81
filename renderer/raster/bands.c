#include "raster/bands.h"

#include "base/memory.h"
#include "base/translate.h"
#include "model/size.h"

/* cairo's own limit for a side; and what a file may hold. */
enum { SIDE_MAX = 32767, PIXELS_MAX = 1 << 30 };

/* A helper's share of what was there before it, and what drawing takes at all; and
 * bytes for a pixel of a band: the band, what is put together before it is painted on
 * it, rows before and after they are filtered, and compressed. */
enum { HELPER_BYTES = 6 << 20, BAND_PIXEL_BYTES = 40 };

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

bool bands_are_small(int width, int height) {
    return (gint64)width * height <= SMALL_PIXELS_MAX;
}

bool bands_make(Bands *self, Rect area, double ppi, GError **error) {
    int width = size_pixels(area.width, ppi), height = size_pixels(area.height, ppi);

    *self = (Bands){width, height,
                    bands_are_small(width, height) ? SMALL_BAND_ROWS : BAND_ROWS};
    return check_size(width, height, error);
}

int bands_count(const Bands *self) {
    return (self->height + self->rows - 1) / self->rows;
}

int bands_rows(const Bands *self, int band) {
    return MIN(self->rows, self->height - band * self->rows);
}

/* How many processes the memory that is left is enough for. */
static gsize count_fitting(gsize limit, gsize used, gsize each) {
    return limit > used ? (limit - used) / each : 0;
}

guint bands_helpers(const Bands *self, const RasterMeans *means, gsize more) {
    gsize limit = means->memory > 0 ? means->memory : (gsize)RASTER_MEMORY_MIB << 20;
    gsize each = HELPER_BYTES +
                 (BAND_PIXEL_BYTES + more) * (gsize)self->width * (gsize)self->rows;
    gsize wanted = MAX(means->helpers, 1);
    gsize fit = count_fitting(limit, memory_used_at_most(), each);

    if (fit < wanted)
        fit = count_fitting(limit, memory_used(), each);
    return (guint)CLAMP(fit, 1, wanted);
}

cairo_surface_t *bands_canvas(const Bands *self) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, self->width,
                                      MIN(self->rows, self->height));
}

bool drawing_is_fine(cairo_status_t status, GError **error) {
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                cairo_status_to_string(status));
    return false;
}

bool bands_draw(const Bands *self, Layers *layers, BandSources *sources, int band,
                cairo_surface_t *canvas, GError **error) {
    int top = band * self->rows;
    cairo_status_t status;

    band_sources_enter(sources, top);
    status = layers_draw(layers, top, bands_rows(self, band), canvas);
    cairo_surface_flush(canvas);
    return band_sources_check(sources, error) && drawing_is_fine(status, error) &&
           drawing_is_fine(cairo_surface_status(canvas), error);
}
