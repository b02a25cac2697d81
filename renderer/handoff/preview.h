/* A picture of a poster for those who handle its file and must not print it: with its
 * bleed, and over it the lines of trim, visible and safe, the joints of its parts, and
 * words that say so. */
#pragma once

#include "model/campaign.h"
#include "model/poster.h"
#include "model/product.h"
#include "raster/page.h"
#include "resources/fonts.h"

#include <gio/gio.h>

typedef struct {
    const Campaign *campaign; /* whose style of words */
    const Size *size;
    const Fonts *fonts;
    RasterMeans means;
} PreviewOptions;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`. */
Product *preview_write(const Poster *poster, const PreviewOptions *options,
                       const char *path, GError **error);
