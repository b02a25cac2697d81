/* A poster as PNG (ISO/IEC 15948): drawn in bands, in screen colours, sRGB and pHYs
 * set.
 */
#pragma once

#include "model/poster.h"
#include "model/product.h"

#include <gio/gio.h>

typedef struct {
    double ppi;      /* 0: the size's own */
    bool with_bleed; /* else the trim */
} PngOptions;

/* Writes the whole file or none. NULL with `error`. */
Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error);
