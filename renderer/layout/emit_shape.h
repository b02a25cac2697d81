/* Flat areas: panels, and shapes of lines and curves. */
#pragma once

#include "layout/emit.h"

void emit_panel(Emit *self, const Box *box, GPtrArray *items);
void emit_shape(Emit *self, const Box *box, GPtrArray *items);

/* A flat area that reaches the cut must reach beyond it. */
Rect emit_run_into_bleed(const Emit *self, Rect area);
