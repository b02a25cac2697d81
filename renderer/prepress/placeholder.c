#include "prepress/placeholder.h"

#include "model/geometry.h"
#include "prepress/ink_tags.h"

/* No optimisation of cairo's takes the path for a rectangle: its first side is a curve
 * that is straight. */
void placeholder_draw(cairo_t *cr, guint picture, const double corners[8]) {
    Rgb tag = picture_tag(picture);
    double right = corners[2] - corners[0], down = corners[3] - corners[1];

    cairo_new_path(cr);
    cairo_move_to(cr, corners[0], corners[1]);
    cairo_curve_to(cr, corners[0] + right / 3, corners[1] + down / 3,
                   corners[0] + right * 2 / 3, corners[1] + down * 2 / 3, corners[2],
                   corners[3]);
    cairo_line_to(cr, corners[4], corners[5]);
    cairo_line_to(cr, corners[6], corners[7]);
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, tag.red, tag.green, tag.blue);
    cairo_fill(cr);
}

/* Where corners lie on the page, and how large the box around them is. */
static Rect device_bounds(cairo_t *cr, const double corners[8]) {
    double left = G_MAXDOUBLE, top = G_MAXDOUBLE;
    double right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

    for (int i = 0; i < 8; i += 2) {
        double x = corners[i], y = corners[i + 1];

        cairo_user_to_device(cr, &x, &y);
        left = MIN(left, x);
        top = MIN(top, y);
        right = MAX(right, x);
        bottom = MAX(bottom, y);
    }
    return (Rect){left, top, right - left, bottom - top};
}

/* cairo looks at the boxes upright on the page around a path and
 * around what is clipped to, in 256ths of a unit. */
bool placeholder_is_seen(cairo_t *cr, const double corners[8]) {
    static const double least = 2.0 / 256;
    Rect bounds = device_bounds(cr, corners);
    double left, top, right, bottom;

    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    cairo_restore(cr);
    return MIN(bounds.x + bounds.width, right) - MAX(bounds.x, left) >= least &&
           MIN(bounds.y + bounds.height, bottom) - MAX(bounds.y, top) >= least;
}
