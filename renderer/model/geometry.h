/* Rectangles and insets in points; x grows to the right, y downwards. */
#pragma once

#include <stdbool.h>

typedef struct {
    double x, y, width, height;
} Rect;

typedef struct {
    double top, right, bottom, left;
} Insets;

Rect rect_inset(Rect rect, Insets insets);
Rect rect_outset(Rect rect, double distance);

/* The same rectangle seen in a mirror standing at x = axis. */
Rect rect_mirror(Rect rect, double axis);
