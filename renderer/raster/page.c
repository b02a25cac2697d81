#include "raster/page.h"

#include "draw/draw.h"

struct RasterPage {
    Bands bands;
    BandSources *sources; /* owned */
    Layers *layers;
};

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
                   const RasterMeans *means, GError **error) {
    const DrawOptions options = {.text_as_paths = true,
                                 .in_pixels = true,
                                 .layers = layers_target(self->layers),
                                 .bands = self->sources,
                                 .has_helper = means->helpers > 1,
                                 .dithers = true,
                                 .filter_bytes = (gint64)means->memory * 7 / 16,
                                 .photo_ppi = ppi};
    cairo_t *cr = compass_new(area, ppi);
    bool drawn = draw_poster(cr, poster, &options, error);

    cairo_destroy(cr);
    return drawn && drawing_is_fine(layers_finish(self->layers), error);
}

RasterPage *raster_page_new(const Poster *poster, Rect area, double ppi,
                            const RasterMeans *means, GError **error) {
    g_autoptr(RasterPage) self = NULL;
    Bands bands;

    if (!bands_make(&bands, area, ppi, error))
        return NULL;
    self = g_new0(RasterPage, 1);
    self->bands = bands;
    self->sources = band_sources_new(bands.width, bands.height, bands.rows);
    self->layers = layers_new(bands.width, bands.height, raster_page_is_small(self));
    return record(self, poster, area, ppi, means, error) ? g_steal_pointer(&self)
                                                         : NULL;
}

void raster_page_free(RasterPage *self) {
    if (self == NULL)
        return;
    layers_free(self->layers);
    band_sources_free(self->sources);
    g_free(self);
}

int raster_page_width(const RasterPage *self) {
    return self->bands.width;
}

int raster_page_height(const RasterPage *self) {
    return self->bands.height;
}

bool raster_page_is_small(const RasterPage *self) {
    return bands_are_small(self->bands.width, self->bands.height);
}

guint raster_page_helpers(const RasterPage *self, const RasterMeans *means) {
    return bands_helpers(&self->bands, means, 0);
}

int raster_page_bands(const RasterPage *self) {
    return bands_count(&self->bands);
}

int raster_page_rows(const RasterPage *self, int band) {
    return bands_rows(&self->bands, band);
}

cairo_surface_t *raster_page_canvas(const RasterPage *self) {
    return bands_canvas(&self->bands);
}

bool raster_page_draw(const RasterPage *self, int band, cairo_surface_t *canvas,
                      GError **error) {
    return bands_draw(&self->bands, self->layers, self->sources, band, canvas, error);
}
