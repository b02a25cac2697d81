/* A band of a PNG's rows, encoded without any other: in whatever process, joined in
 * order by a PngWriter. The same pixels in the same bands become the same bytes. */
#pragma once

#include "raster/png_palette.h"

typedef enum {
    PNG_BY_RGB,
    PNG_BY_RGBA,    /* from ARGB32 */
    PNG_BY_PALETTE, /* 8 bits a pixel */
    PNG_BY_GREY     /* from a byte a pixel */
} PngColours;

typedef enum {
    PNG_FAST, /* adaptive filters */
    PNG_SMALL /* about ten times slower; filters or none, what is smaller in each band
               */
} PngEffort;

typedef struct {
    int width, height; /* pixels of the whole picture; 1 or more */
    PngColours colours;
    const PngPalette *palette; /* sorted; borrowed; only by palette */
    PngEffort effort;
} PngFormat;

/* Bytes of a row, without its filter. */
gsize png_format_row(const PngFormat *format);

/* Encodes one band after another; keeps its memory. */
typedef struct PngEncoder PngEncoder;

/* `format` is borrowed. */
PngEncoder *png_encoder_new(const PngFormat *format);
void png_encoder_free(PngEncoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PngEncoder, png_encoder_free)

/* Rows of cairo's RGB24 or ARGB32, or of greys, one or more. The bytes are plain, can
 * go through a pipe, and are the encoder's until the next band. */
const GByteArray *png_encoder_encode(PngEncoder *self, const guint8 *pixels, int stride,
                                     int rows);

/* What such bytes begin with; behind it is a part of the deflate stream. In the
 * machine's byte order. */
typedef struct {
    guint32 rows;
    guint32 adler; /* of the filtered rows */
} PngBandHead;
