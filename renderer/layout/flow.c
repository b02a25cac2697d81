#include "layout/flow.h"

#include "layout/bend.h"
#include "layout/grid.h"
#include "layout/text_store.h"

#include <math.h>

/* A hundredth of a point: what rounding may leave of a perfect fit. */
static const double slack = 0.01;

typedef struct {
    double width, height;
} Extent;

/* `whole` is what percentages are of, `room` what is left of it. */
static Extent measure(Flow *self, const Box *box, Extent room, Extent whole);
static void place(Flow *self, const Box *box, Rect area, Insets padding);

static guint measured_hash(gconstpointer pointer);
static gboolean measured_equal(gconstpointer first, gconstpointer second);

static void free_text(gpointer text) {
    measured_text_free(text);
}

Flow *flow_new(const Brief *brief, Resources *resources, Diagnostics *diagnostics) {
    Flow *self = g_new0(Flow, 1);

    self->brief = brief;
    self->resources = resources;
    self->diagnostics = diagnostics;
    self->page = size_boxes(brief->size);
    self->ruler = size_ruler(brief->size);
    self->areas = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    self->texts = g_hash_table_new_full(NULL, NULL, NULL, free_text);
    self->measured = g_hash_table_new_full(measured_hash, measured_equal, g_free, NULL);
    self->limits = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return self;
}

void flow_free(Flow *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->areas);
    g_hash_table_unref(self->texts);
    g_hash_table_unref(self->measured);
    g_hash_table_unref(self->limits);
    g_free(self);
}

Rect flow_area(const Flow *self, const Box *box) {
    const Rect *area = g_hash_table_lookup(self->areas, box);

    return area != NULL ? *area : (Rect){0, 0, 0, 0};
}

bool flow_says_nothing(const Flow *self, const Box *box) {
    const Words *words = g_hash_table_lookup(self->brief->words, box->say);

    return *words->text == '\0';
}

const MeasuredText *flow_text(Flow *self, const Box *box) {
    MeasuredText *text = g_hash_table_lookup(self->texts, box);

    if (text == NULL) {
        TextSource source = text_source_of(self->brief, self->resources, box);

        text = text_store_measure(self->resources, &source, self->diagnostics);
        g_hash_table_insert(self->texts, (gpointer)box, text);
    }
    return text;
}

static double points(const Flow *self, Length length, double whole) {
    return length_to_points(length, &self->ruler, whole);
}

/* A share of endless room is nothing yet. */
static double share(const Flow *self, Length length, double whole) {
    return points(self, length, isfinite(whole) ? whole : 0);
}

TextRoom flow_text_room(const Flow *self, const Box *box, double width, double height) {
    const TypeStyle *style =
        campaign_find_style(self->brief->motif->campaign, box->style);
    Length min = box->min.unit != UNIT_NONE ? box->min : style->min;
    Length max = box->max.unit != UNIT_NONE ? box->max : style->max;
    const double *limit = g_hash_table_lookup(self->limits, style);
    TextRoom room = {width, height, share(self, min, height), INFINITY, box->lines};

    if (max.unit != UNIT_NONE)
        room.maximum = share(self, max, height);
    if (limit != NULL)
        room.maximum = fmin(room.maximum, *limit);
    /* Small print is raised to what can be read, whatever share of the page it is. */
    room.maximum = fmax(room.maximum, room.minimum);
    return room;
}

static Insets padding_of(const Flow *self, const Box *box, Extent whole) {
    return (Insets){share(self, box->padding[0], whole.height),
                    share(self, box->padding[1], whole.width),
                    share(self, box->padding[2], whole.height),
                    share(self, box->padding[3], whole.width)};
}

/* A length that was given, or NAN. A share of endless room is no length. */
static double fixed(const Flow *self, Length length, double room) {
    if (length.unit == UNIT_NONE || (length.unit == UNIT_PERCENT && !isfinite(room)))
        return NAN;
    return points(self, length, room);
}

