#include "model/outline.h"

#include <math.h>
#include <string.h>

Outline *outline_new(void) {
    Outline *self = g_new0(Outline, 1);

    self->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    return self;
}

void outline_free(Outline *self) {
    if (self == NULL)
        return;
    g_array_unref(self->steps);
    g_free(self);
}

static void add(Outline *self, Step step) {
    g_array_append_val(self->steps, step);
}

void outline_move(Outline *self, double x, double y) {
    add(self, (Step){.kind = STEP_MOVE, .points[2] = {x, y}});
}

void outline_line(Outline *self, double x, double y) {
    add(self, (Step){.kind = STEP_LINE, .points[2] = {x, y}});
}

void outline_curve(Outline *self, double x1, double y1, double x2, double y2, double x,
                   double y) {
    add(self, (Step){STEP_CURVE, {{x1, y1}, {x2, y2}, {x, y}}});
}

void outline_close(Outline *self) {
    add(self, (Step){.kind = STEP_CLOSE});
}

static Step *step_at(const Outline *self, guint index) {
    return &g_array_index(self->steps, Step, index);
}

/* --- ready-made shapes ----------------------------------------------------------- */

/* How far the control points of a quarter of a circle lie out, of its radius. */
static const double quarter = 0.5522847498307936;

void outline_add_rect(Outline *self, Rect rect, const double radii[4]) {
    double right = rect.x + rect.width, bottom = rect.y + rect.height;
    double shrink = 1, a, b, c, d, k = 1 - quarter;

    shrink = fmin(shrink, rect.width / fmax(radii[0] + radii[1], 1e-9));
    shrink = fmin(shrink, rect.width / fmax(radii[3] + radii[2], 1e-9));
    shrink = fmin(shrink, rect.height / fmax(radii[0] + radii[3], 1e-9));
    shrink = fmin(shrink, rect.height / fmax(radii[1] + radii[2], 1e-9));
    a = radii[0] * shrink;
    b = radii[1] * shrink;
    c = radii[2] * shrink;
    d = radii[3] * shrink;
    outline_move(self, rect.x + a, rect.y);
    outline_line(self, right - b, rect.y);
    if (b > 0)
        outline_curve(self, right - k * b, rect.y, right, rect.y + k * b, right,
                      rect.y + b);
    outline_line(self, right, bottom - c);
    if (c > 0)
        outline_curve(self, right, bottom - k * c, right - k * c, bottom, right - c,
                      bottom);
    outline_line(self, rect.x + d, bottom);
    if (d > 0)
        outline_curve(self, rect.x + k * d, bottom, rect.x, bottom - k * d, rect.x,
                      bottom - d);
    outline_line(self, rect.x, rect.y + a);
    if (a > 0)
        outline_curve(self, rect.x, rect.y + k * a, rect.x + k * a, rect.y, rect.x + a,
                      rect.y);
    outline_close(self);
}

void outline_add_circle(Outline *self, double x, double y, double radius) {
    const double radii[4] = {radius, radius, radius, radius};

    outline_add_rect(self, (Rect){x - radius, y - radius, 2 * radius, 2 * radius},
                     radii);
}

/* --- matrices, bounds, lengths ---------------------------------------------------- */

void outline_transform(Outline *self, Affine matrix) {
    for (guint i = 0; i < self->steps->len; i++) {
        Step *step = step_at(self, i);

        for (size_t j = 0; j < G_N_ELEMENTS(step->points); j++)
            affine_point(matrix, &step->points[j].x, &step->points[j].y);
    }
}

Rect outline_bounds(const Outline *self) {
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

    for (guint i = 0; i < self->steps->len; i++) {
        const Step *step = step_at(self, i);

        if (step->kind == STEP_CLOSE)
            continue;
        for (size_t j = step->kind == STEP_CURVE ? 0 : 2; j < 3; j++) {
            left = fmin(left, step->points[j].x);
            top = fmin(top, step->points[j].y);
            right = fmax(right, step->points[j].x);
            bottom = fmax(bottom, step->points[j].y);
        }
    }
    if (left > right)
        return (Rect){0, 0, 0, 0};
    return (Rect){left, top, right - left, bottom - top};
}

