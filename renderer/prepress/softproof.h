/* What the print will look like, as a PNG in sRGB: the plates of the poster, bleed
 * included, through the profile of their condition, with the lines of trim, visible and
 * safe over it. No contract proof (ISO 12647-7), and it says so. */
#pragma once

#include "model/product.h"
#include "prepress/plates.h"

typedef struct {
    double ppi;       /* 0: the size's own */
    bool paper_white; /* paper is as it is; else it is the screen's white */
    int compression;  /* PngCompression */
    RasterMeans means;
} SoftproofOptions;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`. */
Product *softproof_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                         const SoftproofOptions *options, const char *path,
                         Diagnostics *diagnostics, GError **error);
