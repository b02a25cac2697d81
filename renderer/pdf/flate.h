/* Flate, as PDF has it: zlib's format. For one thread: coders are made once. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* At `level`, 1 to 12. NULL when the result would have more than `limit` bytes. */
GBytes *flate_compress(const void *bytes, gsize length, int level, gsize limit);

typedef enum { FLATE_FINE, FLATE_DAMAGED, FLATE_TOO_LARGE } FlateProblem;

/* All of `bytes` (a line end may follow), to at most `limit`; `result` is set only when
 * it is fine. */
FlateProblem flate_expand(const void *bytes, gsize length, gsize limit,
                          GBytes **result);
