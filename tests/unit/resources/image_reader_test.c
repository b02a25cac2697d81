#include "pictures.h"

#include <sys/resource.h>

/* Where the pixel at x, y of the upright picture is stored, by what EXIF says of the
 * stored picture's first row and first column. */
static const guint8 *stored_pixel(const Pixels *stored, int orientation, int x, int y) {
    int right = stored->width - 1, bottom = stored->height - 1;

    switch (orientation) {
    case 1: /* top, left */
        return pixel_at(stored, x, y);
    case 2: /* top, right */
        return pixel_at(stored, right - x, y);
    case 3: /* bottom, right */
        return pixel_at(stored, right - x, bottom - y);
    case 4: /* bottom, left */
        return pixel_at(stored, x, bottom - y);
    case 5: /* left, top */
        return pixel_at(stored, y, x);
    case 6: /* right, top */
        return pixel_at(stored, y, bottom - x);
    case 7: /* right, bottom */
        return pixel_at(stored, right - y, bottom - x);
    default: /* left, bottom */
        return pixel_at(stored, right - y, x);
    }
}

static Pixels *turn(const Pixels *stored, int orientation) {
    bool swaps = orientation >= 5;
    Pixels *upright =
        pixels_new_empty(swaps ? stored->height : stored->width,
                         swaps ? stored->width : stored->height, stored->components);

    for (int y = 0; y < upright->height; y++)
        for (int x = 0; x < upright->width; x++)
            memcpy(pixel_at(upright, x, y), stored_pixel(stored, orientation, x, y),
                   (size_t)stored->components);
    return upright;
}

static void test_rows_come_upright(void) {
    for (int orientation = 1; orientation <= 8; orientation++) {
        IN_A_FOLDER;
        g_autoptr(Pixels) stored = pixels_new(13, 9, 3);
        g_autoptr(Pixels) upright = turn(stored, orientation);
        g_autoptr(GByteArray) exif = exif_to_bytes(orientation, 72);

        write_jpeg("a.jpg", stored, &(JpegOptions){.exif = exif});
        assert_picture("a.jpg", upright, 4);
        write_tiff("b.tif", stored,
                   (TiffOptions){.photometric = PHOTOMETRIC_RGB,
                                 .orientation = orientation,
                                 .extra = -1});
        assert_picture("b.tif", upright, 0);
    }
}

static void test_rows_come_as_stored_if_asked_for(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) stored = pixels_new(13, 9, 3), read = NULL;
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 72);

    write_png_pixels("a.png", stored, (PngOptions){.exif = exif});
    read = read_pixels(images_load(images, "a.png", NULL),
                       &(ImageReaderOptions){.as_stored = true}, NULL);
    assert_same_pixels(read, stored, 0);
}

static void test_reduced_rows_come_upright(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) stored = pixels_new_empty(24, 16, 1), read = NULL;
    g_autoptr(Pixels) reduced = pixels_new(3, 2, 1), upright = turn(reduced, 6);
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 72);

    for (int y = 0; y < 16; y++)
        for (int x = 0; x < 24; x++)
            *pixel_at(stored, x, y) = *pixel_at(reduced, x / 8, y / 8);
    write_jpeg("a.jpg", stored, &(JpegOptions){.exif = exif});
    read = read_pixels(images_load(images, "a.jpg", NULL),
                       &(ImageReaderOptions){.reduction = 8}, NULL);
    assert_same_pixels(read, upright, 1);
}

static void test_only_jpeg_reduces(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(ImageReader) jpeg = NULL, png = NULL;
    ImageReaderOptions options = {.reduction = 4};

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    jpeg = image_reader_new(images_load(images, "a.jpg", NULL), &options, NULL);
    g_assert_cmpint(image_reader_reduction(jpeg), ==, 4);
    g_assert_cmpint(image_reader_width(jpeg), ==, 4);
    g_assert_cmpint(image_reader_height(jpeg), ==, 3);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    png = image_reader_new(images_load(images, "a.png", NULL), &options, NULL);
    g_assert_cmpint(image_reader_reduction(png), ==, 1);
    g_assert_cmpint(image_reader_width(png), ==, 16);
    g_assert_cmpint(image_reader_height(png), ==, 10);
}

static void test_readers_do_not_disturb_each_other(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 1);
    g_autoptr(ImageReader) first = NULL, second = NULL;
    guint8 row[16];

    write_png_pixels("a.png", pixels, (PngOptions){0});
    first = image_reader_new(images_load(images, "a.png", NULL), NULL, NULL);
    g_assert_true(image_reader_next(first, row, NULL));
    g_assert_true(image_reader_next(first, row, NULL));
    second = image_reader_new(images_load(images, "a.png", NULL), NULL, NULL);
    g_assert_true(image_reader_next(second, row, NULL));
    g_assert_cmpint(memcmp(row, pixel_at(pixels, 0, 0), 16), ==, 0);
    g_assert_true(image_reader_next(first, row, NULL));
    g_assert_cmpint(memcmp(row, pixel_at(pixels, 0, 2), 16), ==, 0);
}

static void test_large_turned_picture_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 72);

    write_jpeg("a.jpg", pixels, &(JpegOptions){.exif = exif});
    change_jpeg_size("a.jpg", 20000, 10000);
    assert_unusable("a.jpg", "'a.jpg' must be turned upright and would take 573 MiB of "
                             "memory; such a picture may take 88");
}

/* Layout has used the size already. */
static void test_file_that_was_changed_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) before = pixels_new(16, 10, 3), after = pixels_new(16, 9, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    Image *image;

    write_jpeg("a.jpg", before, &(JpegOptions){0});
    image = images_load(images, "a.jpg", NULL);
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        if (i == 0)
            write_jpeg("a.jpg", after, &(JpegOptions){0});
        else
            write_jpeg("a.jpg", before, &(JpegOptions){.profile = profile});
        g_assert_null(image_reader_new(image, NULL, &error));
        g_assert_cmpstr(error->message, ==,
                        "'a.jpg' was changed after it was first read");
    }
}

static size_t peak_kib(void) {
    struct rusage usage;

    g_assert_cmpint(getrusage(RUSAGE_SELF, &usage), ==, 0);
    return (size_t)usage.ru_maxrss;
}

/* Of 28 MiB of pixels only some rows are in memory at a time. */
static void test_large_picture_is_read_in_little_memory(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) row = pixels_new_empty(10000, 1, 1);
    g_autoptr(ImageReader) reader = NULL;
    PngOptions options = {.width = 10000,
                          .height = 3000,
                          .bits = 8,
                          .colour_type = PNG_COLOR_TYPE_GRAY,
                          .same_row = true};
    size_t before;

    write_png("a.png", row->bytes, &options);
    before = peak_kib();
    reader = image_reader_new(images_load(images, "a.png", NULL), NULL, NULL);
    for (int y = 0; y < 3000; y++)
        g_assert_true(image_reader_next(reader, row->bytes, NULL));
    g_assert_cmpuint(peak_kib() - before, <, 8 << 10);
}

static const UnitTest tests[] = {
    TEST(rows_come_upright),
    TEST(rows_come_as_stored_if_asked_for),
    TEST(reduced_rows_come_upright),
    TEST(only_jpeg_reduces),
    TEST(readers_do_not_disturb_each_other),
    TEST(large_turned_picture_is_refused),
    TEST(file_that_was_changed_is_refused),
    TEST(large_picture_is_read_in_little_memory),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
