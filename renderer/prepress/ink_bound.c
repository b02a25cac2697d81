#include "prepress/ink_bound.h"

#include "prepress/ink_look.h"
#include "prepress/print_colour.h"

#include <math.h>
#include <string.h>

#define SHARE_OF_LETTERS 0.5

enum { STACKS_MAX = 512 }; /* that are followed */

/* One poster being reckoned. */
typedef struct {
    InkLooks *looks;
    const Poster *poster;
    const PrintJob *job;
    const Condition *condition;
    bool is_too_much;
} Reckoning;

/* --- what an item is painted in
 * -------------------------------------------------------
 */

static void add_inks_of(GArray *inks, const double percent[PROCESS_PLATES],
                        double tint) {
    InkStack stack = {.sum = 0};

    for (int i = 0; i < PROCESS_PLATES; i++)
        stack.cmyk[i] = percent[i] / 100 * tint;
    stack.sum = ink_sum(stack.cmyk);
    ink_stacks_add(inks, stack);
}

static bool is_black(Paint paint) {
    PrintColour colour;

    if (paint.ink == NULL)
        return false;
    colour = print_colour_of_paint(paint);
    return print_colour_is_black(&colour);
}

/* Large black may take more inks; spots have none of these. */
static void add_paint(const Reckoning *self, GArray *inks, Paint paint) {
    if (paint.ink == NULL || paint.ink->spot != NULL)
        return;
    add_inks_of(inks, paint.ink->recipe, paint.tint);
    if (self->condition->has_rich_black && is_black(paint))
        add_inks_of(inks, self->condition->rich_black, 1);
}

static void add_photo(const Reckoning *self, GArray *inks, const Photo *photo) {
    InkStack any = {{1, 1, 1, 1}, self->condition->ink_limit, {0, 0, 0, 0}};

    if (photo->dark.ink == NULL && photo->light.ink == NULL) {
        ink_stacks_add(inks, any);
        return;
    }
    add_paint(self, inks, photo->dark);
    add_paint(self, inks, photo->light);
}

/* NULL with `error`. */
static GArray *inks_of(const Reckoning *self, const Item *item, GError **error) {
    g_autoptr(GArray) inks = ink_stacks_new();
    const InkLook *drawing;

    if (item->kind == ITEM_ART) {
        drawing =
            ink_looks_find_drawing(self->looks, self->poster, self->job, item, error);
        if (drawing == NULL)
            return NULL;
        g_array_append_vals(inks, drawing->inks->data, drawing->inks->len);
    } else if (item->kind == ITEM_PHOTO) {
        add_photo(self, inks, &item->photo);
    } else {
        add_paint(self, inks, item->paint);
        add_paint(self, inks, item->fade.to);
    }
    return g_steal_pointer(&inks);
}

/* --- where it lies
 * --------------------------------------------------------------------
 */

static Rect extent_of_text(const Item *item) {
    Rect extent = item->area;

    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        extent = rect_union(extent, line->ink);
        for (guint j = 0; line->inks != NULL && j < line->inks->len; j++)
            extent =
                rect_union(extent, quad_bounds(&g_array_index(line->inks, Quad, j)));
    }
    return extent;
}

static bool extent_of(const Reckoning *self, const Item *item, Rect *extent,
                      GError **error) {
    if (item->kind == ITEM_ART) {
        const InkLook *drawing =
            ink_looks_find_drawing(self->looks, self->poster, self->job, item, error);

        if (drawing != NULL)
            *extent = ink_look_place(drawing, item);
        return drawing != NULL;
    }
    *extent = item->kind == ITEM_TEXT ? extent_of_text(item)
                                      : rect_outset(item->area, item->stroke);
    return true;
}

static Affine turned(const Item *item, Affine around) {
    if (item->rotation == 0)
        return around;
    return affine_then(affine_rotation(item->rotation, item->pivot_x, item->pivot_y),
                       around);
}

/* --- one on the other
 * -----------------------------------------------------------------
 */

