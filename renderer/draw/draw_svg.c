#include "base/translate.h"
#include "draw/kinds.h"

#include "resources/svgs.h"

#include <math.h>

static Rgb current_colour(const Item *item) {
    return item->paint.ink == NULL ? (Rgb){0, 0, 0} : paint_to_rgb(item->paint);
}

/* librsvg 2.54 fails on groups, blends and gradients under a mirrored or turned matrix:
 * such artwork is drawn upright into a recording in device units, and that is painted
 * as it should stand. */
static bool draw_through_recording(cairo_t *cr, const Item *item, GError **error) {
    double unit_x = 1, unit_y = 0, scale;
    cairo_rectangle_t extents;
    cairo_surface_t *recording;

    cairo_scale(cr, item->mirrored ? -item->unit : item->unit, item->unit);
    cairo_user_to_device_distance(cr, &unit_x, &unit_y);
    scale = hypot(unit_x, unit_y);
    recording = svg_record(item->svg, scale, current_colour(item), &extents, error);
    if (recording == NULL)
        return false;
    cairo_scale(cr, 1 / scale, 1 / scale);
    cairo_set_source_surface(cr, recording, 0, 0);
    cairo_rectangle(cr, extents.x, extents.y, extents.width, extents.height);
    cairo_fill(cr);
    cairo_surface_destroy(recording);
    return true;
}

/* The same in pixels: those of the recording lie on those of the device, so that its
 * clips stay on whole ones. False without `error`: not possible. */
static bool draw_mirrored(cairo_t *cr, const Item *item, GError **error) {
    cairo_matrix_t matrix;
    Affine to_pixels;
    Rect pixels;
    cairo_surface_t *recording;

    cairo_get_matrix(cr, &matrix);
    to_pixels = (Affine){item->unit * matrix.xx,
                         0,
                         0,
                         item->unit * matrix.yy,
                         ceil(matrix.x0) - matrix.x0,
                         matrix.y0 - floor(matrix.y0)};
    recording =
        svg_record_clipped(item->svg, to_pixels, current_colour(item), &pixels, error);
    if (recording == NULL)
        return false;
    cairo_identity_matrix(cr);
    cairo_translate(cr, ceil(matrix.x0), floor(matrix.y0));
    cairo_scale(cr, -1, 1);
    cairo_set_source_surface(cr, recording, 0, 0);
    cairo_rectangle(cr, pixels.x, pixels.y, pixels.width, pixels.height);
    cairo_fill(cr);
    cairo_surface_destroy(recording);
    return true;
}

static bool draw_upright(cairo_t *cr, const Item *item, const DrawOptions *options,
                         GError **error) {
    cairo_scale(cr, item->unit, item->unit);
    if (options->in_pixels)
        return svg_draw_clipped(item->svg, cr, current_colour(item), error);
    return svg_draw(item->svg, cr, current_colour(item), error);
}

/* Of the context, whatever the item does to it. */
static bool is_upright(cairo_t *cr) {
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    return matrix.xy == 0 && matrix.yx == 0 && matrix.xx > 0 && matrix.yy > 0;
}

static bool draw_placed(cairo_t *cr, const Item *item, const DrawOptions *options,
                        GError **error) {
    g_autoptr(GError) problem = NULL;

    if (is_upright(cr) && !item->mirrored)
        return draw_upright(cr, item, options, error);
    if (is_upright(cr) && options->in_pixels) {
        if (draw_mirrored(cr, item, &problem))
            return true;
        if (problem != NULL) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
    }
    return draw_through_recording(cr, item, error);
}

bool draw_art(cairo_t *cr, const Item *item, const DrawOptions *options,
              GError **error) {
    g_autoptr(GError) problem = NULL;
    bool drawn;

    cairo_translate(cr, item->origin_x, item->origin_y);
    drawn = draw_placed(cr, item, options, &problem);
    if (!drawn)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("'%s' cannot be drawn: %s"), item->path, problem->message);
    return drawn;
}
