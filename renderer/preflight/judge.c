#include "preflight/judge.h"

#include "preflight/colour.h"

#include <math.h>

void judge_each(const Judge *self, Concerns concerns, Check check) {
    for (guint i = 0; i < self->places->items->len; i++) {
        if (concerns(places_at(self->places, i)))
            check(self, i);
    }
}

void judge_tell(const Judge *self, guint index) {
    self->told[index] = 1;
}

bool judge_is_told(const Judge *self, guint index) {
    return self->told[index] != 0;
}

bool placed_is_words(const Placed *placed) {
    return placed->item->kind == ITEM_TEXT && placed->item->style != NULL;
}

bool placed_is_code(const Placed *placed) {
    return placed->item->kind == ITEM_QR;
}

bool placed_is_logo(const Placed *placed) {
    return placed->item->funder != NULL;
}

bool placed_is_ours(const Placed *placed) {
    return placed->item->box_origin.source == NULL ||
           (placed->item->kind == ITEM_TEXT && placed->item->style == NULL);
}

const char *placed_title(const Placed *placed) {
    return item_title(placed->item);
}

const Words *judge_words(const Judge *self, const Placed *placed) {
    return placed->item->says == NULL
               ? NULL
               : g_hash_table_lookup(self->brief->words, placed->item->says);
}

double judge_luminance(const Judge *self, const Tone *tone) {
    double lab[3];

    if (self->profile == NULL)
        return colour_luminance(tone->screen);
    profile_to_lab(self->profile, tone->cmyk, lab);
    return colour_lab_luminance(lab);
}

double judge_limit(const Judge *self, Length length) {
    Ruler ruler = size_ruler(self->brief->size);

    return length_to_points(length, &ruler, 0);
}

/* A number that is one in decimals may lie just below it. */
char *judge_found(double number, int decimals) {
    double parts = pow(10, decimals);

    return number_to_text(floor(number * parts + 1e-6) / parts, decimals);
}

char *judge_millimetres(double points) {
    return number_to_text(points * 25.4 / 72, 1);
}
