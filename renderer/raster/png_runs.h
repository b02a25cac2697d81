/* Deflate (RFC 1951) that looks for runs only: for filtered rows of pixels, in which
 * little else repeats near by. Several times faster than what looks for more, and what
 * comes out does not depend on the processor. */
#pragma once

#include <glib.h>

/* Appends blocks, and an empty one up to a byte's end (a sync flush). In a run bytes
 * equal those `step` before them, 1 to 4. */
void runs_deflate(const guint8 *bytes, gsize length, gsize step, GByteArray *part);
