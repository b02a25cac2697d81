/* A poster as JPEG (ISO/IEC 10918-1, JFIF): drawn in bands, in screen colours, with
 * their ICC profile, its resolution, title and alt text (XMP). */
#pragma once

#include "model/poster.h"
#include "model/product.h"
#include "raster/page.h"
#include "resources/screen_profile.h"

#include <gio/gio.h>

typedef struct {
    double ppi;      /* 0: the size's own */
    bool with_bleed; /* else the trim */
    int quality;     /* 1 to 100 */
    const ScreenProfile *profile;
    RasterMeans means;
} JpgOptions;

/* Writes the whole file or none; the same bytes whoever helps. NULL with `error`. */
Product *jpg_write(const Poster *poster, const JpgOptions *options, const char *path,
                   GError **error);
