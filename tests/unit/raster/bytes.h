/* What tests of the encoder share. */
#pragma once

#include <glib.h>
#define ZLIB_CONST
#include <string.h>
#include <zlib.h>

static inline void assert_same_bytes(const void *bytes, gsize length,
                                     const void *expected, gsize expected_length) {
    g_assert_cmpuint(length, ==, expected_length);
    g_assert_true(length == 0 || memcmp(bytes, expected, length) == 0);
}

/* A whole deflate stream. */
static inline void assert_inflates(const GByteArray *stream, const GByteArray *bytes) {
    g_autofree guint8 *out = g_malloc(bytes->len + 1);
    z_stream inflating = {.next_in = stream->data,
                          .avail_in = stream->len,
                          .next_out = out,
                          .avail_out = bytes->len + 1};

    g_assert_cmpint(inflateInit2(&inflating, -15), ==, Z_OK);
    g_assert_cmpint(inflate(&inflating, Z_FINISH), ==, Z_STREAM_END);
    g_assert_cmpuint(inflating.avail_in, ==, 0);
    assert_same_bytes(out, inflating.total_out, bytes->data, bytes->len);
    inflateEnd(&inflating);
}
