/* How much ink lies on a poster at most: the mean of what C, M, Y and K come to over a
 * square of 15 mm (GWG 2022: "a square with side 15 mm"). Read off plates, row by row.
 */
#pragma once

#include <glib.h>

#define COVERAGE_SIDE_MM 15.0

typedef struct {
    double ink; /* 3 is 300 % */
    int x, y;   /* its square's top left; pixels */
} CoveragePeak;

typedef struct Coverage Coverage;

/* Of a page of so many pixels, and squares of so many a side, which stay within it;
 * where the page is smaller, they are as large as it. */
Coverage *coverage_new(int width, int height, int side);
void coverage_free(Coverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Coverage, coverage_free)

/* The next rows: C, M, Y and K one after the other, each rows x width; 255 is solid. */
void coverage_add(Coverage *self, const guint8 *plates, int rows);

/* Of all rows so far; of squares with equally much the first, by rows. */
CoveragePeak coverage_peak(const Coverage *self);
