/* Whether words and codes stand out from what lies behind them. */
#include "preflight/judge.h"

#include "model/language.h"
#include "preflight/colour.h"

#include <math.h>

/* What has to be told from its ground. */
static bool is_read(const Placed *placed) {
    return (placed_is_words(placed) || placed->item->kind == ITEM_QR) &&
           placed->item->paint.ink != NULL;
}

/* The least of what a rule measures over all that may lie behind. */
typedef double (*Measure)(const Judge *self, const Tone *tone, const Tone *behind);

static double least_of(const Judge *self, guint index, Measure measure) {
    const Placed *placed = judge_placed(self, index);
    Tone tone = tone_of(placed->item->paint);
    Ground ground = judge_ground(self, index, placed->area);
    double least = INFINITY;

    for (int i = 0; i < ground.count; i++)
        least = fmin(least, measure(self, &tone, &ground.tones[i]));
    return least;
}

static double measure_contrast(const Judge *self, const Tone *tone,
                               const Tone *behind) {
    return colour_contrast(judge_luminance(self, tone), judge_luminance(self, behind));
}

static double measure_michelson(const Judge *self, const Tone *tone,
                                const Tone *behind) {
    return colour_michelson(judge_luminance(self, tone), judge_luminance(self, behind));
}

static void check_contrast(const Judge *self, guint index) {
    const Placed *placed = judge_placed(self, index);
    bool is_simple = placed->item->language != NULL &&
                     language_is_simple(placed->item->language) &&
                     self->limits->contrast_simple > 0;
    double limit = is_simple ? self->limits->contrast_simple : self->limits->contrast;
    double contrast = least_of(self, index, measure_contrast);
    g_autofree char *found = number_to_text(floor(contrast * 10) / 10, 1);
    g_autofree char *wanted = number_to_text(limit, 1);

    if (limit > 0 && contrast < limit - 1e-6)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "colour/low-contrast",
                        &placed->item->box_origin,
                        "\"%s\" has a contrast of %s to what lies behind it, %s is "
                        "needed; choose another ink",
                        placed_title(placed), found, wanted);
}

static void check_michelson(const Judge *self, guint index) {
    const Placed *placed = judge_placed(self, index);
    double contrast = least_of(self, index, measure_michelson);
    g_autofree char *found = number_to_text(floor(contrast * 100) / 100, 2);
    g_autofree char *wanted = number_to_text(self->limits->michelson, 2);

    if (contrast < self->limits->michelson - 1e-6)
        diagnostics_add(
            self->diagnostics, SEVERITY_WARNING, "colour/low-contrast-print",
            &placed->item->box_origin,
            "\"%s\" has a contrast of %s (Michelson) in print, %s is needed",
            placed_title(placed), found, wanted);
}

/* Readers look for dark modules on a light ground. */
static void check_code_is_dark(const Judge *self, guint index) {
    const Placed *placed = judge_placed(self, index);
    Tone tone = tone_of(placed->item->paint);
    Ground ground = judge_ground(self, index, placed->area);

    if (judge_luminance(self, &tone) > judge_luminance(self, &ground.tones[0]))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/not-dark",
                        &placed->item->box_origin,
                        "this code is lighter than its ground; many phones read dark "
                        "codes on light grounds only");
}

void rule_contrast(const Judge *self) {
    for (guint i = 0; self->limits->contrast > 0 && i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);

        if (!is_read(placed))
            continue;
        if (placed->item->kind == ITEM_QR)
            check_code_is_dark(self, i);
        check_contrast(self, i);
        if (self->profile != NULL && self->limits->michelson > 0)
            check_michelson(self, i);
    }
}

/* --- colour vision
 * ---------------------------------------------------------------------- */

static double measure_seen(const Tone *tone, const Tone *behind, Vision vision) {
    return colour_distance(colour_seen(tone->screen, vision),
                           colour_seen(behind->screen, vision));
}

static void check_pair(const Judge *self, guint index, Vision vision) {
    const Placed *placed = judge_placed(self, index);
    Tone tone = tone_of(placed->item->paint);
    Ground ground = judge_ground(self, index, placed->area);
    double limit = self->limits->colour_distance, least = INFINITY;
    g_autofree char *wanted = number_to_text(limit, 0);
    g_autofree char *found = NULL;

    for (int i = 0; i < ground.count; i++)
        least = fmin(least, measure_seen(&tone, &ground.tones[i], vision));
    found = number_to_text(floor(least), 0);
    if (least < limit - 1e-6)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "colour/alike",
                        &placed->item->box_origin,
                        "\"%s\" is hard to tell from what lies behind it with %s: "
                        "distance %s, %s is needed",
                        placed_title(placed), vision_to_text(vision), found, wanted);
}

/* Flat shapes on flat grounds count as well; what mixes with its ground does not mean
 * to stand out. */
static bool stands_on_ground(const Placed *placed) {
    const Item *item = placed->item;

    return is_read(placed) || ((item->kind == ITEM_SHAPE || item->kind == ITEM_ART) &&
                               item->paint.ink != NULL && item->funder == NULL &&
                               item->blend == BLEND_NORMAL && item->opacity == 1);
}

void rule_colour_pairs(const Judge *self) {
    for (guint i = 0; self->limits->colour_distance > 0 && i < self->placed->len; i++) {
        for (int vision = 0; vision < VISION_COUNT; vision++) {
            if (stands_on_ground(judge_placed(self, i)))
                check_pair(self, i, (Vision)vision);
        }
    }
}
