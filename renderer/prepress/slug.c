#include "prepress/slug.h"

#include "prepress/assembly.h"

#include <string.h>

static void add_spot(GPtrArray *spots, const Ink *ink) {
    for (guint i = 0; i < spots->len; i++) {
        const Ink *known = g_ptr_array_index(spots, i);

        if (strcmp(known->spot, ink->spot) == 0)
            return;
    }
    g_ptr_array_add(spots, (gpointer)ink);
}

static void add_paint(GPtrArray *spots, Paint paint) {
    if (paint.ink != NULL && paint.ink->spot != NULL)
        add_spot(spots, paint.ink);
}

static void collect_item_spots(const GPtrArray *items, GPtrArray *spots) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        add_paint(spots, item->paint);
        add_paint(spots, item->fade.to);
        collect_item_spots(item->items, spots);
    }
}

GPtrArray *slug_spots(const Poster *poster, const GArray *pictures) {
    GPtrArray *spots = g_ptr_array_new();

    collect_item_spots(poster->items, spots);
    for (guint i = 0; i < pictures->len; i++) {
        const Picture *picture = &g_array_index(pictures, Picture, i);
        const GArray *slots =
            picture->photo != NULL ? picture->photo->slots : picture->artwork->slots;

        for (guint j = 0; j < slots->len; j++) {
            const Slot *slot = &g_array_index(slots, Slot, j);

            if (slot->kind == SLOT_SPOT || slot->kind == SLOT_MIX)
                add_spot(spots, slot->ink);
        }
    }
    return spots;
}

char *slug_to_text(const Slug *self) {
    const Poster *poster = self->poster;
    const Rect *trim = &poster->boxes.trim;
    GString *slug = g_string_new(NULL);

    if (self->job->order != NULL)
        g_string_append_printf(slug, "%s · ", self->job->order);
    g_string_append(slug, self->job->job);
    if (self->job->row != NULL)
        g_string_append_printf(slug, " (%s)", self->job->row);
    g_string_append_printf(slug, " · %s, ", poster->size);
    number_append(slug, trim->width * 25.4 / 72, 1);
    g_string_append(slug, " × ");
    number_append(slug, trim->height * 25.4 / 72, 1);
    if (self->job->is_back)
        g_string_append(slug, " mm · RÜCKSEITE, GESPIEGELT");
    else
        g_string_append(slug, " mm");
    g_string_append_printf(slug, " · %s · C M Y K",
                           self->scale == NULL ? "1:1" : self->scale);
    for (guint i = 0; i < self->spots->len; i++)
        g_string_append_printf(slug, " + %s",
                               ((const Ink *)g_ptr_array_index(self->spots, i))->spot);
    g_string_append_printf(slug, " · %s · %s · %s", poster->language, self->content,
                           poster->is_draft ? "ENTWURF" : "freigegeben");
    return g_string_free(slug, FALSE);
}
