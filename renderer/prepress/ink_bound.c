#include "prepress/ink_bound.h"

#include "draw/content_id.h"
#include "prepress/print_colour.h"

#include <math.h>
#include <string.h>

#define SHARE_OF_LETTERS 0.5

enum {
    PROCESS_PLATES = 4,
    STACKS_MAX = 512, /* that are followed */
    INKS_MAX = 24,    /* of what was looked at that are told apart */
    LOOK_PIXELS = 512,
    KNOWN_MAX = 4096, /* 2 KiB each at most */
};

/* Inks that may lie at places within an area. */
typedef struct {
    double cmyk[PROCESS_PLATES]; /* each at most; 0 to 1 */
    double sum;                  /* all together at most */
    Rect area;                   /* points of the poster */
} Stack;

struct InkBounds {
    PrintRoom *room;
    GHashTable *known; /* what was looked at, to GArray of Stack, without areas */
};

/* One poster being reckoned. */
typedef struct {
    InkBounds *bounds;
    const Poster *poster;
    const PrintJob *job;
    const Condition *condition;
    bool is_too_much;
} Reckoning;

static void unref_array(gpointer array) {
    g_array_unref(array);
}

InkBounds *ink_bounds_new(PrintRoom *room) {
    InkBounds *self = g_new0(InkBounds, 1);

    self->room = room;
    self->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_array);
    return self;
}

void ink_bounds_free(InkBounds *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->known);
    g_free(self);
}

static GArray *stacks_new(void) {
    return g_array_new(FALSE, FALSE, sizeof(Stack));
}

static Stack *stack_at(const GArray *stacks, guint index) {
    return &g_array_index(stacks, Stack, index);
}

