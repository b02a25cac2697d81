#include "../support.h"
#include "bytes.h"

#include "raster/png_deflate.h"
#include "raster/png_runs.h"

static void append_noise(GByteArray *bytes, GRand *rand, guint length, int values) {
    for (guint i = 0; i < length; i++) {
        guint8 value = (guint8)g_rand_int_range(rand, 0, values);

        g_byte_array_append(bytes, &value, 1);
    }
}

/* Bytes that repeat those `step` before them. */
static void append_run(GByteArray *bytes, guint length, guint step) {
    for (guint i = 0; i < length; i++) {
        guint8 value = bytes->data[bytes->len - step];

        g_byte_array_append(bytes, &value, 1);
    }
}

static GByteArray *deflate_runs(const GByteArray *bytes, guint step) {
    GByteArray *stream = g_byte_array_new();

    runs_deflate(bytes->data, bytes->len, step, stream);
    g_byte_array_append(stream, (const guint8 *)DEFLATE_END, 2);
    return stream;
}

static void assert_survives(const GByteArray *bytes, guint step) {
    g_autoptr(GByteArray) stream = deflate_runs(bytes, step);

    assert_inflates(stream, bytes);
}

/* Of each length, where the longest matches end as well, at each place of a word. */
static void test_runs_of_all_lengths(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (guint step = 1; step <= 4; step++) {
        for (guint length = 0; length < 800; length += 1 + length / 300) {
            g_autoptr(GByteArray) bytes = g_byte_array_new();

            append_noise(bytes, rand, step + length % 11, 256);
            append_run(bytes, length, step);
            append_noise(bytes, rand, length % 13, 256);
            assert_survives(bytes, step);
        }
    }
}

static void test_all_alike(void) {
    for (guint length = 1; length < 3000000; length = 3 * length + 1) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();

        g_byte_array_set_size(bytes, length);
        memset(bytes->data, 0, length);
        assert_survives(bytes, 3);
    }
}

/* With more pieces than a block holds, and more bytes between them. */
static void test_many_blocks(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(2);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    for (guint i = 0; i < 30000; i++) {
        append_noise(bytes, rand, 4 + i % 7, 1 + (int)(i % 256));
        append_run(bytes, 6 + i % 30, 3);
    }
    append_noise(bytes, rand, 300000, 256);
    append_noise(bytes, rand, 300000, 3);
    assert_survives(bytes, 3);
}

/* A run costs no more than its matches: two or three bytes for 258. */
static void test_runs_are_short(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) stream = NULL;

    for (guint i = 0; i < 100; i++) {
        append_noise(bytes, rand, 10, 256);
        append_run(bytes, 25800, 3);
    }
    stream = deflate_runs(bytes, 3);
    g_assert_cmpuint(stream->len, <, 100 * (10 + 100 * 2 / 8 + 12) + 200);
}

/* Four values have two bits each, but one gives room to the end of the block. */
static void test_bytes_have_short_codes(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(4);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) stream = NULL;

    append_noise(bytes, rand, 400000, 4);
    stream = deflate_runs(bytes, 3);
    g_assert_cmpuint(stream->len, <, 400000 * 9 / 32 * 101 / 100);
}

static void test_parts_follow_each_other(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);

    for (guint length = 1; length < 200; length++) {
        g_autoptr(GByteArray) all = g_byte_array_new();
        g_autoptr(GByteArray) stream = g_byte_array_new();

        for (guint i = 0; i < 5; i++) {
            guint start = all->len;

            append_noise(all, rand, length + i, 256);
            runs_deflate(all->data + start, all->len - start, 4, stream);
        }
        g_byte_array_append(stream, (const guint8 *)DEFLATE_END, 2);
        assert_inflates(stream, all);
    }
}

static const UnitTest tests[] = {
    TEST(runs_of_all_lengths),
    TEST(all_alike),
    TEST(many_blocks),
    TEST(runs_are_short),
    TEST(bytes_have_short_codes),
    TEST(parts_follow_each_other),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
