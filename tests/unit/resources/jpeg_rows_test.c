#include "pictures.h"

#include "resources/jpeg_rows.h"
#include "resources/jpeg_writer.h"

static GByteArray *compress(const Pixels *pixels) {
    g_autoptr(JpegWriter) writer =
        jpeg_writer_new(pixels->width, pixels->height, pixels->components, 92);

    for (int y = 0; y < pixels->height; y++)
        jpeg_writer_add(writer, pixel_at(pixels, 0, y));
    return jpeg_writer_finish(writer);
}

static void assert_reads_back(int components) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, components);
    g_autoptr(Pixels) back = pixels_new_empty(16, 10, components);
    g_autoptr(GByteArray) jpeg = compress(pixels);
    JpegRows *rows = jpeg_rows_new(jpeg->data, jpeg->len, 16, 10, components, NULL);

    g_assert_nonnull(rows);
    for (int y = 0; y < 10; y++)
        g_assert_true(jpeg_rows_next(rows, pixel_at(back, 0, y), NULL));
    jpeg_rows_free(rows);
    assert_same_pixels(back, pixels, 4);
}

static void test_inks_and_greys_come_as_they_are_stored(void) {
    assert_reads_back(4);
    assert_reads_back(1);
}

static void assert_refused(const guint8 *bytes, gsize length, int width) {
    g_autoptr(GError) error = NULL;

    g_assert_null(jpeg_rows_new(bytes, length, width, 10, 4, &error));
    g_assert_true(g_str_has_prefix(error->message, "cannot read a JPEG"));
}

static void test_what_is_no_such_picture_is_refused(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(GByteArray) jpeg = compress(pixels);

    assert_refused((const guint8 *)"none", 4, 16);
    assert_refused(jpeg->data, 20, 16);
    assert_refused(jpeg->data, jpeg->len, 17);
}

static const UnitTest tests[] = {
    TEST(inks_and_greys_come_as_they_are_stored),
    TEST(what_is_no_such_picture_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
