/* Whether words are large enough to be read, and to be printed. */
#include "base/translate.h"
#include "preflight/judge.h"

#include <math.h>

/* The least height of small letters: h = 2 d tan(alpha / 2) (DIN 1450). */
static double least_x_height(const Judge *self, const Item *item) {
    double distance = self->brief->size->distance;
    double angle = self->limits->x_height_angle / 60 * G_PI / 180;

    if (item->style->reads == READS_NEAR && self->limits->near > 0)
        distance = fmin(distance, self->limits->near);
    return 2 * distance * tan(angle / 2) * 1000 * 72 / 25.4;
}

static void check_distance(const Judge *self, const Placed *placed) {
    const Item *item = placed->item;
    double least = least_x_height(self, item);
    bool is_near = item->style->reads == READS_NEAR;
    double distance = is_near && self->limits->near > 0
                          ? fmin(self->brief->size->distance, self->limits->near)
                          : self->brief->size->distance;
    g_autofree char *size = judge_points(item->font_size);
    g_autofree char *wanted =
        judge_points(ceil(item->font_size * least / item->x_height * 10) / 10);

    if (item->x_height > 0 && item->x_height < least * (1 - 1e-6))
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "type/too-small-to-read",
                        &item->box_origin,
                        "\"%s\" is set in %s pt; to be read from %g m it needs %s pt",
                        placed_title(placed), size, distance, wanted);
}

void rule_distance(const Judge *self) {
    for (guint i = 0; self->limits->x_height_angle > 0 && i < self->placed->len; i++) {
        if (placed_is_words(judge_placed(self, i)))
            check_distance(self, judge_placed(self, i));
    }
}

/* --- on the press -------------------------------------------------------------------
 */

static void check_least(const Judge *self, const Placed *placed, Length least,
                        Severity severity, const char *id, const char *what) {
    Ruler ruler = size_ruler(self->brief->size);
    double wanted = least.unit == UNIT_NONE ? 0 : length_to_points(least, &ruler, 0);
    g_autofree char *size = number_to_text(placed->item->font_size, 2);
    g_autofree char *limit = judge_points(wanted);

    if (placed->item->font_size < wanted - 1e-6)
        diagnostics_add(self->diagnostics, severity, id, &placed->item->box_origin,
                        "\"%s\" is set in %s pt; %s needs %s pt on this press",
                        placed_title(placed), size, _(what), limit);
}

/* Type that is left out of ink: lighter than what lies behind it. */
static bool is_reversed(const Judge *self, guint index, const Tone *tone) {
    const Placed *placed = judge_placed(self, index);
    Ground ground = judge_ground(self, index, placed->area);

    return tone_plates(tone) == 0 && tone_plates(&ground.tones[0]) > 0;
}

void rule_type_size(const Judge *self) {
    const Condition *condition = self->condition;

    for (guint i = 0; condition != NULL && i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);
        Tone tone = tone_of(placed->item->paint);

        if (!placed_is_words(placed))
            continue;
        check_least(self, placed, condition->type_min, SEVERITY_ERROR,
                    "print/small-type", "type");
        if (is_reversed(self, i, &tone))
            check_least(self, placed, condition->reversed_type_min, SEVERITY_WARNING,
                        "print/small-reversed-type", "type left out of ink");
        if (tone_plates(&tone) > 1)
            check_least(self, placed, condition->mixed_type_min, SEVERITY_WARNING,
                        "print/small-mixed-type",
                        "type in more than one ink of the press");
    }
}
