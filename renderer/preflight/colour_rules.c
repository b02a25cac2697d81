/* Whether words and codes stand out from what lies behind them. */
#include "base/translate.h"
#include "preflight/contrast.h"

#include "model/language.h"
#include "preflight/colour.h"

#include <math.h>

bool placed_is_read(const Placed *placed) {
    return (placed_is_words(placed) || placed_is_code(placed)) &&
           placed->item->paint.ink != NULL;
}

/* --- contrast ----------------------------------------------------------------------
 */

static void lessen(Least *least, double value, bool is_certain) {
    double *which = is_certain ? &least->certain : &least->uncertain;

    *which = fmin(*which, value);
}

Contrasts contrast_measure(const Judge *self, guint index) {
    Ground ground = ground_of(self->places, index);
    Contrasts all = {{INFINITY, INFINITY}, {INFINITY, INFINITY}, true};

    for (int i = 0; i < ground.count; i++) {
        const Sight *sight = &ground.sights[i];
        double shown = judge_luminance(self, &sight->shown);
        double behind = judge_luminance(self, &sight->behind);

        all.is_certain &= sight->is_certain;
        lessen(&all.ratio, colour_contrast(shown, behind), sight->is_certain);
        lessen(&all.michelson, colour_michelson(shown, behind), sight->is_certain);
    }
    return all;
}

static void report_contrast(const Judge *self, const Placed *placed, double contrast,
                            double limit) {
    g_autofree char *found = judge_found(contrast, 1);
    g_autofree char *wanted = number_to_text(limit, 1);

    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "colour/low-contrast",
                    &placed->item->box_origin,
                    "\"%s\" has a contrast of %s to what lies behind it, %s is needed; "
                    "choose another ink",
                    placed_title(placed), found, wanted);
}

double contrast_limit(const Judge *self) {
    return language_is_simple(self->brief->language) &&
                   self->limits->contrast_simple > 0
               ? self->limits->contrast_simple
               : self->limits->contrast;
}

static void check_michelson(const Judge *self, const Placed *placed, double contrast) {
    double limit = self->limits->michelson;
    g_autofree char *found = judge_found(contrast, 2);
    g_autofree char *wanted = number_to_text(limit, 2);

    if (contrast < limit - 1e-6)
        diagnostics_add(
            self->diagnostics, SEVERITY_WARNING, "colour/low-contrast-print",
            &placed->item->box_origin,
            "\"%s\" has a contrast of %s (Michelson) in print, %s is needed",
            placed_title(placed), found, wanted);
}

/* One cause is told once. What else lies there, rule_words_on_pictures looks at. */
static void check_contrast(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    Contrasts found = contrast_measure(self, index);
    double limit = contrast_limit(self);

    if (found.ratio.certain < limit - 1e-6) {
        judge_tell(self, index);
        report_contrast(self, placed, found.ratio.certain, limit);
    } else if (self->profile != NULL) {
        check_michelson(self, placed, found.michelson.certain);
    }
}

void rule_contrast(const Judge *self) {
    judge_each(self, placed_is_read, check_contrast);
}

/* Readers look for dark modules on a light ground. */
static void check_code_is_dark(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    Ground ground = ground_of(self->places, index);
    bool is_light = false;

    for (int i = 0; i < ground.count; i++)
        is_light |= ground.sights[i].is_certain &&
                    judge_luminance(self, &ground.sights[i].shown) >
                        judge_luminance(self, &ground.sights[i].behind);
    if (!is_light)
        return;
    judge_tell(self, index);
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/not-dark",
                    &placed->item->box_origin,
                    "this code is lighter than its ground; many phones read dark "
                    "codes on light grounds only");
}

static bool is_painted_code(const Placed *placed) {
    return placed_is_code(placed) && placed->item->paint.ink != NULL;
}

void rule_codes_are_dark(const Judge *self) {
    judge_each(self, is_painted_code, check_code_is_dark);
}

/* --- colour vision -----------------------------------------------------------------
 */

/* Flat shapes and drawings in one ink count as well; what mixes with its ground does
 * not mean to stand out. */
static bool stands_on_ground(const Placed *placed) {
    const Item *item = placed->item;

    return placed_is_read(placed) ||
           ((item->kind == ITEM_SHAPE || item->kind == ITEM_ART) &&
            item->paint.ink != NULL && !placed_is_logo(placed) &&
            item->blend == BLEND_NORMAL && item->opacity == 1);
}

/* The least distance of what people with three kinds of cones tell apart: what they do
 * not is meant so, or told by its contrast. INFINITY: nothing certain. */
static double least_distance(const Judge *self, const Ground *ground, Vision vision) {
    double least = INFINITY;

    for (int i = 0; i < ground->count; i++) {
        Rgb shown = ground->sights[i].shown.screen;
        Rgb behind = ground->sights[i].behind.screen;

        if (ground->sights[i].is_certain &&
            colour_distance(shown, behind) >= self->limits->colour_distance)
            least = fmin(least, colour_distance(colour_seen(shown, vision),
                                                colour_seen(behind, vision)));
    }
    return least;
}

/* The vision with which it is hardest is told. */
static void check_pair(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    Ground ground = ground_of(self->places, index);
    Vision worst = VISION_PROTANOPIA;
    double least = INFINITY, limit = self->limits->colour_distance;
    g_autofree char *wanted = number_to_text(limit, 1);
    g_autofree char *found = NULL;

    for (int vision = 0; vision < VISION_COUNT; vision++) {
        double distance = least_distance(self, &ground, (Vision)vision);

        worst = distance < least ? (Vision)vision : worst;
        least = fmin(least, distance);
    }
    if (least >= limit - 1e-6)
        return;
    found = judge_found(least, 1);
    diagnostics_add(self->diagnostics, SEVERITY_WARNING, "colour/alike",
                    &placed->item->box_origin,
                    "\"%s\" is hard to tell from what lies behind it with %s: "
                    "distance %s, %s is needed",
                    placed_title(placed), vision_to_text(worst), found, wanted);
}

void rule_colour_pairs(const Judge *self) {
    if (self->limits->colour_distance > 0)
        judge_each(self, stands_on_ground, check_pair);
}
