/* What librsvg gets instead of a drawing's file: without what it breaks on. */
#pragma once

#include "resources/svg_style.h"

/* The file with links that lead nowhere (librsvg 2.54 makes PDF links of them, in
 * groups of memory that is gone), with feDropShadow written out (librsvg drops the
 * element that has it) and without drawings in data: (nobody would have checked them).
 * NULL: it is fine as it is. */
GString *svg_mend(const SvgTree *tree);

/* Whether an attribute holds a drawing in data:. */
bool svg_is_inner_drawing(const char *href);
