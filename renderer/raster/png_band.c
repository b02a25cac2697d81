#include "raster/png_band.h"

#include "raster/png_deflate.h"
#include "raster/png_rows.h"
#include "raster/png_runs.h"

#include <string.h>

static const gsize steps[] = {
    [PNG_BY_RGB] = 3, [PNG_BY_RGBA] = 4, [PNG_BY_PALETTE] = 1, [PNG_BY_GREY] = 1};

struct PngEncoder {
    const PngFormat *format;
    gsize length;         /* of a row */
    guint8 *row, *above;  /* packed; owned */
    guint8 *spare;        /* a row; owned */
    GByteArray *filtered; /* rows with the filters of the least cost; owned */
    GByteArray *plain;    /* the same rows without; owned */
    GByteArray *band;     /* owned */
    Deflater *deflater;
};

gsize png_format_row(const PngFormat *format) {
    return (gsize)format->width * steps[format->colours];
}

PngEncoder *png_encoder_new(const PngFormat *format) {
    PngEncoder *self = g_new0(PngEncoder, 1);

    g_assert(format->width > 0 && format->height > 0);
    g_assert((format->colours == PNG_BY_PALETTE) == (format->palette != NULL));
    self->format = format;
    self->length = png_format_row(format);
    self->row = g_malloc(self->length);
    self->above = g_malloc(self->length);
    self->spare = g_malloc(self->length);
    self->filtered = g_byte_array_new();
    self->plain = g_byte_array_new();
    self->band = g_byte_array_new();
    self->deflater = deflater_new();
    return self;
}

void png_encoder_free(PngEncoder *self) {
    if (self == NULL)
        return;
    g_free(self->row);
    g_free(self->above);
    g_free(self->spare);
    g_byte_array_unref(self->filtered);
    g_byte_array_unref(self->plain);
    g_byte_array_unref(self->band);
    deflater_free(self->deflater);
    g_free(self);
}

static void pack(PngEncoder *self, gconstpointer pixels) {
    const PngFormat *format = self->format;

    switch (format->colours) {
    case PNG_BY_RGB:
        row_pack_rgb(pixels, self->row, format->width);
        break;
    case PNG_BY_RGBA:
        row_pack_rgba(pixels, self->row, format->width);
        break;
    case PNG_BY_PALETTE:
        row_pack_indices(format->palette, pixels, self->row, format->width);
        break;
    case PNG_BY_GREY:
        memcpy(self->row, pixels, (gsize)format->width);
        break;
    }
}

/* Differences between numbers of colours mean nothing. */
static bool wants_filters(const PngEncoder *self) {
    return self->format->colours != PNG_BY_PALETTE;
}

static bool wants_none(const PngEncoder *self) {
    return !wants_filters(self) || self->format->effort == PNG_SMALL;
}

/* After the row in self->above, if any. */
static void filter_row(PngEncoder *self, const guint8 *pixels, bool is_first,
                       gsize at) {
    bool is_quick = self->format->effort == PNG_FAST;
    const guint8 *above = is_first ? NULL : self->above;
    guint8 *before = self->above;

    pack(self, pixels);
    if (wants_filters(self))
        row_filter_best(self->row, above, self->length, steps[self->format->colours],
                        is_quick, self->filtered->data + at, self->spare);
    if (wants_none(self))
        row_filter_none(self->row, above, self->length, self->plain->data + at);
    self->above = self->row;
    self->row = before;
}

static void repeat_row(PngEncoder *self, gsize at) {
    if (wants_filters(self))
        row_repeat(self->filtered->data + at, self->length);
    if (wants_none(self))
        row_repeat(self->plain->data + at, self->length);
}

static void filter_rows(PngEncoder *self, const guint8 *pixels, int stride, int rows) {
    gsize pixel = self->format->colours == PNG_BY_GREY ? 1 : 4;
    gsize bytes = pixel * (gsize)self->format->width;
    guint size = (guint)((1 + self->length) * (gsize)rows);

    g_byte_array_set_size(self->filtered, wants_filters(self) ? size : 0);
    g_byte_array_set_size(self->plain, wants_none(self) ? size : 0);
    for (gsize i = 0; i < (gsize)rows; i++) {
        const guint8 *row = pixels + i * (gsize)stride;
        gsize at = i * (1 + self->length);

        if (i > 0 && memcmp(row, row - stride, bytes) == 0)
            repeat_row(self, at);
        else
            filter_row(self, row, i == 0, at);
    }
}

static gsize estimate(PngEncoder *self, const GByteArray *rows) {
    return deflater_estimate(self->deflater, rows->data, rows->len);
}

static const GByteArray *choose_rows(PngEncoder *self) {
    if (!wants_none(self))
        return self->filtered;
    if (!wants_filters(self))
        return self->plain;
    return estimate(self, self->plain) <= estimate(self, self->filtered)
               ? self->plain
               : self->filtered;
}

const GByteArray *png_encoder_encode(PngEncoder *self, const guint8 *pixels, int stride,
                                     int rows) {
    PngBandHead head = {.rows = (guint32)rows};
    const GByteArray *chosen;

    g_assert(rows > 0 && (1 + self->length) * (gsize)rows <= G_MAXINT32);
    filter_rows(self, pixels, stride, rows);
    chosen = choose_rows(self);
    head.adler = adler_of(1, chosen->data, chosen->len);
    g_byte_array_set_size(self->band, 0);
    g_byte_array_append(self->band, (const guint8 *)&head, sizeof head);
    if (self->format->effort == PNG_FAST)
        runs_deflate(chosen->data, chosen->len, steps[self->format->colours],
                     self->band);
    else
        deflater_add_small(self->deflater, chosen->data, chosen->len, self->band);
    return self->band;
}
