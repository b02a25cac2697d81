/* Whether words are large enough to be read, and to be printed. */
#include "base/translate.h"
#include "preflight/judge.h"

#include <math.h>

/* Metres from which a style is read. */
static double reading_distance(const Judge *self, const TypeStyle *style) {
    double distance = self->brief->size->distance;

    return style->reads == READS_NEAR && self->limits->near > 0
               ? fmin(distance, self->limits->near)
               : distance;
}

static void check_distance(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    const Item *item = placed->item;
    double metres = reading_distance(self, item->style);
    double angle = self->limits->x_height_angle / 60 * G_PI / 180;
    /* h = 2 d tan(alpha / 2) (DIN 1450) */
    double least = 2 * metres * tan(angle / 2) * 1000 * 72 / 25.4;
    g_autofree char *size = judge_found(item->font_size, 1);
    g_autofree char *distance = number_to_text(metres, 2);
    double needed = item->font_size * least / fmax(item->x_height, 1e-9);
    g_autofree char *wanted = number_to_text(ceil(needed * 10 - 1e-6) / 10, 1);

    if (item->x_height > 0 && item->x_height < least * (1 - 1e-6))
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "type/too-small-to-read",
                        &item->box_origin,
                        "\"%s\" is set in %s pt; to be read from %s m it needs %s pt",
                        placed_title(placed), size, distance, wanted);
}

void rule_distance(const Judge *self) {
    if (self->limits->x_height_angle > 0)
        judge_each(self, placed_is_words, check_distance);
}

/* --- on the press -------------------------------------------------------------------
 */

static void check_least(const Judge *self, const Placed *placed, Length least,
                        Severity severity, const char *id, const char *what) {
    double wanted = judge_limit(self, least);
    g_autofree char *size = judge_found(placed->item->font_size, 2);
    g_autofree char *limit = number_to_text(wanted, 2);

    if (placed->item->font_size < wanted - 1e-6)
        diagnostics_add(self->diagnostics, severity, id, &placed->item->box_origin,
                        "\"%s\" is set in %s pt; %s needs %s pt on this press",
                        placed_title(placed), size, _(what), limit);
}

/* Type without any ink is left out of what lies behind it. Over a drawing it is so for
 * certain: on bare paper nobody would see it. */
static bool is_reversed(const Judge *self, guint index) {
    Ground ground = ground_of(self->places, index);
    int plates = paint_plates(places_at(self->places, index)->item->paint);

    for (int i = 0; plates == 0 && i < ground.count; i++) {
        if (tone_plates(&ground.sights[i].behind) > 0 || !ground.sights[i].is_certain)
            return true;
    }
    return false;
}

/* One finding each, the gravest: type that is too small in any ink is enough to say. */
static void check_type(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    const Condition *condition = self->condition;

    if (placed->item->font_size < judge_limit(self, condition->type_min) - 1e-6)
        check_least(self, placed, condition->type_min, SEVERITY_ERROR,
                    "print/small-type", "type");
    else if (is_reversed(self, index))
        check_least(self, placed, condition->reversed_type_min, SEVERITY_WARNING,
                    "print/small-reversed-type", "type left out of ink");
    else if (paint_plates(placed->item->paint) > 1)
        check_least(self, placed, condition->mixed_type_min, SEVERITY_WARNING,
                    "print/small-mixed-type", "type in more than one ink of the press");
}

void rule_type_size(const Judge *self) {
    if (self->condition != NULL)
        judge_each(self, placed_is_words, check_type);
}
