#include "draw/snap.h"
#include "prepress/replay_parts.h"

#include <math.h>

static const Rect nothing = {0, 0, -1, -1};

void outlines_init(Outlines *self) {
    self->data = g_array_new(FALSE, FALSE, sizeof(cairo_path_data_t));
    self->bounds = nothing;
    self->is_rect = false;
}

void outlines_clear(Outlines *self) {
    g_clear_pointer(&self->data, g_array_unref);
}

void outlines_reset(Outlines *self) {
    g_array_set_size(self->data, 0);
    self->bounds = nothing;
    self->is_rect = false;
}

static void add_head(Outlines *self, cairo_path_data_type_t type, int points) {
    cairo_path_data_t item;

    item.header.type = type;
    item.header.length = points + 1;
    g_array_append_val(self->data, item);
    self->is_rect = false;
}

static void add_point(Outlines *self, Point point) {
    cairo_path_data_t item;
    Rect at = {point.x, point.y, 0, 0};

    item.point.x = point.x;
    item.point.y = point.y;
    self->last = point;
    g_array_append_val(self->data, item);
    self->bounds = self->bounds.width < 0 ? at : rect_union(self->bounds, at);
}

void outlines_move(Outlines *self, Point to) {
    add_head(self, CAIRO_PATH_MOVE_TO, 1);
    add_point(self, to);
}

void outlines_line(Outlines *self, Point to) {
    add_head(self, CAIRO_PATH_LINE_TO, 1);
    add_point(self, to);
}

void outlines_curve(Outlines *self, Point a, Point b, Point to) {
    add_head(self, CAIRO_PATH_CURVE_TO, 3);
    add_point(self, a);
    add_point(self, b);
    add_point(self, to);
}

void outlines_close(Outlines *self) {
    add_head(self, CAIRO_PATH_CLOSE_PATH, 0);
}

static Point corner(Affine matrix, double x, double y) {
    affine_point(matrix, &x, &y);
    return (Point){x, y};
}

static void add_rectangle(Outlines *self, Affine matrix, Rect rect) {
    outlines_move(self, corner(matrix, rect.x, rect.y));
    outlines_line(self, corner(matrix, rect.x + rect.width, rect.y));
    outlines_line(self, corner(matrix, rect.x + rect.width, rect.y + rect.height));
    outlines_line(self, corner(matrix, rect.x, rect.y + rect.height));
    outlines_close(self);
}

void outlines_rectangle(Outlines *self, Affine matrix, Rect rect) {
    bool is_first = self->data->len == 0;

    add_rectangle(self, matrix, rect);
    self->is_rect = is_first && ((matrix.xy == 0 && matrix.yx == 0) ||
                                 (matrix.xx == 0 && matrix.yy == 0));
}

void outlines_snap(Outlines *self) {
    PixelArea area;

    if (!self->is_rect || !snap_affine_rect(affine_identity(), self->bounds, &area))
        return;
    outlines_reset(self);
    outlines_rectangle(self, affine_identity(),
                       (Rect){area.left, area.top, area.width, area.height});
}

void outlines_append(const Outlines *self, cairo_t *cr) {
    const cairo_path_t path = {CAIRO_STATUS_SUCCESS, (gpointer)self->data->data,
                               (int)self->data->len};

    cairo_append_path(cr, &path);
}
