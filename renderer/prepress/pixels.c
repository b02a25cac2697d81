#include "prepress/conversion.h"

#include "base/translate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIXELS_MAX = 1 << 28,
    IMAGE_LEVEL = 6,
    FLAT_TOLERANCE = 4, /* levels; see `is_near` */
    NEAR_MAX = 7,       /* levels that are one in linear light, in the darkest */
};

typedef struct {
    long width, height;
    int components;
    GBytes *samples;
    GBytes *opacity; /* a byte a pixel; NULL: none */
} Pixels;

static long whole(const PdfValue *dictionary, const char *key) {
    return lround(pdf_value_number(pdf_value_find(dictionary, key), 0));
}

static void pixels_clear(Pixels *self) {
    g_clear_pointer(&self->samples, g_bytes_unref);
    g_clear_pointer(&self->opacity, g_bytes_unref);
}

/* The samples of a stream, if there are as many as there must be. */
static GBytes *read_samples(const Conversion *self, const PdfObject *image,
                            gsize wanted, GError **error) {
    GBytes *samples = pdf_file_inflate(self->file, image, PIXELS_MAX, error);

    if (samples == NULL || g_bytes_get_size(samples) >= wanted)
        return samples;
    g_bytes_unref(samples);
    conversion_refuse(error, "image", "Length");
    return NULL;
}

/* One bit a pixel, rows from byte to byte, as a byte a pixel. */
static GBytes *widen(GBytes *bits, long width, long height) {
    const guint8 *from = g_bytes_get_data(bits, NULL);
    guint8 *to = g_malloc((gsize)(width * height));
    long stride = (width + 7) / 8;

    for (long y = 0; y < height; y++) {
        for (long x = 0; x < width; x++)
            to[y * width + x] = from[y * stride + x / 8] >> (7 - x % 8) & 1 ? 255 : 0;
    }
    return g_bytes_new_take(to, (gsize)(width * height));
}

/* A byte a component, whether they have one bit or eight in the file. */
static GBytes *read_bytes(const Conversion *self, const PdfObject *image,
                          const Pixels *pixels, int components, GError **error) {
    long width = pixels->width, height = pixels->height;
    long bits = whole(&image->value, "BitsPerComponent");
    g_autoptr(GBytes) packed = NULL;

    if (bits == 8)
        return read_samples(self, image, (gsize)(width * height * components), error);
    if (bits != 1 || components != 1) {
        conversion_refuse(error, "image", "BitsPerComponent");
        return NULL;
    }
    packed = read_samples(self, image, (gsize)((width + 7) / 8 * height), error);
    return packed == NULL ? NULL : widen(packed, width, height);
}

static bool read_opacity(const Conversion *self, const PdfObject *image, Pixels *pixels,
                         GError **error) {
    const PdfValue *reference = pdf_value_find(&image->value, "SMask");
    const PdfObject *mask;

    if (reference == NULL)
        return true;
    if (reference->kind != PDF_REFERENCE)
        return conversion_refuse(error, "image", "SMask");
    mask = pdf_file_object(self->file, reference->reference);
    if (mask->stream == NULL || whole(&mask->value, "Width") != pixels->width ||
        whole(&mask->value, "Height") != pixels->height)
        return conversion_refuse(error, "image", "SMask");
    pixels->opacity = read_bytes(self, mask, pixels, 1, error);
    return pixels->opacity != NULL;
}

static bool read_pixels(const Conversion *self, const PdfObject *image, Pixels *pixels,
                        GError **error) {
    const PdfValue *space = pdf_file_find(self->file, &image->value, "ColorSpace");

    pixels->width = whole(&image->value, "Width");
    pixels->height = whole(&image->value, "Height");
    if (pixels->width <= 0 || pixels->height <= 0 ||
        pixels->width > PIXELS_MAX / 3 / pixels->height)
        return conversion_refuse(error, "image", "Width");
    if (pdf_value_is_name(space, "DeviceRGB"))
        pixels->components = 3;
    else if (pdf_value_is_name(space, "DeviceGray"))
        pixels->components = 1;
    else
        return conversion_refuse(error, "image", "ColorSpace");
    pixels->samples = read_bytes(self, image, pixels, pixels->components, error);
    return pixels->samples != NULL && read_opacity(self, image, pixels, error);
}

/* --- pictures of one colour ---------------------------------------------------------
 */

static const guint8 *bytes_of(GBytes *bytes) {
    return bytes == NULL ? NULL : g_bytes_get_data(bytes, NULL);
}

