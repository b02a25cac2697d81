#include "layout/emit.h"

#include "layout/emit_art.h"
#include "layout/emit_pattern.h"
#include "layout/emit_photo.h"
#include "layout/emit_qr.h"
#include "layout/emit_shape.h"
#include "layout/emit_text.h"

#include <math.h>

Rect emit_mirror(const Emit *self, Rect rect) {
    return isnan(self->axis) ? rect : rect_mirror(rect, self->axis);
}

Paint emit_paint(const Emit *self, const char *ink, double tint) {
    const InkRole *role =
        ink == NULL ? NULL : g_hash_table_lookup(self->brief->inks, ink);
    Paint paint = {NULL, tint};

    if (role != NULL)
        paint.ink = role->ink;
    else if (ink != NULL)
        paint.ink = campaign_find_ink(self->brief->motif->campaign, ink);
    return paint;
}

/* Directions are mirrored with the poster. */
static Fade find_fade(const Emit *self, const Box *box) {
    double angle = box->fade.angle;

    return (Fade){.to = emit_paint(self, box->fade.to, box->fade.tint),
                  .angle = isnan(self->axis) ? angle : 180 - angle,
                  .radial = box->fade.kind == FADE_RADIAL};
}

Item *emit_item(const Emit *self, ItemKind kind, const Box *box) {
    Item *item = item_new(kind);

    item->name = g_strdup(box->name);
    item->says = g_strdup(box->say);
    item->origin = item->box_origin = box->origin;
    item->paint = emit_paint(self, box->ink, box->tint);
    item->fade = find_fade(self, box);
    item->blend = (Blend)box->blend;
    item->opacity = box->opacity;
    item->keep_whole = box->keep_whole;
    if (item->paint.ink != NULL)
        item_add_state(item, item->paint.ink->state);
    if (item->fade.to.ink != NULL)
        item_add_state(item, item->fade.to.ink->state);
    return item;
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
    [BOX_STACK] = emit_items, [BOX_ROW] = emit_items,       [BOX_COLUMN] = emit_items,
    [BOX_GRID] = emit_items,  [BOX_GROUP] = emit_group,     [BOX_PANEL] = emit_panel,
    [BOX_SHAPE] = emit_shape, [BOX_PATTERN] = emit_pattern, [BOX_ART] = emit_art,
    [BOX_PHOTO] = emit_photo, [BOX_TEXT] = emit_text,       [BOX_QR] = emit_qr,
    [BOX_LOGOS] = emit_logos, [BOX_SPACE] = emit_nothing,
};

/* What is shown in its area and nowhere else needs one. */
static bool lacks_room(const Emit *self, const Box *box) {
    Rect area = flow_area(self->flow, box);
    bool fills_area =
        box->kind == BOX_PANEL || box->kind == BOX_SHAPE || box->kind == BOX_PATTERN ||
        box->kind == BOX_PHOTO || box->kind == BOX_QR || box->kind == BOX_LOGOS ||
        (box->kind == BOX_ART && box->sits_on == NULL && box->unit.unit == UNIT_NONE);

    return fills_area && (area.width <= 0 || area.height <= 0);
}

/* Everything in a box that is turned, as one; the group mixes nothing by itself. */
static void emit_turned(Emit *self, const Box *box, GPtrArray *items) {
    Item *group = item_new(ITEM_GROUP);

    group->origin = box->origin;
    group->area = emit_mirror(self, flow_area(self->flow, box));
    group->rotation = isnan(self->axis) ? box->rotate : -box->rotate;
    group->pivot_x = group->area.x + group->area.width / 2;
    group->pivot_y = group->area.y + group->area.height / 2;
    emitters[box->kind](self, box, group->items);
    g_ptr_array_add(items, group);
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
    else if (box->rotate != 0)
        emit_turned(self, box, items);
    else
        emitters[box->kind](self, box, items);
}
