#include "draw/content_id.h"

#include "base/checksum.h"
#include "resources/images.h"
#include "resources/svgs.h"

#include <math.h>
#include <string.h>

enum { DIGITS = 12 };

static void add_text(Checksum *sum, const char *text) {
    checksum_update(sum, text == NULL ? "" : text, text == NULL ? 1 : strlen(text) + 1);
}

/* To a thousandth of a point: the same on all processors. */
static void add_number(Checksum *sum, double number) {
    gint64 thousandths = llround(number * 1000);

    checksum_update(sum, &thousandths, sizeof thousandths);
}

static void add_rect(Checksum *sum, Rect rect) {
    add_number(sum, rect.x);
    add_number(sum, rect.y);
    add_number(sum, rect.width);
    add_number(sum, rect.height);
}

static void add_paint(Checksum *sum, Paint paint) {
    add_text(sum, paint.ink == NULL ? NULL : paint.ink->name);
    add_number(sum, paint.tint);
}

static void add_outline(Checksum *sum, const Outline *outline) {
    for (guint i = 0; outline != NULL && i < outline->steps->len; i++) {
        const Step *step = &g_array_index(outline->steps, Step, i);

        add_number(sum, step->kind);
        for (size_t j = 0; j < G_N_ELEMENTS(step->points); j++) {
            add_number(sum, step->points[j].x);
            add_number(sum, step->points[j].y);
        }
    }
}

static void add_words(Checksum *sum, const Item *item) {
    add_text(sum, item->style == NULL ? NULL : item->style->name);
    add_text(sum, item->language);
    add_number(sum, item->font_size);
    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        add_text(sum, line->text);
        add_number(sum, line->x);
        add_number(sum, line->baseline);
    }
}

static void add_art(Checksum *sum, const Item *item) {
    add_text(sum, svg_digest(item->svg));
    add_number(sum, item->unit);
    add_number(sum, item->origin_x);
    add_number(sum, item->origin_y);
    add_number(sum, item->mirrored);
}

static void add_photo(Checksum *sum, const Photo *photo) {
    add_text(sum, image_digest(photo->image));
    add_text(sum, photo->cut_out == NULL ? NULL : image_digest(photo->cut_out));
    add_rect(sum, photo->crop);
    add_paint(sum, photo->dark);
    add_paint(sum, photo->light);
}

/* What counts. */
typedef struct {
    Rect trim;
    bool without_apart; /* not what stands apart */
} Scope;

static void add_items(Checksum *sum, const GPtrArray *items, const Scope *scope);

static void add_item(Checksum *sum, const Item *item, const Scope *scope) {
    add_number(sum, item->kind);
    /* What is cut off does not count: the bleed is the supplier's. */
    add_rect(sum, rect_common(item->area, scope->trim));
    add_paint(sum, item->paint);
    add_paint(sum, item->fade.to);
    add_number(sum, item->fade.angle);
    add_number(sum, item->blend);
    add_number(sum, item->opacity);
    add_number(sum, item->rotation);
    add_number(sum, item->pivot_x);
    add_number(sum, item->pivot_y);
    add_number(sum, item->stroke);
    add_outline(sum, item->clip);
    add_outline(sum, item->outline);
    add_words(sum, item);
    if (item->kind == ITEM_ART)
        add_art(sum, item);
    if (item->kind == ITEM_PHOTO)
        add_photo(sum, &item->photo);
    if (item->modules != NULL)
        checksum_update(sum, item->modules->data, item->modules->len);
    add_items(sum, item->items, scope);
}

static bool counts(const Item *item, const Scope *scope) {
    return !item->is_apart || !scope->without_apart;
}

static void add_items(Checksum *sum, const GPtrArray *items, const Scope *scope) {
    guint count = 0;

    for (guint i = 0; i < items->len; i++)
        count += counts(g_ptr_array_index(items, i), scope);
    add_number(sum, count);
    for (guint i = 0; i < items->len; i++) {
        if (counts(g_ptr_array_index(items, i), scope))
            add_item(sum, g_ptr_array_index(items, i), scope);
    }
}

static char *name_content(const Poster *poster, bool without_apart) {
    const Scope scope = {poster->boxes.trim, without_apart};
    g_autoptr(Checksum) sum = checksum_new();
    g_autofree char *text = NULL;

    add_rect(sum, poster->boxes.trim);
    add_items(sum, poster->items, &scope);
    text = checksum_take_text(sum);
    return g_strndup(text, DIGITS);
}

char *poster_content_id(const Poster *poster) {
    return name_content(poster, false);
}

char *poster_approval_id(const Poster *poster) {
    return name_content(poster, true);
}

char *item_content_id(const Item *item, Rect trim) {
    const Scope scope = {trim, true};
    g_autoptr(Checksum) sum = checksum_new();
    g_autofree char *text = NULL;

    add_item(sum, item, &scope);
    text = checksum_take_text(sum);
    return g_strndup(text, DIGITS);
}
