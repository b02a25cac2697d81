#include "draw/gradient_band.h"

#include "base/vectors.h"
#include "draw/dither.h"
#include "draw/slope.h"

#include <math.h>

enum {
    BITS = 14, /* of a byte's step: what a float holds of 255 */
    PART = 64, /* pixels that are made at once; whole patterns */
};

/* Of the square of what a circle grows by: a focus nearer to its edge is cairo's. */
#define EDGE 1e-6

/* Alpha, red, green and blue. */
enum { CHANNELS = 4 };

/* Between two stops, or beyond them: steps of a byte, not multiplied by alpha. */
typedef struct {
    double start, end; /* of the way along the gradient */
    float from[CHANNELS], slope[CHANNELS];
    bool dithered[CHANNELS];
} Ramp;

/* The way t of a pixel p: |p - t centre| = start + t growth, from the first circle's
 * middle. */
typedef struct {
    double x, y;   /* of the first circle */
    double radius; /* likewise */
    double to_x, to_y, growth;
    double square; /* of the centre's way, without that of growth */
} Circles;

struct GradientBand {
    PixelArea area;
    Affine from_page; /* to the gradient's units */
    bool is_radial, is_clear;
    cairo_extend_t extend;
    Slope slope; /* along a line: the way of a pixel's middle */
    Circles circles;
    bool by_rows;  /* the pattern is; else by columns */
    GArray *ramps; /* of Ramp, one after the other */
};

void gradient_band_free(GradientBand *self) {
    if (self == NULL)
        return;
    g_array_unref(self->ramps);
    g_free(self);
}

/* --- ways ----------------------------------------------------------------------------
 */

static VECTORISED void go_along(double start, double step, int count,
                                double *restrict ways) {
    for (int i = 0; i < count; i++) {
        double way = i * step;

        ways[i] = start + way;
    }
}

/* From (x, y) on, seen from the first circle's middle; NAN: no circle goes through. Of
 * two ways the larger one counts whose circle has a radius. */
static VECTORISED void go_around(const Circles *circles, double x, double y,
                                 double step_x, double step_y, int count,
                                 double *restrict ways) {
    double to_x = circles->to_x, to_y = circles->to_y, growth = circles->growth;
    double radius = circles->radius, inverse = 1 / circles->square;
    double grown = radius * growth, around = radius * radius;

    for (int i = 0; i < count; i++) {
        double way_x = i * step_x, way_y = i * step_y;
        double px = x + way_x, py = y + way_y;
        double ahead_x = px * to_x, ahead_y = py * to_y;
        double ahead = ahead_x + ahead_y + grown;
        double px2 = px * px, py2 = py * py;
        double rest = circles->square * (px2 + py2 - around);
        double ahead2 = ahead * ahead;
        double root = sqrt(ahead2 - rest);
        double one = (ahead + root) * inverse, other = (ahead - root) * inverse;
        double one_grown = one * growth, other_grown = other * growth;
        double second = other_grown >= -radius ? other : (double)NAN;

        ways[i] = one_grown >= -radius ? one : second;
    }
}

static void find_ways(const GradientBand *self, int left, int y, int count,
                      double *ways) {
    const Circles *circles = &self->circles;
    double page_x = left + 0.5, page_y = y + 0.5;

    if (!self->is_radial) {
        go_along(self->slope.start + self->slope.across * page_x +
                     self->slope.down * page_y,
                 self->slope.across, count, ways);
        return;
    }
    affine_point(self->from_page, &page_x, &page_y);
    go_around(circles, page_x - circles->x, page_y - circles->y, self->from_page.xx,
              self->from_page.yx, count, ways);
}

static double spread(double way, cairo_extend_t extend) {
    if (extend == CAIRO_EXTEND_REPEAT)
        return way - floor(way);
    if (extend == CAIRO_EXTEND_REFLECT) {
        way = fabs(way - 2 * floor(way / 2));
        return way > 1 ? 2 - way : way;
    }
    return CLAMP(way, 0, 1);
}

/* --- colours -------------------------------------------------------------------------
 */

/* Steps in a pixel's bits, with what is added before they are rounded down. */
typedef struct {
    gint32 alpha[PART], red[PART], green[PART], blue[PART];
} Shares;

