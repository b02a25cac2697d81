#include "draw/kinds.h"

#include "draw/snap.h"

#include <math.h>

void draw_outline(cairo_t *cr, const Outline *outline) {
    for (guint i = 0; i < outline->steps->len; i++) {
        const Step *step = &g_array_index(outline->steps, Step, i);

        switch (step->kind) {
        case STEP_MOVE:
            cairo_move_to(cr, step->points[2].x, step->points[2].y);
            break;
        case STEP_LINE:
            cairo_line_to(cr, step->points[2].x, step->points[2].y);
            break;
        case STEP_CURVE:
            cairo_curve_to(cr, step->points[0].x, step->points[0].y, step->points[1].x,
                           step->points[1].y, step->points[2].x, step->points[2].y);
            break;
        case STEP_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

bool draw_shape(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error) {
    (void)options;
    (void)error;
    draw_outline(cr, item->outline);
    if (item->stroke <= 0) {
        cairo_fill(cr);
        return true;
    }
    cairo_set_line_width(cr, item->stroke);
    cairo_set_line_cap(cr, item->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(cr,
                        item->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_stroke(cr);
    return true;
}

bool draw_panel(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error) {
    (void)error;
    snapped_rectangle(cr, item->area, options->in_pixels);
    cairo_fill(cr);
    return true;
}

/* Smaller modules would be too different from each other on whole pixels. */
#define SNAPPED_MODULE_MIN 3.0

static bool snaps_modules(cairo_t *cr, double module, const DrawOptions *options) {
    double across = module, down = 0;

    cairo_user_to_device_distance(cr, &across, &down);
    return options->in_pixels && hypot(across, down) >= SNAPPED_MODULE_MIN;
}

/* One path for all modules, each row's neighbours joined: no seams between them. */
bool draw_qr(cairo_t *cr, const Item *item, const DrawOptions *options,
             GError **error) {
    double module = item->area.width / item->side;
    bool snaps = snaps_modules(cr, module, options);

    (void)error;
    for (int row = 0; row < item->side; row++) {
        int start = -1;

        for (int column = 0; column <= item->side; column++) {
            bool dark = column < item->side &&
                        item->modules->data[row * item->side + column] != 0;
            Rect run = {item->area.x + start * module, item->area.y + row * module,
                        (column - start) * module, module};

            if (dark && start < 0)
                start = column;
            if (dark || start < 0)
                continue;
            snapped_rectangle(cr, run, snaps);
            start = -1;
        }
    }
    cairo_fill(cr);
    return true;
}
