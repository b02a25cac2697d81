#include "raster/png.h"

#include "base/crew.h"
#include "raster/page.h"
#include "raster/png_writer.h"

/* Above it time counts, below it bytes: screens load what is small. */
enum { SMALL_PIXELS_MAX = 4000000 };

/* One PNG being made, in this process or its helpers. */
typedef struct {
    const RasterPage *page;
    cairo_surface_t *canvas;
    PngPalette palette; /* of small pages with few colours */
    PngFormat format;
    PngEncoder *encoder;
    PngWriter *writer;
} Job;

static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    Job *self = data;
    int band = (int)index;
    const GByteArray *encoded;

    if (!raster_page_draw(self->page, band, self->canvas, error))
        return false;
    encoded =
        png_encoder_encode(self->encoder, cairo_image_surface_get_data(self->canvas),
                           cairo_image_surface_get_stride(self->canvas),
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

/* All colours of the page, if they are few; most pages are known not to be after the
 * first band. */
static bool find_palette(Job *self, GError **error) {
    for (int i = 0; i < raster_page_bands(self->page); i++) {
        if (!raster_page_draw(self->page, i, self->canvas, error))
            return false;
        if (!png_palette_add(&self->palette, cairo_image_surface_get_data(self->canvas),
                             cairo_image_surface_get_stride(self->canvas),
                             self->format.width, raster_page_rows(self->page, i)))
            return true;
    }
    png_palette_sort(&self->palette);
    self->format.palette = &self->palette;
    self->format.colours = PNG_BY_PALETTE;
    return true;
}

static bool choose_format(Job *self, int compression, GError **error) {
    gint64 width = raster_page_width(self->page);
    gint64 height = raster_page_height(self->page);
    bool is_small = compression == PNG_COMPRESSION_AUTO
                        ? width * height <= SMALL_PIXELS_MAX
                        : compression == PNG_COMPRESSION_SMALL;

    self->format = (PngFormat){.width = (int)width,
                               .height = (int)height,
                               .effort = is_small ? PNG_SMALL : PNG_FAST};
    return !is_small || find_palette(self, error);
}

static Product *write_bands(Job *self, guint helpers, GError **error) {
    const Crew crew = {(guint)raster_page_bands(self->page), helpers, self, make_band,
                       take_band};

    return crew_run(&crew, error) ? png_writer_finish(self->writer, error) : NULL;
}

static Product *write_job(Job *self, const Poster *poster, const PngOptions *options,
                          double ppi, const char *path, GError **error) {
    const PngAbout about = {.ppi = ppi,
                            .title = poster->title,
                            .author = options->author,
                            .description = poster->alt,
                            .language = poster->language};
    Product *product = NULL;

    if (!choose_format(self, options->compression, error))
        return NULL;
    self->encoder = png_encoder_new(&self->format);
    self->writer = png_writer_new(path, &self->format, &about, error);
    if (self->writer != NULL)
        product = write_bands(self, options->helpers, error);
    png_writer_free(self->writer);
    png_encoder_free(self->encoder);
    return product;
}

Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error) {
    Rect area = options->with_bleed ? poster->boxes.bleed : poster->boxes.trim;
    double ppi = options->ppi > 0 ? options->ppi : poster->ppi;
    g_autoptr(RasterPage) page = raster_page_new(poster, area, ppi, error);
    Job job = {.page = page};
    Product *product;

    if (page == NULL)
        return NULL;
    job.canvas = raster_page_canvas(page);
    product = write_job(&job, poster, options, ppi, path, error);
    cairo_surface_destroy(job.canvas);
    return product;
}
