#include "pdf/flate_rows.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Before zlib.h, so that its streams take what is const. */
#define ZLIB_CONST
#include <zlib.h>

/* Of photos higher levels make nothing smaller, and take half as long again. */
enum { BUFFER_BYTES = 65536, LEVEL = 4 };

/* As PNG counts them; the others seldom win and cost as much. */
enum { FILTER_NONE = 0, FILTER_SUB = 1, FILTER_UP = 2, FILTER_PAETH = 4 };

static const guint8 filters[] = {FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_PAETH};

struct FlateRows {
    z_stream stream;
    GByteArray *bytes;                    /* compressed; owned */
    gsize length;                         /* of a row */
    gsize step;                           /* bytes of a pixel */
    guint8 *above;                        /* the row before; owned */
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
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++) {
        self->tried[i] = g_malloc(1 + self->length);
        self->tried[i][0] = filters[i];
    }
    return self;
}

void flate_rows_free(FlateRows *self) {
    if (self == NULL)
        return;
    deflateEnd(&self->stream);
    g_clear_pointer(&self->bytes, g_byte_array_unref);
    g_free(self->above);
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
        g_free(self->tried[i]);
    g_free(self);
}

/* --- filters --- */

static int paeth(int left, int above, int corner) {
    int to_left = abs(above - corner), to_above = abs(left - corner);
    int to_corner = abs(left + above - 2 * corner);

    if (to_left <= to_above && to_left <= to_corner)
        return left;
    return to_above <= to_corner ? above : corner;
}

static inline int predict(int filter, int left, int above, int corner) {
    switch (filter) {
    case FILTER_SUB:
        return left;
    case FILTER_UP:
        return above;
    case FILTER_PAETH:
        return paeth(left, above, corner);
    default:
        return 0;
    }
}

static inline guint64 filter_bytes(const FlateRows *self, int filter, guint8 *filtered,
                                   const guint8 *row) {
    guint64 sum = 0;

    for (gsize i = 0; i < self->length; i++) {
        bool has_left = i >= self->step;
        int left = has_left ? row[i - self->step] : 0;
        int corner = has_left ? self->above[i - self->step] : 0;
        int byte = (row[i] - predict(filter, left, self->above[i], corner)) & 255;

        filtered[i] = (guint8)byte;
        sum += (guint64)MIN(byte, 256 - byte);
    }
    return sum;
}

/* Returns how far its bytes are from 0, all together: small ones compress well. A call
 * for each filter, so that each has a loop of its own. */
static guint64 filter_row(const FlateRows *self, guint8 *tried, const guint8 *row) {
    switch (tried[0]) {
    case FILTER_SUB:
        return filter_bytes(self, FILTER_SUB, tried + 1, row);
    case FILTER_UP:
        return filter_bytes(self, FILTER_UP, tried + 1, row);
    case FILTER_PAETH:
        return filter_bytes(self, FILTER_PAETH, tried + 1, row);
    default:
        return filter_bytes(self, FILTER_NONE, tried + 1, row);
    }
}

/* --- rows --- */

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
        guint64 sum = filter_row(self, self->tried[i], row);

        if (best == NULL || sum < least) {
            best = self->tried[i];
            least = sum;
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
