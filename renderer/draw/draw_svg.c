#include "draw/kinds.h"

#include "resources/svgs.h"

#include <math.h>

static Rgb current_colour(const Item *item) {
    return item->paint.ink == NULL ? (Rgb){0, 0, 0} : paint_to_rgb(item->paint);
}

/* librsvg 2.54 fails on groups and blends under a mirrored matrix: mirrored artwork is
 * drawn upright into a recording in device units, and that is painted mirrored. */
/* What the drawing blackens, in units of `scale` to one of its own. */
static bool find_extents(const Item *item, double scale, cairo_rectangle_t *extents,
                         GError **error) {
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    bool drawn;

    cairo_scale(cr, scale, scale);
    drawn = svg_draw(item->svg, cr, current_colour(item), error);
    cairo_destroy(cr);
    cairo_recording_surface_ink_extents(recording, &extents->x, &extents->y,
                                        &extents->width, &extents->height);
    cairo_surface_destroy(recording);
    /* Whole units, so that nothing is cut off inside a pixel. */
    extents->width = ceil(extents->x + extents->width) + 1;
    extents->height = ceil(extents->y + extents->height) + 1;
    extents->x = floor(extents->x) - 1;
    extents->y = floor(extents->y) - 1;
    extents->width -= extents->x;
    extents->height -= extents->y;
    return drawn;
}

/* librsvg 2.54 fails on groups and blends under a mirrored matrix: mirrored artwork is
 * drawn upright into a recording in device units, and that is painted mirrored. */
static bool draw_mirrored(cairo_t *cr, const Item *item, GError **error) {
    double device_x = 0, device_y = 0;
    double unit_x = item->unit, unit_y = 0, scale;
    cairo_rectangle_t extents;
    cairo_surface_t *recording;
    cairo_t *upright;
    cairo_matrix_t mirror;
    bool drawn;

    cairo_user_to_device(cr, &device_x, &device_y);
    cairo_user_to_device_distance(cr, &unit_x, &unit_y);
    scale = hypot(unit_x, unit_y);
    if (!find_extents(item, scale, &extents, error))
        return false;
    /* cairo 1.16 loses memory when it paints a recording without bounds into a PDF. */
    recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    upright = cairo_create(recording);
    cairo_scale(upright, scale, scale);
    drawn = svg_draw(item->svg, upright, current_colour(item), error);
    cairo_destroy(upright);

    cairo_matrix_init(&mirror, -1, 0, 0, 1, device_x, device_y);
    cairo_set_matrix(cr, &mirror);
    cairo_set_source_surface(cr, recording, 0, 0);
    cairo_paint(cr);
    cairo_surface_destroy(recording);
    return drawn;
}

static bool draw_upright(cairo_t *cr, const Item *item, GError **error) {
    cairo_scale(cr, item->unit, item->unit);
    return svg_draw(item->svg, cr, current_colour(item), error);
}

bool draw_art(cairo_t *cr, const Item *item, const DrawOptions *options,
              GError **error) {
    g_autoptr(GError) problem = NULL;
    bool drawn;

    (void)options;
    cairo_translate(cr, item->origin_x, item->origin_y);
    drawn = item->mirrored ? draw_mirrored(cr, item, &problem)
                           : draw_upright(cr, item, &problem);
    if (!drawn)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    "'%s' cannot be drawn: %s", item->path, problem->message);
    return drawn;
}
