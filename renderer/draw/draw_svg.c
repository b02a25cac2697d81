#include "base/translate.h"
#include "draw/art_gradients.h"
#include "draw/art_place.h"
#include "draw/draw_pixels.h"
#include "draw/kinds.h"

#include "resources/svgs.h"

#include <math.h>

Rgb art_colour(const Item *item) {
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
    recording = svg_record(item->svg, scale, art_colour(item), &extents, error);
    if (recording == NULL)
        return false;
    cairo_scale(cr, 1 / scale, 1 / scale);
    cairo_set_source_surface(cr, recording, 0, 0);
    cairo_rectangle(cr, extents.x, extents.y, extents.width, extents.height);
    cairo_fill(cr);
    cairo_surface_destroy(recording);
    return true;
}

ArtPlace art_place(const cairo_matrix_t *matrix, const Item *item) {
    double right = item->mirrored ? ceil(matrix->x0) : 0;
    double top = item->mirrored ? floor(matrix->y0) : 0;
    double x = item->mirrored ? right - matrix->x0 : matrix->x0;

    return (ArtPlace){
        {item->unit * matrix->xx, 0, 0, item->unit * matrix->yy, x, matrix->y0 - top},
        item->mirrored,
        right,
        top};
}

/* Without a part all of it. False without `error`: not possible. */
static bool draw_mirrored(cairo_t *cr, const Item *item, const SvgStep *part,
                          GError **error) {
    cairo_matrix_t matrix;
    ArtPlace place;
    Rect pixels;
    cairo_surface_t *recording;

    cairo_get_matrix(cr, &matrix);
    place = art_place(&matrix, item);
    recording = svg_record_clipped(item->svg, part, place.to_pixels, art_colour(item),
                                   &pixels, error);
    if (recording == NULL)
        return false;
    cairo_identity_matrix(cr);
    cairo_translate(cr, place.axis, place.top);
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
    if (options->layers != NULL)
        return svg_draw_clipped(item->svg, cr, art_colour(item), error);
    return svg_draw(item->svg, cr, art_colour(item), error);
}

bool matrix_is_straight(const cairo_matrix_t *matrix) {
    return matrix->xy == 0 && matrix->yx == 0 && matrix->xx > 0 && matrix->yy > 0;
}

static bool draw_placed(cairo_t *cr, const Item *item, const DrawOptions *options,
                        GError **error) {
    g_autoptr(GError) problem = NULL;
    const SvgStep *pixels = NULL;
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    if (options->layers != NULL)
        pixels = pixels_whole(item, &matrix, options, &problem);
    if (pixels != NULL)
        return draw_pixels(cr, item, pixels, options, error);
    if (problem == NULL && draw_art_dithered(cr, item, NULL, options, &problem))
        return true;
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (matrix_is_straight(&matrix) && !item->mirrored)
        return draw_upright(cr, item, options, error);
    if (matrix_is_straight(&matrix) && options->layers != NULL) {
        if (draw_mirrored(cr, item, NULL, &problem))
            return true;
        if (problem != NULL) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
    }
    return draw_through_recording(cr, item, error);
}

static void fail(const Item *item, const GError *problem, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' cannot be drawn: %s"), item->path, problem->message);
}

bool draw_art(cairo_t *cr, const Item *item, const DrawOptions *options,
              GError **error) {
    g_autoptr(GError) problem = NULL;
    bool drawn;

    cairo_translate(cr, item->origin_x, item->origin_y);
    drawn = draw_placed(cr, item, options, &problem);
    if (!drawn)
        fail(item, problem, error);
    return drawn;
}

/* --- in steps ------------------------------------------------------------------------
 */

static void move_to_origin(cairo_matrix_t *matrix, const Item *item) {
    cairo_matrix_translate(matrix, item->origin_x, item->origin_y);
}

const GArray *art_steps(const Item *item, cairo_matrix_t matrix, GError **error) {
    static const GArray none = {0};
    g_autoptr(GError) problem = NULL;
    const GArray *steps;

    if (!matrix_is_straight(&matrix))
        return &none;
    steps = svg_steps(item->svg, &problem);
    if (steps == NULL)
        fail(item, problem, error);
    return steps;
}

/* A picture that librsvg makes of a group ends with the drawing's box. */
Rect art_step_pixels(const Item *item, cairo_matrix_t matrix, const SvgStep *step) {
    ArtPlace place;
    Rect pixels;

    move_to_origin(&matrix, item);
    place = art_place(&matrix, item);
    if (step->ink.width <= 0)
        return (Rect){0, 0, 0, 0};
    pixels = affine_pixels(place.to_pixels, step->ink);
    if (step->kind != SVG_STEP_PART)
        pixels = rect_common(
            pixels, affine_whole_pixels(place.to_pixels, svg_view_box(item->svg)));
    if (place.mirrored)
        pixels.x = -pixels.x - pixels.width;
    return (Rect){place.axis + pixels.x, place.top + pixels.y, pixels.width,
                  pixels.height};
}

static bool draw_plainly(cairo_t *cr, const Item *item, const SvgStep *part,
                         GError **error) {
    if (item->mirrored)
        return draw_mirrored(cr, item, part, error);
    cairo_scale(cr, item->unit, item->unit);
    return svg_draw_part(item->svg, part, cr, art_colour(item), error);
}

bool draw_art_part(cairo_t *cr, const Item *item, const SvgStep *part,
                   const DrawOptions *options, GError **error) {
    g_autoptr(GError) problem = NULL;
    bool drawn;

    cairo_translate(cr, item->origin_x, item->origin_y);
    if (part->kind == SVG_STEP_PIXELS) {
        drawn = draw_pixels(cr, item, part, options, &problem);
    } else {
        drawn = draw_art_dithered(cr, item, part, options, &problem);
        if (!drawn && problem == NULL)
            drawn = draw_plainly(cr, item, part, &problem);
    }
    if (!drawn)
        fail(item, problem, error);
    return drawn;
}
