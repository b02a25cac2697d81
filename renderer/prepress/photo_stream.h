/* Pixels of a picture as the stream of an image, of which only the compressed part is
 * kept in memory: as they are, or as a JPEG. */
#pragma once

#include "pdf/writer.h"

typedef struct PhotoStream PhotoStream;

PhotoStream *photo_stream_new(int width, int height, int components, bool is_lossy);
void photo_stream_free(PhotoStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhotoStream, photo_stream_free)

void photo_stream_add(PhotoStream *self, const guint8 *row);

/* Ends the object that was begun, "<< … /ColorSpace …" being written. The stream is
 * then used up. */
void photo_stream_end(PhotoStream *self, PdfPart *part);
