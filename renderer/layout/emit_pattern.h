/* Patterns: marks in rows, the same for the same seed on every machine. */
#pragma once

#include "layout/emit.h"

void emit_pattern(Emit *self, const Box *box, GPtrArray *items);
