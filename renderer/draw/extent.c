#include "draw/extent.h"

#include "resources/svgs.h"

#include <math.h>

/* cairo's limit of mitres, in widths of the line. */
#define MITRE_MAX 10.0

/* Of the font's size: what Pango says of ink is rounded to its units. */
#define TEXT_SLACK 0.05

typedef struct {
    double left, top, right, bottom; /* no area: left > right */
} Reach;

static const Reach nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void reach_rect(Reach *self, Rect rect) {
    self->left = fmin(self->left, rect.x);
    self->top = fmin(self->top, rect.y);
    self->right = fmax(self->right, rect.x + rect.width);
    self->bottom = fmax(self->bottom, rect.y + rect.height);
}

static Rect rect_of(const Reach *self) {
    if (self->left > self->right)
        return (Rect){0, 0, 0, 0};
    return (Rect){self->left, self->top, self->right - self->left,
                  self->bottom - self->top};
}

static bool extent_of_area(const Item *item, Rect *extent) {
    *extent = item->area;
    return true;
}

static bool extent_of_shape(const Item *item, Rect *extent) {
    *extent = rect_outset(outline_bounds(item->outline), item->stroke * MITRE_MAX / 2);
    return true;
}

static bool extent_of_text(const Item *item, Rect *extent) {
    Reach reach = nowhere;

    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        if (line->inks == NULL)
            reach_rect(&reach, line->ink);
        for (guint j = 0; line->inks != NULL && j < line->inks->len; j++)
            reach_rect(&reach, quad_bounds(&g_array_index(line->inks, Quad, j)));
    }
    *extent = rect_outset(rect_of(&reach), item->font_size * TEXT_SLACK);
    return true;
}

static bool extent_of_art(const Item *item, Rect *extent) {
    Affine placed = {item->mirrored ? -item->unit : item->unit,
                     0,
                     0,
                     item->unit,
                     item->origin_x,
                     item->origin_y};
    Rect ink;

    if (!svg_ink(item->svg, &ink, NULL))
        return false;
    *extent = affine_bounds(placed, ink);
    return true;
}

static bool extent_of_group(const Item *item, Rect *extent) {
    Reach reach = nowhere;

    for (guint i = 0; i < item->items->len; i++) {
        const Item *member = g_ptr_array_index(item->items, i);
        Rect own;

        if (!item_extent(member, &own))
            return false;
        if (own.width > 0 || own.height > 0)
            reach_rect(&reach,
                       affine_bounds(affine_rotation(member->rotation, member->pivot_x,
                                                     member->pivot_y),
                                     own));
    }
    *extent = rect_of(&reach);
    return true;
}

bool item_extent(const Item *self, Rect *extent) {
    static bool (*const kinds[])(const Item *, Rect *) = {
        [ITEM_PANEL] = extent_of_area,  [ITEM_SHAPE] = extent_of_shape,
        [ITEM_TEXT] = extent_of_text,   [ITEM_ART] = extent_of_art,
        [ITEM_PHOTO] = extent_of_area,  [ITEM_QR] = extent_of_area,
        [ITEM_GROUP] = extent_of_group,
    };

    return kinds[self->kind](self, extent);
}