/* As PDF multiplies inks: by what they leave of the paper. */
static InkStack multiply(const InkStack *below, const InkStack *above) {
    InkStack both = {.area = rect_common(below->area, above->area)};

    for (int i = 0; i < PROCESS_PLATES; i++)
        both.cmyk[i] = 1 - (1 - below->cmyk[i]) * (1 - above->cmyk[i]);
    both.sum = fmin(ink_sum(both.cmyk), below->sum + above->sum);
    return both;
}

static void multiply_all(GArray *stacks, const InkStack *above, guint count) {
    for (guint i = 0; i < count; i++) {
        InkStack below = g_array_index(stacks, InkStack, i);

        if (rects_overlap(below.area, above->area)) {
            InkStack both = multiply(&below, above);

            g_array_append_val(stacks, both);
        }
    }
}

/* Opacity needs no care: what lets something shine through has less ink than one of the
 * two. */
static void put(Reckoning *self, GArray *stacks, const GArray *above, bool multiplies) {
    g_autoptr(GArray) all = ink_stacks_new();
    guint before = stacks->len;

    for (guint i = 0; i < above->len; i++) {
        g_array_append_val(stacks, *ink_stack_at(above, i));
        if (multiplies)
            multiply_all(stacks, ink_stack_at(above, i), before);
    }
    for (guint i = 0; i < stacks->len; i++)
        ink_stacks_add(all, *ink_stack_at(stacks, i));
    g_array_set_size(stacks, 0);
    g_array_append_vals(stacks, all->data, all->len);
    self->is_too_much |= stacks->len > STACKS_MAX;
}

/* What is left of an area, or of the rectangle around that. */
static Rect uncovered(Rect area, Rect cover) {
    Rect common = rect_common(area, cover);
    double right = area.x + area.width, bottom = area.y + area.height;

    if (common.width >= area.width) {
        if (common.y <= area.y)
            area.y += common.height;
        if (common.y <= area.y || common.y + common.height >= bottom)
            area.height -= common.height;
    } else if (common.height >= area.height) {
        if (common.x <= area.x)
            area.x += common.width;
        if (common.x <= area.x || common.x + common.width >= right)
            area.width -= common.width;
    }
    return area;
}

/* What lies under a panel is not seen. */
static void hide_below(GArray *stacks, Rect cover) {
    for (guint i = stacks->len; i-- > 0;) {
        InkStack *stack = ink_stack_at(stacks, i);

        if (!rects_overlap(stack->area, cover))
            continue;
        stack->area = uncovered(stack->area, cover);
        if (stack->area.width <= 0 || stack->area.height <= 0)
            g_array_remove_index_fast(stacks, i);
    }
}

static bool is_a_whole(const Item *item) {
    return item->blend == BLEND_NORMAL && item->opacity >= 1 && item->clip == NULL &&
           item->rotation == 0;
}

/* How much of it there is on average where black alone overprints: letters leave half
 * of their lines free. 0: the item does not. */
static double overprinting_black(const Reckoning *self, const Item *item) {
    const Ruler ruler = {0};

    if (!is_black(item->paint))
        return 0;
    if (item->kind == ITEM_TEXT)
        return item->font_size <
                       length_to_points(self->condition->black_type_under, &ruler, 0)
                   ? SHARE_OF_LETTERS
                   : 0;
    return item->kind == ITEM_SHAPE && item->stroke > 0 &&
                   item->stroke <
                       length_to_points(self->condition->black_lines_under, &ruler, 0)
               ? 1
               : 0;
}

static void overprint(Reckoning *self, GArray *stacks, const Item *item, Rect extent) {
    static const double black[PROCESS_PLATES] = {0, 0, 0, 100};
    double share = overprinting_black(self, item);
    g_autoptr(GArray) inks = ink_stacks_new();

    if (share == 0)
        return;
    add_inks_of(inks, black, share);
    ink_stack_at(inks, 0)->area = extent;
    put(self, stacks, inks, true);
}

