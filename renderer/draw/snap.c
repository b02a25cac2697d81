#include "draw/snap.h"

#include <math.h>

/* Of a pixel: what arithmetic leaves, and what is turned by a right angle. */
#define STEPS 256.0
#define SLACK 1e-9

Affine context_matrix(cairo_t *cr) {
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    return (Affine){matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0};
}

static bool is_straight(Affine matrix) {
    double across = fmax(fabs(matrix.xx), fabs(matrix.yy));
    double turned = fmax(fabs(matrix.xy), fabs(matrix.yx));

    return fmin(across, turned) <= SLACK * fmax(across, turned);
}

static void snap_edges(double start, double length, int *first, int *count) {
    double from = floor(round(start * STEPS) / STEPS + 0.5);
    double to = floor(round((start + length) * STEPS) / STEPS + 0.5);

    if (to <= from) {
        from = floor(start + length / 2);
        to = from + 1;
    }
    *first = (int)from;
    *count = (int)(to - from);
}

bool snap_affine_rect(Affine matrix, Rect rect, PixelArea *area) {
    Rect pixels;

    if (!is_straight(matrix))
        return false;
    pixels = affine_bounds(matrix, rect);
    if (fabs(pixels.x) > G_MAXINT / 4 || fabs(pixels.y) > G_MAXINT / 4 ||
        pixels.width > G_MAXINT / 4 || pixels.height > G_MAXINT / 4)
        return false;
    snap_edges(pixels.x, pixels.width, &area->left, &area->width);
    snap_edges(pixels.y, pixels.height, &area->top, &area->height);
    return true;
}

bool snap_rect(cairo_t *cr, Rect rect, PixelArea *area) {
    return snap_affine_rect(context_matrix(cr), rect, area);
}

void snapped_rectangle(cairo_t *cr, Rect rect, bool in_pixels) {
    PixelArea area;
    cairo_matrix_t matrix;

    if (!in_pixels || !snap_rect(cr, rect, &area)) {
        cairo_rectangle(cr, rect.x, rect.y, rect.width, rect.height);
        return;
    }
    cairo_get_matrix(cr, &matrix);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, area.left, area.top, area.width, area.height);
    cairo_set_matrix(cr, &matrix);
}
