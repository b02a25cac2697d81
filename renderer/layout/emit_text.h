/* Text boxes, and the small texts that the program sets itself. */
#pragma once

#include "layout/emit.h"

void emit_text(Emit *self, const Box *box, GPtrArray *items);

/* "ENTWURF – nicht freigegeben", running up the side margin on a plate of its own. */
void emit_draft_band(Emit *self, GPtrArray *items);

/* A name in the middle of a placeholder, in the style and ink of `box`. */
void emit_label(Emit *self, const Box *box, const char *label, Rect area,
                GPtrArray *items);
