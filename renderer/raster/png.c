#include "raster/png.h"

/* One PNG being made, in this process or its helpers. */
typedef struct {
    const RasterPage *page;
    cairo_surface_t *canvas;
    GPtrArray *drawn;   /* of cairo_surface_t: the first bands, if known; owned */
    PngPalette palette; /* of small pages with few colours */
    PngFormat format;
} Job;

static void free_surface(gpointer surface) {
    cairo_surface_destroy(surface);
}

static cairo_surface_t *draw_band(void *data, int band, GError **error) {
    const Job *self = data;

    if ((guint)band < self->drawn->len)
        return g_ptr_array_index(self->drawn, band);
    return raster_page_draw(self->page, band, self->canvas, error) ? self->canvas
                                                                   : NULL;
}

/* Where to draw a band that will be encoded later: what is small is drawn once. */
static cairo_surface_t *keep_canvas(const Job *self) {
    if (raster_page_is_small(self->page))
        g_ptr_array_add(self->drawn, raster_page_canvas(self->page));
    return raster_page_is_small(self->page)
               ? g_ptr_array_index(self->drawn, self->drawn->len - 1)
               : self->canvas;
}

/* All colours of the page, if they are few; most pages are known not to be after the
 * first band. */
static bool find_palette(Job *self, GError **error) {
    for (int i = 0; i < raster_page_bands(self->page); i++) {
        cairo_surface_t *canvas = keep_canvas(self);

        if (!raster_page_draw(self->page, i, canvas, error))
            return false;
        if (!png_palette_add(&self->palette, cairo_image_surface_get_data(canvas),
                             cairo_image_surface_get_stride(canvas), self->format.width,
                             raster_page_rows(self->page, i)))
            return true;
    }
    png_palette_sort(&self->palette);
    self->format.palette = &self->palette;
    self->format.colours = PNG_BY_PALETTE;
    return true;
}

PngEffort png_effort(int compression, int width, int height) {
    if (compression == PNG_COMPRESSION_AUTO)
        return bands_are_small(width, height) ? PNG_SMALL : PNG_FAST;
    return compression == PNG_COMPRESSION_FAST ? PNG_FAST : PNG_SMALL;
}

PngAbout png_about(const Poster *poster, double ppi) {
    return (PngAbout){.ppi = ppi,
                      .title = poster->title,
                      .author = poster->author,
                      .description = poster->alt,
                      .language = poster->language};
}

static bool choose_format(Job *self, int compression, GError **error) {
    int width = raster_page_width(self->page), height = raster_page_height(self->page);

    self->format = (PngFormat){.width = width,
                               .height = height,
                               .effort = png_effort(compression, width, height)};
    return self->format.effort == PNG_FAST || find_palette(self, error);
}

static Product *write_job(Job *self, const Poster *poster, const PngOptions *options,
                          double ppi, const char *path, GError **error) {
    PngBands bands = {.about = png_about(poster, ppi),
                      .rows = raster_page_rows(self->page, 0),
                      .helpers = raster_page_helpers(self->page, &options->means),
                      .data = self,
                      .draw = draw_band,
                      .beside = options->beside};

    if (!choose_format(self, options->compression, error))
        return NULL;
    bands.format = self->format;
    return png_bands_write(&bands, path, error);
}

Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error) {
    Rect area = poster_area(poster, options->with_bleed);
    double ppi = poster_ppi(poster, options->ppi);
    g_autoptr(RasterPage) page =
        raster_page_new(poster, area, ppi, &options->means, error);
    Job job = {.page = page};
    Product *product;

    if (page == NULL)
        return NULL;
    job.canvas = raster_page_canvas(page);
    job.drawn = g_ptr_array_new_with_free_func(free_surface);
    product = write_job(&job, poster, options, ppi, path, error);
    g_ptr_array_unref(job.drawn);
    cairo_surface_destroy(job.canvas);
    return product;
}
