#include "pdf/flate_rows.h"

#include "base/rows.h"

#include <string.h>

/* Before zlib.h, so that its streams take what is const. */
#define ZLIB_CONST
#include <zlib.h>

/* Of photos higher levels make nothing smaller, and take half as long again. */
enum { BUFFER_BYTES = 65536, LEVEL = 4 };

/* Averages seldom win and cost as much. */
static const RowFilter filters[] = {ROW_NONE, ROW_SUB, ROW_UP, ROW_PAETH};

struct FlateRows {
    z_stream stream;
    GByteArray *bytes;                    /* compressed; owned */
    gsize length;                         /* of a row */
    gsize step;                           /* bytes of a pixel */
    guint8 *above;                        /* the row before; owned */
    guint8 *guess;                        /* of a filter; owned */
    guint8 *tried[G_N_ELEMENTS(filters)]; /* each the filter and the row; owned */
    guint8 buffer[BUFFER_BYTES];
};

FlateRows *flate_rows_new(int width, int components) {
    FlateRows *self = g_new0(FlateRows, 1);
    int status = deflateInit(&self->stream, LEVEL);

    /* Only memory can be missing, which ends the program as it does elsewhere. */
    if (status != Z_OK)
        g_error("zlib: %s", zError(status));
    self->bytes = g_byte_array_new();
    self->step = (gsize)components;
    self->length = (gsize)width * (gsize)components;
    self->above = g_malloc0(self->length);
    self->guess = g_malloc(self->length);
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
        self->tried[i] = g_malloc(1 + self->length);
    return self;
}

void flate_rows_free(FlateRows *self) {
    if (self == NULL)
        return;
    deflateEnd(&self->stream);
    g_clear_pointer(&self->bytes, g_byte_array_unref);
    g_free(self->above);
    g_free(self->guess);
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
        g_free(self->tried[i]);
    g_free(self);
}

static void filter_row(const FlateRows *self, RowFilter filter, const guint8 *row,
                       guint8 *tried) {
    gsize length = self->length;

    switch (filter) {
    case ROW_SUB:
        row_filter_sub(row, length, self->step, tried);
        break;
    case ROW_UP:
        row_filter_by(filter, row, self->above, length, tried);
        break;
    case ROW_PAETH:
        row_guess_paeth(row, self->above, self->guess, length, self->step);
        row_filter_by(filter, row, self->guess, length, tried);
        break;
    default:
        tried[0] = ROW_NONE;
        memcpy(tried + 1, row, length);
    }
}

static void deflate_bytes(FlateRows *self, const guint8 *bytes, gsize length,
                          int flush) {
    z_stream *stream = &self->stream;

    stream->next_in = bytes;
    stream->avail_in = (uInt)length;
    do {
        stream->next_out = self->buffer;
        stream->avail_out = BUFFER_BYTES;
        deflate(stream, flush);
        g_byte_array_append(self->bytes, self->buffer,
                            BUFFER_BYTES - stream->avail_out);
    } while (stream->avail_out == 0);
}

void flate_rows_add(FlateRows *self, const guint8 *row) {
    const guint8 *best = NULL;
    guint64 least = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
        guint64 weight;

        filter_row(self, filters[i], row, self->tried[i]);
        weight = row_weight(self->tried[i] + 1, self->length);
        if (best == NULL || weight < least) {
            best = self->tried[i];
            least = weight;
        }
    }
    deflate_bytes(self, best, 1 + self->length, Z_NO_FLUSH);
    memcpy(self->above, row, self->length);
}

GByteArray *flate_rows_finish(FlateRows *self) {
    deflate_bytes(self, NULL, 0, Z_FINISH);
    return g_steal_pointer(&self->bytes);
}

char *flate_rows_to_parameters(int width, int components) {
    return g_strdup_printf("<< /Predictor 15 /Colors %d /Columns %d >>", components,
                           width);
}
