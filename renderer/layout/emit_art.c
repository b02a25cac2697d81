#include "layout/emit_art.h"

#include "layout/emit_text.h"

#include <math.h>

/* A drawing on the page, before mirroring. */
typedef struct {
    Svg *svg;
    double unit;
    double x, y; /* of its origin */
} Seat;

static Svg *load(Emit *self, const char *path, const Origin *origin) {
    g_autoptr(GError) error = NULL;
    Svg *svg = svgs_load(self->resources->svgs, path, &error);

    if (svg != NULL) {
        if (svg_remarks(svg)->len > 0)
            svg_cite(svg);
        for (guint i = 0; i < svg_remarks(svg)->len; i++)
            diagnostics_repeat(self->diagnostics,
                               g_ptr_array_index(svg_remarks(svg), i));
        return svg;
    }
    if (images_load(self->resources->images, path, NULL) != NULL)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "art/is-photo", origin,
                        "'%s' is a photo; a box of the kind \"photo\" shows it", path);
    else
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "art/unusable", origin, "%s",
                        error->message);
    return NULL;
}

/* Whole in the area, or covering it, standing by the anchor (centred if it has none).
 */
static void fit(Seat *seat, Rect view, Rect area, Fit how, Anchor anchor) {
    double by_width = area.width / view.width, by_height = area.height / view.height;
    int side_x = anchor.is_set ? anchor.x : 0;
    int side_y = anchor.is_set ? anchor.y : 0;

    seat->unit =
        how == FIT_COVER ? fmax(by_width, by_height) : fmin(by_width, by_height);
    seat->x = area.x + (area.width - view.width * seat->unit) * (side_x + 1) / 2 -
              view.x * seat->unit;
    seat->y = area.y + (area.height - view.height * seat->unit) * (side_y + 1) / 2 -
              view.y * seat->unit;
}

static double points(const Emit *self, Length length, double whole) {
    return length_to_points(length, &self->flow->ruler, whole);
}

/* Where a drawing stands that sits on nothing. */
static void seat_alone(const Emit *self, const Box *box, Rect area, Seat *seat) {
    Rect view = svg_view_box(seat->svg);

    fit(seat, view, area, (Fit)box->fit, box->anchor);
    if (box->unit.unit != UNIT_NONE)
        seat->unit = points(self, box->unit, area.width);
    seat->unit *= box->scale;
    if (box->art_origin[0].unit != UNIT_NONE) {
        seat->x = area.x + points(self, box->art_origin[0], area.width);
        seat->y = area.y + points(self, box->art_origin[1], area.height);
    } else {
        /* The anchored side stays where it is when the size changes. */
        double side_x = box->anchor.is_set ? (box->anchor.x + 1) / 2.0 : 0.5;
        double side_y = box->anchor.is_set ? (box->anchor.y + 1) / 2.0 : 0.5;

        seat->x = area.x + (area.width - view.width * seat->unit) * side_x -
                  view.x * seat->unit;
        seat->y = area.y + (area.height - view.height * seat->unit) * side_y -
                  view.y * seat->unit;
    }
}

static bool find_seat(Emit *self, const Box *box, Seat *seat) {
    const Artwork *artwork = g_hash_table_lookup(self->brief->artwork, box->show);
    Seat below = {0};

    seat->svg = load(self, artwork->path, &artwork->origin);
    if (seat->svg == NULL)
        return false;
    if (box->sits_on == NULL) {
        seat_alone(self, box, flow_area(self->flow, box), seat);
        return true;
    }
    if (!find_seat(self, box_find(self->brief->root, box->sits_on), &below))
        return false;
    seat->unit = below.unit * box->scale;
    seat->x = below.x + box->at[0] * below.unit;
    seat->y = below.y + box->at[1] * below.unit;
    return true;
}

static Rect drawn_area(const Seat *seat) {
    Rect view = svg_view_box(seat->svg);

    return (Rect){seat->x + view.x * seat->unit, seat->y + view.y * seat->unit,
                  view.width * seat->unit, view.height * seat->unit};
}

/* `flips`: the picture is mirrored with the poster; else only its place is. */
static Item *make_art(Emit *self, const Box *box, const Seat *seat, const char *path,
                      bool flips) {
    Item *item = emit_item(self, ITEM_ART, box);
    Rect view = svg_view_box(seat->svg);

    item->svg = seat->svg;
    item->path = g_strdup(path);
    item->unit = seat->unit;
    item->area = emit_mirror(self, drawn_area(seat));
    item->mirrored = flips && !isnan(self->axis);
    item->origin_x =
        item->mirrored ? 2 * self->axis - seat->x : item->area.x - view.x * seat->unit;
    item->origin_y = seat->y;
    return item;
}

void emit_art(Emit *self, const Box *box, GPtrArray *items) {
    const Artwork *artwork = g_hash_table_lookup(self->brief->artwork, box->show);
    Seat seat = {0};
    Item *item;

    if (!find_seat(self, box, &seat))
        return;
    item = make_art(self, box, &seat, artwork->path, box->mirror);
    item->origin = artwork->origin;
    item_add_state(item, artwork->state);
    g_ptr_array_add(items, item);
}

static void emit_logo(Emit *self, const Box *box, const Funder *funder, Rect area,
                      GPtrArray *items) {
    Seat seat = {0};
    Item *item;

    seat.svg = load(self, funder->logo, &funder->logo_origin);
    if (seat.svg == NULL)
        return;
    fit(&seat, svg_view_box(seat.svg), area, FIT_CONTAIN, box->anchor);
    item = make_art(self, box, &seat, funder->logo, false);
    g_free(item->name);
    item->name = g_strdup(funder->name);
    item->origin = funder->logo_origin;
    item->funder = funder;
    item_add_state(item, funder->state);
    g_ptr_array_add(items, item);
    if (funder->state == STATE_PLACEHOLDER)
        emit_label(self, box, funder->title, drawn_area(&seat), items);
}

void emit_logos(Emit *self, const Box *box, GPtrArray *items) {
    const GPtrArray *funders = self->brief->motif->campaign->funders;
    Rect area = flow_area(self->flow, box);
    double gap = points(self, box->gap[1], area.width);
    guint count = 0, index = 0;
    double width;

    for (guint i = 0; i < funders->len; i++)
        count += ((const Funder *)g_ptr_array_index(funders, i))->logo != NULL;
    if (count == 0)
        return;
    width = (area.width - (count - 1) * gap) / count;
    for (guint i = 0; i < funders->len; i++) {
        const Funder *funder = g_ptr_array_index(funders, i);

        if (funder->logo == NULL)
            continue;
        emit_logo(self, box, funder,
                  (Rect){area.x + index * (width + gap), area.y, width, area.height},
                  items);
        index++;
    }
}
