/* Rows of a JPEG in a PDF of ours, as they are stored. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct ReplayJpeg ReplayJpeg;

/* `bytes` are borrowed; it must have these pixels and components. NULL with `error`. */
ReplayJpeg *replay_jpeg_new(const guint8 *bytes, gsize length, int width, int height,
                            int components, GError **error);
void replay_jpeg_free(ReplayJpeg *self);

/* The next row. */
bool replay_jpeg_next(ReplayJpeg *self, guint8 *row, GError **error);
