#include "base/rows.h"

#include "base/vectors.h"

#include <stdlib.h>
#include <string.h>

/* Sums of so many bytes fit an int. */
enum { PART = 1 << 20 };

/* Compilers have a way for four, which all pictures for print have at least. */
VECTORISED static void weave_four(const guint8 *restrict one,
                                  const guint8 *restrict two,
                                  const guint8 *restrict three,
                                  const guint8 *restrict four, guint8 *restrict pixels,
                                  gsize length) {
    for (gsize i = 0; i < length; i++) {
        pixels[4 * i] = one[i];
        pixels[4 * i + 1] = two[i];
        pixels[4 * i + 2] = three[i];
        pixels[4 * i + 3] = four[i];
    }
}

void row_weave(const guint8 *plane, gsize apart, guint planes, guint8 *pixels,
               gsize length) {
    if (planes == 4) {
        weave_four(plane, plane + apart, plane + 2 * apart, plane + 3 * apart, pixels,
                   length);
        return;
    }
    for (guint i = 0; i < planes; i++, plane += apart) {
        for (gsize j = 0; j < length; j++)
            pixels[j * planes + i] = plane[j];
    }
}

VECTORISED void row_subtract(const guint8 *restrict row, const guint8 *restrict guess,
                             guint8 *restrict filtered, gsize length) {
    for (gsize i = 0; i < length; i++)
        filtered[i] = (guint8)(row[i] - guess[i]);
}

static inline guint8 distance(guint8 a, guint8 b) {
    return (guint8)(MAX(a, b) - MIN(a, b));
}

/* All in bytes, so that a vector holds twice as many. The corner wins only if it lies
 * between the two others; its distance is then the difference of theirs. */
VECTORISED void row_guess_paeth(const guint8 *restrict row,
                                const guint8 *restrict above, guint8 *restrict guess,
                                gsize length, gsize step) {
    memcpy(guess, above, step);
    for (gsize i = step; i < length; i++) {
        guint8 left = row[i - step], up = above[i], corner = above[i - step];
        guint8 to_left = distance(up, corner), to_up = distance(left, corner);
        guint8 to_corner =
            (left < corner) == (up < corner) ? 255 : distance(to_left, to_up);
        guint8 nearest = to_up <= to_corner ? up : corner;

        guess[i] = to_left <= to_up && to_left <= to_corner ? left : nearest;
    }
}

VECTORISED void row_guess_average(const guint8 *restrict row,
                                  const guint8 *restrict above, guint8 *restrict guess,
                                  gsize length, gsize step) {
    for (gsize i = 0; i < step; i++)
        guess[i] = above[i] / 2;
    for (gsize i = step; i < length; i++)
        guess[i] = (guint8)((row[i - step] + above[i]) / 2);
}

RowFilter row_filter_sub(const guint8 *row, gsize length, gsize step,
                         guint8 *restrict chosen) {
    chosen[0] = ROW_SUB;
    memcpy(chosen + 1, row, step);
    row_subtract(row + step, row, chosen + 1 + step, length - step);
    return ROW_SUB;
}

RowFilter row_filter_by(RowFilter filter, const guint8 *row, const guint8 *guess,
                        gsize length, guint8 *restrict chosen) {
    chosen[0] = (guint8)filter;
    row_subtract(row, guess, chosen + 1, length);
    return filter;
}

/* Compilers know this loop (x86 has an instruction for it), but only with sums of int.
 */
VECTORISED guint64 row_distance(const guint8 *row, const guint8 *guess, gsize length) {
    guint64 sum = 0;

    for (gsize start = 0; start < length; start += PART) {
        gsize end = MIN(length, start + PART);
        int part = 0;

        for (gsize i = start; i < end; i++)
            part += abs(row[i] - guess[i]);
        sum += (guint64)part;
    }
    return sum;
}

VECTORISED guint64 row_weight(const guint8 *row, gsize length) {
    guint64 sum = 0;

    for (gsize start = 0; start < length; start += PART) {
        gsize end = MIN(length, start + PART);
        int part = 0;

        for (gsize i = start; i < end; i++)
            part += MIN(row[i], (guint8)-row[i]);
        sum += (guint64)part;
    }
    return sum;
}
