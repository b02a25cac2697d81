#include "raster/png_bands.h"

#include "base/crew.h"

/* One PNG being made, in this process or its helpers. */
typedef struct {
    const PngBands *bands;
    PngEncoder *encoder;
    PngWriter *writer;
    Product *product; /* when it is done */
} Job;

static bool make_band(const Job *self, int band, GByteArray *made, GError **error) {
    const PngBands *bands = self->bands;
    int rows = MIN(bands->rows, bands->format.height - band * bands->rows);
    cairo_surface_t *canvas = bands->draw(bands->data, band, error);
    const GByteArray *encoded;

    if (canvas == NULL)
        return false;
    encoded = png_encoder_encode(self->encoder, cairo_image_surface_get_data(canvas),
                                 cairo_image_surface_get_stride(canvas), rows);
    g_byte_array_append(made, encoded->data, encoded->len);
    return true;
}

/* What is done beside is the first piece. */
static bool make_piece(void *data, guint index, GByteArray *made, GError **error) {
    const Job *self = data;
    const PngBeside *beside = self->bands->beside;

    if (beside == NULL)
        return make_band(self, (int)index, made, error);
    if (index > 0)
        return make_band(self, (int)index - 1, made, error);
    beside->make(beside->data, made);
    return true;
}

static bool take_piece(void *data, guint index, const guint8 *made, gsize length,
                       GError **error) {
    const Job *self = data;
    const PngBeside *beside = self->bands->beside;

    if (beside != NULL && index == 0)
        return beside->take(beside->data, made, length);
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
    guint bands = (guint)((self->format.height + self->rows - 1) / self->rows);
    Job job = {.bands = self, .encoder = encoder, .writer = writer};
    const Crew crew = {
        .pieces = bands + (self->beside != NULL),
        .helpers = self->helpers,
        .data = &job,
        .make = make_piece,
        .take = take_piece,
        .end = end_file,
    };

    return writer != NULL && crew_run(&crew, error) ? job.product : NULL;
}
