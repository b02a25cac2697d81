/* What librsvg makes pixels of, also in a PDF. */
#pragma once

#include "resources/svg_style.h"

/* Whether parts of a drawing become pixels: those with a filter or a mask, pictures,
 * emoji. Rather yes than no. Gradients, patterns, markers, clip paths, opacity, blends
 * and words stay as they are. */
bool svg_makes_pixels(const SvgTree *tree, const SvgStyle *style);
