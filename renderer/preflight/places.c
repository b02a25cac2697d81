#include "preflight/places.h"

#include "base/translate.h"
#include "resources/fonts.h"
#include "resources/svgs.h"

#include <math.h>

/* A hundredth of a point: what rounding may leave. */
static const double slack = 0.01;

/* How far lines may be off the curves they stand for. */
static const double tolerance = 0.05;

/* A shape with more steps is looked at by its frame alone: patterns have thousands. */
enum { STEPS_MAX = 64 };

static Affine turned(const Item *item, Affine around) {
    if (item->rotation == 0)
        return around;
    return affine_then(affine_rotation(item->rotation, item->pivot_x, item->pivot_y),
                       around);
}

static void add_part(Places *self, Placed *placed, Quad part) {
    Rect bounds = quad_bounds(&part);

    placed->area = placed->part_count == 0 ? bounds : rect_union(placed->area, bounds);
    placed->part_count++;
    g_array_append_val(self->parts, part);
}

/* Blank lines and spaces cover nothing. */
static void add_line(Places *self, Placed *placed, const TextLine *line) {
    if (line->bends == NULL && line->ink.width > 0 && line->ink.height > 0)
        add_part(self, placed, affine_quad(placed->to_page, line->ink));
    for (guint i = 0; line->bends != NULL && i < line->inks->len; i++) {
        const Quad *ink = &g_array_index(line->inks, Quad, i);

        add_part(self, placed, quad_transform(ink, placed->to_page));
    }
}

/* Points and quotes may hang out at the sides, parts of letters above the capitals and
 * below the baseline. */
static Rect line_body(const Item *item, const TextLine *line) {
    const TextLine *first = g_ptr_array_index(item->lines, 0);
    double scale = item->font_size / FONTS_UNIT;
    double left = line->hang_left * scale, right = line->hang_right * scale;
    double height = first->baseline - item->area.y;

    return (Rect){line->ink.x + left, line->baseline - height,
                  line->ink.width - left - right, height};
}

static Rect body_of(const Placed *placed) {
    const Item *item = placed->item;
    Rect body = placed->area;
    bool has_line = false;

    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);
        Rect lies;

        if (line->bends != NULL)
            return placed->area;
        if (line->ink.width <= 0 || line->ink.height <= 0)
            continue;
        lies = affine_bounds(placed->to_page, line_body(item, line));
        body = has_line ? rect_union(body, lies) : lies;
        has_line = true;
    }
    return body;
}

static void place_parts(Places *self, Placed *placed) {
    const Item *item = placed->item;

    for (guint i = 0; i < item->lines->len; i++)
        add_line(self, placed, g_ptr_array_index(item->lines, i));
    if (item->kind != ITEM_TEXT && item->kind != ITEM_GROUP)
        add_part(self, placed, affine_quad(placed->to_page, item->area));
    placed->body = item->kind == ITEM_TEXT ? body_of(placed) : placed->area;
}

/* What the items from one index to another reach over. */
static Rect area_between(const Places *self, guint from, guint to) {
    Rect area = {0, 0, 0, 0};

    for (guint i = from; i < to; i++)
        area = i == from ? places_at(self, i)->area
                         : rect_union(area, places_at(self, i)->area);
    return area;
}

static void place_items(Places *self, const GPtrArray *items, Affine around) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        guint index = self->items->len;
        Placed placed = {.item = item,
                         .to_page = turned(item, around),
                         .first_part = self->parts->len};
        Placed *kept;

        place_parts(self, &placed);
        g_array_append_val(self->items, placed);
        place_items(self, item->items, placed.to_page);
        kept = &g_array_index(self->items, Placed, index);
        kept->end = self->items->len;
        if (item->kind == ITEM_GROUP)
            kept->area = kept->body = area_between(self, index + 1, kept->end);
    }
}

