/* SHA-256 (FIPS 180-4). */
#pragma once

#include <glib.h>

enum { CHECKSUM_BYTES = 32 };

typedef struct Checksum Checksum;

Checksum *checksum_new(void);
void checksum_free(Checksum *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Checksum, checksum_free)

void checksum_update(Checksum *self, const void *bytes, gsize length);

/* Of all bytes so far; they then count no more. */
void checksum_take(Checksum *self, guint8 digest[CHECKSUM_BYTES]);

/* In small hexadecimal digits; caller frees. */
char *checksum_to_text(const guint8 digest[CHECKSUM_BYTES]);

/* The same in small hexadecimal digits; caller frees. */
char *checksum_take_text(Checksum *self);

/* Of some bytes, likewise. */
char *checksum_of(const void *bytes, gsize length);
