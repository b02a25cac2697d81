#include "draw/draw.h"

#include "draw/kinds.h"
#include "resources/svgs.h"

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
    [ITEM_PANEL] = draw_panel, [ITEM_TEXT] = draw_text,   [ITEM_ART] = draw_art,
    [ITEM_QR] = draw_qr,       [ITEM_GROUP] = draw_group,
};

/* One shape of one colour blends the same with or without a group of its own. */
static bool needs_group(const Item *item) {
    if ((item->kind == ITEM_GROUP && item->isolate) ||
        (item->kind == ITEM_ART && svg_blends(item->svg)))
        return true;
    return item->blend != BLEND_NORMAL || item->opacity < 1;
}

static void set_paint(cairo_t *cr, const Item *item) {
    Rgb colour;

    if (item->paint.ink == NULL)
        return;
    colour = paint_to_rgb(item->paint);
    cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
}

static bool draw_item(cairo_t *cr, const Item *item, const DrawOptions *options,
                      GError **error) {
    bool grouped = needs_group(item);
    bool drawn;

    cairo_save(cr);
    if (grouped)
        cairo_push_group(cr);
    set_paint(cr, item);
    drawn = kinds[item->kind](cr, item, options, error);
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
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot draw: %s",
                cairo_status_to_string(status));
    return false;
}
