/* Deflate (RFC 1951) in parts that are made one without the other, by whom and in which
 * order ever; one behind the other, they and DEFLATE_END are a stream. For one thread.
 */
#pragma once

#include <glib.h>

typedef struct Deflater Deflater;

/* An empty last block. */
#define DEFLATE_END "\x03"

Deflater *deflater_new(void);
void deflater_free(Deflater *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deflater, deflater_free)

/* Appends to `part` what becomes of some bytes, up to a byte's end (a sync flush). The
 * fast way is runs_deflate. */
void deflater_add_small(Deflater *self, const void *bytes, gsize length,
                        GByteArray *part);

/* About how many bytes that would make, in less time. */
gsize deflater_estimate(Deflater *self, const void *bytes, gsize length);

/* A whole stream in zlib's format (RFC 1950); caller unrefs. */
GByteArray *deflate_whole(const void *bytes, gsize length);

/* Checksums of zlib's format and of PNG: of what comes behind that which has `before`.
 * They start from 1 and 0. */
guint32 adler_of(guint32 before, const void *bytes, gsize length);
guint32 crc_of(guint32 before, const void *bytes, gsize length);

/* That of two parts, the second of `length` bytes. */
guint32 adler_join(guint32 first, guint32 second, gsize length);