static double sum_of(const double cmyk[PROCESS_PLATES]) {
    return cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

/* Whether what is known of one holds for the other, too. */
static bool includes(const Stack *more, const Stack *less) {
    for (int i = 0; i < PROCESS_PLATES; i++) {
        if (less->cmyk[i] > more->cmyk[i])
            return false;
    }
    return less->sum <= more->sum && rect_contains(more->area, less->area, 0);
}

static void add_stack(GArray *stacks, Stack stack) {
    for (guint i = 0; i < stacks->len; i++) {
        if (includes(stack_at(stacks, i), &stack))
            return;
    }
    for (guint i = stacks->len; i-- > 0;) {
        if (includes(&stack, stack_at(stacks, i)))
            g_array_remove_index_fast(stacks, i);
    }
    g_array_append_val(stacks, stack);
}

/* --- what a drawing holds
 * -------------------------------------------------------------
 */

/* The two that are most alike become what both of them are at most. */
static void join_two(GArray *inks) {
    double least = INFINITY;
    guint one = 0, other = 1;
    Stack *joined;

    for (guint i = 0; i < inks->len; i++) {
        for (guint j = i + 1; j < inks->len; j++) {
            double more = 0;

            for (int k = 0; k < PROCESS_PLATES; k++)
                more += fabs(stack_at(inks, i)->cmyk[k] - stack_at(inks, j)->cmyk[k]);
            if (more < least) {
                least = more;
                one = i;
                other = j;
            }
        }
    }
    joined = stack_at(inks, one);
    for (int k = 0; k < PROCESS_PLATES; k++)
        joined->cmyk[k] = fmax(joined->cmyk[k], stack_at(inks, other)->cmyk[k]);
    joined->sum = fmin(sum_of(joined->cmyk), PROCESS_PLATES);
    g_array_remove_index_fast(inks, other);
}

static void add_inks(GArray *inks, const guint8 *plates, gsize pixels) {
    guint32 last = 0;

    for (gsize i = 0; i < pixels; i++) {
        Stack stack = {.sum = 0};
        guint32 here = 0;

        for (gsize k = 0; k < PROCESS_PLATES; k++)
            here = here << 8 | plates[k * pixels + i];
        if (here == last)
            continue;
        last = here;
        for (gsize k = 0; k < PROCESS_PLATES; k++)
            stack.cmyk[k] = plates[k * pixels + i] / 255.0;
        stack.sum = sum_of(stack.cmyk);
        add_stack(inks, stack);
        if (inks->len > INKS_MAX)
            join_two(inks);
    }
}

static bool look_through(const PlatePage *page, GArray *inks, GError **error) {
    gsize width = (gsize)plate_page_width(page);
    g_autofree guint8 *plates =
        g_malloc(width * (gsize)plate_page_rows(page, 0) * plate_page_plates(page));

    for (int band = 0; band < plate_page_bands(page); band++) {
        if (!plate_page_draw(page, band, plates, error))
            return false;
        add_inks(inks, plates, width * (gsize)plate_page_rows(page, band));
    }
    return true;
}

/* Where a drawing puts ink: letters and strokes may reach out of its box. */
static bool find_extent(const Item *item, Rect *extent, GError **error) {
    Rect box = svg_view_box(item->svg), ink;
    g_autoptr(GError) problem = NULL;

    if (svg_ink(item->svg, &ink, &problem))
        box = rect_union(box, ink);
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    *extent = (Rect){item->origin_x +
                         (item->mirrored ? -box.x - box.width : box.x) * item->unit,
                     item->origin_y + box.y * item->unit, box.width * item->unit,
                     box.height * item->unit};
    return true;
}

/* What an item is alone on paper. */
static GArray *look_at(const Reckoning *self, const Item *item, Rect extent,
                       GError **error) {
    Item alone = *item;
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autoptr(Diagnostics) unheard = diagnostics_new();
    g_autoptr(GArray) inks = stacks_new();
    g_autoptr(PlatePage) page = NULL;
    Poster poster = *self->poster;

    alone.rotation = 0;
    alone.clip = NULL;
    alone.blend = BLEND_NORMAL;
    alone.opacity = 1;
    g_ptr_array_add(items, &alone);
    poster.items = items;
    poster.boxes.bleed = extent;
    page = plate_page_new(self->bounds->room, &poster, self->job, extent,
                          LOOK_PIXELS * 72 / fmax(extent.width, extent.height), 0, 1,
                          unheard, error);
    return page != NULL && look_through(page, inks, error) ? g_steal_pointer(&inks)
                                                           : NULL;
}

/* Borrowed; NULL with `error`. `key` says what the item is and is taken. */
static const GArray *find_looked_at(const Reckoning *self, char *key, const Item *item,
                                    Rect extent, GError **error) {
    GHashTable *known = self->bounds->known;
    GArray *inks = g_hash_table_lookup(known, key);

    if (inks == NULL) {
        inks = look_at(self, item, extent, error);
        if (g_hash_table_size(known) == KNOWN_MAX)
            g_hash_table_remove_all(known);
        if (inks != NULL)
            g_hash_table_insert(known, g_steal_pointer(&key), inks);
    }
    g_free(key);
    return inks;
}

/* Its inks alone on paper; borrowed. NULL with `error`. */
static const GArray *find_drawing(const Reckoning *self, const Item *item,
                                  GError **error) {
    Rect extent;

    return find_extent(item, &extent, error)
               ? find_looked_at(
                     self,
                     g_strdup_printf("%p %s %p %a", (const void *)self->job->campaign,
                                     svg_digest(item->svg),
                                     (const void *)item->paint.ink, item->paint.tint),
                     item, extent, error)
               : NULL;
}

/* The same of a group that is a picture of its own, which lies within an area. */
static const GArray *find_group(const Reckoning *self, const Item *group, Rect extent,
                                GError **error) {
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    g_autofree char *content = NULL;
    Poster alone = *self->poster;

    g_ptr_array_add(items, (gpointer)group);
    alone.items = items;
    content = poster_content_id(&alone);
    return find_looked_at(
        self,
        g_strdup_printf("%p group %s", (const void *)self->job->campaign, content),
        group, extent, error);
}

/* --- what an item is painted in
 * -------------------------------------------------------
 */

static void add_inks_of(GArray *inks, const double percent[PROCESS_PLATES],
                        double tint) {
    Stack stack = {.sum = 0};

    for (int i = 0; i < PROCESS_PLATES; i++)
        stack.cmyk[i] = percent[i] / 100 * tint;
    stack.sum = sum_of(stack.cmyk);
    add_stack(inks, stack);
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
    Stack any = {{1, 1, 1, 1}, self->condition->ink_limit, {0, 0, 0, 0}};

    if (photo->dark.ink == NULL && photo->light.ink == NULL) {
        add_stack(inks, any);
        return;
    }
    add_paint(self, inks, photo->dark);
    add_paint(self, inks, photo->light);
}

/* NULL with `error`. */
static GArray *inks_of(const Reckoning *self, const Item *item, GError **error) {
    g_autoptr(GArray) inks = stacks_new();
    const GArray *drawing;

    if (item->kind == ITEM_ART) {
        drawing = find_drawing(self, item, error);
        if (drawing == NULL)
            return NULL;
        g_array_append_vals(inks, drawing->data, drawing->len);
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

static bool extent_of(const Item *item, Rect *extent, GError **error) {
    if (item->kind == ITEM_ART)
        return find_extent(item, extent, error);
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
static Stack multiply(const Stack *below, const Stack *above) {
    Stack both = {.area = rect_common(below->area, above->area)};

    for (int i = 0; i < PROCESS_PLATES; i++)
        both.cmyk[i] = 1 - (1 - below->cmyk[i]) * (1 - above->cmyk[i]);
    both.sum = fmin(sum_of(both.cmyk), below->sum + above->sum);
    return both;
}

static void multiply_all(GArray *stacks, const Stack *above, guint count) {
    for (guint i = 0; i < count; i++) {
        Stack below = g_array_index(stacks, Stack, i);

        if (rects_overlap(below.area, above->area)) {
            Stack both = multiply(&below, above);

            g_array_append_val(stacks, both);
        }
    }
}

/* Opacity needs no care: what lets something shine through has less ink than one of the
 * two. */
static void put(Reckoning *self, GArray *stacks, const GArray *above, bool multiplies) {
    g_autoptr(GArray) all = stacks_new();
    guint before = stacks->len;

    for (guint i = 0; i < above->len; i++) {
        g_array_append_val(stacks, *stack_at(above, i));
        if (multiplies)
            multiply_all(stacks, stack_at(above, i), before);
    }
    for (guint i = 0; i < stacks->len; i++)
        add_stack(all, *stack_at(stacks, i));
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
        Stack *stack = stack_at(stacks, i);

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
    g_autoptr(GArray) inks = stacks_new();

    if (share == 0)
        return;
    add_inks_of(inks, black, share);
    stack_at(inks, 0)->area = extent;
    put(self, stacks, inks, true);
}

static bool put_item(Reckoning *self, GArray *stacks, const Item *item, Affine around,
                     bool is_all_seen, GError **error) {
    g_autoptr(GArray) inks = inks_of(self, item, error);
    Rect extent;

    if (inks == NULL || !extent_of(item, &extent, error))
        return false;
    extent = affine_bounds(turned(item, around), extent);
    for (guint i = 0; i < inks->len; i++)
        stack_at(inks, i)->area = extent;
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
        if (rects_overlap(stack_at(stacks, i)->area, area))
            most = fmax(most, stack_at(stacks, i)->sum);
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
    const GArray *seen;

    if (self->is_too_much ||
        most_of(own, self->poster->boxes.trim) <= self->condition->ink_limit ||
        group->rotation != 0 || !is_upright(around))
        return true;
    for (guint i = 0; i < own->len; i++)
        extent = i == 0 ? stack_at(own, i)->area
                        : rect_union(extent, stack_at(own, i)->area);
    extent = rect_common(extent, self->poster->boxes.trim);
    seen = find_group(self, group, extent, error);
    if (seen == NULL)
        return false;
    g_array_set_size(own, 0);
    for (guint i = 0; i < seen->len; i++) {
        Stack stack = *stack_at(seen, i);

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
    g_autoptr(GArray) own = is_picture ? stacks_new() : NULL;

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

bool ink_bounds_reckon(InkBounds *self, const Poster *poster, const PrintJob *job,
                       double *most, GError **error) {
    g_autoptr(GArray) stacks = stacks_new();
    Reckoning reckoning = {.bounds = self,
                           .poster = poster,
                           .job = job,
                           .condition = print_condition(job->campaign)};

    if (!put_items(&reckoning, stacks, poster->items, affine_identity(), true, error))
        return false;
    *most = reckoning.is_too_much ? INFINITY : most_of(stacks, poster->boxes.trim);
    return true;
}
