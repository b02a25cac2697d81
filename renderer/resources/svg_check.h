/* What librsvg 2.54 would leave out of a drawing, or draw otherwise, in silence. */
#pragma once

#include "base/diagnostics.h"
#include "resources/fonts.h"
#include "resources/svg_style.h"

/* Each thing is told once, at its first place: an error where artwork would be missing
 * or wrong, else a warning. `fonts` may be NULL: fonts are not looked at. */
void svg_check(const SvgTree *tree, const SvgStyle *style, const Fonts *fonts,
               Diagnostics *remarks);