static inline guint32 reckon(float from, float slope, float way, float part,
                             gint32 share) {
    float change = slope * way;
    float colour = (from + change) * part;

    return (guint32)((gint32)(colour * (1 << BITS)) + share) >> BITS;
}

static VECTORISED void fill_opaque(const Ramp *ramp, const float *restrict ways,
                                   const Shares *shares, int first, int end,
                                   guint32 *restrict pixels) {
    for (int i = first; i < end; i++) {
        guint32 r = reckon(ramp->from[1], ramp->slope[1], ways[i], 1, shares->red[i]);
        guint32 g = reckon(ramp->from[2], ramp->slope[2], ways[i], 1, shares->green[i]);
        guint32 b = reckon(ramp->from[3], ramp->slope[3], ways[i], 1, shares->blue[i]);

        pixels[i] = 255u << 24 | r << 16 | g << 8 | b;
    }
}

static VECTORISED void fill_clear(const Ramp *ramp, const float *restrict ways,
                                  const Shares *shares, int first, int end,
                                  guint32 *restrict pixels) {
    for (int i = first; i < end; i++) {
        float change = ramp->slope[0] * ways[i];
        float part = (ramp->from[0] + change) * (1 / 255.0F);
        guint32 a = reckon(255, 0, 0, part, shares->alpha[i]);
        guint32 r =
            reckon(ramp->from[1], ramp->slope[1], ways[i], part, shares->red[i]);
        guint32 g =
            reckon(ramp->from[2], ramp->slope[2], ways[i], part, shares->green[i]);
        guint32 b =
            reckon(ramp->from[3], ramp->slope[3], ways[i], part, shares->blue[i]);

        pixels[i] = a << 24 | r << 16 | g << 8 | b;
    }
}

static void fill_shares(const GradientBand *self, const Ramp *ramp, int left, int y,
                        Shares *shares) {
    gint32 *const channels[] = {shares->alpha, shares->red, shares->green,
                                shares->blue};

    for (int i = 0; i < CHANNELS; i++) {
        for (int x = 0; x < PART; x++)
            channels[i][x] =
                (ramp->dithered[i] ? dither_share(self->by_rows, left + x, y)
                                   : DITHER_HALF)
                << (BITS - DITHER_BITS);
    }
}

/* The ramp that a way is on, from the one before it on. */
static guint find_ramp(const GradientBand *self, guint at, double way) {
    while (at > 0 && way < g_array_index(self->ramps, Ramp, at).start)
        at--;
    while (at + 1 < self->ramps->len && way >= g_array_index(self->ramps, Ramp, at).end)
        at++;
    return at;
}

static bool is_on(const Ramp *ramp, double way) {
    return way >= ramp->start && way < ramp->end;
}

/* What a row is made with. */
typedef struct {
    const GradientBand *gradient;
    int y;
    guint at; /* the ramp that `shares` is for */
    bool has_shares;
    Shares shares;
} Row;

static void take_ramp(Row *self, guint at) {
    if (self->has_shares && self->at == at)
        return;
    /* Parts are whole patterns: shares are the same in each. */
    fill_shares(self->gradient, &g_array_index(self->gradient->ramps, Ramp, at),
                self->gradient->area.left, self->y, &self->shares);
    self->at = at;
    self->has_shares = true;
}

/* Pixels from `first` on that have one colour or are on one ramp; where they end. */
static int fill_some(Row *self, const double *ways, int first, int count,
                     guint32 *pixels) {
    const GradientBand *gradient = self->gradient;
    float own[PART];
    const Ramp *ramp;
    int end = first;

    if (isnan(ways[first])) {
        for (; end < count && isnan(ways[end]); end++)
            pixels[end] = 0;
        return end;
    }
    take_ramp(self, find_ramp(gradient, self->at, ways[first]));
    ramp = &g_array_index(gradient->ramps, Ramp, self->at);
    do {
        own[end] = (float)(ways[end] - ramp->start);
        end++;
    } while (end < count && is_on(ramp, ways[end]));
    (gradient->is_clear ? fill_clear : fill_opaque)(ramp, own, &self->shares, first,
                                                    end, pixels);
    return end;
}

