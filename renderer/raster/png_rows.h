/* Rows of a picture as PNG stores them (ISO/IEC 15948, 7.2 and 9.2): cairo's pixels
 * packed into bytes, and filtered so that they compress better.
 *
 * `step` is the bytes of a pixel, `length` those of a row; `above` is the row before,
 * packed. What is on the left of the first pixel is zero. */
#pragma once

#include "base/rows.h"
#include "raster/png_palette.h"

#include <stdbool.h>

/* Of cairo's RGB24 or ARGB32; the latter must be opaque. */
void row_pack_rgb(const guint32 *restrict pixels, guint8 *restrict row, int width);

/* Of ARGB32, whose colours are multiplied by their alpha. */
void row_pack_rgba(const guint32 *restrict pixels, guint8 *restrict row, int width);

/* Every colour must be in the palette. */
void row_pack_indices(const PngPalette *palette, const guint32 *restrict pixels,
                      guint8 *restrict row, int width);

/* Chooses the filter whose guess is the nearest, and writes its number and the filtered
 * row to `chosen` (1 + length bytes); `spare` has room for a row. If it shall be quick,
 * a row that is much like the one above is taken for its difference, and averages are
 * not tried: they win in the grain of photos. Without `above` (NULL) the row can be
 * read alone. */
RowFilter row_filter_best(const guint8 *row, const guint8 *above, gsize length,
                          gsize step, bool is_quick, guint8 *restrict chosen,
                          guint8 *restrict spare);

/* The same without a filter, unless the row equals the one above. */
RowFilter row_filter_none(const guint8 *row, const guint8 *above, gsize length,
                          guint8 *restrict chosen);

/* The row above once more. */
RowFilter row_repeat(guint8 *restrict chosen, gsize length);
