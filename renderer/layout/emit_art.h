/* Artwork and logos: where a drawing's origin stands and how large its unit is. */
#pragma once

#include "layout/emit.h"

void emit_art(Emit *self, const Box *box, GPtrArray *items);
void emit_logos(Emit *self, const Box *box, GPtrArray *items);
