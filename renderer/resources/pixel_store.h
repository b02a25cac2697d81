/* Pixels that are written once and read in rows, in a file without a name: they take
 * room on the disk, not memory, and processes forked meanwhile read them, too. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct PixelStore PixelStore;

/* `by_columns`: they come in columns. NULL with `error`. */
PixelStore *pixel_store_new(int width, int height, bool by_columns, GError **error);
void pixel_store_free(PixelStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PixelStore, pixel_store_free)

int pixel_store_width(const PixelStore *self);
int pixel_store_height(const PixelStore *self);

/* The row or column of that number; neighbours one after the other, each once. */
bool pixel_store_put(PixelStore *self, int index, const guint32 *pixels,
                     GError **error);

/* After the last one. */
bool pixel_store_finish(PixelStore *self, GError **error);

/* Rows, one after the other; reads the file where it must, from any process. */
bool pixel_store_get(const PixelStore *self, int top, int rows, guint32 *pixels,
                     GError **error);
