/* Rows of a picture out of a Flate stream, which is expanded row by row, with PNG's
 * predictors (ISO 32000-1, 7.4.4.4) or without. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct FlateReader FlateReader;

/* `row`: bytes of a row; `step`: those of a pixel, 0: rows have no predictors. `bytes`
 * are borrowed. */
FlateReader *flate_reader_new(const guint8 *bytes, gsize length, gsize row, gsize step);
void flate_reader_free(FlateReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlateReader, flate_reader_free)

/* The next one; false when the stream is damaged or at its end. */
bool flate_reader_next(FlateReader *self, guint8 *row);
