#include "pdf/flate_reader.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct FlateReader {
    z_stream stream;
    const guint8 *rest; /* that the stream has not been shown yet */
    gsize left;
    gsize length;  /* of a row */
    gsize step;    /* 0: no predictors */
    guint8 *above; /* the row before; owned */
};

enum { AT_ONCE = 1 << 30 };

FlateReader *flate_reader_new(const guint8 *bytes, gsize length, gsize row,
                              gsize step) {
    FlateReader *self = g_new0(FlateReader, 1);
    int status = inflateInit(&self->stream);

    g_assert(status == Z_OK);
    self->rest = bytes;
    self->left = length;
    self->length = row;
    self->step = step;
    self->above = g_malloc0(row);
    return self;
}

void flate_reader_free(FlateReader *self) {
    if (self == NULL)
        return;
    inflateEnd(&self->stream);
    g_free(self->above);
    g_free(self);
}

static bool take(FlateReader *self, guint8 *bytes, gsize count) {
    z_stream *stream = &self->stream;

    g_assert(count <= AT_ONCE);
    stream->next_out = bytes;
    stream->avail_out = (uInt)count;
    while (stream->avail_out > 0) {
        if (stream->avail_in == 0) {
            stream->next_in = (z_const Bytef *)self->rest;
            stream->avail_in = (uInt)MIN(self->left, AT_ONCE);
            self->rest += stream->avail_in;
            self->left -= stream->avail_in;
        }
        switch (inflate(stream, Z_NO_FLUSH)) {
        case Z_OK:
            break;
        case Z_STREAM_END:
            return stream->avail_out == 0;
        default:
            return false;
        }
    }
    return true;
}

static guint8 paeth(int left, int above, int corner) {
    int guess = left + above - corner;
    int a = abs(guess - left), b = abs(guess - above), c = abs(guess - corner);

    return (guint8)(a <= b && a <= c ? left : b <= c ? above : corner);
}

/* ISO/IEC 15948, 9.2. */
static bool undo(const FlateReader *self, int filter, guint8 *row) {
    const guint8 *above = self->above;

    for (gsize i = 0; i < self->length; i++) {
        bool is_first = i < self->step;
        guint8 left = is_first ? 0 : row[i - self->step];

        switch (filter) {
        case 0:
            return true;
        case 1:
            row[i] = (guint8)(row[i] + left);
            break;
        case 2:
            row[i] = (guint8)(row[i] + above[i]);
            break;
        case 3:
            row[i] = (guint8)(row[i] + (left + above[i]) / 2);
            break;
        case 4:
            row[i] = (guint8)(row[i] + paeth(left, above[i],
                                             is_first ? 0 : above[i - self->step]));
            break;
        default:
            return false;
        }
    }
    return true;
}

bool flate_reader_next(FlateReader *self, guint8 *row) {
    guint8 filter = 0;

    if (self->step > 0 && !take(self, &filter, 1))
        return false;
    if (!take(self, row, self->length))
        return false;
    if (self->step == 0)
        return true;
    if (!undo(self, filter, row))
        return false;
    memcpy(self->above, row, self->length);
    return true;
}