static Rgb pixel(const Pixels *self, gsize index) {
    const guint8 *samples = bytes_of(self->samples);

    if (self->components == 1)
        return (Rgb){samples[index] / 255.0, samples[index] / 255.0,
                     samples[index] / 255.0};
    return (Rgb){samples[index * 3] / 255.0, samples[index * 3 + 1] / 255.0,
                 samples[index * 3 + 2] / 255.0};
}

/* The pixel that is the least transparent: nearest to what was painted. */
static gsize densest(const Pixels *self) {
    const guint8 *opacity = bytes_of(self->opacity);
    gsize count = (gsize)(self->width * self->height), best = 0;

    for (gsize i = 0; opacity != NULL && i < count; i++) {
        if (opacity[i] > opacity[best])
            best = i;
        if (opacity[best] == 255)
            break;
    }
    return best;
}

/* 0 to 255 of linear light. */
static double linear(double level) {
    double value = level / 255;

    return 255 * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
}

/* What librsvg's filters leave of a colour: they reckon in 8 bits of linear light,
 * multiplied by opacity, of which one is many levels in dark colours. */
static bool is_near(double sample, double wanted, double opacity) {
    return fabs(sample - wanted) * opacity <= FLAT_TOLERANCE ||
           fabs(linear(sample) - linear(wanted)) * opacity <= 1.5;
}

static bool is_flat(const Pixels *self, Rgb colour) {
    const guint8 *samples = bytes_of(self->samples), *opacity = bytes_of(self->opacity);
    const double wanted[3] = {colour.red * 255, colour.green * 255, colour.blue * 255};
    gsize count = (gsize)(self->width * self->height);

    for (gsize i = 0; i < count; i++) {
        double weight = opacity == NULL ? 1 : opacity[i] / 255.0;

        for (int j = 0; weight > 0 && j < 3; j++) {
            double sample =
                self->components == 1 ? samples[i] : samples[i * 3 + (gsize)j];

            if (!is_near(sample, wanted[j], weight))
                return false;
        }
    }
    return true;
}

/* Levels that filters may have made a level of, the nearest first; how many. */
static int origins(double component, double levels[2 * NEAR_MAX + 1]) {
    double level = round(component * 255);
    int count = 0;

    for (int i = 0; i < 2 * NEAR_MAX + 1; i++) {
        double near = level + (i % 2 == 0 ? -i / 2 : i / 2 + 1);

        if (near >= 0 && near <= 255 &&
            (fabs(near - level) <= 2 || fabs(linear(near) - linear(level)) <= 0.5))
            levels[count++] = near / 255;
    }
    return count;
}

/* The ink that the whole picture is of. */
static bool find_flat(Conversion *self, const Pixels *pixels, PrintColour *colour) {
    Rgb first = pixel(pixels, densest(pixels));
    double levels[3][2 * NEAR_MAX + 1];
    int reds = origins(first.red, levels[0]), greens = origins(first.green, levels[1]);
    int blues = origins(first.blue, levels[2]);

    for (int i = 0; i < reds * greens * blues; i++) {
        Rgb near = {levels[0][i % reds], levels[1][i / reds % greens],
                    levels[2][i / reds / greens]};

        *colour = conversion_exact(self, near);
        if (colour->certainty == BY_INK)
            return is_flat(pixels, near);
    }
    return false;
}

/* --- writing ------------------------------------------------------------------------
 */

typedef struct {
    const Slot *space; /* NULL: `device` */
    const char *device;
    const guint8 *samples;
    gsize length;
} Result;

static void write_image(Conversion *self, const PdfObject *image, guint number,
                        const Pixels *pixels, const Result *result) {
    const PdfValue *mask = pdf_value_find(&image->value, "SMask");
    PdfPart *part = self->part;

    pdf_part_begin(part, number);
    pdf_part_text(part, "<</Type/XObject/Subtype/Image/BitsPerComponent 8/Width ");
    pdf_part_number(part, (double)pixels->width, 0);
    pdf_part_text(part, "/Height ");
    pdf_part_number(part, (double)pixels->height, 0);
    pdf_part_text(part, "/ColorSpace ");
    if (result->space != NULL)
        pdf_part_slot(part, conversion_slot(self, *result->space));
    else
        pdf_part_text(part, result->device);
    if (mask != NULL) {
        pdf_part_text(part, "/SMask ");
        convert_copy(self, mask);
    }
    pdf_part_end_stream(
        part, &(PdfStream){result->samples, result->length, IMAGE_LEVEL, NULL});
}

