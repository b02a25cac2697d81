#include "../support.h"
#include "bytes.h"

#include "raster/png_deflate.h"

#define ZLIB_CONST
#include <zlib.h>

typedef void Add(Deflater *self, const void *bytes, gsize length, GByteArray *part);

static Add *const ways[] = {deflater_add_fast, deflater_add_small};

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

static void assert_inflates(const GByteArray *stream, const GByteArray *bytes) {
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

static void add(Deflater *deflater, guint way, const GByteArray *bytes,
                GByteArray *stream) {
    ways[way](deflater, bytes->data, bytes->len, stream);
}

static void test_parts_are_a_stream(void) {
    g_autoptr(Deflater) deflater = deflater_new();

    for (guint length = 1; length < 400; length += 3) {
        g_autoptr(GByteArray) stream = g_byte_array_new();
        g_autoptr(GByteArray) all = g_byte_array_new();

        for (guint i = 0; i < 9; i++) {
            g_autoptr(GByteArray) bytes = make_bytes(length + i, i % 3);

            add(deflater, i / 3 % 2, bytes, stream);
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

            add(deflater, way, bytes, stream);
            add(deflater, way, bytes, stream);
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

        add(fresh, way, bytes, first);
        for (guint i = 0; i < 2; i++)
            add(used, i, other, second);
        deflater_estimate(used, other->data, other->len);
        g_byte_array_set_size(second, 0);
        add(used, way, bytes, second);
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
