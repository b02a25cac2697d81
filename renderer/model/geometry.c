#include "model/geometry.h"

#include <math.h>

Rect rect_inset(Rect rect, Insets insets) {
    return (Rect){rect.x + insets.left, rect.y + insets.top,
                  rect.width - insets.left - insets.right,
                  rect.height - insets.top - insets.bottom};
}

Rect rect_outset(Rect rect, double distance) {
    return rect_inset(rect, (Insets){-distance, -distance, -distance, -distance});
}

Rect rect_mirror(Rect rect, double axis) {
    rect.x = 2 * axis - rect.x - rect.width;
    return rect;
}

Rect rect_union(Rect a, Rect b) {
    double left = fmin(a.x, b.x), top = fmin(a.y, b.y);
    double right = fmax(a.x + a.width, b.x + b.width);
    double bottom = fmax(a.y + a.height, b.y + b.height);

    return (Rect){left, top, right - left, bottom - top};
}

bool rects_overlap(Rect a, Rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

bool rect_contains(Rect outer, Rect inner, double slack) {
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.width <= outer.x + outer.width + slack &&
           inner.y + inner.height <= outer.y + outer.height + slack;
}

Affine affine_identity(void) {
    return (Affine){1, 0, 0, 1, 0, 0};
}

Affine affine_between(Rect from, Rect to) {
    double xx = to.width / from.width, yy = to.height / from.height;

    return (Affine){xx, 0, 0, yy, to.x - from.x * xx, to.y - from.y * yy};
}

Affine affine_rotation(double degrees, double x, double y) {
    double angle = degrees * M_PI / 180, c = cos(angle), s = sin(angle);

    return (Affine){c, s, -s, c, x - c * x + s * y, y - s * x - c * y};
}

Affine affine_mirror(double axis) {
    return (Affine){-1, 0, 0, 1, 2 * axis, 0};
}

Affine affine_then(Affine a, Affine b) {
    return (Affine){b.xx * a.xx + b.xy * a.yx,        b.yx * a.xx + b.yy * a.yx,
                    b.xx * a.xy + b.xy * a.yy,        b.yx * a.xy + b.yy * a.yy,
                    b.xx * a.x0 + b.xy * a.y0 + b.x0, b.yx * a.x0 + b.yy * a.y0 + b.y0};
}

void affine_point(Affine matrix, double *x, double *y) {
    double old_x = *x, old_y = *y;

    *x = matrix.xx * old_x + matrix.xy * old_y + matrix.x0;
    *y = matrix.yx * old_x + matrix.yy * old_y + matrix.y0;
}

Rect affine_bounds(Affine matrix, Rect rect) {
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

    for (int corner = 0; corner < 4; corner++) {
        double x = rect.x + (corner & 1 ? rect.width : 0);
        double y = rect.y + (corner & 2 ? rect.height : 0);

        affine_point(matrix, &x, &y);
        left = fmin(left, x);
        top = fmin(top, y);
        right = fmax(right, x);
        bottom = fmax(bottom, y);
    }
    return (Rect){left, top, right - left, bottom - top};
}
