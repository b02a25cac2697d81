/* Elements of a drawing that must stay whole (see SvgWhole). */
#pragma once

#include "base/source.h"
#include "resources/svg_render.h"

/* Their class. */
#define SVG_KEEP_WHOLE "keep-whole"

/* Of SvgWhole, measured; caller unrefs. */
GArray *svg_wholes_find(const Source *source, RsvgHandle *handle, Rect view_box);
