#include "handoff/preview.h"

#include "base/crew.h"
#include "prepress/proof_marks.h"
#include "raster/png.h"

/* So much as a screen shows. */
#define PREVIEW_PPI 150.0
#define PREVIEW_PIXELS 2000.0 /* of the longer side, at most */

static const char not_for_print[] = "NICHT DRUCKEN";

/* One preview being made, in this process or its helpers. */
typedef struct {
    const RasterPage *page;
    ProofMarks *marks;
    cairo_surface_t *canvas;
    PngFormat format;
    PngEncoder *encoder;
    PngWriter *writer;
} Preview;

static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    const Preview *self = data;
    int band = (int)index, rows = raster_page_rows(self->page, band);
    const GByteArray *encoded;

    if (!raster_page_draw(self->page, band, self->canvas, error))
        return false;
    proof_marks_draw(self->marks, self->canvas, band * raster_page_rows(self->page, 0),
                     rows);
    cairo_surface_flush(self->canvas);
    encoded =
        png_encoder_encode(self->encoder, cairo_image_surface_get_data(self->canvas),
                           cairo_image_surface_get_stride(self->canvas), rows);
    g_byte_array_append(made, encoded->data, encoded->len);
    return true;
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    const Preview *self = data;

    (void)index;
    return png_writer_add(self->writer, made, length, error);
}

static double choose_ppi(const Poster *poster) {
    Rect area = poster->boxes.bleed;

    return MIN(PREVIEW_PPI, PREVIEW_PIXELS * 72 / MAX(area.width, area.height));
}

static ProofMarks *make_marks(const Preview *self, const Poster *poster,
                              const PreviewOptions *options) {
    const ProofPage page = {.boxes = &poster->boxes,
                            .width = self->format.width,
                            .height = self->format.height,
                            .fonts = options->fonts,
                            .family = campaign_words_family(options->campaign),
                            .note = "Vorschau – nicht drucken",
                            .size = options->size,
                            .across = not_for_print};

    return proof_marks_new(&page);
}

static Product *write_bands(Preview *self, const Poster *poster,
                            const PreviewOptions *options, double ppi, const char *path,
                            GError **error) {
    g_autofree char *title = g_strdup_printf("%s – Vorschau", poster->title);
    PngAbout about = png_about(poster, ppi);
    const Crew crew = {(guint)raster_page_bands(self->page),
                       raster_page_helpers(self->page, &options->means), self,
                       make_band, take_band};
    g_autoptr(PngWriter) writer = NULL;
    Product *product = NULL;

    about.title = title;
    self->writer = writer = png_writer_new(path, &self->format, &about, error);
    if (writer != NULL && crew_run(&crew, error))
        product = png_writer_finish(writer, error);
    if (product != NULL)
        product->kind = "preview";
    return product;
}

Product *preview_write(const Poster *poster, const PreviewOptions *options,
                       const char *path, GError **error) {
    double ppi = choose_ppi(poster);
    g_autoptr(RasterPage) page =
        raster_page_new(poster, poster->boxes.bleed, ppi, &options->means, error);
    g_autoptr(ProofMarks) marks = NULL;
    Preview preview = {.page = page};
    Product *product;

    if (page == NULL)
        return NULL;
    preview.format = (PngFormat){.width = raster_page_width(page),
                                 .height = raster_page_height(page),
                                 .effort = PNG_SMALL};
    preview.marks = marks = make_marks(&preview, poster, options);
    preview.canvas = raster_page_canvas(page);
    preview.encoder = png_encoder_new(&preview.format);
    product = write_bands(&preview, poster, options, ppi, path, error);
    png_encoder_free(preview.encoder);
    cairo_surface_destroy(preview.canvas);
    return product;
}
