#include "draw/fade_band.h"

#include "base/vectors.h"
#include "draw/dither.h"
#include "draw/extent.h"
#include "draw/slope.h"
#include "draw/snap.h"

#include <math.h>
#include <string.h>

enum {
    STEP_BITS = 22,   /* of a byte's step, along a line: a row adds up to half a step of
                       * these for each of its pixels */
    RADIAL_BITS = 14, /* likewise, around a middle: what a float holds of 255 steps */
    PART = 64,        /* pixels that are made at once; whole patterns */
};

/* What all pixels of a row change together, in ends of a fade, that nobody sees. */
#define NOTHING 1e-9

typedef struct {
    PixelArea area;
    bool radial;
    Slope slope;               /* along a line: 0 to 1 at a pixel's middle */
    double x, y, reach;        /* around a middle: pixels of the page */
    double from[3], change[3]; /* red, green, blue; steps of a byte */
    bool dithered[3];
    bool by_rows; /* the pattern is; else by columns */
} Fading;

/* What is added before a colour is rounded down, for pixels of the row `y` from `left`
 * on. */
static void fill_shares(const Fading *self, int colour, int bits, int left, int y,
                        gint32 *shares) {
    for (int x = 0; x < PART; x++) {
        int share = self->dithered[colour] ? dither_share(self->by_rows, left + x, y)
                                           : DITHER_HALF;

        shares[x] = share << (bits - DITHER_BITS);
    }
}

/* --- along a line --------------------------------------------------------------------
 */

/* A row's colours, STEP_BITS for a byte's step. */
typedef struct {
    gint32 start[3], step[3];
    gint32 shares[3][PART];
} Line;

static VECTORISED void fill_line(const Line *line, int from, int count,
                                 guint32 *restrict pixels) {
    gint32 red = line->start[0] + from * line->step[0], to_red = line->step[0];
    gint32 green = line->start[1] + from * line->step[1], to_green = line->step[1];
    gint32 blue = line->start[2] + from * line->step[2], to_blue = line->step[2];

    for (int i = 0; i < count; i++) {
        guint32 r = (guint32)(red + i * to_red + line->shares[0][i]);
        guint32 g = (guint32)(green + i * to_green + line->shares[1][i]);
        guint32 b = (guint32)(blue + i * to_blue + line->shares[2][i]);

        pixels[i] =
            255u << 24 | r >> STEP_BITS << 16 | g >> STEP_BITS << 8 | b >> STEP_BITS;
    }
}

static guint32 end_colour(const Fading *self, double share) {
    guint32 pixel = 255;

    for (int i = 0; i < 3; i++)
        pixel = pixel << 8 | (guint32)(self->from[i] + self->change[i] * share);
    return pixel;
}

static void fill_end(guint32 *pixels, int from, int to, guint32 colour) {
    for (int i = from; i < to; i++)
        pixels[i] = colour;
}

/* The first pixel and the one after the last, of `width`, whose share is between the
 * two ends; the first pixel's is `start`. */
static void find_inner(double start, double step, int width, int *first, int *end) {
    double to_begin, to_end;

    *first = 0;
    *end = start >= 0 && start <= 1 ? width : 0;
    if (step == 0)
        return;
    to_begin = -start / step;
    to_end = (1 - start) / step;
    *first = (int)CLAMP(ceil(MIN(to_begin, to_end)), 0, width);
    *end = (int)CLAMP(floor(MAX(to_begin, to_end)) + 1, *first, width);
}

static void make_line(const Fading *self, int y, guint32 *pixels) {
    int width = self->area.width, left = self->area.left, first, end;
    double start = self->slope.start + self->slope.across * (left + 0.5) +
                   self->slope.down * (y + 0.5);
    double inner;
    Line line;

    find_inner(start, self->slope.across, width, &first, &end);
    inner = CLAMP(start + self->slope.across * first, 0, 1);
    for (int i = 0; i < 3; i++) {
        double begin = self->from[i] + self->change[i] * inner;

        line.start[i] = (gint32)lround(begin * (1 << STEP_BITS));
        line.step[i] =
            (gint32)lround(self->change[i] * self->slope.across * (1 << STEP_BITS));
        fill_shares(self, i, STEP_BITS, left + first, y, line.shares[i]);
    }
    fill_end(pixels, 0, first, end_colour(self, start > 0.5));
    for (int x = first; x < end; x += PART) {
        int count = MIN(PART, end - x);

        if (self->slope.across == 0 && x > first)
            memcpy(pixels + x, pixels + x - PART, (gsize)count * sizeof *pixels);
        else
            fill_line(&line, x - first, count, pixels + x);
    }
    fill_end(pixels, end, width,
             end_colour(self, start + self->slope.across * width > 0.5));
}

/* --- around a middle -----------------------------------------------------------------
 */

/* Colours are RADIAL_BITS for a byte's step. */
typedef struct {
    float from[3], change[3];
    float down;  /* of the row from the middle, squared */
    float share; /* of the way that a pixel is */
    gint32 shares[3][PART];
} Ring;

