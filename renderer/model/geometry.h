/* Rectangles, insets and matrices in points; x grows to the right, y downwards. */
#pragma once

#include <stdbool.h>

typedef struct {
    double x, y, width, height;
} Rect;

typedef struct {
    double top, right, bottom, left;
} Insets;

/* x' = xx x + xy y + x0; y' = yx x + yy y + y0 */
typedef struct {
    double xx, yx, xy, yy, x0, y0;
} Affine;

typedef struct {
    double x, y;
} Point;

/* A rectangle that may be turned: its corners, one after the other. */
typedef struct {
    Point corners[4];
} Quad;

Rect rect_inset(Rect rect, Insets insets);
Rect rect_outset(Rect rect, double distance);

/* The same rectangle seen in a mirror standing at x = axis. */
Rect rect_mirror(Rect rect, double axis);

/* The smallest that holds both. */
Rect rect_union(Rect a, Rect b);

/* What they share; of no width or height: nothing. */
Rect rect_common(Rect a, Rect b);

/* Whether they share more than an edge. */
bool rects_overlap(Rect a, Rect b);

/* Whether `inner` reaches nowhere more than `slack` out of `outer`. */
bool rect_contains(Rect outer, Rect inner, double slack);

/* From one rectangle onto another. */
Affine affine_between(Rect from, Rect to);

/* By degrees, clockwise, about a point. */
Affine affine_rotation(double degrees, double x, double y);
Affine affine_mirror(double axis);
Affine affine_identity(void);

/* First `first`, then `second`. */
Affine affine_then(Affine first, Affine second);

void affine_point(Affine matrix, double *x, double *y);

/* The way back; of a matrix that turns, moves or stretches. */
Affine affine_inverse(Affine matrix);

/* The smallest upright rectangle around a transformed one. */
Rect affine_bounds(Affine matrix, Rect rect);

/* Whole pixels around a rectangle; and one more at each side. */
Rect affine_whole_pixels(Affine to_pixels, Rect rect);
Rect affine_pixels(Affine to_pixels, Rect rect);

Quad affine_quad(Affine matrix, Rect rect);
Quad quad_transform(const Quad *self, Affine matrix);
Rect quad_bounds(const Quad *self);

/* Whether `inner` reaches nowhere more than `slack` out of `outer`. */
bool quad_contains(const Quad *outer, const Quad *inner, double slack);

/* Whether they share more than a strip of the width `slack`. */
bool quads_overlap(const Quad *a, const Quad *b, double slack);

/* Whether a line goes farther than `slack` into it; a negative slack is farther out. */
bool quad_meets_line(const Quad *self, Point from, Point to, double slack);
