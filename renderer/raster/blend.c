#include "raster/blend.h"

#include "base/vectors.h"

/* Pixels that are passed over together where nothing is painted. */
enum { STRIDE = 8 };

/* A 255th of a product, as pixman rounds it. */
static inline guint32 part(guint32 a, guint32 b) {
    guint32 product = a * b + 128;

    return (product + (product >> 8)) >> 8;
}

static inline guint32 multiply_byte(guint32 from, guint32 to, guint32 from_clear,
                                    guint32 to_clear) {
    guint32 sum = part(from, to_clear) + part(to, from_clear) + part(from, to);

    return MIN(sum, 255);
}

static inline guint32 multiply_pixel(guint32 from, guint32 to, guint32 to_clear) {
    guint32 from_clear = 255 - (from >> 24), pixel = 0;

    for (int shift = 0; shift < 32; shift += 8)
        pixel |=
            multiply_byte(from >> shift & 255, to >> shift & 255, from_clear, to_clear)
            << shift;
    return pixel;
}

static inline void multiply_opaque(guint32 *restrict to, const guint32 *restrict from,
                                   gsize count) {
    for (gsize i = 0; i < count; i++)
        to[i] = multiply_pixel(from[i], to[i], 0);
}

static inline void multiply(guint32 *restrict to, const guint32 *restrict from,
                            gsize count) {
    for (gsize i = 0; i < count; i++)
        to[i] = multiply_pixel(from[i], to[i], 255 - (to[i] >> 24));
}

static inline bool is_clear(const guint32 *from) {
    guint32 all = 0;

    for (gsize i = 0; i < STRIDE; i++)
        all |= from[i];
    return all == 0;
}

VECTORISED void blend_multiply(guint32 *restrict to, const guint32 *restrict from,
                               gsize count, bool is_opaque) {
    gsize done = 0;

    while (done < count) {
        gsize start = done;

        while (done + STRIDE <= count && is_clear(from + done))
            done += STRIDE;
        start = done;
        while (done + STRIDE <= count && !is_clear(from + done))
            done += STRIDE;
        if (done + STRIDE > count)
            done = count;
        if (is_opaque)
            multiply_opaque(to + start, from + start, done - start);
        else
            multiply(to + start, from + start, done - start);
    }
}
