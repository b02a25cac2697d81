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

Rect rect_common(Rect a, Rect b) {
    double left = fmax(a.x, b.x), top = fmax(a.y, b.y);
    double right = fmin(a.x + a.width, b.x + b.width);
    double bottom = fmin(a.y + a.height, b.y + b.height);

    return (Rect){left, top, fmax(right - left, 0), fmax(bottom - top, 0)};
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

Affine affine_inverse(Affine matrix) {
    double all = matrix.xx * matrix.yy - matrix.xy * matrix.yx;
    Affine back = {
        matrix.yy / all, -matrix.yx / all, -matrix.xy / all, matrix.xx / all, 0, 0};

    back.x0 = -back.xx * matrix.x0 - back.xy * matrix.y0;
    back.y0 = -back.yx * matrix.x0 - back.yy * matrix.y0;
    return back;
}

Quad quad_transform(const Quad *self, Affine matrix) {
    Quad quad = *self;

    for (int i = 0; i < 4; i++)
        affine_point(matrix, &quad.corners[i].x, &quad.corners[i].y);
    return quad;
}

Rect affine_whole_pixels(Affine to_pixels, Rect rect) {
    Rect around = affine_bounds(to_pixels, rect);
    double left = floor(around.x), top = floor(around.y);

    return (Rect){left, top, ceil(around.x + around.width) - left,
                  ceil(around.y + around.height) - top};
}

Rect affine_pixels(Affine to_pixels, Rect rect) {
    return rect_outset(affine_whole_pixels(to_pixels, rect), 1);
}

Quad affine_quad(Affine matrix, Rect rect) {
    double right = rect.x + rect.width, bottom = rect.y + rect.height;
    Quad quad = {
        {{rect.x, rect.y}, {right, rect.y}, {right, bottom}, {rect.x, bottom}}};

    return quad_transform(&quad, matrix);
}

Rect quad_bounds(const Quad *self) {
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

    for (int i = 0; i < 4; i++) {
        left = fmin(left, self->corners[i].x);
        top = fmin(top, self->corners[i].y);
        right = fmax(right, self->corners[i].x);
        bottom = fmax(bottom, self->corners[i].y);
    }
    return (Rect){left, top, right - left, bottom - top};
}

Rect affine_bounds(Affine matrix, Rect rect) {
    Quad quad = affine_quad(matrix, rect);

    return quad_bounds(&quad);
}

/* How far a quad reaches in the direction of one of its sides, or of another's. */
typedef struct {
    double from, to;
} Reach;

static Reach reach_of(const Quad *quad, Point direction) {
    Reach reach = {INFINITY, -INFINITY};

    for (int i = 0; i < 4; i++) {
        double at = quad->corners[i].x * direction.x + quad->corners[i].y * direction.y;

        reach.from = fmin(reach.from, at);
        reach.to = fmax(reach.to, at);
    }
    return reach;
}

/* Of the side from one corner to the next, one point long; of no side: none. */
static Point side_direction(const Quad *quad, int side) {
    Point a = quad->corners[side], b = quad->corners[side + 1];
    double length = hypot(b.x - a.x, b.y - a.y);

    return length > 0 ? (Point){(b.x - a.x) / length, (b.y - a.y) / length}
                      : (Point){0, 0};
}

bool quad_contains(const Quad *outer, const Quad *inner, double slack) {
    for (int side = 0; side < 2; side++) {
        Point direction = side_direction(outer, side);
        Reach a = reach_of(outer, direction), b = reach_of(inner, direction);

        if (b.from < a.from - slack || b.to > a.to + slack)
            return false;
    }
    return true;
}

/* Rectangles lie apart if they do so along one of their sides. */
static bool lie_apart(const Quad *a, const Quad *b, double slack) {
    for (int side = 0; side < 2; side++) {
        Point direction = side_direction(a, side);
        Reach first = reach_of(a, direction), second = reach_of(b, direction);

        if (first.to - second.from <= slack || second.to - first.from <= slack)
            return true;
    }
    return false;
}

bool quads_overlap(const Quad *a, const Quad *b, double slack) {
    return !lie_apart(a, b, slack) && !lie_apart(b, a, slack);
}

/* Liang and Barsky's way of clipping: what of the line lies between two sides, then of
 * that what lies between the other two. */
bool quad_meets_line(const Quad *self, Point from, Point to, double slack) {
    double start = 0, end = 1;

    for (int side = 0; side < 2; side++) {
        Point direction = side_direction(self, side);
        Reach reach = reach_of(self, direction);
        double at = from.x * direction.x + from.y * direction.y;
        double step = to.x * direction.x + to.y * direction.y - at;
        double low = reach.from + slack - at, high = reach.to - slack - at;

        if (step == 0 && (low >= 0 || high <= 0))
            return false;
        if (step == 0)
            continue;
        start = fmax(start, fmin(low / step, high / step));
        end = fmin(end, fmax(low / step, high / step));
    }
    return start < end;
}
