/* Rows to a JPEG, of which only the compressed part is kept in memory. */
#pragma once

#include <glib.h>

typedef struct JpegWriter JpegWriter;

/* Grey (1) or inks (4: C M Y K, 255 is solid), at most 65500 pixels a side; `quality` 1
 * to 100, with all colours at full resolution. Inks are stored as YCCK, as they are,
 * not inverted as some programs do; in a PDF they need no /Decode. */
JpegWriter *jpeg_writer_new(int width, int height, int components, int quality);
void jpeg_writer_free(JpegWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JpegWriter, jpeg_writer_free)

void jpeg_writer_add(JpegWriter *self, const guint8 *row);

/* The whole file, once all rows were added; caller unrefs. The writer is then used up.
 */
GByteArray *jpeg_writer_finish(JpegWriter *self);