/* Width and height as far as the box itself says them; NAN where it does not. */
static Extent fixed_extent(const Flow *self, const Box *box, Extent room) {
    Extent extent = {fixed(self, box->width, room.width),
                     fixed(self, box->height, room.height)};
    double aspect = box->kind == BOX_QR ? 1 : box->aspect;

    if (aspect > 0 && isnan(extent.width) && !isnan(extent.height))
        extent.width = extent.height * aspect;
    else if (aspect > 0 && isnan(extent.height) && !isnan(extent.width))
        extent.height = extent.width / aspect;
    return extent;
}

static bool is_in_flow(const Box *box) {
    return !box->hide && box->inside == INSIDE_PARENT;
}

static guint count_in_flow(const Box *box) {
    guint count = 0;

    for (guint i = 0; i < box->items->len; i++)
        count += is_in_flow(g_ptr_array_index(box->items, i));
    return count;
}

static double along(Extent extent, bool is_row) {
    return is_row ? extent.width : extent.height;
}

static double across(Extent extent, bool is_row) {
    return is_row ? extent.height : extent.width;
}

/* How long an item of a row or column is that does not grow. One that knows only its
 * aspect is as deep as the row or column. */
static double item_length(Flow *self, const Box *item, Extent left, Extent room,
                          bool is_row) {
    Extent given = fixed_extent(self, item, room);
    double depth = across(room, is_row);

    if (item->aspect > 0 && isnan(given.width) && isnan(given.height) &&
        isfinite(depth))
        return is_row ? depth * item->aspect : depth / item->aspect;
    return along(measure(self, item, left, room), is_row);
}

/* How long each item of a row or column is; returns what is left over, or lacks. */
static double share_out(Flow *self, const Box *box, Extent room, double *lengths) {
    bool is_row = box->kind == BOX_ROW;
    double gap = points(self, box->gap[is_row ? 1 : 0], along(room, is_row));
    guint count = count_in_flow(box);
    double left = along(room, is_row) - (count > 0 ? (count - 1) * gap : 0);
    double grow = 0;

    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);
        Extent offered = is_row ? (Extent){fmax(left, 0), room.height}
                                : (Extent){room.width, fmax(left, 0)};

        lengths[i] = 0;
        if (!is_in_flow(item))
            continue;
        grow += item->grow;
        if (item->grow == 0)
            lengths[i] = item_length(self, item, offered, room, is_row);
        left -= lengths[i];
    }
    for (guint i = 0; grow > 0 && isfinite(left) && i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);

        if (is_in_flow(item) && item->grow > 0)
            lengths[i] = fmax(left, 0) * item->grow / grow;
    }
    return grow > 0 ? fmin(left, 0) : left;
}

static Extent measure_flow(Flow *self, const Box *box, Extent room) {
    bool is_row = box->kind == BOX_ROW;
    g_autofree double *lengths = g_new0(double, box->items->len + 1);
    double left = share_out(self, box, room, lengths);
    double length = along(room, is_row) - left, depth = 0;

    if (!isfinite(length)) {
        double gap = points(self, box->gap[is_row ? 1 : 0], 0);

        length = count_in_flow(box) > 1 ? (count_in_flow(box) - 1) * gap : 0;
        for (guint i = 0; i < box->items->len; i++)
            length += lengths[i];
    }
    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);
        Extent offered = is_row ? (Extent){lengths[i], room.height}
                                : (Extent){room.width, lengths[i]};

        if (is_in_flow(item))
            depth = fmax(depth, across(measure(self, item, offered, room), is_row));
    }
    return is_row ? (Extent){length, depth} : (Extent){depth, length};
}

static Extent measure_stack(Flow *self, const Box *box, Extent room) {
    Extent extent = {0, 0};

    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);
        Extent needed;

        if (!is_in_flow(item))
            continue;
        needed = measure(self, item, room, room);
        extent.width = fmax(extent.width, needed.width);
        extent.height = fmax(extent.height, needed.height);
    }
    return extent;
}

static Grid *make_grid(const Flow *self, const Box *box, double width) {
    return grid_new(box, &self->ruler, width);
}

/* In a column of a grid, of any height. */
static Extent measure_free(Flow *self, const Box *box, double width) {
    Extent room = {width, INFINITY};

    return measure(self, box, room, room);
}

