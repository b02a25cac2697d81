/* A poster as PNG (ISO/IEC 15948): drawn in bands, in screen colours, sRGB and pHYs
 * set.
 */
#pragma once

#include "model/poster.h"
#include "model/product.h"
#include "raster/page.h"
#include "raster/png_bands.h"

#include <gio/gio.h>

typedef enum {
    PNG_COMPRESSION_AUTO, /* small up to four million pixels, fast above */
    PNG_COMPRESSION_FAST,
    PNG_COMPRESSION_SMALL,
} PngCompression;

/* What the compression (PngCompression) is for a picture of so many pixels. */
PngEffort png_effort(int compression, int width, int height);

/* What files say of a poster; borrows from it. */
PngAbout png_about(const Poster *poster, double ppi);

typedef struct {
    double ppi;      /* 0: the size's own */
    bool with_bleed; /* else the trim */
    int compression; /* PngCompression */
    RasterMeans means;
    const PngBeside *beside; /* NULL: nothing */
} PngOptions;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`, or
 * because of what was done beside. */
Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error);