static bool put_item(Reckoning *self, GArray *stacks, const Item *item, Affine around,
                     bool is_all_seen, GError **error) {
    g_autoptr(GArray) inks = inks_of(self, item, error);
    Rect extent;

    if (inks == NULL || !extent_of(self, item, &extent, error))
        return false;
    extent = affine_bounds(turned(item, around), extent);
    for (guint i = 0; i < inks->len; i++)
        ink_stack_at(inks, i)->area = extent;
    if (item->kind == ITEM_PANEL && item->paint.ink != NULL && is_all_seen &&
        is_a_whole(item))
        hide_below(stacks, extent);
    put(self, stacks, inks, item->blend == BLEND_MULTIPLY);
    overprint(self, stacks, item, extent);
    return true;
}

static bool put_items(Reckoning *self, GArray *stacks, const GPtrArray *items,
                      Affine around, bool is_all_seen, GError **error);

static double most_of(const GArray *stacks, Rect area) {
    double most = 0;

    for (guint i = 0; i < stacks->len; i++) {
        if (rects_overlap(ink_stack_at(stacks, i)->area, area))
            most = fmax(most, ink_stack_at(stacks, i)->sum);
    }
    return most;
}

static bool is_upright(Affine around) {
    return around.xy == 0 && around.yx == 0 && around.x0 == 0 && around.y0 == 0;
}

/* What could be too much is looked at: the items of a group may keep clear of one
 * another. Where it is turned, it is known less well. */
static bool look_closer(const Reckoning *self, GArray *own, const Item *group,
                        Affine around, GError **error) {
    Rect extent = {0, 0, 0, 0};
    const InkLook *seen;

    if (self->is_too_much ||
        most_of(own, self->poster->boxes.trim) <= self->condition->ink_limit ||
        group->rotation != 0 || !is_upright(around))
        return true;
    for (guint i = 0; i < own->len; i++)
        extent = i == 0 ? ink_stack_at(own, i)->area
                        : rect_union(extent, ink_stack_at(own, i)->area);
    extent = rect_common(extent, self->poster->boxes.trim);
    seen = ink_looks_find_group(self->looks, self->poster, self->job, group, extent,
                                error);
    if (seen == NULL)
        return false;
    g_array_set_size(own, 0);
    for (guint i = 0; i < seen->inks->len; i++) {
        InkStack stack = *ink_stack_at(seen->inks, i);

        stack.area = extent;
        g_array_append_val(own, stack);
    }
    return true;
}

static bool put_group(Reckoning *self, GArray *stacks, const Item *group, Affine around,
                      bool is_all_seen, GError **error) {
    bool is_picture =
        group->isolate || group->blend != BLEND_NORMAL || group->opacity < 1;
    bool is_seen = is_all_seen && group->clip == NULL && group->rotation == 0;
    g_autoptr(GArray) own = is_picture ? ink_stacks_new() : NULL;

    if (!put_items(self, is_picture ? own : stacks, group->items, turned(group, around),
                   is_seen && !is_picture, error))
        return false;
    if (!is_picture)
        return true;
    if (!look_closer(self, own, group, around, error))
        return false;
    put(self, stacks, own, group->blend == BLEND_MULTIPLY);
    return true;
}

static bool put_items(Reckoning *self, GArray *stacks, const GPtrArray *items,
                      Affine around, bool is_all_seen, GError **error) {
    for (guint i = 0; i < items->len && !self->is_too_much; i++) {
        const Item *item = g_ptr_array_index(items, i);

        if (item->kind == ITEM_GROUP
                ? !put_group(self, stacks, item, around, is_all_seen, error)
                : !put_item(self, stacks, item, around, is_all_seen, error))
            return false;
    }
    return true;
}

bool ink_bounds_reckon(InkLooks *looks, const Poster *poster, const PrintJob *job,
                       double *most, GError **error) {
    g_autoptr(GArray) stacks = ink_stacks_new();
    Reckoning reckoning = {.looks = looks,
                           .poster = poster,
                           .job = job,
                           .condition = print_condition(job->campaign)};

    if (!put_items(&reckoning, stacks, poster->items, affine_identity(), true, error))
        return false;
    *most = reckoning.is_too_much ? INFINITY : most_of(stacks, poster->boxes.trim);
    return true;
}
