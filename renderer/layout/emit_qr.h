/* QR codes (ISO/IEC 18004), as modules. */
#pragma once

#include "layout/emit.h"

void emit_qr(Emit *self, const Box *box, GPtrArray *items);
