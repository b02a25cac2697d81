#include "draw/draw.h"

#include "base/translate.h"
#include "draw/extent.h"
#include "draw/fade_band.h"
#include "draw/kinds.h"
#include "resources/svgs.h"

#include <math.h>

static bool draw_item(cairo_t *cr, const Item *item, const DrawOptions *options,
                      GError **error);

static bool draw_items(cairo_t *cr, const GPtrArray *items, const DrawOptions *options,
                       GError **error) {
    for (guint i = 0; i < items->len; i++) {
        if (!draw_item(cr, g_ptr_array_index(items, i), options, error))
            return false;
    }
    return true;
}

static bool draw_group(cairo_t *cr, const Item *item, const DrawOptions *options,
                       GError **error) {
    return draw_items(cr, item->items, options, error);
}

typedef bool (*DrawKind)(cairo_t *cr, const Item *item, const DrawOptions *options,
                         GError **error);

static const DrawKind kinds[] = {
    [ITEM_PANEL] = draw_panel, [ITEM_SHAPE] = draw_shape, [ITEM_TEXT] = draw_text,
    [ITEM_ART] = draw_art,     [ITEM_PHOTO] = draw_photo, [ITEM_QR] = draw_qr,
    [ITEM_GROUP] = draw_group,
};

static bool draw_kind(cairo_t *cr, const Item *item, const DrawOptions *options,
                      GError **error) {
    const DrawStandIns *stand_ins = options->stand_ins;

    if (stand_ins != NULL && item->kind == ITEM_ART)
        return stand_ins->art(stand_ins->self, cr, item, error);
    if (stand_ins != NULL && item->kind == ITEM_PHOTO)
        return stand_ins->photo(stand_ins->self, cr, item, error);
    return kinds[item->kind](cr, item, options, error);
}

/* One shape of one colour blends the same with or without a group of its own. */
static bool needs_group(const Item *item) {
    if ((item->kind == ITEM_GROUP && item->isolate) ||
        (item->kind == ITEM_ART && svg_blends(item->svg)))
        return true;
    return item->blend != BLEND_NORMAL || item->opacity < 1;
}

static Rgb colour_of(const Item *item, Paint paint, const DrawOptions *options) {
    const DrawStandIns *stand_ins = options->stand_ins;

    return stand_ins == NULL ? paint_to_rgb(paint)
                             : stand_ins->colour(stand_ins->self, item, paint);
}

static void add_stop(cairo_pattern_t *pattern, double offset, Rgb colour) {
    cairo_pattern_add_color_stop_rgb(pattern, offset, colour.red, colour.green,
                                     colour.blue);
}

/* A line through the middle of the area, as long as the area is in that direction; or a
 * circle around it. */
static cairo_pattern_t *fade_pattern(const Item *item) {
    double x = item->area.x + item->area.width / 2;
    double y = item->area.y + item->area.height / 2;
    double angle = item->fade.angle * G_PI / 180, c = cos(angle), s = sin(angle);
    double reach = (fabs(c) * item->area.width + fabs(s) * item->area.height) / 2;

    if (item->fade.radial)
        return cairo_pattern_create_radial(
            x, y, 0, x, y, hypot(item->area.width, item->area.height) / 2);
    return cairo_pattern_create_linear(x - c * reach, y - s * reach, x + c * reach,
                                       y + s * reach);
}

static void set_fade(cairo_t *cr, const Item *item, const DrawOptions *options) {
    cairo_pattern_t *pattern = fade_pattern(item);
    Rgb from = colour_of(item, item->paint, options);
    Rgb to = colour_of(item, item->fade.to, options);

    if (!fade_band_set(cr, item, pattern, from, to, options)) {
        add_stop(pattern, 0, from);
        add_stop(pattern, 1, to);
        cairo_set_source(cr, pattern);
    }
    cairo_pattern_destroy(pattern);
}

static void set_paint(cairo_t *cr, const Item *item, const DrawOptions *options) {
    Rgb colour;

    if (item->paint.ink == NULL)
        return;
    if (item->fade.to.ink != NULL) {
        set_fade(cr, item, options);
        return;
    }
    colour = colour_of(item, item->paint, options);
    cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
}

/* cairo drops what has less than a step of 255; then nothing must wait for it. */
static bool is_seen(const Item *item) {
    return item->opacity >= 1.0 / 255;
}

static void turn(cairo_t *cr, const Item *item) {
    if (item->rotation == 0)
        return;
    cairo_translate(cr, item->pivot_x, item->pivot_y);
    cairo_rotate(cr, item->rotation * G_PI / 180);
    cairo_translate(cr, -item->pivot_x, -item->pivot_y);
}

static bool is_straight(const cairo_matrix_t *matrix) {
    return (matrix->xy == 0 && matrix->yx == 0) || (matrix->xx == 0 && matrix->yy == 0);
}

/* To whole pixels: another clip would be as dear as none. What is turned looks a little
 * different when it is clipped. */
static void clip_to_extent(cairo_t *cr, const Item *item) {
    cairo_matrix_t matrix;
    Affine to_pixels;
    Rect extent, pixels;

    cairo_get_matrix(cr, &matrix);
    if (!is_straight(&matrix) || !item_extent(item, &extent))
        return;
    to_pixels =
        (Affine){matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0};
    pixels = affine_pixels(to_pixels, extent);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, pixels.x, pixels.y, pixels.width, pixels.height);
    cairo_clip(cr);
    cairo_set_matrix(cr, &matrix);
}

static bool draw_item(cairo_t *cr, const Item *item, const DrawOptions *options,
                      GError **error) {
    bool grouped = needs_group(item);
    bool drawn;

    if (!is_seen(item))
        return true;
    cairo_save(cr);
    turn(cr, item);
    if (item->clip != NULL) {
        draw_outline(cr, item->clip);
        cairo_clip(cr);
    }
    if (grouped && options->in_pixels)
        clip_to_extent(cr, item);
    if (grouped)
        cairo_push_group(cr);
    set_paint(cr, item, options);
    drawn = draw_kind(cr, item, options, error);
    if (grouped) {
        cairo_pop_group_to_source(cr);
        if (item->blend == BLEND_MULTIPLY)
            cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
        cairo_paint_with_alpha(cr, item->opacity);
    }
    cairo_restore(cr);
    return drawn;
}

bool draw_poster(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                 GError **error) {
    cairo_status_t status;

    if (!draw_items(cr, poster->items, options, error))
        return false;
    status = cairo_status(cr);
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                cairo_status_to_string(status));
    return false;
}
