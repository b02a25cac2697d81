#include "layout/bend.h"

#include "model/path_data.h"
#include "resources/clusters.h"

#include <math.h>

/* Far below what a printer's dot is, and few pieces. */
static const double tolerance = 0.01;

enum { ARC_PIECES = 8 };

/* A circle whose highest point (lowest, when it hangs) is at `x`, `y`. */
typedef struct {
    double x, y, radius;
    int side; /* 1: below that point, -1: above it */
} Circle;

/* The point at an angle from that point, and `reach` from there along the circle. */
static void circle_point(const Circle *self, double angle, double reach, double *x,
                         double *y) {
    *x = self->x + self->radius * sin(angle) + reach * cos(angle);
    *y = self->y + self->side * (self->radius * (1 - cos(angle)) + reach * sin(angle));
}

Outline *bend_arc(double radius, double degrees) {
    g_autoptr(Outline) arc = outline_new();
    double half = fabs(degrees) * G_PI / 360, piece = 2 * half / ARC_PIECES;
    Circle circle = {0, 0, radius, degrees < 0 ? -1 : 1};
    double reach = radius * 4 / 3 * tan(piece / 4), x, y;

    circle_point(&circle, -half, 0, &x, &y);
    outline_move(arc, x, y);
    for (int i = 1; i <= ARC_PIECES; i++) {
        double to = -half + i * piece, x1, y1, x2, y2;

        circle_point(&circle, to - piece, reach, &x1, &y1);
        circle_point(&circle, to, -reach, &x2, &y2);
        circle_point(&circle, to, 0, &x, &y);
        outline_curve(arc, x1, y1, x2, y2, x, y);
    }
    return outline_flatten(arc, tolerance);
}

/* How long a line is at unit scale. */
static double line_length(const TextLine *line) {
    PangoRectangle logical;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(line->layout, 0), NULL,
                                  &logical);
    return (double)logical.width / PANGO_SCALE;
}

typedef struct {
    TextLine *line;
    const Outline *path;
    double scale, start; /* of the first cluster along the path */
    double left, top, right, bottom;
} Bending;

/* The box of what a cluster blackens, about its left end. */
static Rect cluster_ink(const Cluster *cluster, double scale) {
    PangoGlyphItem *run = cluster_to_run(cluster);
    PangoRectangle ink;

    pango_glyph_string_extents(run->glyphs, run->item->analysis.font, &ink, NULL);
    pango_glyph_item_free(run);
    return (Rect){scale * ink.x / PANGO_SCALE, scale * ink.y / PANGO_SCALE,
                  scale * ink.width / PANGO_SCALE, scale * ink.height / PANGO_SCALE};
}

static void add_ink(Bending *self, const Cluster *cluster, const Bend *bend) {
    Affine place = affine_then(affine_rotation(bend->angle, 0, 0),
                               (Affine){1, 0, 0, 1, bend->x, bend->y});
    Quad corners = affine_quad(place, cluster_ink(cluster, self->scale));
    Rect ink = quad_bounds(&corners);

    if (ink.width <= 0)
        return;
    g_array_append_val(self->line->inks, corners);
    self->left = fmin(self->left, ink.x);
    self->top = fmin(self->top, ink.y);
    self->right = fmax(self->right, ink.x + ink.width);
    self->bottom = fmax(self->bottom, ink.y + ink.height);
}

/* The middle of a cluster touches the path. */
static void bend_cluster(const Cluster *cluster, void *data) {
    Bending *self = data;
    double width = self->scale * cluster->width / PANGO_SCALE;
    double middle = self->start + self->scale * cluster->x / PANGO_SCALE + width / 2;
    Bend bend;

    outline_point_at(self->path, middle, &bend.x, &bend.y, &bend.angle);
    bend.x -= width / 2 * cos(bend.angle * G_PI / 180);
    bend.y -= width / 2 * sin(bend.angle * G_PI / 180);
    g_array_append_val(self->line->bends, bend);
    add_ink(self, cluster, &bend);
}