static double measure_row(Flow *self, const Grid *grid, int row) {
    double height = 0;

    for (guint i = 0; i < grid->cells->len; i++) {
        const Cell *cell = &g_array_index(grid->cells, Cell, i);

        if (cell->row == row)
            height = fmax(height, measure_free(self, cell->box, cell->width).height);
    }
    return height;
}

static Extent measure_grid(Flow *self, const Box *box, Extent room) {
    g_autoptr(Grid) grid = make_grid(self, box, room.width);
    double height = grid->rows > 1 ? (grid->rows - 1) * grid->row_gap : 0;

    for (int row = 0; row < grid->rows; row++)
        height += measure_row(self, grid, row);
    return (Extent){room.width, height};
}

static Extent measure_bent(Flow *self, const Box *box, Extent room,
                           const TextRoom *text_room) {
    Rect area = {0, 0, room.width, isfinite(room.height) ? room.height : 0};
    g_autoptr(BentText) bent =
        bend_text(box, flow_text(self, box), text_room, area, NAN);

    return (Extent){bent->width, bent->height};
}

static Extent measure_text(Flow *self, const Box *box, Extent room) {
    TextRoom text_room = flow_text_room(self, box, room.width, room.height);
    g_autoptr(FittedText) fitted = NULL;

    if (flow_says_nothing(self, box))
        return (Extent){0, 0};
    if (box_is_bent(box) && isfinite(room.width))
        return measure_bent(self, box, room, &text_room);
    fitted = text_fit(flow_text(self, box), &text_room);
    return (Extent){fitted->width, fitted->height};
}

/* A code takes this share of the trim's shorter side when nothing says its size. */
static const double code_side_in_u = 7;

static Extent measure_content(Flow *self, const Box *box, Extent room) {
    switch (box->kind) {
    case BOX_ROW:
    case BOX_COLUMN:
        return measure_flow(self, box, room);
    case BOX_STACK:
    case BOX_GROUP:
        return measure_stack(self, box, room);
    case BOX_GRID:
        return measure_grid(self, box, room);
    case BOX_TEXT:
        return measure_text(self, box, room);
    case BOX_QR:
        return (Extent){code_side_in_u * self->ruler.u, code_side_in_u * self->ruler.u};
    default:
        return (Extent){0, 0};
    }
}

static Extent measure_afresh(Flow *self, const Box *box, Extent room, Extent whole) {
    Extent given = fixed_extent(self, box, whole);
    Insets padding = padding_of(self, box, whole);
    double extra_width = padding.left + padding.right;
    double extra_height = padding.top + padding.bottom;
    Extent inner = {
        fmax((isnan(given.width) ? room.width : given.width) - extra_width, 0),
        fmax((isnan(given.height) ? room.height : given.height) - extra_height, 0)};
    Extent content;

    if (!isnan(given.width) && !isnan(given.height))
        return given;
    content = measure_content(self, box, inner);
    return (Extent){isnan(given.width) ? content.width + extra_width : given.width,
                    isnan(given.height) ? content.height + extra_height : given.height};
}

/* Boxes inside boxes are measured again and again with the same room. */
typedef struct {
    const Box *box;
    Extent room, whole;
    Extent extent; /* the answer; not part of the key */
} Measured;

static guint measured_hash(gconstpointer pointer) {
    const Measured *measured = pointer;

    return g_direct_hash(measured->box) ^ g_double_hash(&measured->room.width) ^
           g_double_hash(&measured->room.height) * 31;
}

static bool extents_are_equal(Extent a, Extent b) {
    return a.width == b.width && a.height == b.height;
}

static gboolean measured_equal(gconstpointer first, gconstpointer second) {
    const Measured *a = first, *b = second;

    return a->box == b->box && extents_are_equal(a->room, b->room) &&
           extents_are_equal(a->whole, b->whole);
}

/* What a box would take of the room it is offered. */
static Extent measure(Flow *self, const Box *box, Extent room, Extent whole) {
    Measured key = {box, room, whole, {0, 0}};
    const Measured *known = g_hash_table_lookup(self->measured, &key);

    if (known != NULL)
        return known->extent;
    key.extent = measure_afresh(self, box, room, whole);
    g_hash_table_add(self->measured, g_memdup2(&key, sizeof key));
    return key.extent;
}

