#include "raster/png.h"

#include "base/crew.h"

/* One PNG being made, in this process or its helpers. */
typedef struct {
    const RasterPage *page;
    cairo_surface_t *canvas;
    GPtrArray *drawn;   /* of cairo_surface_t: the first bands, if known; owned */
    PngPalette palette; /* of small pages with few colours */
    PngFormat format;
    PngEncoder *encoder;
    PngWriter *writer;
} Job;

static void free_surface(gpointer surface) {
    cairo_surface_destroy(surface);
}

static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    Job *self = data;
    int band = (int)index;
    bool is_drawn = index < self->drawn->len;
    cairo_surface_t *canvas =
        is_drawn ? g_ptr_array_index(self->drawn, index) : self->canvas;
    const GByteArray *encoded;

    if (!is_drawn && !raster_page_draw(self->page, band, canvas, error))
        return false;
    encoded = png_encoder_encode(self->encoder, cairo_image_surface_get_data(canvas),
                                 cairo_image_surface_get_stride(canvas),
                                 raster_page_rows(self->page, band));
    g_byte_array_append(made, encoded->data, encoded->len);
    return true;
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    const Job *self = data;

    (void)index;
    return png_writer_add(self->writer, made, length, error);
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

static Product *write_bands(Job *self, const RasterMeans *means, GError **error) {
    const Crew crew = {(guint)raster_page_bands(self->page),
                       raster_page_helpers(self->page, means), self, make_band,
                       take_band};

    return crew_run(&crew, error) ? png_writer_finish(self->writer, error) : NULL;
}

static Product *write_job(Job *self, const Poster *poster, const PngOptions *options,
                          double ppi, const char *path, GError **error) {
    const PngAbout about = png_about(poster, ppi);
    Product *product = NULL;

    if (!choose_format(self, options->compression, error))
        return NULL;
    self->encoder = png_encoder_new(&self->format);
    self->writer = png_writer_new(path, &self->format, &about, error);
    if (self->writer != NULL)
        product = write_bands(self, &options->means, error);
    png_writer_free(self->writer);
    png_encoder_free(self->encoder);
    return product;
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
