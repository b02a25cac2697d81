#include "base/vectors.h"
#include "resources/image_format.h"

#include <string.h>

struct ImageColours {
    int colours; /* of the picture */
    bool has_alpha, is_grey;
    ColourTransform *transform; /* NULL: they are sRGB; owned */
    guint8 *mixed;              /* a row without alpha; owned */
    guint8 *rgb;                /* likewise, in sRGB; owned */
};

ImageColours *image_colours_new(Image *image, bool is_grey, GBytes *cmyk_profile,
                                int width, GError **error) {
    g_autoptr(ImageColours) self = g_new0(ImageColours, 1);
    const ImageInfo *info = &image->info;

    self->colours = (int)info->model;
    self->has_alpha = info->has_alpha;
    self->is_grey = is_grey;
    if (!image_find_transform(image, cmyk_profile, &self->transform, error))
        return NULL;
    self->mixed = g_malloc((gsize)width * (gsize)self->colours);
    self->rgb = g_malloc((gsize)width * 3);
    return g_steal_pointer(&self);
}

void image_colours_free(ImageColours *self) {
    if (self == NULL)
        return;
    colour_transform_free(self->transform);
    g_free(self->mixed);
    g_free(self->rgb);
    g_free(self);
}

/* The colours of a row, one beside the other. */
static const guint8 *without_alpha(const ImageColours *self, const guint8 *own,
                                   int width) {
    guint8 *mixed = self->mixed;

    if (!self->has_alpha)
        return own;
    for (int x = 0; x < width; x++, own += self->colours + 1) {
        for (int i = 0; i < self->colours; i++)
            *mixed++ = own[i];
    }
    return self->mixed;
}

static const guint8 *to_rgb(const ImageColours *self, const guint8 *mixed, int width) {
    if (self->transform != NULL) {
        colour_transform_run(self->transform, mixed, self->rgb, width);
    } else if (self->colours == IMAGE_GREY) {
        for (int x = 0; x < width; x++)
            memset(self->rgb + (gsize)x * 3, mixed[x], 3);
    } else if (!self->is_grey) {
        return mixed;
    } else {
        memcpy(self->rgb, mixed, (gsize)width * 3);
    }
    if (self->is_grey)
        image_make_grey(self->rgb, width);
    return self->rgb;
}

static VECTORISED void pack(const guint8 *restrict rgb, guint32 *restrict pixels,
                            gsize width) {
    for (gsize x = 0; x < width; x++)
        pixels[x] = 255u << 24 | (guint32)rgb[3 * x] << 16 |
                    (guint32)rgb[3 * x + 1] << 8 | rgb[3 * x + 2];
}

static guint32 premultiply(guint32 colour, guint32 alpha) {
    return (colour * alpha + 127) / 255;
}

static void multiply(const guint8 *alpha, gsize step, guint32 *pixels, gsize width) {
    for (gsize x = 0; x < width; x++) {
        guint32 pixel = pixels[x], opaque = alpha[x * step];

        pixels[x] = opaque << 24 | premultiply(pixel >> 16 & 255, opaque) << 16 |
                    premultiply(pixel >> 8 & 255, opaque) << 8 |
                    premultiply(pixel & 255, opaque);
    }
}

void image_colours_run(const ImageColours *self, const guint8 *own, guint32 *pixels,
                       int width) {
    const guint8 *rgb = to_rgb(self, without_alpha(self, own, width), width);

    pack(rgb, pixels, (gsize)width);
    if (self->has_alpha)
        multiply(own + self->colours, (gsize)self->colours + 1, pixels, (gsize)width);
}