static Rect page_box(const Flow *self, int inside) {
    switch (inside) {
    case INSIDE_BLEED:
        return self->page.bleed;
    case INSIDE_VISIBLE:
        return self->page.visible;
    case INSIDE_SAFE:
        return self->page.safe;
    default:
        return self->page.trim;
    }
}

static int side_of(int align) {
    return align == ALIGN_END ? 1 : align == ALIGN_CENTER ? 0 : -1;
}

static double standing(double start, double room, double length, int side) {
    return start + (room - length) * (side + 1) / 2;
}

/* Where a box may stand. */
typedef struct {
    Rect room;
    Extent whole;             /* what percentages are of */
    int horizontal, vertical; /* Align: how it stands where it says no size */
} Slot;

static Slot page_slot(const Flow *self, const Box *box) {
    Rect room = page_box(self, box->inside);

    return (Slot){room, {room.width, room.height}, ALIGN_STRETCH, ALIGN_STRETCH};
}

/* Where it says its size, or does not stretch, a box stands by its anchor, else as the
 * slot says. */
static void place_in(Flow *self, const Box *box, Slot slot) {
    Extent size, natural, offered;
    Rect area;

    if (box->inside != INSIDE_PARENT)
        slot = page_slot(self, box);
    offered = natural = (Extent){slot.room.width, slot.room.height};
    size = fixed_extent(self, box, slot.whole);
    if ((isnan(size.width) && slot.horizontal != ALIGN_STRETCH) ||
        (isnan(size.height) && slot.vertical != ALIGN_STRETCH))
        natural = measure(self, box, offered, slot.whole);
    area.width = isnan(size.width) ? natural.width : size.width;
    area.height = isnan(size.height) ? natural.height : size.height;
    if (isnan(size.width) && slot.horizontal == ALIGN_STRETCH)
        area.width = offered.width;
    if (isnan(size.height) && slot.vertical == ALIGN_STRETCH)
        area.height = offered.height;
    area.x = standing(slot.room.x, slot.room.width, area.width,
                      box->anchor.is_set ? box->anchor.x : side_of(slot.horizontal));
    area.y = standing(slot.room.y, slot.room.height, area.height,
                      box->anchor.is_set ? box->anchor.y : side_of(slot.vertical));
    area.x += points(self, box->shift[0], slot.whole.width);
    area.y += points(self, box->shift[1], slot.whole.height);
    place(self, box, area, padding_of(self, box, slot.whole));
}

/* A slot that fills an area. */
static Slot whole_slot(Rect area) {
    return (Slot){area, {area.width, area.height}, ALIGN_STRETCH, ALIGN_STRETCH};
}

static void report_overflow(const Flow *self, const Box *box, double lacking) {
    g_autofree char *mm = number_to_text(lacking * 25.4 / 72, 1);

    if (self->is_trial)
        return;
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "layout/overflow", &box->origin,
                    "the items of this %s need %s mm more than there is",
                    box_kind_to_text(box->kind), mm);
}

static void place_flow(Flow *self, const Box *box, Rect area) {
    bool is_row = box->kind == BOX_ROW;
    g_autofree double *lengths = g_new0(double, box->items->len + 1);
    double left = share_out(self, box, (Extent){area.width, area.height}, lengths);
    double gap =
        points(self, box->gap[is_row ? 1 : 0], is_row ? area.width : area.height);
    double at = is_row ? area.x : area.y;

    if (left < -slack)
        report_overflow(self, box, -left);
    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);
        Slot slot = whole_slot(area);

        if (item->hide)
            continue;
        if (is_row) {
            slot.room.x = at;
            slot.room.width = lengths[i];
            slot.vertical = box->align;
        } else {
            slot.room.y = at;
            slot.room.height = lengths[i];
            slot.horizontal = box->align;
        }
        place_in(self, item, slot);
        if (is_in_flow(item))
            at += lengths[i] + gap;
    }
}