static double between(double a, double b, double c, double d, double t) {
    double u = 1 - t;

    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

enum { PIECES_MAX = 256 };

/* A curve is at most an eighth of its second difference off the chord, a quarter of
 * that for twice as many pieces. */
static int count_pieces(const Step *step, double x, double y, double tolerance) {
    double ax = x - 2 * step->points[0].x + step->points[1].x;
    double ay = y - 2 * step->points[0].y + step->points[1].y;
    double bx = step->points[0].x - 2 * step->points[1].x + step->points[2].x;
    double by = step->points[0].y - 2 * step->points[1].y + step->points[2].y;
    double bend = 6 * fmax(hypot(ax, ay), hypot(bx, by));

    return (int)fmin(fmax(ceil(sqrt(bend / 8 / tolerance)), 1), PIECES_MAX);
}

Outline *outline_flatten(const Outline *self, double tolerance) {
    Outline *flat = outline_new();
    double x = 0, y = 0;

    for (guint i = 0; i < self->steps->len; i++) {
        const Step *step = step_at(self, i);
        int pieces = step->kind == STEP_CURVE ? count_pieces(step, x, y, tolerance) : 0;

        for (int j = 1; j <= pieces; j++) {
            double t = (double)j / pieces;

            outline_line(
                flat,
                between(x, step->points[0].x, step->points[1].x, step->points[2].x, t),
                between(y, step->points[0].y, step->points[1].y, step->points[2].y, t));
        }
        if (step->kind != STEP_CURVE)
            add(flat, *step);
        if (step->kind != STEP_CLOSE) {
            x = step->points[2].x;
            y = step->points[2].y;
        }
    }
    return flat;
}

/* The lines of the first part, one by one; false after the last. */
typedef struct {
    const Outline *outline;
    guint index;
    double x0, y0, x1, y1; /* the line */
} Walk;

static bool walk_on(Walk *walk) {
    const Step *first, *step;

    if (walk->outline->steps->len == 0 || walk->index >= walk->outline->steps->len)
        return false;
    first = step_at(walk->outline, 0);
    if (walk->index == 0) {
        walk->x1 = first->points[2].x;
        walk->y1 = first->points[2].y;
        walk->index = 1;
    }
    if (walk->index >= walk->outline->steps->len)
        return false;
    step = step_at(walk->outline, walk->index);
    if (step->kind == STEP_MOVE)
        return false;
    walk->index =
        step->kind == STEP_CLOSE ? walk->outline->steps->len : walk->index + 1;
    walk->x0 = walk->x1;
    walk->y0 = walk->y1;
    walk->x1 = step->kind == STEP_CLOSE ? first->points[2].x : step->points[2].x;
    walk->y1 = step->kind == STEP_CLOSE ? first->points[2].y : step->points[2].y;
    return true;
}

Outline *outline_reversed(const Outline *self) {
    Outline *reversed = outline_new();
    Walk walk = {.outline = self};
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Walk));

    while (walk_on(&walk))
        g_array_append_val(lines, walk);
    for (guint i = lines->len; i-- > 0;) {
        const Walk *line = &g_array_index(lines, Walk, i);

        if (i + 1 == lines->len)
            outline_move(reversed, line->x1, line->y1);
        outline_line(reversed, line->x0, line->y0);
    }
    return reversed;
}

double outline_length(const Outline *self) {
    Walk walk = {.outline = self};
    double length = 0;

    while (walk_on(&walk))
        length += hypot(walk.x1 - walk.x0, walk.y1 - walk.y0);
    return length;
}

void outline_point_at(const Outline *self, double distance, double *x, double *y,
                      double *angle) {
    Walk walk = {.outline = self};
    double left = distance, dx = 1, dy = 0;
    bool has_line = false;

    while (!(has_line && left <= 0) && walk_on(&walk)) {
        double length = hypot(walk.x1 - walk.x0, walk.y1 - walk.y0);

        if (length == 0)
            continue;
        dx = (walk.x1 - walk.x0) / length;
        dy = (walk.y1 - walk.y0) / length;
        left -= length;
        has_line = true;
    }
    *x = walk.x1 + dx * left;
    *y = walk.y1 + dy * left;
    *angle = atan2(dy, dx) * 180 / M_PI;
}

/* --- what it covers --------------------------------------------------------------- */

/* All lines of all parts; a part that is open is closed where that is asked for. */
typedef struct {
    const Outline *outline;
    bool closes;
    guint index;
    Point start, at; /* of the part */
} Lines;

static bool close_part(Lines *self, Point *from, Point *to) {
    if (!self->closes || (self->at.x == self->start.x && self->at.y == self->start.y))
        return false;
    *from = self->at;
    *to = self->at = self->start;
    return true;
}

static bool lines_next(Lines *self, Point *from, Point *to) {
    while (self->index < self->outline->steps->len) {
        const Step *step = step_at(self->outline, self->index);
        Point point = {step->points[2].x, step->points[2].y};

        if (step->kind == STEP_MOVE && close_part(self, from, to))
            return true;
        self->index++;
        if (step->kind == STEP_MOVE) {
            self->start = self->at = point;
            continue;
        }
        *from = self->at;
        *to = self->at = step->kind == STEP_CLOSE ? self->start : point;
        return true;
    }
    return close_part(self, from, to);
}

/* Above 0 on one side of the line, below 0 on the other. */
static double side_of(Point from, Point to, Point point) {
    return (to.x - from.x) * (point.y - from.y) - (point.x - from.x) * (to.y - from.y);
}

bool outline_holds(const Outline *self, Point point) {
    Lines lines = {.outline = self, .closes = true};
    Point from, to;
    int winding = 0;

    while (lines_next(&lines, &from, &to)) {
        if (from.y <= point.y && to.y > point.y && side_of(from, to, point) > 0)
            winding++;
        else if (from.y > point.y && to.y <= point.y && side_of(from, to, point) < 0)
            winding--;
    }
    return winding != 0;
}

bool outline_meets(const Outline *self, const Quad *quad, double reach,
                   bool is_filled) {
    Lines lines = {.outline = self, .closes = is_filled};
    Point from, to;

    while (lines_next(&lines, &from, &to)) {
        if (quad_meets_line(quad, from, to, -reach))
            return true;
    }
    return false;
}
