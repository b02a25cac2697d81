#include "draw/slope.h"

bool slope_make(cairo_pattern_t *pattern, Affine from_page, Slope *slope) {
    double x0, y0, x1, y1, across, down, square;

    cairo_pattern_get_linear_points(pattern, &x0, &y0, &x1, &y1);
    across = x1 - x0;
    down = y1 - y0;
    square = across * across + down * down;
    if (square == 0)
        return false;
    *slope =
        (Slope){(across * from_page.xx + down * from_page.yx) / square,
                (across * from_page.xy + down * from_page.yy) / square,
                (across * (from_page.x0 - x0) + down * (from_page.y0 - y0)) / square};
    return true;
}