Places *places_new(const Poster *poster) {
    Places *self = g_new0(Places, 1);

    self->items = g_array_new(FALSE, FALSE, sizeof(Placed));
    self->parts = g_array_new(FALSE, FALSE, sizeof(Quad));
    place_items(self, poster->items, affine_identity());
    return self;
}

void places_free(Places *self) {
    if (self == NULL)
        return;
    g_array_unref(self->items);
    g_array_unref(self->parts);
    g_free(self);
}

/* --- what lies on a place ----------------------------------------------------------
 */

/* By its parts; several, as lines of a text, never cover all of anything. */
static Coverage cover_by_parts(const Places *self, const Placed *placed,
                               const Quad *place) {
    for (guint i = 0; i < placed->part_count; i++) {
        const Quad *part = places_part(self, placed, i);

        if (placed->item->kind == ITEM_PANEL && quad_contains(part, place, slack))
            return COVERS_ALL;
        if (quads_overlap(part, place, slack))
            return COVERS_PART;
    }
    return COVERS_NOTHING;
}

static Point middle_of(const Quad *quad) {
    return (Point){(quad->corners[0].x + quad->corners[2].x) / 2,
                   (quad->corners[0].y + quad->corners[2].y) / 2};
}

static Coverage cover_by_outline(const Outline *outline, double stroke,
                                 const Quad *place) {
    g_autoptr(Outline) flat = outline_flatten(outline, tolerance);
    bool is_filled = stroke <= 0;
    double reach = is_filled ? -slack - tolerance : stroke / 2 - slack;

    if (outline_meets(flat, place, reach, is_filled))
        return COVERS_PART;
    return is_filled && outline_holds(flat, middle_of(place)) ? COVERS_ALL
                                                              : COVERS_NOTHING;
}

static Coverage cover_by_shape(const Placed *placed, const Quad *place) {
    const Item *item = placed->item;
    Quad seen = quad_transform(place, affine_inverse(placed->to_page));

    return item->outline->steps->len > STEPS_MAX
               ? COVERS_PERHAPS
               : cover_by_outline(item->outline, item->stroke, &seen);
}

/* Where nothing of a drawing lies in its frame is bare. */
static Coverage cover_by_art(const Item *item, const Placed *placed,
                             const Quad *place) {
    double across = item->mirrored ? -item->unit : item->unit;
    Affine to_item = {across, 0, 0, item->unit, item->origin_x, item->origin_y};
    Affine to_page = affine_then(to_item, placed->to_page);
    Quad seen = quad_transform(place, affine_inverse(to_page));

    return item->svg == NULL || svg_may_cover(item->svg, quad_bounds(&seen))
               ? COVERS_PERHAPS
               : COVERS_NOTHING;
}

/* A photo fills its frame, unless it is cut out. */
static Coverage cover_by_picture(const Places *self, const Placed *placed,
                                 const Quad *place) {
    if (cover_by_parts(self, placed, place) == COVERS_NOTHING)
        return COVERS_NOTHING;
    return placed->item->kind == ITEM_ART ? cover_by_art(placed->item, placed, place)
                                          : COVERS_PERHAPS;
}

Coverage places_cover(const Places *self, const Placed *placed, const Quad *place) {
    const Item *item = placed->item;
    Rect area = rect_outset(placed->area, item->stroke / 2);

    if (!rects_overlap(area, quad_bounds(place)))
        return COVERS_NOTHING;
    if (item->kind == ITEM_SHAPE)
        return cover_by_shape(placed, place);
    if (item_is_picture(item))
        return cover_by_picture(self, placed, place);
    return cover_by_parts(self, placed, place);
}

Coverage places_clip(const Placed *group, const Quad *place) {
    Quad seen = quad_transform(place, affine_inverse(group->to_page));

    return group->item->clip == NULL ? COVERS_ALL
                                     : cover_by_outline(group->item->clip, 0, &seen);
}

const char *item_title(const Item *item) {
    if (item->says != NULL)
        return item->says;
    return item->name != NULL ? item->name : _("this box");
}
