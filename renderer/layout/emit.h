/* From placed boxes to items: every kind of box has its row here. */
#pragma once

#include "layout/flow.h"
#include "model/poster.h"

/* What the layout stage knows while it makes items. */
typedef struct {
    const Brief *brief;
    Resources *resources;
    Diagnostics *diagnostics;
    Flow *flow;
    double axis; /* x of the mirror for right-to-left languages; NAN: none */
} Emit;

/* Appends the items of a box and of those inside it. */
void emit_box(Emit *self, const Box *box, GPtrArray *items);

/* A tint of a role or an ink of the campaign. */
Paint emit_paint(const Emit *self, const char *ink, double tint);

/* A new item for a box: its name, paint, blend and opacity, and the state of its ink.
 */
Item *emit_item(const Emit *self, ItemKind kind, const Box *box);

/* A rectangle as it lies on the poster: mirrored if the poster is. */
Rect emit_mirror(const Emit *self, Rect rect);
