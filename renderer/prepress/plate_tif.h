/* The plates of a poster as one TIFF, bleed included: for shops and programs that take
 * no PDF. In bands, so that it takes little memory. */
#pragma once

#include "model/product.h"
#include "prepress/plates.h"

typedef struct {
    double ppi; /* 0: the size's own */
    RasterMeans means;
} PlateTifOptions;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`. */
Product *plate_tif_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                         const PlateTifOptions *options, const char *path,
                         Diagnostics *diagnostics, GError **error);
