#include "resources/pixel_store.h"

#include "base/scratch.h"
#include "base/translate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Columns are gathered until a block of them is written; so rows are read in pieces of
 * some length. Rows are gathered for as many pixels as the file has in a window: bytes
 * of whole pages, many at once, take the system a third of the time. */
enum { BLOCK_COLUMNS = 64, WINDOW = 64 << 10 };

/* The file has blocks of columns, one after the other, each row by row. */
struct PixelStore {
    int width, height;
    int columns; /* of a block; all when pixels come in rows */
    int file;
    bool by_columns;
    guint32 *gathered; /* pixels of a block or a window; owned */
    goffset index;     /* which block or window that is; -1: none */
    goffset from, to;  /* what is gathered of a window, in its pixels */
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
    self->by_columns = by_columns;
    self->columns = by_columns ? BLOCK_COLUMNS : width;
    self->index = -1;
    self->gathered =
        g_new(guint32, by_columns ? (gsize)BLOCK_COLUMNS * (gsize)height : WINDOW);
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
    g_free(self->gathered);
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

/* In pixels. */
static goffset place_of(const PixelStore *self, int block, int row) {
    return (goffset)block * self->columns * self->height +
           (goffset)row * block_width(self, block);
}

static bool write_at(const PixelStore *self, const guint32 *pixels, gsize count,
                     goffset place, GError **error) {
    const guint8 *bytes = (gconstpointer)pixels;
    goffset offset = 4 * place;
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

static bool write_block(const PixelStore *self, GError **error) {
    int block = (int)self->index;

    return write_at(self, self->gathered,
                    (gsize)block_width(self, block) * (gsize)self->height,
                    place_of(self, block, 0), error);
}

static bool write_window(const PixelStore *self, GError **error) {
    return write_at(self, self->gathered + self->from, (gsize)(self->to - self->from),
                    self->index * WINDOW + self->from, error);
}

bool pixel_store_finish(PixelStore *self, GError **error) {
    bool done =
        self->index < 0 || (self->by_columns ? write_block : write_window)(self, error);

    self->index = -1;
    return done;
}

/* What was gathered elsewhere is written before. */
static bool gather_at(PixelStore *self, goffset index, GError **error) {
    if (self->index != index && !pixel_store_finish(self, error))
        return false;
    self->index = index;
    return true;
}

static bool put_column(PixelStore *self, int index, const guint32 *pixels,
                       GError **error) {
    int block = index / BLOCK_COLUMNS;
    gsize step = (gsize)block_width(self, block);
    guint32 *to = self->gathered + index % BLOCK_COLUMNS;

    if (!gather_at(self, block, error))
        return false;
    for (gsize y = 0; y < (gsize)self->height; y++)
        to[y * step] = pixels[y];
    return true;
}

/* A part of a row that lies in one window, beside what is gathered there. */
static bool put_part(PixelStore *self, const guint32 *pixels, goffset place,
                     goffset count, GError **error) {
    goffset index = place / WINDOW, from = place % WINDOW;
    bool is_first = self->index != index;

    if (!gather_at(self, index, error))
        return false;
    memcpy(self->gathered + from, pixels, 4 * (gsize)count);
    self->from = is_first ? from : MIN(self->from, from);
    self->to = is_first ? from + count : MAX(self->to, from + count);
    return true;
}

static bool put_row(PixelStore *self, int index, const guint32 *pixels,
                    GError **error) {
    goffset place = place_of(self, 0, index), end = place + self->width;

    while (place < end) {
        goffset count = MIN(end, (place / WINDOW + 1) * WINDOW) - place;

        if (!put_part(self, pixels, place, count, error))
            return false;
        pixels += count;
        place += count;
    }
    return true;
}

bool pixel_store_put(PixelStore *self, int index, const guint32 *pixels,
                     GError **error) {
    return (self->by_columns ? put_column : put_row)(self, index, pixels, error);
}

static bool read_at(const PixelStore *self, guint32 *pixels, gsize count, goffset place,
                    GError **error) {
    guint8 *bytes = (gpointer)pixels;
    goffset offset = 4 * place;
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

    if (!self->by_columns)
        return read_at(self, pixels, (gsize)rows * (gsize)self->width,
                       place_of(self, 0, top), error);
    piece = g_new(guint32, (gsize)rows * (gsize)self->columns);
    for (int block = 0; block * self->columns < self->width; block++) {
        gsize count = (gsize)rows * (gsize)block_width(self, block);

        if (!read_at(self, piece, count, place_of(self, block, top), error))
            return false;
        spread(self, piece, block, rows, pixels);
    }
    return true;
}
