#include "prepress/photo_stream.h"

#include "pdf/flate_rows.h"
#include "resources/jpeg_writer.h"

/* No difference is seen at printed sizes; below 90 dark areas begin to show blocks. */
enum { QUALITY = 92 };

struct PhotoStream {
    int width;
    int components;
    JpegWriter *jpeg; /* NULL: it is exact; owned */
    FlateRows *flate; /* NULL: it is a JPEG; owned */
};

PhotoStream *photo_stream_new(int width, int height, int components, bool is_lossy) {
    PhotoStream *self = g_new0(PhotoStream, 1);

    self->width = width;
    self->components = components;
    if (is_lossy)
        self->jpeg = jpeg_writer_new(width, height, components, QUALITY);
    else
        self->flate = flate_rows_new(width, components);
    return self;
}

void photo_stream_free(PhotoStream *self) {
    if (self == NULL)
        return;
    jpeg_writer_free(self->jpeg);
    flate_rows_free(self->flate);
    g_free(self);
}

void photo_stream_add(PhotoStream *self, const guint8 *row) {
    if (self->jpeg != NULL)
        jpeg_writer_add(self->jpeg, row);
    else
        flate_rows_add(self->flate, row);
}

void photo_stream_end(PhotoStream *self, PdfPart *part) {
    g_autoptr(GByteArray) bytes = NULL;
    const char *filter = "DCTDecode";

    if (self->jpeg != NULL) {
        bytes = jpeg_writer_finish(self->jpeg);
    } else {
        g_autofree char *parameters =
            flate_rows_to_parameters(self->width, self->components);

        bytes = flate_rows_finish(self->flate);
        filter = "FlateDecode";
        pdf_part_text(part, " /DecodeParms ");
        pdf_part_text(part, parameters);
    }
    pdf_part_end_stream(part, &(PdfStream){bytes->data, bytes->len, .filter = filter});
}
