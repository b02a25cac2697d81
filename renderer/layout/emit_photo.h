/* Photos: what of them is seen, and where. */
#pragma once

#include "layout/emit.h"

void emit_photo(Emit *self, const Box *box, GPtrArray *items);
