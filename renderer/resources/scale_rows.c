#include "resources/scale_rows.h"

#include "base/vectors.h"

#include <stdbool.h>
#include <string.h>

enum {
    STEPS = 128, /* of lanes */
    SHIFT = 7,   /* from TAPS_ONE to STEPS */
    LANES_MAX = 255 * STEPS,
    PART = 64, /* pixels of a row that are mixed at once */
};

VECTORISED void sums_add(gint32 *restrict sums, const guint8 *restrict row,
                         gint16 weight, gsize count) {
    for (gsize i = 0; i < count; i++)
        sums[i] += (int)(gint16)row[i] * (int)weight;
}

static inline gint16 settle(gint32 sum) {
    gint32 lane = (sum + (1 << SHIFT) / 2) >> SHIFT;

    lane = MAX(lane, 0);
    return (gint16)MIN(lane, LANES_MAX);
}

static VECTORISED void settle_three(const gint32 *restrict sums, gint16 *restrict lanes,
                                    gsize width) {
    for (gsize x = 0; x < width; x++) {
        for (gsize i = 0; i < 3; i++)
            lanes[4 * x + i] = settle(sums[3 * x + i]);
        lanes[4 * x + 3] = 0;
    }
}

static VECTORISED void settle_all(const gint32 *restrict sums, gint16 *restrict lanes,
                                  gsize count) {
    for (gsize i = 0; i < count; i++)
        lanes[i] = settle(sums[i]);
}

void sums_to_lanes(const gint32 *restrict sums, int step, int colours,
                   gint16 *restrict lanes, int width) {
    if (step == 3 && colours == 3) {
        settle_three(sums, lanes, (gsize)width);
        return;
    }
    if (step == 4 && colours == 4) {
        settle_all(sums, lanes, 4 * (gsize)width);
        return;
    }
    for (int x = 0; x < width; x++, sums += step, lanes += 4) {
        for (int i = 0; i < 4; i++)
            lanes[i] = i < colours ? settle(sums[i]) : 0;
    }
}

/* --- across --------------------------------------------------------------------------
 */

void lanes_halve(gint16 *lanes, int width) {
    int half = width / 2;

    for (int x = 0; x < half; x++) {
        for (int i = 0; i < 4; i++)
            lanes[4 * x + i] =
                (gint16)((lanes[8 * x + i] + lanes[8 * x + 4 + i] + 1) / 2);
    }
    if (width % 2 != 0)
        memmove(lanes + 4 * half, lanes + 8 * half, 4 * sizeof *lanes);
}

struct Across {
    int width;
    int count;       /* of weights a pixel */
    gint32 *starts;  /* owned */
    gint16 *weights; /* each four times; of a part of the row, tap by tap; owned */
};

Across *across_new(const Taps *taps, int width) {
    Across *self = g_new0(Across, 1);
    gsize parts = ((gsize)width + PART - 1) / PART, count = (gsize)taps->count;

    self->width = width;
    self->count = taps->count;
    self->starts = g_memdup2(taps->starts, (gsize)width * sizeof *taps->starts);
    self->weights = g_new0(gint16, parts * PART * 4 * count);
    for (gsize x = 0; x < (gsize)width; x++) {
        for (gsize i = 0; i < 4 * count; i++)
            self->weights[(x / PART * count + i / 4) * 4 * PART + x % PART * 4 +
                          i % 4] = taps->weights[x * count + i / 4];
    }
    return self;
}

void across_free(Across *self) {
    if (self == NULL)
        return;
    g_free(self->starts);
    g_free(self->weights);
    g_free(self);
}

int across_count(const Across *self) {
    return self->count;
}

/* The high half of a product: an instruction makes eight of them. */
static inline gint16 high(gint16 a, gint16 b) {
    return (gint16)((int)a * (int)b >> 16);
}

/* A pixel's four lanes move as one number. */
static VECTORISED void gather(const gint16 *restrict lanes,
                              const gint32 *restrict starts, gint16 *restrict gathered,
                              int count) {
    for (int x = 0; x < count; x++)
        memcpy(gathered + (gsize)x * 4, lanes + (gsize)starts[x] * 4,
               4 * sizeof *lanes);
}

static VECTORISED void add_weighed(const gint16 *restrict lanes,
                                   const gint16 *restrict weights,
                                   gint16 *restrict sums) {
    for (int i = 0; i < 4 * PART; i++)
        sums[i] = (gint16)(sums[i] + high(lanes[i], weights[i]));
}

static VECTORISED void add_four(const gint16 *restrict lanes,
                                const gint16 *restrict weights, gint16 *restrict sums) {
    enum { NEXT = 4 * PART };

    for (int i = 0; i < NEXT; i++)
        sums[i] = (gint16)(high(lanes[i], weights[i]) +
                           high(lanes[i + NEXT], weights[i + NEXT]) +
                           high(lanes[i + 2 * NEXT], weights[i + 2 * NEXT]) +
                           high(lanes[i + 3 * NEXT], weights[i + 3 * NEXT]));
}

static VECTORISED void finish(const gint16 *restrict sums, gint16 rounding,
                              guint8 *restrict bytes) {
    for (int i = 0; i < 4 * PART; i++) {
        gint16 value = (gint16)((gint16)(sums[i] + rounding) >> 5);

        value = MAX(value, 0);
        bytes[i] = (guint8)MIN(value, 255);
    }
}

/* The weighed sums of a part; most rows have four weights a pixel. */
static void mix_part(const Across *self, const gint16 *lanes, const gint32 *starts,
                     const gint16 *weights, int count, gint16 *sums) {
    gint16 gathered[4 * 4 * PART];
    bool are_four = self->count == 4;

    if (!are_four)
        memset(sums, 0, 4 * PART * sizeof *sums);
    if (count < PART)
        memset(gathered, 0, sizeof gathered);
    for (int i = 0; i < self->count; i++) {
        gint16 *part = gathered + (are_four ? i * 4 * PART : 0);

        gather(lanes + 4 * i, starts, part, count);
        if (!are_four)
            add_weighed(part, weights + (gsize)i * 4 * PART, sums);
    }
    if (are_four)
        add_four(gathered, weights, sums);
}

void across_run(const Across *self, const gint16 *lanes, guint32 *pixels) {
    gint16 rounding = (gint16)(16 + MIN(self->count / 2, 15));
    const gint16 *weights = self->weights;
    gint16 sums[4 * PART];
    guint8 bytes[4 * PART];

    for (int x = 0; x < self->width; x += PART) {
        int count = MIN(PART, self->width - x);

        mix_part(self, lanes, self->starts + x, weights, count, sums);
        finish(sums, rounding, count == PART ? (gpointer)(pixels + x) : bytes);
        if (count < PART)
            memcpy(pixels + x, bytes, 4 * (gsize)count);
        weights += (gsize)self->count * 4 * PART;
    }
}
