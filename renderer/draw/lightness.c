#include "draw/lightness.h"

#include <glib.h>
#include <math.h>

void tones_fill(Tones *self, Paint dark, Paint light) {
    Rgb from = paint_to_rgb(dark), to = paint_to_rgb(light);

    for (int grey = 0; grey < 256; grey++) {
        double share = grey / 255.0;

        self->colours[grey][0] =
            (guint32)lround((from.red + (to.red - from.red) * share) * 255);
        self->colours[grey][1] =
            (guint32)lround((from.green + (to.green - from.green) * share) * 255);
        self->colours[grey][2] =
            (guint32)lround((from.blue + (to.blue - from.blue) * share) * 255);
    }
}

static guint32 multiply(guint32 value, guint32 alpha) {
    return (value * alpha + 127) / 255;
}

/* cairo's pixels are premultiplied. */
static guint32 paint_pixel(const Tones *self, guint32 pixel, guint32 alpha) {
    guint32 grey = alpha == 0 ? 0 : ((pixel & 255) * 255 + alpha / 2) / alpha;
    const guint32 *colour = self->colours[MIN(grey, 255)];

    return alpha << 24 | multiply(colour[0], alpha) << 16 |
           multiply(colour[1], alpha) << 8 | multiply(colour[2], alpha);
}

static guint8 *row_of(cairo_surface_t *surface, int y) {
    return cairo_image_surface_get_data(surface) +
           (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
}

/* Without memory for its pixels a surface has neither width nor height. */
static cairo_surface_t *new_like(cairo_surface_t *other, cairo_format_t format) {
    return cairo_image_surface_create(format, cairo_image_surface_get_width(other),
                                      cairo_image_surface_get_height(other));
}

void tones_paint(const Tones *self, const guint32 *greys, guint32 *colours, int count) {
    for (int i = 0; i < count; i++)
        colours[i] = paint_pixel(self, greys[i], greys[i] >> 24);
}

cairo_surface_t *duotone_new(cairo_surface_t *grey, Paint dark, Paint light) {
    cairo_surface_t *duotone = new_like(grey, cairo_image_surface_get_format(grey));
    int width = cairo_image_surface_get_width(duotone);
    Tones tones;

    tones_fill(&tones, dark, light);
    for (int y = 0; y < cairo_image_surface_get_height(duotone); y++)
        tones_paint(&tones, (const guint32 *)(void *)row_of(grey, y),
                    (guint32 *)(void *)row_of(duotone, y), width);
    cairo_surface_mark_dirty(duotone);
    return duotone;
}

cairo_surface_t *cut_out_new(cairo_surface_t *grey) {
    cairo_surface_t *mask = new_like(grey, CAIRO_FORMAT_A8);
    int width = cairo_image_surface_get_width(mask);

    for (int y = 0; y < cairo_image_surface_get_height(mask); y++) {
        const guint32 *from = (const guint32 *)(void *)row_of(grey, y);
        guint8 *to = row_of(mask, y);

        for (int x = 0; x < width; x++)
            to[x] = (guint8)(from[x] & 255);
    }
    cairo_surface_mark_dirty(mask);
    return mask;
}
