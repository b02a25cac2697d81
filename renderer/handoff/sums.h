/* SHA256SUMS, as sha256sum(1) reads it: the sums of all other entries, by name. */
#pragma once

#include <glib.h>

typedef struct {
    const char *name, *sha256; /* borrowed */
} Sum;

/* `sums` is of Sum, in any order; it is sorted. Caller frees. */
char *sums_to_text(GArray *sums);
