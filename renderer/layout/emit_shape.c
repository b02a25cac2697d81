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

bool emit_corner_radii(const Emit *self, const Box *box, Rect area, double radii[4]) {
    double shorter = fmin(area.width, area.height);
    bool is_round = false;

    for (int i = 0; i < 4; i++) {
        radii[i] = points(self, box->radius[i], shorter);
        is_round |= radii[i] > 0;
    }
    return is_round;
}

Rect emit_run_straight_sides(const Emit *self, Rect area, const double radii[4]) {
    Rect far = emit_run_into_bleed(self, area);
    bool top = radii[0] == 0 && radii[1] == 0, right = radii[1] == 0 && radii[2] == 0;
    bool bottom = radii[2] == 0 && radii[3] == 0, left = radii[3] == 0 && radii[0] == 0;
    double x0 = left ? far.x : area.x, y0 = top ? far.y : area.y;
    double x1 = right ? far.x + far.width : area.x + area.width;
    double y1 = bottom ? far.y + far.height : area.y + area.height;

    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

Outline *emit_rounded(const Emit *self, Rect area, const double radii[4]) {
    static const int mirrored[4] = {1, 0, 3, 2};
    Outline *outline = outline_new();
    double own[4];

    for (int i = 0; i < 4; i++)
        own[i] = radii[isnan(self->axis) ? i : mirrored[i]];
    outline_add_rect(outline, area, own);
    return outline;
}

void emit_panel(Emit *self, const Box *box, GPtrArray *items) {
    Rect area = flow_area(self->flow, box);
    double radii[4];
    bool is_round = emit_corner_radii(self, box, area, radii);
    Item *item = emit_item(self, is_round ? ITEM_SHAPE : ITEM_PANEL, box);

    item->area = emit_mirror(self, emit_run_straight_sides(self, area, radii));
    if (is_round)
        item->outline = emit_rounded(self, item->area, radii);
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
static Affine fit_view(const Box *box, Fit how, Rect view, Rect area) {
    double by_width = scale_of(area.width, view.width);
    double by_height = scale_of(area.height, view.height);
    double less = fmin(by_width, by_height), more = fmax(by_width, by_height);
    double both = how == FIT_COVER && isfinite(more) ? more : less;
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

Outline *emit_fit_path(const Box *box, const char *path, Fit how, Rect *area) {
    size_t mistake;
    Outline *outline = path_data_parse(path, &mistake);
    Rect view = view_of(box, outline);
    Affine fit = fit_view(box, how, view, *area);

    outline_transform(outline, fit);
    *area = affine_bounds(fit, view);
    return outline;
}

void emit_move(const Emit *self, Outline *outline, Rect area) {
    Affine move = affine_identity();

    move.x0 = emit_mirror(self, area).x - area.x;
    outline_transform(outline, move);
}

void emit_shape(Emit *self, const Box *box, GPtrArray *items) {
    Rect room = flow_area(self->flow, box), area = room;
    g_autoptr(Outline) outline = emit_fit_path(box, box->path, (Fit)box->fit, &area);
    Item *item = emit_item(self, ITEM_SHAPE, box);

    if (box->mirror && !isnan(self->axis))
        outline_transform(outline, affine_mirror(self->axis));
    else
        emit_move(self, outline, area);
    item->area = outline_bounds(outline);
    item->stroke = points(self, box->stroke, room.width);
    item->round = box->caps == CAPS_ROUND;
    item->outline = g_steal_pointer(&outline);
    g_ptr_array_add(items, item);
}
