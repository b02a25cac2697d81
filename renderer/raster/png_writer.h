/* A PNG (ISO/IEC 15948) put together from bands, in a file that appears whole or not at
 * all. */
#pragma once

#include "model/product.h"
#include "raster/png_band.h"

#include <gio/gio.h>

/* What a PNG says of itself; all borrowed. Texts that are NULL or empty are left out.
 */
typedef struct {
    double ppi;
    GBytes *profile; /* ICC; NULL: sRGB, but for greys */
    const char *title;
    const char *author;
    const char *description; /* the alt text */
    const char *language;    /* of the description, as BCP 47 has it */
} PngAbout;

typedef struct PngWriter PngWriter;

/* Starts the file; nothing of it is seen at `path` yet. At most one file can be in the
 * making (base/output.h). `format` is borrowed. NULL with `error`. */
PngWriter *png_writer_new(const char *path, const PngFormat *format,
                          const PngAbout *about, GError **error);

/* Without png_writer_finish there is no file. */
void png_writer_free(PngWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PngWriter, png_writer_free)

/* What png_encoder_encode made of the next rows. */
bool png_writer_add(PngWriter *self, const guint8 *band, gsize length, GError **error);

/* After all rows: the file appears. NULL with `error`. */
Product *png_writer_finish(PngWriter *self, GError **error);
