/* How thin the lines of a drawing are. */
#pragma once

#include "resources/svg_style.h"

typedef struct {
    double width;    /* in units of the drawing, transforms reckoned with */
    bool is_current; /* of the colour that the poster gives it: currentColor */
    guint32 rgb;     /* else */
    Origin origin;   /* of the element that has it */
} SvgStroke;

/* The thinnest stroke of each colour; of SvgStroke; unref it. Not among them: strokes
 * whose width is relative or does not grow with the drawing, strokes of gradients and
 * patterns or within them, in markers, masks and clip paths, and those that only make a
 * shape of the same colour larger. */
GArray *svg_strokes_find(const SvgTree *tree, const SvgStyle *style);
