/* Rows to a JPEG, of which only the compressed part is kept in memory. */
#pragma once

#include <glib.h>

enum { JPEG_SIDE_MAX = 65500 }; /* libjpeg's own limit */

typedef struct JpegWriter JpegWriter;

/* Grey (1) or inks (4: C M Y K, 255 is solid), at most JPEG_SIDE_MAX pixels a side;
 * `quality` 1 to 100, with all colours at full resolution. Inks are stored as YCCK, as
 * they are, not inverted as some programs do; in a PDF they need no /Decode. */
JpegWriter *jpeg_writer_new(int width, int height, int components, int quality);

/* A file of its own, of R G B, stored as YCbCr with all colours at full resolution:
 * flat art at quality 60 is then smaller and truer than at 95 with half of it. */
typedef struct {
    int width, height;
    int quality;     /* 1 to 100 */
    double ppi;      /* rounded to whole ones, as the format has it */
    GBytes *profile; /* ICC, of at most 255 * 65519 bytes */
    const char *xmp; /* a packet (base/xmp.h) of at most JPEG_XMP_MAX bytes;
                      * NULL: none */
} JpegPicture;

enum { JPEG_XMP_MAX = 65504 };

/* All is borrowed, and no longer needed afterwards. */
JpegWriter *jpeg_writer_new_picture(const JpegPicture *picture);

void jpeg_writer_free(JpegWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JpegWriter, jpeg_writer_free)

void jpeg_writer_add(JpegWriter *self, const guint8 *row);

/* What there is of the file so far; who has written it away sets its size to 0. */
GByteArray *jpeg_writer_made(JpegWriter *self);

/* The whole file, or what of it has not been written away, once all rows were added;
 * caller unrefs. The writer is then used up.
 */
GByteArray *jpeg_writer_finish(JpegWriter *self);
