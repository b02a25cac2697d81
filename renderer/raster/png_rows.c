#include "raster/png_rows.h"

#include <stdbool.h>
#include <string.h>

/* Compilers vectorise these loops only while they stand alone, with pointers that
 * cannot meet: inlined into the loop over rows they took ten times as long. */
#define ALONE __attribute__((noinline))

/* A byte of ARGB32's colours without their alpha, as cairo reckons it. */
static guint8 divide(guint32 colour, guint32 alpha) {
    return (guint8)((colour * 255 + alpha / 2) / alpha);
}

ALONE void row_pack_rgb(const guint32 *restrict pixels, guint8 *restrict row,
                        int width) {
    for (gsize i = 0; i < (gsize)width; i++) {
        guint32 pixel = pixels[i];

        row[3 * i] = (guint8)(pixel >> 16);
        row[3 * i + 1] = (guint8)(pixel >> 8);
        row[3 * i + 2] = (guint8)pixel;
    }
}

ALONE void row_pack_rgba(const guint32 *restrict pixels, guint8 *restrict row,
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

ALONE void row_pack_indices(const PngPalette *palette, const guint32 *restrict pixels,
                            guint8 *restrict row, int width) {
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

ALONE void row_filter_sub(const guint8 *restrict row, guint8 *restrict filtered,
                          gsize length, gsize step) {
    memcpy(filtered, row, step);
    for (gsize i = step; i < length; i++)
        filtered[i] = (guint8)(row[i] - row[i - step]);
}

ALONE void row_filter_up(const guint8 *restrict row, const guint8 *restrict above,
                         guint8 *restrict filtered, gsize length) {
    for (gsize i = 0; i < length; i++)
        filtered[i] = (guint8)(row[i] - above[i]);
}

static inline guint8 distance(guint8 a, guint8 b) {
    return (guint8)(a > b ? a - b : b - a);
}

/* All in bytes, so that a vector holds twice as many. The corner wins only if it lies
 * between the two others; its distance is then the difference of theirs. */
ALONE void row_filter_paeth(const guint8 *restrict row, const guint8 *restrict above,
                            guint8 *restrict filtered, gsize length, gsize step) {
    row_filter_up(row, above, filtered, step);
    for (gsize i = step; i < length; i++) {
        guint8 left = row[i - step], up = above[i], corner = above[i - step];
        guint8 to_left = distance(up, corner), to_up = distance(left, corner);
        guint8 to_corner =
            (left < corner) == (up < corner) ? 255 : distance(to_left, to_up);
        guint8 guess = to_up <= to_corner ? up : corner;

        guess = (to_left <= to_up) & (to_left <= to_corner) ? left : guess;
        filtered[i] = (guint8)(row[i] - guess);
    }
}

/* Sums of 32 bits at a time: they vectorise better, and hold 16 million bytes. */
ALONE guint64 row_cost(const guint8 *filtered, gsize length) {
    enum { PART = 1 << 20 };
    guint64 cost = 0;

    for (gsize start = 0; start < length; start += PART) {
        gsize end = MIN(length, start + PART);
        guint32 sum = 0;

        for (gsize i = start; i < end; i++) {
            guint8 value = filtered[i], negative = (guint8)-value;

            sum += MIN(value, negative);
        }
        cost += sum;
    }
    return cost;
}

static bool equals(const guint8 *row, const guint8 *above, gsize length) {
    return above != NULL && memcmp(row, above, length) == 0;
}

static RowFilter repeat(guint8 *restrict chosen, gsize length) {
    chosen[0] = ROW_UP;
    memset(chosen + 1, 0, length);
    return ROW_UP;
}

RowFilter row_filter_none(const guint8 *row, const guint8 *above, gsize length,
                          guint8 *restrict chosen) {
    if (equals(row, above, length))
        return repeat(chosen, length);
    chosen[0] = ROW_NONE;
    memcpy(chosen + 1, row, length);
    return ROW_NONE;
}

/* Takes over what stands in `spare` if it costs less. */
static void take_better(RowFilter filter, guint64 *least, gsize length,
                        guint8 *restrict chosen, const guint8 *restrict spare) {
    guint64 cost = row_cost(spare, length);

    if (cost < *least) {
        *least = cost;
        chosen[0] = (guint8)filter;
        memcpy(chosen + 1, spare, length);
    }
}

RowFilter row_filter_best(const guint8 *row, const guint8 *above, gsize length,
                          gsize step, guint8 *restrict chosen, guint8 *restrict spare) {
    guint64 least;

    if (equals(row, above, length))
        return repeat(chosen, length);
    chosen[0] = ROW_SUB;
    row_filter_sub(row, chosen + 1, length, step);
    if (above == NULL)
        return ROW_SUB;
    least = row_cost(chosen + 1, length);
    row_filter_up(row, above, spare, length);
    take_better(ROW_UP, &least, length, chosen, spare);
    row_filter_paeth(row, above, spare, length, step);
    take_better(ROW_PAETH, &least, length, chosen, spare);
    return (RowFilter)chosen[0];
}
