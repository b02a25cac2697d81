/* Rows of a JPEG in memory, in its own colours: grey, or inks as they are stored. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct JpegRows JpegRows;

/* `bytes` are borrowed; it must have these pixels and components. NULL with `error`. */
JpegRows *jpeg_rows_new(const guint8 *bytes, gsize length, int width, int height,
                        int components, GError **error);
void jpeg_rows_free(JpegRows *self);

/* The next row. */
bool jpeg_rows_next(JpegRows *self, guint8 *row, GError **error);
