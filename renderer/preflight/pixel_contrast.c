/* Whether words stand out from what really lies behind them.
 *
 * What tells a letter is its outline. So the contrast of every pixel of its rim to its
 * colour is taken, and of those the one that a quarter lies below: a line that crosses
 * a letter, or something that it stands on, takes less of its outline away, a patch in
 * which a stroke is lost takes more. The letter where that is least speaks for all. */
#include "preflight/pixel_words.h"

#include "preflight/colour.h"

#include <math.h>
#include <stdlib.h>

static const double lost_share = 0.25;

/* Pixels of a rim that say something of a letter: a full stop has some more. */
enum { RIM_COUNT_MIN = 16 };

/* Plates have steps of a byte: contrasts are known to about a hundredth. */
static const double slack = 0.01;

typedef double (*Measure)(double, double);

typedef struct {
    double contrast;
    Point where;
} Worst;

/* The contrast of a pixel of a rim. */
typedef struct {
    int letter, pixel;
    double contrast;
} Grain;

static int compare(const void *a, const void *b) {
    const Grain *first = a, *second = b;

    if (first->letter != second->letter)
        return first->letter - second->letter;
    return (first->contrast > second->contrast) - (first->contrast < second->contrast);
}

/* Of all rims, letter by letter, the least contrast first. */
static GArray *sorted_grains(const PixelWords *self, Measure measure) {
    GArray *grains = g_array_new(FALSE, FALSE, sizeof(Grain));

    for (int i = 0; i < self->width * self->height; i++) {
        Grain grain = {self->letters->rim[i], i, 0};

        if (grain.letter < 0)
            continue;
        grain.contrast =
            measure(pixel_words_shown(self, i), pixel_words_behind(self, i));
        g_array_append_val(grains, grain);
    }
    g_array_sort(grains, compare);
    return grains;
}

static bool is_all_above(const PixelWords *self, Measure measure, double limit) {
    for (int i = 0; i < self->width * self->height; i++) {
        if (self->letters->rim[i] >= 0 &&
            measure(pixel_words_shown(self, i), pixel_words_behind(self, i)) < limit)
            return false;
    }
    return true;
}

/* Where a letter's lost part lies. */
static Point middle_of(const PixelWords *self, const Grain *grains, guint count) {
    double x = 0, y = 0;

    for (guint i = 0; i < count; i++) {
        x += grains[i].pixel % self->width + 0.5;
        y += grains[i].pixel / self->width + 0.5;
    }
    return pixel_words_point(self, x / count, y / count);
}

/* Its contrast INFINITY: nothing is under the limit. */
static Worst find_worst(const PixelWords *self, Measure measure, double limit) {
    Worst worst = {INFINITY, {0, 0}};
    g_autoptr(GArray) grains = NULL;
    guint end;

    if (is_all_above(self, measure, limit))
        return worst;
    grains = sorted_grains(self, measure);
    for (guint from = 0; from < grains->len; from = end) {
        const Grain *first = &g_array_index(grains, Grain, from);
        guint lost;

        for (end = from; end < grains->len; end++) {
            if (g_array_index(grains, Grain, end).letter != first->letter)
                break;
        }
        lost = (guint)(lost_share * (end - from));
        if (end - from >= RIM_COUNT_MIN && first[lost].contrast < worst.contrast)
            worst = (Worst){first[lost].contrast, middle_of(self, first, lost + 1)};
    }
    return worst;
}

static void report(const PixelWords *self, const Worst *worst, double limit) {
    const Placed *placed = places_at(self->judge->places, self->index);
    g_autofree char *found = judge_found(worst->contrast, 1);
    g_autofree char *wanted = number_to_text(limit, 1);
    g_autofree char *place = pixel_place_to_text(worst->where);

    judge_tell(self->judge, self->index);
    diagnostics_add(self->judge->diagnostics, SEVERITY_ERROR, "colour/low-contrast",
                    &placed->item->origin,
                    "\"%s\" has a contrast of %s to what lies behind it (%s), %s is "
                    "needed; choose another ink, or another place",
                    placed_title(placed), found, place, wanted);
}

static void report_michelson(const PixelWords *self, const Worst *worst, double limit) {
    const Placed *placed = places_at(self->judge->places, self->index);
    g_autofree char *found = judge_found(worst->contrast, 2);
    g_autofree char *wanted = number_to_text(limit, 2);
    g_autofree char *place = pixel_place_to_text(worst->where);

    diagnostics_add(self->judge->diagnostics, SEVERITY_WARNING,
                    "colour/low-contrast-print", &placed->item->origin,
                    "\"%s\" has a contrast of %s (Michelson) in print to what lies "
                    "behind it (%s), %s is needed",
                    placed_title(placed), found, place, wanted);
}

/* One cause is told once. */
void pixel_contrast_check(const PixelWords *self, const Contrasts *known) {
    double limit = contrast_limit(self->judge);
    double michelson = self->judge->limits->michelson;
    Worst worst = find_worst(self, colour_contrast, limit * (1 - slack));

    if (worst.contrast < limit * (1 - slack)) {
        report(self, &worst, limit);
        return;
    }
    if (self->judge->profile == NULL || known->michelson.certain < michelson - 1e-6)
        return;
    worst = find_worst(self, colour_michelson, michelson * (1 - slack));
    if (worst.contrast < michelson * (1 - slack))
        report_michelson(self, &worst, michelson);
}
