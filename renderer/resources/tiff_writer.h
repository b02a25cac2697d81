/* Plates to a TIFF (6.0), of which only a strip is kept in memory.
 *
 * 8 bits a sample, 255 is solid; the inks of a pixel lie side by side. C, M, Y and K,
 * then extra samples of no stated kind for spots, which programs show as channels of
 * their own; all are named in InkNames. LZW with horizontal differences: what every
 * shop's programs read, those of the nineties included, while Deflate came to TIFF
 * later and is missing in some RIPs. */
#pragma once

#include "model/product.h"

#include <gio/gio.h>
#include <stdbool.h>

typedef struct {
    int width, height; /* pixels */
    int strip;         /* rows of each but the last */
    double ppi;
    const GPtrArray *inks; /* of const char *: the names of all plates; 4 or more */
    GBytes *profile;       /* ICC */
    const char *name;      /* what the file calls itself; ASCII */
    const char *date;      /* ISO 8601, "2026-11-22T00:00:00Z" */
} TiffPicture;

typedef struct TiffWriter TiffWriter;

/* It grows in a file without a name. `picture` is no longer needed afterwards. NULL
 * with `error`. */
TiffWriter *tiff_writer_new(const TiffPicture *picture, GError **error);
void tiff_writer_free(TiffWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TiffWriter, tiff_writer_free)

/* The next strip: plate after plate, each rows x width. */
bool tiff_writer_add(TiffWriter *self, const guint8 *plates, int rows, GError **error);

/* After all rows: the file appears at `path`, whole. NULL with `error`. */
Product *tiff_writer_finish(TiffWriter *self, const char *path, GError **error);