static void make_row(const GradientBand *self, int y, guint32 *pixels) {
    Row row = {.gradient = self, .y = y};

    for (int x = 0; x < self->area.width; x += PART) {
        int count = MIN(PART, self->area.width - x);
        double ways[PART];

        find_ways(self, self->area.left + x, y, count, ways);
        for (int i = 0; i < count; i++)
            ways[i] = isnan(ways[i]) ? ways[i] : spread(ways[i], self->extend);
        for (int i = 0; i < count;)
            i = fill_some(&row, ways, i, count, pixels + x);
    }
}

static bool make_rows(const void *data, int top, int rows, guint32 *pixels,
                      GError **error) {
    const GradientBand *self = data;

    (void)error;
    for (int y = top; y < top + rows; y++, pixels += self->area.width)
        make_row(self, y, pixels);
    return true;
}

/* --- ramps ---------------------------------------------------------------------------
 */

typedef struct {
    double offset;
    double colour[CHANNELS]; /* steps of a byte */
} Stop;

static GArray *read_stops(cairo_pattern_t *pattern) {
    GArray *stops = g_array_new(FALSE, FALSE, sizeof(Stop));
    int count = 0;

    cairo_pattern_get_color_stop_count(pattern, &count);
    for (int i = 0; i < count; i++) {
        Stop stop;

        cairo_pattern_get_color_stop_rgba(pattern, i, &stop.offset, &stop.colour[1],
                                          &stop.colour[2], &stop.colour[3],
                                          &stop.colour[0]);
        for (int j = 0; j < CHANNELS; j++)
            stop.colour[j] *= 255;
        g_array_append_val(stops, stop);
    }
    return stops;
}

/* What is the same everywhere keeps one colour. */
static void add_ramp(GradientBand *self, const Stop *from, const Stop *to) {
    Ramp ramp = {.start = from->offset, .end = to->offset};
    double span = to->offset - from->offset;

    if (span <= 0)
        return;
    for (int i = 0; i < CHANNELS; i++) {
        double change = to->colour[i] - from->colour[i];

        ramp.from[i] = (float)from->colour[i];
        ramp.slope[i] = (float)(fabs(change) < 1e-3 ? 0 : change / span);
    }
    g_array_append_val(self->ramps, ramp);
}

static Stop moved(const Stop *stop, double offset) {
    Stop other = *stop;

    other.offset = offset;
    return other;
}

/* Beyond the first and the last stop as cairo does it: what is repeated goes from one
 * to the other. */
static void add_ramps(GradientBand *self, const GArray *stops) {
    const Stop *first = &g_array_index(stops, Stop, 0);
    const Stop *last = &g_array_index(stops, Stop, stops->len - 1);
    bool repeats = self->extend == CAIRO_EXTEND_REPEAT;
    Stop before = repeats ? moved(last, last->offset - 1) : moved(first, -1);
    Stop after = repeats ? moved(first, first->offset + 1) : moved(last, 2);

    add_ramp(self, &before, first);
    for (guint i = 1; i < stops->len; i++)
        add_ramp(self, &g_array_index(stops, Stop, i - 1),
                 &g_array_index(stops, Stop, i));
    add_ramp(self, last, &after);
    for (guint i = 0; i < stops->len; i++)
        self->is_clear |= g_array_index(stops, Stop, i).colour[0] < 255 - 1e-3;
}

/* What is laid over something changes all of its colours: by one pattern, or a colour
 * would be more than its alpha. */
static bool choose_clear(Ramp *ramp, double length) {
    bool is_dithered = false;

    for (int i = 0; i < CHANNELS; i++) {
        double span = ramp->end - ramp->start;
        double to = ramp->from[i] + ramp->slope[i] * span;
        double alpha = ramp->from[0] / 255,
               to_alpha = alpha + ramp->slope[0] * span / 255;
        double change =
            i == 0 ? ramp->slope[0] : (to * to_alpha - ramp->from[i] * alpha) / span;

        is_dithered |= fabs(change) > 0 && dither_needs(change, length);
    }
    for (int i = 0; i < CHANNELS; i++)
        ramp->dithered[i] = is_dithered;
    return is_dithered;
}

