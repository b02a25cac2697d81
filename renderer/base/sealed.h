/* Small files that say themselves whether they are whole: what kind they
 * are, bytes, and the checksum of both. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* NULL when there is none of that kind, or it is not as it was written. */
GByteArray *sealed_read(const char *path, const char *kind);

/* Whole or not at all, though not synced: one that a power failure tears is noticed. */
bool sealed_write(const char *path, const char *kind, const GByteArray *bytes,
                  GError **error);