static inline guint32 mix(float from, float change, float share, gint32 add) {
    float way = change * share;
    float colour = from + way;

    return (guint32)((gint32)colour + add);
}

/* No sum of a product stands in one expression: machines that round such only once
 * would make other pixels. */
static VECTORISED void fill_ring(const Ring *ring, float from, int count,
                                 guint32 *restrict pixels) {
    for (int i = 0; i < count; i++) {
        float x = from + (float)i;
        float square = x * x;
        float sum = square + ring->down;
        float way = sqrtf(sum) * ring->share;
        float share = way < 1 ? way : 1;
        guint32 r = mix(ring->from[0], ring->change[0], share, ring->shares[0][i]);
        guint32 g = mix(ring->from[1], ring->change[1], share, ring->shares[1][i]);
        guint32 b = mix(ring->from[2], ring->change[2], share, ring->shares[2][i]);

        pixels[i] = 255u << 24 | r >> RADIAL_BITS << 16 | g >> RADIAL_BITS << 8 |
                    b >> RADIAL_BITS;
    }
}

static void make_ring(const Fading *self, int y, guint32 *pixels) {
    double down = y + 0.5 - self->y, across = self->area.left + 0.5 - self->x;
    Ring ring = {.down = (float)(down * down), .share = (float)(1 / self->reach)};

    for (int i = 0; i < 3; i++) {
        ring.from[i] = (float)(self->from[i] * (1 << RADIAL_BITS));
        ring.change[i] = (float)(self->change[i] * (1 << RADIAL_BITS));
        fill_shares(self, i, RADIAL_BITS, self->area.left, y, ring.shares[i]);
    }
    for (int x = 0; x < self->area.width; x += PART)
        fill_ring(&ring, (float)(across + x), MIN(PART, self->area.width - x),
                  pixels + x);
}

static bool make_rows(const void *data, int top, int rows, guint32 *pixels,
                      GError **error) {
    const Fading *self = data;

    (void)error;
    for (int y = top; y < top + rows; y++, pixels += self->area.width)
        (self->radial ? make_ring : make_line)(self, y, pixels);
    return true;
}

/* --- fades ---------------------------------------------------------------------------
 */

/* In pixels of the page. */
static bool place_line(Fading *self, Affine to_page, cairo_pattern_t *pattern) {
    Slope *slope = &self->slope;

    if (!slope_make(pattern, affine_inverse(to_page), slope))
        return false;
    /* A right angle's cosine is not 0. */
    if (fabs(slope->across) < NOTHING)
        slope->across = 0;
    self->by_rows = fabs(slope->across) < fabs(slope->down);
    return true;
}

static bool place_ring(Fading *self, Affine to_page, cairo_pattern_t *pattern) {
    double reach;

    cairo_pattern_get_radial_circles(pattern, NULL, NULL, NULL, &self->x, &self->y,
                                     &reach);
    affine_point(to_page, &self->x, &self->y);
    self->reach = reach * hypot(to_page.xx, to_page.yx);
    self->radial = true;
    self->by_rows = true;
    return self->reach > 0;
}

/* Ends are whole steps, as what is beside them is likely to be. */
static void set_colours(Fading *self, Rgb from, Rgb to, bool dithers) {
    const double starts[] = {from.red, from.green, from.blue};
    const double ends[] = {to.red, to.green, to.blue};
    double length =
        self->radial ? self->reach : 1 / hypot(self->slope.across, self->slope.down);

    for (int i = 0; i < 3; i++) {
        self->from[i] = round(starts[i] * 255);
        self->change[i] = round(ends[i] * 255) - self->from[i];
    }
    if (dithers)
        dither_choose(self->change, length, self->dithered);
}

static bool find_area(Affine to_page, const Item *item, const BandSources *bands,
                      PixelArea *area) {
    Rect extent, pixels;

    if (!item_extent(item, &extent))
        return false;
    pixels = affine_pixels(to_page, extent);
    *area = band_sources_clamp(bands, pixels.x, pixels.y, pixels.x + pixels.width,
                               pixels.y + pixels.height);
    return area->width > 0 && area->height > 0;
}

bool fade_band_set(cairo_t *cr, const Item *item, cairo_pattern_t *pattern, Rgb from,
                   Rgb to, const DrawOptions *options) {
    Affine to_page = context_matrix(cr);
    BandSource source = {.make = make_rows, .free = g_free};
    Fading fading = {0};
    bool is_line = cairo_pattern_get_type(pattern) == CAIRO_PATTERN_TYPE_LINEAR;

    if (!options->in_pixels || options->bands == NULL ||
        !find_area(to_page, item, options->bands, &fading.area) ||
        !(is_line ? place_line : place_ring)(&fading, to_page, pattern))
        return false;
    set_colours(&fading, from, to, options->dithers);
    source.area = fading.area;
    source.data = g_memdup2(&fading, sizeof fading);
    band_sources_set(options->bands, cr, &source);
    return true;
}