static void place_stack(Flow *self, const Box *box, Rect area) {
    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);

        if (!item->hide)
            place_in(self, item, whole_slot(area));
    }
}

static void place_grid(Flow *self, const Box *box, Rect area) {
    g_autoptr(Grid) grid = make_grid(self, box, area.width);
    double top = area.y;

    for (int row = 0; row < grid->rows; row++) {
        double height = measure_row(self, grid, row);

        /* A single row has the whole height, as a row has. */
        if (grid->rows == 1)
            height = fmax(height, area.height);
        for (guint i = 0; i < grid->cells->len; i++) {
            const Cell *cell = &g_array_index(grid->cells, Cell, i);
            Slot slot = whole_slot((Rect){area.x + cell->x, top, cell->width, height});

            slot.vertical = box->align;
            if (cell->row == row)
                place_in(self, cell->box, slot);
        }
        top += height + grid->row_gap;
    }
    top -= grid->rows > 0 ? grid->row_gap : 0;
    if (top - area.y - area.height > slack)
        report_overflow(self, box, top - area.y - area.height);
    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);

        if (!item->hide && !is_in_flow(item))
            place_in(self, item, whole_slot(area));
    }
}

static void place(Flow *self, const Box *box, Rect area, Insets padding) {
    Rect inner = rect_inset(area, padding);

    if (box->kind == BOX_TEXT || box->kind == BOX_QR || box->kind == BOX_ART ||
        box->kind == BOX_PHOTO || box->kind == BOX_LOGOS)
        area = inner;
    g_hash_table_insert(self->areas, (gpointer)box, g_memdup2(&area, sizeof area));
    if (box->kind == BOX_ROW || box->kind == BOX_COLUMN)
        place_flow(self, box, inner);
    else if (box->kind == BOX_GRID)
        place_grid(self, box, inner);
    else
        place_stack(self, box, inner);
}

/* --- tied type styles ----------------------------------------------------------- */

enum { TIES_MAX = 8 }; /* a smaller size may give others more room, but not for ever */

/* The font size that a text takes where it lies. */
static double placed_size(Flow *self, const Box *box) {
    Rect area = flow_area(self, box);
    TextRoom room =
        flow_text_room(self, box, area.width * (1 + 1e-9), area.height * (1 + 1e-9));
    g_autoptr(FittedText) fitted = NULL;

    if (flow_says_nothing(self, box))
        return INFINITY;
    if (box_is_bent(box)) {
        g_autoptr(BentText) bent =
            bend_text(box, flow_text(self, box), &room, area, NAN);

        return bent->fitted->font_size;
    }
    fitted = text_fit(flow_text(self, box), &room);
    return fitted->font_size;
}

static bool lower_limit(Flow *self, const Box *box) {
    const TypeStyle *style =
        campaign_find_style(self->brief->motif->campaign, box->style);
    const double *limit = g_hash_table_lookup(self->limits, style);
    bool differs;
    double size;

    if (!style->tied)
        return false;
    size = placed_size(self, box);
    differs = limit != NULL && fabs(size - *limit) > *limit * 1e-6;
    if (limit == NULL || size < *limit)
        g_hash_table_insert(self->limits, (gpointer)style,
                            g_memdup2(&size, sizeof size));
    return differs;
}

/* Lowers the limits of tied styles to the smallest of their texts; false when all have
 * it. */
static bool lower_limits(Flow *self, const Box *box) {
    bool differ = box->kind == BOX_TEXT && !box->hide && lower_limit(self, box);

    for (guint i = 0; !box->hide && i < box->items->len; i++)
        differ |= lower_limits(self, g_ptr_array_index(box->items, i));
    return differ;
}

void flow_place(Flow *self, const Box *root, Rect room) {
    int rounds = 0;

    /* What has no room with larger texts may have it with smaller ones. */
    self->is_trial = true;
    do {
        g_hash_table_remove_all(self->measured);
        place_in(self, root, whole_slot(room));
    } while (lower_limits(self, root) && ++rounds < TIES_MAX);
    self->is_trial = false;
    place_in(self, root, whole_slot(room));
}
