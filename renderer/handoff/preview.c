#include "handoff/preview.h"

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
} Preview;

static cairo_surface_t *draw_band(void *data, int band, GError **error) {
    const Preview *self = data;

    if (!raster_page_draw(self->page, band, self->canvas, error))
        return NULL;
    proof_marks_draw(self->marks, self->canvas, band * raster_page_rows(self->page, 0),
                     raster_page_rows(self->page, band));
    cairo_surface_flush(self->canvas);
    return self->canvas;
}

static double choose_ppi(const Poster *poster) {
    Rect area = poster->boxes.bleed;

    return MIN(PREVIEW_PPI, PREVIEW_PIXELS * 72 / MAX(area.width, area.height));
}

static ProofMarks *make_marks(const Preview *self, const Poster *poster,
                              const PreviewOptions *options) {
    const ProofPage page = {.boxes = &poster->boxes,
                            .width = raster_page_width(self->page),
                            .height = raster_page_height(self->page),
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
    PngBands bands = {.format = {.width = raster_page_width(self->page),
                                 .height = raster_page_height(self->page),
                                 .effort = PNG_SMALL},
                      .about = png_about(poster, ppi),
                      .rows = raster_page_rows(self->page, 0),
                      .helpers = raster_page_helpers(self->page, &options->means),
                      .data = self,
                      .draw = draw_band};
    Product *product;

    bands.about.title = title;
    product = png_bands_write(&bands, path, error);
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
    preview.marks = marks = make_marks(&preview, poster, options);
    preview.canvas = raster_page_canvas(page);
    product = write_bands(&preview, poster, options, ppi, path, error);
    cairo_surface_destroy(preview.canvas);
    return product;
}
