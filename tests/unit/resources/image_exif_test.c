#include "pictures.h"

#include "resources/image_format.h"

static ImageInfo read_block(const guint8 *bytes, size_t length) {
    ImageInfo info = {.orientation = 1};

    image_exif_read(bytes, length, &info);
    return info;
}

static ImageInfo read_exif(int orientation, int ppi) {
    g_autoptr(GByteArray) exif = exif_to_bytes(orientation, ppi);

    return read_block(exif->data, exif->len);
}

static void test_orientation_and_resolution_are_taken(void) {
    ImageInfo info = read_exif(7, 300);

    g_assert_cmpint(info.orientation, ==, 7);
    g_assert_cmpfloat(info.ppi, ==, 300);
}

static void test_both_byte_orders_are_read(void) {
    static const guint8 block[] = "Exif\0\0II*\0\x08\0\0\0\x01\0"
                                  "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

    g_assert_cmpint(read_block(block, sizeof block - 1).orientation, ==, 6);
    /* EXIF within PNG and WebP has no "Exif" before it. */
    g_assert_cmpint(read_block(block + 6, sizeof block - 7).orientation, ==, 6);
}

static void test_resolution_may_count_centimetres(void) {
    g_autoptr(GByteArray) exif = exif_to_bytes(1, 100);

    exif->data[55] = 3; /* the unit */
    g_assert_cmpfloat(read_block(exif->data, exif->len).ppi, ==, 254);
    exif->data[55] = 1; /* none */
    g_assert_cmpfloat(read_block(exif->data, exif->len).ppi, ==, 0);
}

static void test_what_makes_no_sense_is_left_out(void) {
    g_assert_cmpint(read_exif(0, 300).orientation, ==, 1);
    g_assert_cmpint(read_exif(9, 300).orientation, ==, 1);
    g_assert_cmpfloat(read_exif(1, 0).ppi, ==, 0);
    g_assert_cmpfloat(read_exif(1, 100001).ppi, ==, 0);
    g_assert_cmpint(read_block((const guint8 *)"Exif\0\0nonsense", 14).orientation, ==,
                    1);
}

/* Nothing behind the end is read; the sanitizers would see it. */
static void test_cut_block_gives_what_is_there(void) {
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 300);

    for (guint length = 0; length < exif->len; length++) {
        g_autofree guint8 *bytes = g_memdup2(exif->data, length);
        int orientation = read_block(bytes, length).orientation;

        g_assert_cmpint(orientation, ==, length >= 20 ? 6 : 1);
    }
}

static void test_resolution_that_differs_is_none(void) {
    g_assert_cmpfloat(image_ppi(300, 300.1), ==, 300);
    g_assert_cmpfloat(image_ppi(300, 72), ==, 0);
}

static const UnitTest tests[] = {
    TEST(orientation_and_resolution_are_taken), TEST(both_byte_orders_are_read),
    TEST(resolution_may_count_centimetres),     TEST(what_makes_no_sense_is_left_out),
    TEST(cut_block_gives_what_is_there),        TEST(resolution_that_differs_is_none),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