static bool choose_opaque(Ramp *ramp, double length) {
    const double changes[] = {ramp->slope[1], ramp->slope[2], ramp->slope[3]};
    bool is_dithered = false;

    dither_choose(changes, length, ramp->dithered + 1);
    for (int i = 1; i < CHANNELS; i++) {
        ramp->dithered[i] &= ramp->slope[i] != 0;
        is_dithered |= ramp->dithered[i];
    }
    return is_dithered;
}

/* Which of them are dithered; `length` is the gradient's, in pixels. */
static bool choose(GradientBand *self, double length) {
    bool is_dithered = false;

    for (guint i = 0; i < self->ramps->len; i++) {
        Ramp *ramp = &g_array_index(self->ramps, Ramp, i);

        is_dithered |=
            self->is_clear ? choose_clear(ramp, length) : choose_opaque(ramp, length);
    }
    return is_dithered;
}

/* --- where ---------------------------------------------------------------------------
 */

/* The gradient's length in pixels; 0: it has none. */
static double place_line(GradientBand *self, cairo_pattern_t *pattern) {
    const Slope *slope = &self->slope;

    if (!slope_make(pattern, self->from_page, &self->slope))
        return 0;
    self->by_rows = fabs(slope->across) < fabs(slope->down);
    return 1 / hypot(slope->across, slope->down);
}

/* Between circles of which one holds the other all pixels are on the way. */
static double place_circles(GradientBand *self, cairo_pattern_t *pattern) {
    Circles *circles = &self->circles;
    const Affine *back = &self->from_page;
    double end_x, end_y, end_radius, turn;

    cairo_pattern_get_radial_circles(pattern, &circles->x, &circles->y,
                                     &circles->radius, &end_x, &end_y, &end_radius);
    circles->to_x = end_x - circles->x;
    circles->to_y = end_y - circles->y;
    circles->growth = end_radius - circles->radius;
    circles->square = circles->to_x * circles->to_x + circles->to_y * circles->to_y -
                      circles->growth * circles->growth;
    turn = fabs(back->xx * back->yy - back->xy * back->yx);
    if (circles->growth == 0 ||
        fabs(circles->square) < EDGE * circles->growth * circles->growth)
        return 0;
    self->is_radial = true;
    self->by_rows = true;
    self->is_clear = circles->square > 0;
    return fabs(circles->growth) / sqrt(turn);
}

static Affine pattern_matrix(cairo_pattern_t *pattern) {
    cairo_matrix_t matrix;

    cairo_pattern_get_matrix(pattern, &matrix);
    return (Affine){matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0};
}

static bool prepare(GradientBand *self, cairo_pattern_t *pattern, Affine to_page) {
    g_autoptr(GArray) stops = read_stops(pattern);
    bool is_line = cairo_pattern_get_type(pattern) == CAIRO_PATTERN_TYPE_LINEAR;
    double length;

    self->from_page = affine_then(affine_inverse(to_page), pattern_matrix(pattern));
    self->extend = cairo_pattern_get_extend(pattern);
    length = (is_line ? place_line : place_circles)(self, pattern);
    if (stops->len == 0 || !isnormal(length) || self->extend == CAIRO_EXTEND_NONE)
        return false;
    add_ramps(self, stops);
    return choose(self, length);
}

GradientBand *gradient_band_new(cairo_pattern_t *pattern, Affine to_page) {
    cairo_pattern_type_t type = cairo_pattern_get_type(pattern);
    GradientBand *self;

    if (type != CAIRO_PATTERN_TYPE_LINEAR && type != CAIRO_PATTERN_TYPE_RADIAL)
        return NULL;
    self = g_new0(GradientBand, 1);
    self->ramps = g_array_new(FALSE, FALSE, sizeof(Ramp));
    if (prepare(self, pattern, to_page))
        return self;
    gradient_band_free(self);
    return NULL;
}

static void free_data(void *data) {
    gradient_band_free(data);
}

void gradient_band_set(GradientBand *self, cairo_t *cr, BandSources *bands,
                       PixelArea area) {
    BandSource source = {.area = area,
                         .has_alpha = self->is_clear,
                         .make = make_rows,
                         .data = self,
                         .free = free_data};

    self->area = area;
    band_sources_set(bands, cr, &source);
}
