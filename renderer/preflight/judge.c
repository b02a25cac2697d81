#include "preflight/judge.h"

#include "base/translate.h"
#include "preflight/colour.h"

#include <math.h>

/* A hundredth of a point: what rounding may leave. */
static const double slack = 0.01;

bool placed_is_words(const Placed *placed) {
    return placed->item->kind == ITEM_TEXT && placed->item->style != NULL;
}

const char *placed_title(const Placed *placed) {
    return placed->item->says != NULL   ? placed->item->says
           : placed->item->name != NULL ? placed->item->name
                                        : _("this box");
}

char *judge_points(double points) {
    return number_to_text(points, 1);
}

Tone tone_of(Paint paint) {
    Tone tone = {{0, 0, 0, 0}, {1, 1, 1}};

    if (paint.ink == NULL)
        return tone;
    for (int i = 0; i < 4; i++)
        tone.cmyk[i] = paint.ink->recipe[i] / 100 * paint.tint;
    tone.screen = paint_to_rgb(paint);
    return tone;
}

int tone_plates(const Tone *tone) {
    int plates = 0;

    for (int i = 0; i < 4; i++)
        plates += tone->cmyk[i] > 0;
    return plates;
}

static double mix(double below, double above, double opacity) {
    return below + (above - below) * opacity;
}

/* What one layer of ink makes of what lies below it. */
static Tone cover(const Tone *below, const Tone *above, const Item *item) {
    bool multiplies = item->blend == BLEND_MULTIPLY;
    Tone result;

    for (int i = 0; i < 4; i++)
        result.cmyk[i] =
            mix(below->cmyk[i],
                multiplies ? 1 - (1 - below->cmyk[i]) * (1 - above->cmyk[i])
                           : above->cmyk[i],
                item->opacity);
    result.screen = (Rgb){
        mix(below->screen.red, above->screen.red * (multiplies ? below->screen.red : 1),
            item->opacity),
        mix(below->screen.green,
            above->screen.green * (multiplies ? below->screen.green : 1),
            item->opacity),
        mix(below->screen.blue,
            above->screen.blue * (multiplies ? below->screen.blue : 1), item->opacity),
    };
    return result;
}

/* Each tone there was under each of the item's: two where it fades. */
static void cover_ground(Ground *ground, const Item *item) {
    Tone own[] = {tone_of(item->paint), tone_of(item->fade.to)};
    int count = item->fade.to.ink != NULL ? 2 : 1;
    Ground covered = {.count = 0};

    for (int i = 0; i < ground->count; i++) {
        for (int j = 0; j < count && covered.count < TONES_MAX; j++)
            covered.tones[covered.count++] = cover(&ground->tones[i], &own[j], item);
    }
    *ground = covered;
}

Ground judge_ground(const Judge *self, guint index, Rect place) {
    Ground ground = {{{{0, 0, 0, 0}, {1, 1, 1}}}, 1};

    for (guint i = 0; i < index; i++) {
        const Placed *placed = judge_placed(self, i);

        if (placed->item->kind == ITEM_PANEL &&
            rect_contains(placed->area, place, slack))
            cover_ground(&ground, placed->item);
    }
    return ground;
}

double judge_luminance(const Judge *self, const Tone *tone) {
    double lab[3];

    if (self->profile == NULL)
        return colour_luminance(tone->screen);
    profile_to_lab(self->profile, tone->cmyk, lab);
    return colour_lab_luminance(lab);
}
