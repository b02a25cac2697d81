/* Where a drawing blackens something at all: a coarse map, made once. */
#pragma once

#include "resources/svg_render.h"

typedef struct SvgCells SvgCells;

/* `view_box` is the drawing's box. NULL when it cannot be drawn. */
SvgCells *svg_cells_new(RsvgHandle *handle, Rect view_box);
void svg_cells_free(SvgCells *self);

/* Whether anything lies in a rectangle within the box, in units of the drawing: rather
 * yes than no. */
bool svg_cells_meet(const SvgCells *self, Rect place);
