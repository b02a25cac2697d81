/* Rows of a picture as a Flate stream with PNG's predictors (ISO 32000-1, 7.4.4.4), of
 * which only the compressed part is kept in memory. */
#pragma once

#include <glib.h>

typedef struct FlateRows FlateRows;

/* Of 8 bits a component. */
FlateRows *flate_rows_new(int width, int components);
void flate_rows_free(FlateRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlateRows, flate_rows_free)

void flate_rows_add(FlateRows *self, const guint8 *row);

/* The whole stream; caller unrefs. The rows are then used up. */
GByteArray *flate_rows_finish(FlateRows *self);

/* What the image says of such a stream: the value of /DecodeParms. Caller frees. */
char *flate_rows_to_parameters(int width, int components);
