#include "../support.h"
#include "bytes.h"

#include "raster/png_deflate.h"

#include "raster/png_runs.h"

/* Of three kinds: all alike, runs, noise. */
static GByteArray *make_bytes(guint length, guint kind) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(length + kind);
    GByteArray *bytes = g_byte_array_sized_new(length);
    guint8 value = 0;

    for (guint i = 0; i < length; i++) {
        if (kind == 2 || (kind == 1 && g_rand_int_range(rand, 0, 20) == 0))
            value = (guint8)g_rand_int_range(rand, 0, 256);
        g_byte_array_append(bytes, &value, 1);
    }
    return bytes;
}

static void add_runs(Deflater *deflater, const GByteArray *bytes, GByteArray *stream) {
    (void)deflater;
    runs_deflate(bytes->data, bytes->len, 3, stream);
}

static void add_small(Deflater *deflater, const GByteArray *bytes, GByteArray *stream) {
    deflater_add_small(deflater, bytes->data, bytes->len, stream);
}

static void (*const ways[])(Deflater *, const GByteArray *, GByteArray *) = {add_runs,
                                                                             add_small};

static void test_parts_are_a_stream(void) {
    g_autoptr(Deflater) deflater = deflater_new();

    for (guint length = 1; length < 400; length += 3) {
        g_autoptr(GByteArray) stream = g_byte_array_new();
        g_autoptr(GByteArray) all = g_byte_array_new();

        for (guint i = 0; i < 9; i++) {
            g_autoptr(GByteArray) bytes = make_bytes(length + i, i % 3);

            ways[i / 3 % 2](deflater, bytes, stream);
            g_byte_array_append(all, bytes->data, bytes->len);
        }
        g_byte_array_append(stream, (const guint8 *)DEFLATE_END, 2);
        assert_inflates(stream, all);
    }
}

/* Of many blocks, the last of which is not the only one. */
static void test_long_parts_are_a_stream(void) {
    g_autoptr(Deflater) deflater = deflater_new();

    for (guint kind = 0; kind < 3; kind++) {
        g_autoptr(GByteArray) bytes = make_bytes(3000000, kind);

        for (guint way = 0; way < 2; way++) {
            g_autoptr(GByteArray) stream = g_byte_array_new();
            g_autoptr(GByteArray) twice = g_byte_array_new();

            ways[way](deflater, bytes, stream);
            ways[way](deflater, bytes, stream);
            g_byte_array_append(stream, (const guint8 *)DEFLATE_END, 2);
            g_byte_array_append(twice, bytes->data, bytes->len);
            g_byte_array_append(twice, bytes->data, bytes->len);
            assert_inflates(stream, twice);
        }
    }
}

static void test_part_does_not_depend_on_what_was_before(void) {
    g_autoptr(GByteArray) bytes = make_bytes(5000, 1), other = make_bytes(70000, 2);

    for (guint way = 0; way < 2; way++) {
        g_autoptr(Deflater) fresh = deflater_new(), used = deflater_new();
        g_autoptr(GByteArray) first = g_byte_array_new(), second = g_byte_array_new();

        ways[way](fresh, bytes, first);
        for (guint i = 0; i < 2; i++)
            ways[i](used, other, second);
        deflater_estimate(used, other->data, other->len);
        g_byte_array_set_size(second, 0);
        ways[way](used, bytes, second);
        assert_same_bytes(first->data, first->len, second->data, second->len);
    }
}

static void test_checksums_are_joined(void) {
    g_autoptr(GByteArray) bytes = make_bytes(200000, 2);

    for (guint cut = 0; cut < 200000; cut += 9973) {
        guint32 first = adler_of(1, bytes->data, cut);
        guint32 second = adler_of(1, bytes->data + cut, bytes->len - cut);

        g_assert_cmpuint(adler_join(first, second, bytes->len - cut), ==,
                         adler32_z(1, bytes->data, bytes->len));
        g_assert_cmpuint(
            crc_of(crc_of(0, bytes->data, cut), bytes->data + cut, bytes->len - cut),
            ==, crc32_z(0, bytes->data, bytes->len));
    }
}

static const UnitTest tests[] = {
    TEST(parts_are_a_stream),
    TEST(long_parts_are_a_stream),
    TEST(part_does_not_depend_on_what_was_before),
    TEST(checksums_are_joined),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
