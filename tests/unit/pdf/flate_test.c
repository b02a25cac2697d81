#include "../support.h"

#include "pdf/flate.h"

enum { BYTES = 1 << 20 };

static GBytes *make_zeros(void) {
    return g_bytes_new_take(g_strnfill(BYTES, '0'), BYTES);
}

/* Compressed, and with `tail` behind. */
static GByteArray *compress(GBytes *bytes, int level, const char *tail) {
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autoptr(GBytes) compressed = flate_compress(data, length, level, length);
    GByteArray *all = g_byte_array_new();

    g_assert_nonnull(compressed);
    data = g_bytes_get_data(compressed, &length);
    g_byte_array_append(all, data, (guint)length);
    g_byte_array_append(all, (const guint8 *)tail, (guint)strlen(tail));
    return all;
}

static void test_what_is_compressed_comes_back(void) {
    g_autoptr(GBytes) zeros = make_zeros();

    for (int level = 1; level <= 12; level++) {
        g_autoptr(GByteArray) compressed = compress(zeros, level, "");
        g_autoptr(GBytes) again = NULL;

        g_assert_cmpuint(compressed->len, <, BYTES / 50);
        g_assert_cmpint(flate_expand(compressed->data, compressed->len, BYTES, &again),
                        ==, FLATE_FINE);
        g_assert_true(g_bytes_equal(zeros, again));
    }
}

static void test_nothing_is_something_too(void) {
    g_autoptr(GBytes) nothing = flate_compress("", 0, 6, 100);
    g_autoptr(GBytes) again = NULL;
    gsize length = 0;
    const void *bytes = g_bytes_get_data(nothing, &length);

    g_assert_cmpint(flate_expand(bytes, length, 0, &again), ==, FLATE_FINE);
    g_assert_cmpuint(g_bytes_get_size(again), ==, 0);
}

static void test_limits_are_kept(void) {
    g_autoptr(GBytes) zeros = make_zeros();
    g_autoptr(GByteArray) compressed = compress(zeros, 6, "");
    GBytes *again = NULL;

    g_assert_cmpint(flate_expand(compressed->data, compressed->len, BYTES - 1, &again),
                    ==, FLATE_TOO_LARGE);
    g_assert_null(again);
    g_assert_null(flate_compress("0000000000", 10, 6, 10));
    g_assert_null(flate_compress("0000000000", 10, 6, 0));
}

static void assert_expanded(const char *tail, FlateProblem expected) {
    g_autoptr(GBytes) zeros = make_zeros();
    g_autoptr(GByteArray) compressed = compress(zeros, 6, tail);
    g_autoptr(GBytes) again = NULL;

    g_assert_cmpint(flate_expand(compressed->data, compressed->len, BYTES, &again), ==,
                    expected);
    g_assert_true((again != NULL) == (expected == FLATE_FINE));
}

static void test_a_line_end_may_follow(void) {
    assert_expanded("\n", FLATE_FINE);
    assert_expanded("\n\n", FLATE_DAMAGED);
    assert_expanded("x", FLATE_DAMAGED);
}

static void test_damage_is_noticed(void) {
    g_autoptr(GBytes) zeros = make_zeros();
    g_autoptr(GByteArray) compressed = compress(zeros, 6, "");
    GBytes *again = NULL;

    for (guint i = 0; i < compressed->len; i++) {
        g_autofree guint8 *cut = g_memdup2(compressed->data, i);

        g_assert_cmpint(flate_expand(cut, i, BYTES, &again), !=, FLATE_FINE);
    }
    /* The checksum. */
    compressed->data[compressed->len - 1] ^= 1;
    g_assert_cmpint(flate_expand(compressed->data, compressed->len, BYTES, &again), ==,
                    FLATE_DAMAGED);
    g_assert_null(again);
}

static const UnitTest tests[] = {
    TEST(what_is_compressed_comes_back),
    TEST(nothing_is_something_too),
    TEST(limits_are_kept),
    TEST(a_line_end_may_follow),
    TEST(damage_is_noticed),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
