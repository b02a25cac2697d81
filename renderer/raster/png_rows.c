#include "raster/png_rows.h"

#include "base/vectors.h"

#include <string.h>

/* Rows whose bytes differ by less than one part of it on average are not tried further:
 * most are equal, as in flat art. */
enum { NEAR = 4 };

/* A byte of ARGB32's colours without their alpha, as cairo reckons it. */
static guint8 divide(guint32 colour, guint32 alpha) {
    return (guint8)((colour * 255 + alpha / 2) / alpha);
}

VECTORISED void row_pack_rgb(const guint32 *restrict pixels, guint8 *restrict row,
                             int width) {
    for (gsize i = 0; i < (gsize)width; i++) {
        guint32 pixel = pixels[i];

        row[3 * i] = (guint8)(pixel >> 16);
        row[3 * i + 1] = (guint8)(pixel >> 8);
        row[3 * i + 2] = (guint8)pixel;
    }
}

VECTORISED void row_pack_rgba(const guint32 *restrict pixels, guint8 *restrict row,
                              int width) {
    for (gsize i = 0; i < (gsize)width; i++) {
        guint32 pixel = pixels[i], alpha = pixel >> 24;
        guint8 *bytes = row + 4 * i;

        if (alpha == 0) {
            memset(bytes, 0, 4);
            continue;
        }
        bytes[0] = divide(pixel >> 16 & 255, alpha);
        bytes[1] = divide(pixel >> 8 & 255, alpha);
        bytes[2] = divide(pixel & 255, alpha);
        bytes[3] = (guint8)alpha;
    }
}

VECTORISED void row_pack_indices(const PngPalette *palette,
                                 const guint32 *restrict pixels, guint8 *restrict row,
                                 int width) {
    guint32 last = ~pixels[0];
    guint8 index = 0;

    for (int i = 0; i < width; i++) {
        if (pixels[i] != last) {
            last = pixels[i];
            index = png_palette_index(palette, last);
        }
        row[i] = index;
    }
}

RowFilter row_repeat(guint8 *restrict chosen, gsize length) {
    chosen[0] = ROW_UP;
    memset(chosen + 1, 0, length);
    return ROW_UP;
}

RowFilter row_filter_none(const guint8 *row, const guint8 *above, gsize length,
                          guint8 *restrict chosen) {
    if (above != NULL && memcmp(row, above, length) == 0)
        return row_repeat(chosen, length);
    chosen[0] = ROW_NONE;
    memcpy(chosen + 1, row, length);
    return ROW_NONE;
}

static RowFilter filter_average(const guint8 *row, const guint8 *above, gsize length,
                                gsize step, guint8 *restrict chosen,
                                guint8 *restrict spare) {
    row_guess_average(row, above, spare, length, step);
    return row_filter_by(ROW_AVERAGE, row, spare, length, chosen);
}

RowFilter row_filter_best(const guint8 *row, const guint8 *above, gsize length,
                          gsize step, bool is_quick, guint8 *restrict chosen,
                          guint8 *restrict spare) {
    guint64 sub, up, paeth, average = G_MAXUINT64;

    if (above == NULL)
        return row_filter_sub(row, length, step, chosen);
    up = row_distance(row, above, length);
    if (up == 0)
        return row_repeat(chosen, length);
    if (is_quick && up < length / NEAR)
        return row_filter_by(ROW_UP, row, above, length, chosen);
    if (!is_quick) {
        row_guess_average(row, above, spare, length, step);
        average = row_distance(row, spare, length);
    }
    row_guess_paeth(row, above, spare, length, step);
    sub = row_distance(row + step, row, length - step);
    paeth = row_distance(row, spare, length);
    if (average < MIN(MIN(sub, up), paeth))
        return filter_average(row, above, length, step, chosen, spare);
    if (sub <= MIN(up, paeth))
        return row_filter_sub(row, length, step, chosen);
    return up <= paeth ? row_filter_by(ROW_UP, row, above, length, chosen)
                       : row_filter_by(ROW_PAETH, row, spare, length, chosen);
}
