#include "layout/emit_shape.h"

#include "model/path_data.h"

#include <math.h>

/* Edges that lie on the trim's to a hundredth of a point run on into the bleed. */
static const double same_edge = 0.01;

Rect emit_run_into_bleed(const Emit *self, Rect area) {
    const PageBoxes *page = &self->flow->page;
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

static double points(const Emit *self, Length length, double whole) {
    return length_to_points(length, &self->flow->ruler, whole);
}

/* Of its corners, before mirroring; false when all are square. */
static bool corner_radii(const Emit *self, const Box *box, Rect area, double radii[4]) {
    double shorter = fmin(area.width, area.height);
    bool is_round = false;

    for (int i = 0; i < 4; i++) {
        radii[i] = points(self, box->radius[i], shorter);
        is_round |= radii[i] > 0;
    }
    return is_round;
}

/* Sides between square corners run on; a round one ends where it was drawn. */
static Rect run_straight_sides(const Emit *self, Rect area, const double radii[4]) {
    Rect far = emit_run_into_bleed(self, area);
    bool top = radii[0] == 0 && radii[1] == 0, right = radii[1] == 0 && radii[2] == 0;
    bool bottom = radii[2] == 0 && radii[3] == 0, left = radii[3] == 0 && radii[0] == 0;
    double x0 = left ? far.x : area.x, y0 = top ? far.y : area.y;
    double x1 = right ? far.x + far.width : area.x + area.width;
    double y1 = bottom ? far.y + far.height : area.y + area.height;

    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

static void mirror_corners(double radii[4]) {
    double top_left = radii[0], bottom_right = radii[2];

    radii[0] = radii[1];
    radii[1] = top_left;
    radii[2] = radii[3];
    radii[3] = bottom_right;
}

void emit_panel(Emit *self, const Box *box, GPtrArray *items) {
    Rect area = flow_area(self->flow, box);
    double radii[4];
    bool is_round = corner_radii(self, box, area, radii);
    Item *item = emit_item(self, is_round ? ITEM_SHAPE : ITEM_PANEL, box);

    item->area = emit_mirror(self, run_straight_sides(self, area, radii));
    if (is_round) {
        if (!isnan(self->axis))
            mirror_corners(radii);
        item->outline = outline_new();
        outline_add_rect(item->outline, item->area, radii);
    }
    g_ptr_array_add(items, item);
}

/* --- shapes ------------------------------------------------------------------------
 */

/* The box of the path that is fitted. */
static Rect view_of(const Box *box, const Outline *outline) {
    g_autoptr(Outline) flat = NULL;
    Rect view = {box->view[0], box->view[1], box->view[2], box->view[3]};

    if (view.width > 0 && view.height > 0)
        return view;
    flat = outline_flatten(outline, 0.01);
    return outline_bounds(flat);
}

/* A straight line has no width or no height to be scaled. */
static double scale_of(double room, double length) {
    return length > 0 ? room / length : INFINITY;
}

/* From the view onto the area, standing by the anchor (centred if it has none). */
static Affine fit_view(const Box *box, Rect view, Rect area) {
    double by_width = scale_of(area.width, view.width);
    double by_height = scale_of(area.height, view.height);
    double less = fmin(by_width, by_height), more = fmax(by_width, by_height);
    double both = box->fit == FIT_COVER && isfinite(more) ? more : less;
    int side_x = box->anchor.is_set ? box->anchor.x : 0;
    int side_y = box->anchor.is_set ? box->anchor.y : 0;
    Affine fit = {both, 0, 0, both, 0, 0};

    if (box->stretch) {
        fit.xx = isfinite(by_width) ? by_width : 1;
        fit.yy = isfinite(by_height) ? by_height : 1;
    }
    fit.x0 = area.x + (area.width - view.width * fit.xx) * (side_x + 1) / 2 -
             view.x * fit.xx;
    fit.y0 = area.y + (area.height - view.height * fit.yy) * (side_y + 1) / 2 -
             view.y * fit.yy;
    return fit;
}

void emit_shape(Emit *self, const Box *box, GPtrArray *items) {
    Rect area = flow_area(self->flow, box);
    size_t mistake;
    g_autoptr(Outline) outline = path_data_parse(box->path, &mistake);
    Rect view = view_of(box, outline);
    bool flips = box->mirror && !isnan(self->axis);
    Item *item = emit_item(self, ITEM_SHAPE, box);

    outline_transform(outline,
                      fit_view(box, view, flips ? area : emit_mirror(self, area)));
    if (flips)
        outline_transform(outline, affine_mirror(self->axis));
    item->area = outline_bounds(outline);
    item->stroke = points(self, box->stroke, area.width);
    item->round = box->caps == CAPS_ROUND;
    item->outline = g_steal_pointer(&outline);
    g_ptr_array_add(items, item);
}
