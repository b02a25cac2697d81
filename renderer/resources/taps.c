#include "resources/taps.h"

#include <math.h>

static double cubic(double x) {
    x = fabs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/* Rounds sums from the first weight on, so that many small ones lose nothing. */
static void round_weights(const double *exact, int count, gint16 *weights) {
    double whole = 0, sum = 0;
    int before = 0;

    for (int i = 0; i < count; i++)
        whole += exact[i];
    for (int i = 0; i < count; i++) {
        int rounded;

        sum += exact[i];
        rounded = (int)lround(sum / whole * TAPS_ONE);
        weights[i] = (gint16)(rounded - before);
        before = rounded;
    }
}

/* Around `centre`, where the middle of an old pixel is a whole number. */
static int weigh(double centre, double scale, int full, int count, double *exact) {
    int first = (int)floor(centre - 2 * scale) + 1;
    int last = (int)ceil(centre + 2 * scale) - 1;
    int start = CLAMP(first, 0, MAX(full - count, 0));

    for (int i = 0; i < count; i++)
        exact[i] = 0;
    for (int i = first; i <= last; i++)
        exact[CLAMP(i, 0, full - 1) - start] += cubic((i - centre) / scale);
    return start;
}

Taps *taps_new(int full, int length, double start, double step) {
    Taps *self = g_new0(Taps, 1);
    double scale = fmax(step, 1);
    g_autofree double *exact = NULL;

    self->count = (int)ceil(4 * scale);
    self->starts = g_new(gint32, (gsize)length);
    self->weights = g_new(gint16, (gsize)length * (gsize)self->count);
    exact = g_new(double, (gsize)self->count);
    for (int i = 0; i < length; i++) {
        self->starts[i] =
            weigh(start + (i + 0.5) * step - 0.5, scale, full, self->count, exact);
        round_weights(exact, self->count,
                      self->weights + (gsize)i * (gsize)self->count);
    }
    return self;
}

void taps_free(Taps *self) {
    if (self == NULL)
        return;
    g_free(self->starts);
    g_free(self->weights);
    g_free(self);
}
