#include "raster/png_bands.h"

#include "base/crew.h"

/* One PNG being made, in this process or its helpers. */
typedef struct {
    const PngBands *bands;
    PngEncoder *encoder;
    PngWriter *writer;
    Product *product; /* when it is done */
} Job;

static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    const Job *self = data;
    const PngBands *bands = self->bands;
    int top = (int)index * bands->rows;
    int rows = MIN(bands->rows, bands->format.height - top);
    cairo_surface_t *canvas = bands->draw(bands->data, (int)index, error);
    const GByteArray *encoded;

    if (canvas == NULL)
        return false;
    encoded = png_encoder_encode(self->encoder, cairo_image_surface_get_data(canvas),
                                 cairo_image_surface_get_stride(canvas), rows);
    g_byte_array_append(made, encoded->data, encoded->len);
    return true;
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    const Job *self = data;

    (void)index;
    return png_writer_add(self->writer, made, length, error);
}

static bool end_file(void *data, GError **error) {
    Job *self = data;

    self->product = png_writer_finish(self->writer, error);
    return self->product != NULL;
}

Product *png_bands_write(const PngBands *self, const char *path, GError **error) {
    g_autoptr(PngEncoder) encoder = png_encoder_new(&self->format);
    g_autoptr(PngWriter) writer =
        png_writer_new(path, &self->format, &self->about, error);
    Job job = {.bands = self, .encoder = encoder, .writer = writer};
    const Crew crew = {
        .pieces = (guint)((self->format.height + self->rows - 1) / self->rows),
        .helpers = self->helpers,
        .data = &job,
        .make = make_band,
        .take = take_band,
        .end = end_file,
    };

    return writer != NULL && crew_run(&crew, error) ? job.product : NULL;
}