static void write_flat(Conversion *self, const PdfObject *image, guint number,
                       const Pixels *pixels, const PrintColour *colour) {
    Slot slot = {.kind = SLOT_SPOT, .ink = colour->ink};
    gsize count = (gsize)(pixels->width * pixels->height);
    bool is_spot = colour->plates == PLATES_SPOT;
    gsize each = is_spot ? 1 : 4;
    g_autofree guint8 *samples = g_malloc(count * each);
    Result result = {is_spot ? &slot : NULL, "/DeviceCMYK", samples, count * each};
    guint8 one[4];

    for (gsize j = 0; j < each; j++)
        one[j] = (guint8)lround((is_spot ? colour->tint : colour->cmyk[j]) * 255);
    for (gsize i = 0; i < count; i++)
        memcpy(samples + i * each, one, each);
    write_image(self, image, number, pixels, &result);
}

static void write_grey(Conversion *self, const PdfObject *image, guint number,
                       const Pixels *pixels) {
    gsize count = (gsize)(pixels->width * pixels->height);
    const guint8 *greys = bytes_of(pixels->samples);
    g_autofree guint8 *samples = g_malloc(count);
    Result result = {NULL, "/DeviceGray", samples, count};
    guint8 levels[256];

    for (int i = 0; i < 256; i++)
        levels[i] =
            (guint8)lround(255 * (1 - print_colours_black(self->colours, i / 255.0)));
    for (gsize i = 0; i < count; i++)
        samples[i] = levels[greys[i]];
    write_image(self, image, number, pixels, &result);
}

static void write_colours(Conversion *self, const PdfObject *image, guint number,
                          const Pixels *pixels) {
    gsize count = (gsize)(pixels->width * pixels->height);
    const guint8 *colours = bytes_of(pixels->samples);
    g_autofree guint8 *samples = g_malloc(count * 4);
    g_autofree guint8 *row = g_malloc((gsize)pixels->width * 3);
    Result result = {NULL, "/DeviceCMYK", samples, count * 4};
    gsize width = (gsize)pixels->width;

    for (gsize start = 0; start < count; start += width) {
        for (gsize i = 0; i < width * 3; i++)
            row[i] = pixels->components == 3 ? colours[start * 3 + i]
                                             : colours[start + i / 3];
        print_colours_run(self->colours, row, samples + start * 4, (int)pixels->width);
    }
    write_image(self, image, number, pixels, &result);
}

static bool is_stencil(const PdfValue *image) {
    const PdfValue *stencil = pdf_value_find(image, "ImageMask");

    return stencil != NULL && stencil->kind == PDF_BOOLEAN && stencil->number == 1;
}

static void copy_image(Conversion *self, const PdfObject *image, guint number) {
    const PdfValue *filter = pdf_file_find(self->file, &image->value, "Filter");

    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<<");
    for (guint i = 0; i < image->value.count; i++) {
        const PdfEntry *entry = &image->value.entries[i];

        if (strcmp(entry->key, "Length") == 0 || strcmp(entry->key, "Filter") == 0 ||
            strcmp(entry->key, "Interpolate") == 0)
            continue;
        pdf_part_name(self->part, entry->key);
        pdf_part_text(self->part, " ");
        convert_copy(self, &entry->value);
    }
    pdf_part_end_stream(self->part, &(PdfStream){image->stream, image->length, 0,
                                                 filter == NULL ? NULL : filter->text});
}

/* What would make other colours of the samples, and cairo does not write. */
static bool is_plain(const PdfValue *image, GError **error) {
    static const char *const keys[] = {"Decode", "Mask"};

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (pdf_value_find(image, keys[i]) != NULL)
            return conversion_refuse(error, "image", keys[i]);
    }
    return true;
}

bool convert_image(Conversion *self, const PdfObject *image, guint number,
                   GError **error) {
    Pixels pixels = {0};
    PrintColour flat;

    if (image->stream == NULL)
        return conversion_refuse(error, "image", "Length");
    /* It takes the ink that is set. */
    if (is_stencil(&image->value)) {
        copy_image(self, image, number);
        return true;
    }
    if (pdf_value_find(&image->value, "SMask") != NULL &&
        !conversion_see_through(self, error, "SMask"))
        return false;
    if (!is_plain(&image->value, error) || !read_pixels(self, image, &pixels, error)) {
        pixels_clear(&pixels);
        return false;
    }
    if (find_flat(self, &pixels, &flat))
        write_flat(self, image, number, &pixels, &flat);
    else if (pixels.components == 1 && print_colours_black(self->colours, 0) >= 0)
        write_grey(self, image, number, &pixels);
    else
        write_colours(self, image, number, &pixels);
    pixels_clear(&pixels);
    return true;
}
