#include "draw/draw.h"

#include "base/process.h"
#include "base/translate.h"
#include "draw/fade_band.h"
#include "draw/kinds.h"
#include "draw/photo_band.h"

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
    bool drawn;

    if (stand_ins != NULL && item->kind == ITEM_ART)
        return stand_ins->art(stand_ins->self, cr, item, error);
    if (stand_ins != NULL && item->kind == ITEM_PHOTO)
        return stand_ins->photo(stand_ins->self, cr, item, error);
    at_work_on(item->path);
    drawn = kinds[item->kind](cr, item, options, error);
    at_work_on(NULL);
    return drawn;
}

/* One shape of one colour blends the same with or without a group of its own. */
bool item_needs_group(const Item *item) {
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

bool draw_content(cairo_t *cr, const Item *item, const DrawOptions *options,
                  GError **error) {
    set_paint(cr, item, options);
    return draw_kind(cr, item, options, error);
}

bool item_is_seen(const Item *item) {
    return item->opacity >= 1.0 / 255;
}

void item_turn(const Item *item, cairo_matrix_t *matrix) {
    if (item->rotation == 0)
        return;
    cairo_matrix_translate(matrix, item->pivot_x, item->pivot_y);
    cairo_matrix_rotate(matrix, item->rotation * G_PI / 180);
    cairo_matrix_translate(matrix, -item->pivot_x, -item->pivot_y);
}

static void turn(cairo_t *cr, const Item *item) {
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    item_turn(item, &matrix);
    cairo_set_matrix(cr, &matrix);
}

static bool draw_item(cairo_t *cr, const Item *item, const DrawOptions *options,
                      GError **error) {
    bool grouped = item_needs_group(item);
    bool drawn;

    if (!item_is_seen(item))
        return true;
    cairo_save(cr);
    turn(cr, item);
    if (item->clip != NULL) {
        draw_outline(cr, item->clip);
        cairo_clip(cr);
    }
    if (grouped)
        cairo_push_group(cr);
    drawn = draw_content(cr, item, options, error);
    if (grouped) {
        cairo_pop_group_to_source(cr);
        if (item->blend == BLEND_MULTIPLY)
            cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
        cairo_paint_with_alpha(cr, item->opacity);
    }
    cairo_restore(cr);
    return drawn;
}

static bool draw_all(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                     GError **error) {
    cairo_matrix_t matrix;

    if (options->layers == NULL)
        return draw_items(cr, poster->items, options, error);
    cairo_get_matrix(cr, &matrix);
    return draw_on_layers(poster->items, matrix, options, error);
}

/* The photos among items that will be made for bands. */
static void add_ahead(cairo_t *cr, const GPtrArray *items, const DrawOptions *options,
                      ImagesAhead *ahead) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        if (!item_is_seen(item))
            continue;
        cairo_save(cr);
        turn(cr, item);
        if (item->kind == ITEM_GROUP)
            add_ahead(cr, item->items, options, ahead);
        else if (item->kind == ITEM_PHOTO && photo_band_fits(cr, options))
            photo_band_add_ahead(cr, item, options, ahead);
        cairo_restore(cr);
    }
}

static bool draw_with_helper(cairo_t *cr, const Poster *poster,
                             const DrawOptions *options, GError **error) {
    g_autoptr(ImagesAhead) ahead = images_ahead_new();
    g_autoptr(GError) problem = NULL;

    add_ahead(cr, poster->items, options, ahead);
    images_ahead_start(ahead);
    if (!draw_all(cr, poster, options, error))
        return false;
    if (images_ahead_end(ahead, &problem))
        return true;
    image_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

bool draw_poster(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                 GError **error) {
    cairo_status_t status;

    if (!(options->has_helper ? draw_with_helper : draw_all)(cr, poster, options,
                                                             error))
        return false;
    status = cairo_status(cr);
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                cairo_status_to_string(status));
    return false;
}
