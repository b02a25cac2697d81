#include "draw/items.h"

enum { DECIMALS = 2 };

static void append_number(GString *text, double number) {
    g_string_append_c(text, ' ');
    number_append(text, number, DECIMALS);
}

static void append_rect(GString *text, Rect rect) {
    append_number(text, rect.x);
    append_number(text, rect.y);
    append_number(text, rect.width);
    append_number(text, rect.height);
}

static void append_named(GString *text, const char *name, double number) {
    g_string_append_printf(text, " %s", name);
    append_number(text, number);
}

static void append_fade(GString *text, const Fade *fade) {
    if (fade->to.ink == NULL)
        return;
    g_string_append_printf(text, " to %s", fade->to.ink->name);
    if (fade->to.tint != 1)
        append_named(text, "tint", fade->to.tint * 100);
    if (fade->radial)
        g_string_append(text, " radial");
    else
        append_named(text, "angle", fade->angle);
}

static void append_paint(GString *text, const Item *item) {
    if (item->paint.ink != NULL) {
        g_string_append_printf(text, " ink %s", item->paint.ink->name);
        if (item->paint.tint != 1)
            append_named(text, "tint", item->paint.tint * 100);
    }
    append_fade(text, &item->fade);
    if (item->blend == BLEND_MULTIPLY)
        g_string_append(text, " multiply");
    if (item->opacity != 1)
        append_named(text, "opacity", item->opacity * 100);
}

/* The angles at which a line along a path begins and ends. */
static void append_bends(GString *text, const GArray *bends) {
    if (bends->len == 0)
        return;
    append_named(text, "bent", g_array_index(bends, Bend, 0).angle);
    append_number(text, g_array_index(bends, Bend, bends->len - 1).angle);
}

static void append_lines(GString *text, const Item *item, int depth) {
    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        g_string_append_printf(text, "%*sline", 2 * depth, "");
        append_rect(text, line->ink);
        append_named(text, "baseline", line->baseline);
        if (line->bends != NULL)
            append_bends(text, line->bends);
        g_string_append_printf(text, " \"%s\"\n", line->text);
    }
}

static void append_state(GString *text, const Item *item) {
    if (item->state == STATE_PLACEHOLDER)
        g_string_append(text, " placeholder");
    else if (item->state == STATE_DRAFT)
        g_string_append(text, " draft");
}

/* The crop is what of the picture fills the area, in its pixels. */
static void append_photo(GString *text, const Item *item) {
    const Photo *photo = &item->photo;

    g_string_append(text, " crop");
    append_rect(text, photo->crop);
    append_named(text, "ppi", photo->ppi);
    if (photo->dark.ink != NULL)
        g_string_append_printf(text, " duotone %s %s", photo->dark.ink->name,
                               photo->light.ink->name);
    g_string_append(text, photo->cut_out != NULL ? " cut-out" : "");
    g_string_append_printf(text, " file %s", item->path);
}

static void append_details(GString *text, const Item *item) {
    switch (item->kind) {
    case ITEM_TEXT:
        append_named(text, "size", item->font_size);
        g_string_append_printf(text, " language %s", item->language);
        break;
    case ITEM_SHAPE:
        g_string_append_printf(text, " steps %u", item->outline->steps->len);
        if (item->stroke > 0)
            append_named(text, item->round ? "round-stroke" : "stroke", item->stroke);
        break;
    case ITEM_ART:
        append_named(text, "unit", item->unit);
        append_named(text, "origin", item->origin_x);
        append_number(text, item->origin_y);
        g_string_append_printf(text, "%s file %s", item->mirrored ? " mirrored" : "",
                               item->path);
        break;
    case ITEM_PHOTO:
        append_photo(text, item);
        break;
    case ITEM_QR:
        g_string_append_printf(text, " modules %d", item->side);
        break;
    case ITEM_GROUP:
        g_string_append(text, item->isolate ? " isolated" : "");
        break;
    case ITEM_PANEL:
        break;
    }
}

static void append_turn(GString *text, const Item *item) {
    if (item->rotation != 0) {
        append_named(text, "rotation", item->rotation);
        append_named(text, "about", item->pivot_x);
        append_number(text, item->pivot_y);
    }
    if (item->clip != NULL)
        g_string_append(text, " clipped");
}

static void append_items(GString *text, const GPtrArray *items, int depth) {
    static const char *const kinds[] = {"panel", "shape", "text", "art",
                                        "photo", "qr",    "group"};

    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        g_string_append_printf(text, "%*s%s", 2 * depth, "", kinds[item->kind]);
        if (item->name != NULL)
            g_string_append_printf(text, " \"%s\"", item->name);
        append_rect(text, item->area);
        append_paint(text, item);
        append_state(text, item);
        append_details(text, item);
        append_turn(text, item);
        g_string_append_c(text, '\n');
        append_lines(text, item, depth + 1);
        append_items(text, item->items, depth + 1);
    }
}

static void append_box(GString *text, const char *name, Rect box) {
    g_string_append(text, name);
    append_rect(text, box);
    g_string_append_c(text, '\n');
}

char *items_to_text(const Poster *poster) {
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "poster \"%s\" size %s language %s%s%s\n",
                           poster->title, poster->size, poster->language,
                           poster->right_to_left ? " right-to-left" : "",
                           poster->is_draft ? " draft" : "");
    append_box(text, "bleed", poster->boxes.bleed);
    append_box(text, "trim", poster->boxes.trim);
    append_box(text, "visible", poster->boxes.visible);
    append_box(text, "safe", poster->boxes.safe);
    if (poster->alt != NULL)
        g_string_append_printf(text, "alt \"%s\"\n", poster->alt);
    append_items(text, poster->items, 0);
    return g_string_free(text, FALSE);
}
