#include "layout/emit.h"

#include "layout/emit_art.h"
#include "layout/emit_qr.h"
#include "layout/emit_text.h"

#include <math.h>

/* Edges that lie on the trim's to a hundredth of a point run on into the bleed. */
static const double same_edge = 0.01;

Rect emit_mirror(const Emit *self, Rect rect) {
    return isnan(self->axis) ? rect : rect_mirror(rect, self->axis);
}

static Paint find_paint(const Emit *self, const Box *box) {
    const InkRole *role =
        box->ink == NULL ? NULL : g_hash_table_lookup(self->brief->inks, box->ink);
    Paint paint = {NULL, box->tint};

    if (role != NULL)
        paint.ink = role->ink;
    else if (box->ink != NULL)
        paint.ink = campaign_find_ink(self->brief->motif->campaign, box->ink);
    return paint;
}

Item *emit_item(const Emit *self, ItemKind kind, const Box *box) {
    Item *item = item_new(kind);

    item->name = g_strdup(box->name);
    item->origin = box->origin;
    item->paint = find_paint(self, box);
    item->blend = (Blend)box->blend;
    item->opacity = box->opacity;
    if (item->paint.ink != NULL)
        item_add_state(item, item->paint.ink->state);
    return item;
}

/* A flat area that reaches the cut must reach beyond it. */
static Rect run_into_bleed(Rect area, const PageBoxes *page) {
    double left = area.x, top = area.y;
    double right = area.x + area.width, bottom = area.y + area.height;

    if (fabs(left) < same_edge)
        left = page->bleed.x;
    if (fabs(top) < same_edge)
        top = page->bleed.y;
    if (fabs(right - page->trim.width) < same_edge)
        right = page->bleed.x + page->bleed.width;
    if (fabs(bottom - page->trim.height) < same_edge)
        bottom = page->bleed.y + page->bleed.height;
    return (Rect){left, top, right - left, bottom - top};
}

static void emit_panel(Emit *self, const Box *box, GPtrArray *items) {
    Item *item = emit_item(self, ITEM_PANEL, box);

    item->area = emit_mirror(
        self, run_into_bleed(flow_area(self->flow, box), &self->flow->page));
    g_ptr_array_add(items, item);
}

static void emit_items(Emit *self, const Box *box, GPtrArray *items) {
    for (guint i = 0; i < box->items->len; i++)
        emit_box(self, g_ptr_array_index(box->items, i), items);
}

static void emit_group(Emit *self, const Box *box, GPtrArray *items) {
    Item *item = emit_item(self, ITEM_GROUP, box);

    item->paint.ink = NULL;
    item->area = emit_mirror(self, flow_area(self->flow, box));
    item->isolate = box->isolate;
    emit_items(self, box, item->items);
    g_ptr_array_add(items, item);
}

static void emit_nothing(Emit *self, const Box *box, GPtrArray *items) {
    (void)self;
    (void)box;
    (void)items;
}

typedef void (*EmitBox)(Emit *self, const Box *box, GPtrArray *items);

static const EmitBox emitters[BOX_KIND_COUNT] = {
    [BOX_STACK] = emit_items, [BOX_ROW] = emit_items,     [BOX_COLUMN] = emit_items,
    [BOX_GRID] = emit_items,  [BOX_GROUP] = emit_group,   [BOX_PANEL] = emit_panel,
    [BOX_ART] = emit_art,     [BOX_TEXT] = emit_text,     [BOX_QR] = emit_qr,
    [BOX_LOGOS] = emit_logos, [BOX_SPACE] = emit_nothing,
};

/* What is shown in its area and nowhere else needs one. */
static bool lacks_room(const Emit *self, const Box *box) {
    Rect area = flow_area(self->flow, box);
    bool fills_area =
        box->kind == BOX_PANEL || box->kind == BOX_QR || box->kind == BOX_LOGOS ||
        (box->kind == BOX_ART && box->sits_on == NULL && box->unit.unit == UNIT_NONE);

    return fills_area && (area.width <= 0 || area.height <= 0);
}

void emit_box(Emit *self, const Box *box, GPtrArray *items) {
    if (box->hide)
        return;
    if (lacks_room(self, box))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "layout/no-room",
                        &box->origin,
                        "no room is left for this box (%s); give it a width and a "
                        "height, or let it grow",
                        box_kind_to_text(box->kind));
    else
        emitters[box->kind](self, box, items);
}
