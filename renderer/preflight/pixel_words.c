#include "preflight/pixel_words.h"

#include "base/translate.h"

#include <math.h>

/* Points that are LETTER_PIXELS. */
static double letter_of(const Item *item) {
    if (item->kind == ITEM_QR)
        return item->area.width / item->side * 4;
    return item->x_height > 0 ? item->x_height : item->font_size / 2;
}

/* Whether it covers its ground whole, in one colour. */
static bool is_flat(const Judge *judge, guint index) {
    for (guint i = 0; i <= index; i++) {
        const Placed *placed = places_at(judge->places, i);
        bool holds = i == index || (placed->end > index && i < index);

        if (holds && (placed->item->opacity < 1 || placed->item->blend != BLEND_NORMAL))
            return false;
    }
    return places_at(judge->places, index)->item->fade.to.ink == NULL;
}

/* A code is looked at all over. */
static void find_letters(PixelWords *self) {
    const Placed *placed = places_at(self->judge->places, self->index);

    self->mask = pixel_mask(self->judge, &self->look, self->width, self->height);
    self->letters =
        placed->item->kind == ITEM_TEXT
            ? pixel_letters_new(self->mask, self->width, self->height)
            : pixel_letters_new_squares(self->mask, self->width, self->height);
}

/* --- the door ------------------------------------------------------------------------
 */

static bool draw_ground(PixelWords *self, GError **error) {
    const Placed *placed = places_at(self->judge->places, self->index);
    Tone tone = tone_of(placed->item->paint);

    self->look.kind = VIEW_BELOW;
    self->behind = pixel_view_new(self->judge, &self->look, error);
    if (self->behind == NULL)
        return false;
    self->colour = judge_luminance(self->judge, &tone);
    if (is_flat(self->judge, self->index))
        return true;
    self->look.kind = VIEW_SHOWN;
    self->shown = pixel_view_new(self->judge, &self->look, error);
    return self->shown != NULL;
}

PixelWords *pixel_words_new(const Judge *judge, guint index, GError **error) {
    const Placed *placed = places_at(judge->places, index);
    double scale = LETTER_PIXELS / letter_of(placed->item);
    Rect area = rect_outset(placed->area, (RIM_PIXELS + 1) / scale);
    g_autoptr(PixelWords) self = g_new0(PixelWords, 1);

    area = rect_common(area, judge->poster->boxes.bleed);
    self->judge = judge;
    self->index = index;
    self->look = (Look){area, scale, VIEW_BELOW, index};
    self->look = look_within_limit(self->look, &self->width, &self->height);
    if (!draw_ground(self, error))
        return NULL;
    find_letters(self);
    return g_steal_pointer(&self);
}

void pixel_words_free(PixelWords *self) {
    if (self == NULL)
        return;
    pixel_view_free(self->behind);
    pixel_view_free(self->shown);
    g_free(self->mask);
    pixel_letters_free(self->letters);
    g_free(self);
}

Point pixel_words_point(const PixelWords *self, double x, double y) {
    return (Point){self->look.area.x + x / self->look.scale,
                   self->look.area.y + y / self->look.scale};
}

char *pixel_place_to_text(Point point) {
    g_autofree char *right = number_to_text(point.x * 25.4 / 72, 0);
    g_autofree char *down = number_to_text(point.y * 25.4 / 72, 0);

    return g_strdup_printf(_("%s mm from the left and %s mm from the top"), right,
                           down);
}

/* --- the rule ------------------------------------------------------------------------
 */

/* What nobody could look at. */
static void note_doubt(const Judge *judge, const Placed *placed, double contrast) {
    double limit = contrast_limit(judge);
    g_autofree char *found = judge_found(contrast, 1);
    g_autofree char *wanted = number_to_text(limit, 1);

    if (contrast < limit - 1e-6)
        diagnostics_add(judge->diagnostics, SEVERITY_NOTE, "colour/low-contrast",
                        &placed->item->origin,
                        "\"%s\" has a contrast of %s to one of the areas behind it, "
                        "%s is needed; what else lies there cannot be drawn",
                        placed_title(placed), found, wanted);
}

static void check_words(const Judge *judge, guint index) {
    Contrasts known = contrast_measure(judge, index);
    g_autoptr(GError) error = NULL;
    g_autoptr(PixelWords) words = NULL;

    if (known.is_certain || judge_is_told(judge, index))
        return;
    words = pixel_words_new(judge, index, &error);
    if (words == NULL) {
        note_doubt(judge, places_at(judge->places, index), known.ratio.uncertain);
        return;
    }
    pixel_contrast_check(words, &known);
    if (!judge_is_told(judge, index))
        pixel_busy_check(words);
}

void rule_words_on_pictures(const Judge *judge) {
    judge_each(judge, placed_is_read, check_words);
}
