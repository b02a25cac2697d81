/* Rows of pixels: loops that several stages take, as vectors (base/vectors). */
#pragma once

#include <glib.h>

/* `planes` planes of `length` bytes, `apart` bytes from each other, become pixels of as
 * many bytes. */
void row_weave(const guint8 *plane, gsize apart, guint planes, guint8 *pixels,
               gsize length);

/* --- the filters of PNG (ISO/IEC 15948, 9.2) and PDF (ISO 32000-1, 7.4.4.4) ----------
 *
 * A row as its difference to what its neighbours make likely. `step` is the bytes of a
 * pixel, `length` those of a row; `above` is the row before. What is on the left of the
 * first pixel is zero. */

/* As PNG numbers them. */
typedef enum {
    ROW_NONE = 0,
    ROW_SUB = 1,
    ROW_UP = 2,
    ROW_AVERAGE = 3,
    ROW_PAETH = 4
} RowFilter;

/* What Paeth's filter takes a row for; a filtered row is the difference to that. */
void row_guess_paeth(const guint8 *restrict row, const guint8 *restrict above,
                     guint8 *restrict guess, gsize length, gsize step);

/* Likewise that of the filter with averages. */
void row_guess_average(const guint8 *restrict row, const guint8 *restrict above,
                       guint8 *restrict guess, gsize length, gsize step);

void row_subtract(const guint8 *restrict row, const guint8 *restrict guess,
                  guint8 *restrict filtered, gsize length);

/* Both write the filter's number and the filtered row to `chosen` (1 + length bytes);
 * `guess` is what the filter takes the row for, `above` itself for ROW_UP. */
RowFilter row_filter_sub(const guint8 *row, gsize length, gsize step,
                         guint8 *restrict chosen);
RowFilter row_filter_by(RowFilter filter, const guint8 *row, const guint8 *guess,
                        gsize length, guint8 *restrict chosen);

/* The sum of the absolute differences. */
guint64 row_distance(const guint8 *row, const guint8 *guess, gsize length);

/* The sum of the bytes, each as far as it is from 0 (255 is as near as 1): rows in
 * which it is small compress well. */
guint64 row_weight(const guint8 *row, gsize length);
