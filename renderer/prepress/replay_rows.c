#include "pdf/flate_reader.h"
#include "prepress/replay_parts.h"
#include "resources/jpeg_rows.h"

#include <math.h>
#include <string.h>

enum { SIDE_MAX = 1 << 20, PREDICTORS = 10 };

struct ReplayRows {
    int width, height, components;
    int bits;          /* of a component in the file: 8 or 1 */
    bool is_predicted; /* rows as PNG has them */
    bool is_inverted;
    gsize packed;        /* bytes of a row as it is in the file */
    guint8 *row;         /* one of them; owned */
    JpegRows *jpeg;      /* NULL: it is none; owned */
    FlateReader *flate;  /* likewise */
    const guint8 *plain; /* neither; borrowed */
    gsize left;          /* bytes of it */
};

static int whole(const PdfFile *file, const PdfValue *dictionary, const char *key,
                 int fallback) {
    double number = pdf_value_number(pdf_file_find(file, dictionary, key), fallback);

    return number >= 0 && number <= SIDE_MAX ? (int)lround(number) : 0;
}

/* [1 0 1 0 …]; others are refused. */
static bool read_decode(ReplayRows *self, const PdfFile *file, const PdfValue *image,
                        GError **error) {
    const PdfValue *decode = pdf_file_find(file, image, "Decode");

    if (decode == NULL)
        return true;
    if (decode->kind != PDF_ARRAY || (int)decode->count != 2 * self->components)
        return replay_refuse(error, "image", "Decode");
    self->is_inverted = pdf_value_number(&decode->items[0], 0) == 1;
    for (guint i = 0; i < decode->count; i++) {
        if (pdf_value_number(&decode->items[i], -1) != (i + self->is_inverted) % 2)
            return replay_refuse(error, "image", "Decode");
    }
    return true;
}

static bool read_predictor(ReplayRows *self, const PdfFile *file, const PdfValue *image,
                           GError **error) {
    const PdfValue *parameters = pdf_file_find(file, image, "DecodeParms");

    if (parameters == NULL)
        return true;
    self->is_predicted = true;
    if (whole(file, parameters, "Predictor", 1) < PREDICTORS || self->bits != 8 ||
        whole(file, parameters, "Colors", 1) != self->components ||
        whole(file, parameters, "BitsPerComponent", 8) != 8 ||
        whole(file, parameters, "Columns", 1) != self->width)
        return replay_refuse(error, "image", "DecodeParms");
    return true;
}

static bool read_size(ReplayRows *self, const PdfFile *file, const PdfValue *image,
                      GError **error) {
    self->width = whole(file, image, "Width", 0);
    self->height = whole(file, image, "Height", 0);
    self->bits = whole(file, image, "BitsPerComponent", 1);
    if (self->width < 1 || self->height < 1)
        return replay_refuse(error, "image", "Width");
    if (self->bits != 8 && (self->bits != 1 || self->components != 1))
        return replay_refuse(error, "image", "BitsPerComponent");
    self->packed =
        ((gsize)self->width * (gsize)(self->components * self->bits) + 7) / 8;
    return read_decode(self, file, image, error) &&
           read_predictor(self, file, image, error);
}

static bool open_stream(ReplayRows *self, const PdfFile *file, const PdfObject *image,
                        GError **error) {
    const PdfValue *filter = pdf_file_find(file, &image->value, "Filter");

    if (image->stream == NULL)
        return replay_refuse(error, "image", "Length");
    if (pdf_value_is_name(filter, "DCTDecode")) {
        self->jpeg = jpeg_rows_new(image->stream, image->length, self->width,
                                   self->height, self->components, error);
        return self->jpeg != NULL;
    }
    if (filter == NULL) {
        self->plain = image->stream;
        self->left = image->length;
        return true;
    }
    if (!pdf_value_is_name(filter, "FlateDecode"))
        return replay_refuse(error, "image", "Filter");
    self->flate = flate_reader_new(image->stream, image->length, self->packed,
                                   self->is_predicted ? (gsize)self->components : 0);
    return true;
}

ReplayRows *replay_rows_new(const PdfFile *file, const PdfObject *image, int components,
                            GError **error) {
    g_autoptr(ReplayRows) self = g_new0(ReplayRows, 1);

    self->components = components;
    if (!read_size(self, file, &image->value, error) ||
        !open_stream(self, file, image, error))
        return NULL;
    self->row = g_malloc(self->packed);
    return g_steal_pointer(&self);
}

void replay_rows_free(ReplayRows *self) {
    if (self == NULL)
        return;
    flate_reader_free(self->flate);
    jpeg_rows_free(self->jpeg);
    g_free(self->row);
    g_free(self);
}

int replay_rows_width(const ReplayRows *self) {
    return self->width;
}

int replay_rows_height(const ReplayRows *self) {
    return self->height;
}

/* --- rows ----------------------------------------------------------------------------
 */

static bool take_row(ReplayRows *self, GError **error) {
    if (self->jpeg != NULL)
        return jpeg_rows_next(self->jpeg, self->row, error);
    if (self->flate != NULL)
        return flate_reader_next(self->flate, self->row) ||
               replay_refuse(error, "image", "Length");
    if (self->left < self->packed)
        return replay_refuse(error, "image", "Length");
    memcpy(self->row, self->plain, self->packed);
    self->plain += self->packed;
    self->left -= self->packed;
    return true;
}

bool replay_rows_next(ReplayRows *self, guint8 *row, GError **error) {
    const guint8 *from = self->row;
    guint8 flip = self->is_inverted ? 255 : 0;

    if (!take_row(self, error))
        return false;
    if (self->bits == 8) {
        for (gsize i = 0; i < self->packed; i++)
            row[i] = from[i] ^ flip;
        return true;
    }
    for (int x = 0; x < self->width; x++)
        row[x] = (from[x / 8] >> (7 - x % 8) & 1 ? 255 : 0) ^ flip;
    return true;
}
