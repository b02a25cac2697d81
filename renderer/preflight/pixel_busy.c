/* Whether the picture behind words is too restless for them.
 *
 * Letters are read by what has about three periods in one of them (Solomon and Pelli,
 * Nature 369, 1994), which is what strokes have; a ground that varies at that scale
 * hides them more the more it varies beside the contrast of the words (Scharff, Hill
 * and Ahumada, Optics Express 6, 2000). So of the lightness behind words, L*, what
 * varies from one stroke to the next is taken, as the difference of two means. Around a
 * handful of letters, half of that is more than some value; that divided by the words'
 * own difference in lightness is their unrest. With the mean instead of the median an
 * edge that crosses a letter would be unrest, too. Where it is most speaks for all. */
#include "preflight/pixel_words.h"

#include <math.h>

/* Half the sides, without the middle, of the squares that means are taken of: a stroke,
 * and a letter. */
enum { STROKE_REACH = 1, LETTER_REACH = LETTER_PIXELS / 2 };

/* Where letters are looked at together: a handful of them. */
enum { WINDOW_WIDTH = 4 * LETTER_PIXELS, WINDOW_HEIGHT = 2 * LETTER_PIXELS };

/* Pixels of letters and rims in a window that say something: some two letters. */
enum { COUNT_MIN = 25 * LETTER_PIXELS };

/* A picture, row by row. */
typedef struct {
    int width, height;
    double *values; /* owned */
} Map;

static Map map_new(const PixelWords *words) {
    return (Map){words->width, words->height,
                 g_new0(double, (gsize)words->width *(gsize)words->height)};
}

/* CIE 1976 */
static double lightness(double light) {
    return light > 216.0 / 24389 ? 116 * cbrt(light) - 16 : light * 24389 / 27;
}

/* Of a row or a column: each value the mean of those within reach. */
static void average_line(const double *from, double *to, int count, int step,
                         int reach) {
    double sum = 0;
    int first = 0, end = 0;

    for (int i = 0; i < count; i++) {
        for (; end < MIN(i + reach + 1, count); end++)
            sum += from[end * step];
        for (; first < i - reach; first++)
            sum -= from[first * step];
        to[i * step] = sum / (end - first);
    }
}

static void average(const Map *from, const Map *to, int reach) {
    g_autofree double *across = g_new(double, (gsize)from->width *(gsize)from->height);

    for (int y = 0; y < from->height; y++)
        average_line(from->values + y * from->width, across + y * from->width,
                     from->width, 1, reach);
    for (int x = 0; x < from->width; x++)
        average_line(across + x, to->values + x, from->height, from->width, reach);
}

/* What varies at the scale of strokes. */
static Map find_unrest(const PixelWords *words) {
    Map all = map_new(words), strokes = map_new(words), letters = map_new(words);

    for (int i = 0; i < all.width * all.height; i++)
        all.values[i] = lightness(pixel_words_behind(words, i));
    average(&all, &strokes, STROKE_REACH);
    average(&all, &letters, LETTER_REACH);
    for (int i = 0; i < all.width * all.height; i++)
        strokes.values[i] = fabs(strokes.values[i] - letters.values[i]);
    g_free(all.values);
    g_free(letters.values);
    return strokes;
}

/* Differences in lightness are counted in steps of a quarter. */
enum { STEPS = 256, STEPS_OF_ONE = 4 };

/* What is found in a window. */
typedef struct {
    int counts[STEPS]; /* how often the ground varies by so much */
    int count;
    double contrast; /* of the words, summed up */
} Tally;

static void count_pixel(const PixelWords *words, const Map *unrest, int pixel,
                        Tally *tally) {
    int step = (int)(unrest->values[pixel] * STEPS_OF_ONE);

    if (words->letters->rim[pixel] < 0 && words->mask[pixel] == 0)
        return;
    tally->counts[MIN(step, STEPS - 1)]++;
    tally->contrast += fabs(lightness(pixel_words_shown(words, pixel)) -
                            lightness(pixel_words_behind(words, pixel)));
    tally->count++;
}

static double median(const Tally *tally) {
    int step = 0;

    for (int count = tally->counts[0]; count * 2 < tally->count;
         count += tally->counts[step])
        step++;
    return (double)step / STEPS_OF_ONE;
}

/* Of a window; 0: it has too few letters. */
static double unrest_in(const PixelWords *words, const Map *unrest, int left, int top) {
    Tally tally = {.count = 0};

    for (int y = top; y < MIN(top + WINDOW_HEIGHT, words->height); y++) {
        for (int x = left; x < MIN(left + WINDOW_WIDTH, words->width); x++)
            count_pixel(words, unrest, y * words->width + x, &tally);
    }
    if (tally.count < COUNT_MIN)
        return 0;
    return median(&tally) * tally.count / fmax(tally.contrast, tally.count);
}

static void report_unrest(const PixelWords *words, double most, Point where) {
    const Placed *placed = places_at(words->judge->places, words->index);
    g_autofree char *found = number_to_text(ceil(most * 100 - 1e-6) / 100, 2);
    g_autofree char *wanted = number_to_text(words->judge->limits->unrest, 2);
    g_autofree char *place = pixel_place_to_text(where);

    diagnostics_add(words->judge->diagnostics, SEVERITY_WARNING, "picture/busy",
                    &placed->item->origin,
                    "\"%s\" stands on a restless part of a picture (%s): it varies by "
                    "%s of the words' contrast, %s is the most; choose a calmer place, "
                    "or lay a panel between",
                    placed_title(placed), place, found, wanted);
}

void pixel_busy_check(const PixelWords *self) {
    double most = 0;
    Point where = {0, 0};
    Map unrest;

    if (self->judge->limits->unrest <= 0)
        return;
    unrest = find_unrest(self);
    for (int y = 0; y < self->height; y += WINDOW_HEIGHT / 2) {
        for (int x = 0; x < self->width; x += WINDOW_WIDTH / 2) {
            double found = unrest_in(self, &unrest, x, y);

            if (found > most)
                where = pixel_words_point(self, x + WINDOW_WIDTH / 2.0,
                                          y + WINDOW_HEIGHT / 2.0);
            most = fmax(most, found);
        }
    }
    g_free(unrest.values);
    if (most > self->judge->limits->unrest)
        report_unrest(self, most, where);
}
