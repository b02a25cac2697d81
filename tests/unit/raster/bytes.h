/* What tests of the encoder share. */
#pragma once

#include <glib.h>
#include <string.h>

static inline void assert_same_bytes(const void *bytes, gsize length,
                                     const void *expected, gsize expected_length) {
    g_assert_cmpuint(length, ==, expected_length);
    g_assert_true(length == 0 || memcmp(bytes, expected, length) == 0);
}
