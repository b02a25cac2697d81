#include "resources/pixel_store.h"

#include "base/scratch.h"
#include "base/translate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Columns are gathered until a block of them is written; so rows are read in pieces of
 * some length. */
enum { BLOCK_COLUMNS = 64 };

/* The file has blocks of columns, one after the other, each row by row. */
struct PixelStore {
    int width, height;
    int columns; /* of a block; all when pixels come in rows */
    int file;
    guint32 *block; /* that is being gathered; owned; NULL: pixels come in rows */
    int index;      /* of that block; -1: none */
};

static bool fail(GError **error) {
    int code = errno;

    /* NO_SPACE would be a fault of the photo. */
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("cannot keep a photo's pixels in '%s': %s"), scratch_folder(),
                g_strerror(code));
    return false;
}

PixelStore *pixel_store_new(int width, int height, bool by_columns, GError **error) {
    g_autoptr(PixelStore) self = g_new0(PixelStore, 1);

    self->width = width;
    self->height = height;
    self->columns = by_columns ? BLOCK_COLUMNS : width;
    self->index = -1;
    if (by_columns)
        self->block = g_new(guint32, (gsize)BLOCK_COLUMNS * (gsize)height);
    self->file = scratch_open();
    if (self->file < 0) {
        fail(error);
        return NULL;
    }
    return g_steal_pointer(&self);
}

void pixel_store_free(PixelStore *self) {
    if (self == NULL)
        return;
    if (self->file >= 0)
        close(self->file);
    g_free(self->block);
    g_free(self);
}

int pixel_store_width(const PixelStore *self) {
    return self->width;
}

int pixel_store_height(const PixelStore *self) {
    return self->height;
}

static int block_width(const PixelStore *self, int block) {
    return MIN(self->columns, self->width - block * self->columns);
}

static goffset offset_of(const PixelStore *self, int block, int row) {
    return 4 * ((goffset)block * self->columns * self->height +
                (goffset)row * block_width(self, block));
}

static bool write_at(const PixelStore *self, const guint32 *pixels, gsize count,
                     goffset offset, GError **error) {
    const guint8 *bytes = (gconstpointer)pixels;
    gsize left = 4 * count;

    while (left > 0) {
        gssize written = pwrite(self->file, bytes, left, offset);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(error);
        bytes += written;
        left -= (gsize)written;
        offset += written;
    }
    return true;
}

bool pixel_store_finish(PixelStore *self, GError **error) {
    int block = self->index;

    if (block < 0)
        return true;
    self->index = -1;
    return write_at(self, self->block,
                    (gsize)block_width(self, block) * (gsize)self->height,
                    offset_of(self, block, 0), error);
}

static bool put_column(PixelStore *self, int index, const guint32 *pixels,
                       GError **error) {
    int block = index / BLOCK_COLUMNS;
    gsize step = (gsize)block_width(self, block);
    guint32 *to = self->block + index % BLOCK_COLUMNS;

    if (self->index != block && !pixel_store_finish(self, error))
        return false;
    self->index = block;
    for (gsize y = 0; y < (gsize)self->height; y++)
        to[y * step] = pixels[y];
    return true;
}

bool pixel_store_put(PixelStore *self, int index, const guint32 *pixels,
                     GError **error) {
    if (self->block != NULL)
        return put_column(self, index, pixels, error);
    return write_at(self, pixels, (gsize)self->width, offset_of(self, 0, index), error);
}

static bool read_at(const PixelStore *self, guint32 *pixels, gsize count,
                    goffset offset, GError **error) {
    guint8 *bytes = (gpointer)pixels;
    gsize left = 4 * count;

    while (left > 0) {
        gssize got = pread(self->file, bytes, left, offset);

        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return fail(error);
        bytes += got;
        left -= (gsize)got;
        offset += got;
    }
    return true;
}

static void spread(const PixelStore *self, const guint32 *piece, int block, int rows,
                   guint32 *pixels) {
    gsize count = (gsize)block_width(self, block);

    pixels += (gsize)block * (gsize)self->columns;
    for (int y = 0; y < rows; y++, piece += count, pixels += self->width)
        memcpy(pixels, piece, 4 * count);
}

bool pixel_store_get(const PixelStore *self, int top, int rows, guint32 *pixels,
                     GError **error) {
    g_autofree guint32 *piece = NULL;

    if (self->columns == self->width)
        return read_at(self, pixels, (gsize)rows * (gsize)self->width,
                       offset_of(self, 0, top), error);
    piece = g_new(guint32, (gsize)rows * (gsize)self->columns);
    for (int block = 0; block * self->columns < self->width; block++) {
        gsize count = (gsize)rows * (gsize)block_width(self, block);

        if (!read_at(self, piece, count, offset_of(self, block, top), error))
            return false;
        spread(self, piece, block, rows, pixels);
    }
    return true;
}
