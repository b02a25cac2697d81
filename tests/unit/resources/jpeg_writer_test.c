#include "pictures.h"

#include "resources/jpeg_writer.h"

static GByteArray *compress(const Pixels *pixels) {
    g_autoptr(JpegWriter) writer =
        jpeg_writer_new(pixels->width, pixels->height, pixels->components, 92);

    for (int y = 0; y < pixels->height; y++)
        jpeg_writer_add(writer, pixel_at(pixels, 0, y));
    return jpeg_writer_finish(writer);
}

/* As libjpeg says it stands in the file, nothing turned round. */
static Pixels *expand(const GByteArray *jpeg) {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    Pixels *pixels;

    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, jpeg->data, jpeg->len);
    g_assert_cmpint(jpeg_read_header(&info, TRUE), ==, JPEG_HEADER_OK);
    info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_CMYK;
    g_assert_true(jpeg_start_decompress(&info));
    pixels = pixels_new_empty((int)info.output_width, (int)info.output_height,
                              info.output_components);
    for (int y = 0; y < pixels->height; y++) {
        JSAMPROW rows[1] = {pixel_at(pixels, 0, y)};

        jpeg_read_scanlines(&info, rows, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return pixels;
}

static void test_inks_are_stored_as_they_are(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4), back = NULL;
    g_autoptr(GByteArray) jpeg = compress(pixels);

    back = expand(jpeg);
    assert_same_pixels(back, pixels, 4);
}

static void test_grey_is_stored_as_it_is(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 1), back = NULL;
    g_autoptr(GByteArray) jpeg = compress(pixels);

    back = expand(jpeg);
    assert_same_pixels(back, pixels, 2);
}

/* Its transform, 2, is all that tells readers of YCCK. */
static void test_adobes_marker_says_how_inks_are_stored(void) {
    static const guint8 marker[] = {0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100};
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(GByteArray) jpeg = compress(pixels);
    size_t at = find_bytes(jpeg, marker, sizeof marker);

    g_assert_cmpuint(jpeg->data[at + 15], ==, 2);
}

/* More than its buffer holds. */
static void test_large_pictures_are_whole(void) {
    g_autoptr(Pixels) pixels = pixels_new_empty(600, 500, 4), back = NULL;
    g_autoptr(GByteArray) jpeg = NULL, again = NULL;

    for (int i = 0; i < 600 * 500 * 4; i++)
        pixels->bytes[i] = (guint8)(((guint32)i * 2654435761u) >> 24);
    jpeg = compress(pixels);
    g_assert_cmpuint(jpeg->len, >, 3 * 65536);
    back = expand(jpeg);
    g_assert_cmpint(back->height, ==, 500);
    again = compress(pixels);
    g_assert_cmpuint(again->len, ==, jpeg->len);
    g_assert_cmpint(memcmp(again->data, jpeg->data, jpeg->len), ==, 0);
}

static const UnitTest tests[] = {
    TEST(inks_are_stored_as_they_are),
    TEST(grey_is_stored_as_it_is),
    TEST(adobes_marker_says_how_inks_are_stored),
    TEST(large_pictures_are_whole),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