void bend_line(TextLine *line, const Outline *path, double font_size, int side) {
    double scale = font_size / FONTS_UNIT;
    double left = outline_length(path) - line_length(line) * scale;
    Bending bending = {.line = line,
                       .path = path,
                       .scale = scale,
                       .start = left * (side + 1) / 2,
                       .left = INFINITY,
                       .top = INFINITY,
                       .right = -INFINITY,
                       .bottom = -INFINITY};

    line->bends = g_array_new(FALSE, FALSE, sizeof(Bend));
    line->inks = g_array_new(FALSE, FALSE, sizeof(Quad));
    clusters_visit(line->layout, bend_cluster, &bending);
    line->ink = bending.left > bending.right
                    ? (Rect){0, 0, 0, 0}
                    : (Rect){bending.left, bending.top, bending.right - bending.left,
                             bending.bottom - bending.top};
    line->x = line->ink.x;
    line->baseline = line->ink.y + line->ink.height;
}

bool box_is_bent(const Box *box) {
    return box->arc != 0 || box->along != NULL;
}

/* In hundredths of the area; mirrored, but still read from the left. */
static Outline *path_along(const Box *box, Rect area, double axis) {
    size_t mistake;
    g_autoptr(Outline) outline = path_data_parse(box->along, &mistake);
    g_autoptr(Outline) flat = NULL;
    bool is_mirrored = box->mirror && !isnan(axis);

    if (!isnan(axis) && !box->mirror)
        area = rect_mirror(area, axis);
    outline_transform(outline, affine_between((Rect){0, 0, 100, 100}, area));
    if (is_mirrored)
        outline_transform(outline, affine_mirror(axis));
    flat = outline_flatten(outline, tolerance);
    return is_mirrored ? outline_reversed(flat) : g_steal_pointer(&flat);
}

/* What an arc of letters takes, for each point of its radius and of their height. */
typedef struct {
    double length; /* of the arc */
    double width;
    double above; /* of the width: letters on top of an arc lean out */
} ArcShares;

static ArcShares shares_of(double degrees) {
    double half = fabs(degrees) * G_PI / 360;
    double width = 2 * sin(fmin(half, G_PI / 2));

    return (ArcShares){2 * half, width, degrees > 0 ? width : 0};
}

/* The largest size at which the letters fill the arc and the arc its box. */
static double arc_size(const Box *box, double length, double cap_height, double width) {
    ArcShares shares = shares_of(box->arc);

    return width / (shares.width * length / shares.length + shares.above * cap_height);
}

/* Letters of a size on an arc that is as wide as the area. */
static void place_arc(BentText *self, const Box *box, double cap_height, Rect area) {
    ArcShares shares = shares_of(box->arc);
    double high = cap_height * self->fitted->font_size;
    double radius = fmax((area.width - shares.above * high) / shares.width, 1e-3);
    Rect bounds;

    self->path = bend_arc(radius, box->arc);
    bounds = outline_bounds(self->path);
    self->height = bounds.height + high;
    outline_transform(self->path, (Affine){1, 0, 0, 1, area.x + area.width / 2,
                                           area.y + high - bounds.y});
}

static double size_along(const BentText *self, double length) {
    return outline_length(self->path) / length;
}

BentText *bend_text(const Box *box, const MeasuredText *text, const TextRoom *room,
                    Rect area, double axis) {
    BentText *self = g_new0(BentText, 1);
    TextRoom straight = {INFINITY, INFINITY, room->minimum, room->maximum, 1};
    double cap_height = measured_text_cap_height(text) / FONTS_UNIT, length = 1e-6;

    self->width = area.width;
    self->height = area.height;
    self->fitted = text_fit(text, &straight);
    if (self->fitted->lines->len > 0)
        length += line_length(g_ptr_array_index(self->fitted->lines, 0)) / FONTS_UNIT;
    if (box->along != NULL)
        self->path = path_along(box, area, axis);
    self->fitted->font_size =
        fmin(room->maximum, box->along != NULL
                                ? size_along(self, length)
                                : arc_size(box, length, cap_height, area.width));
    self->fitted->fits = self->fitted->font_size >= room->minimum * (1 - 1e-9);
    if (box->along == NULL)
        place_arc(self, box, cap_height, isnan(axis) ? area : rect_mirror(area, axis));
    return self;
}

void bent_text_free(BentText *self) {
    if (self == NULL)
        return;
    outline_free(self->path);
    fitted_text_free(self->fitted);
    g_free(self);
}
