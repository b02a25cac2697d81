#include "pictures.h"

#include <sys/stat.h>

static Image *load(Images *images, const char *path) {
    g_autoptr(GError) error = NULL;
    Image *image = images_load(images, path, &error);

    g_assert_no_error(error);
    return image;
}

static void write_small_jpeg(const char *path) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_jpeg(path, pixels, &(JpegOptions){0});
}

static void write_small_png(const char *path) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_png_pixels(path, pixels, (PngOptions){0});
}

static void assert_refused(const char *path, const char *message) {
    g_autoptr(Images) images = images_new();

    /* The same way each time. */
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(images_load(images, path, &error));
        g_assert_cmpstr(error->message, ==, message);
    }
}

static void test_file_is_read_once(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    Image *first;

    write_small_jpeg("a.jpg");
    first = load(images, "a.jpg");
    write_file("a.jpg", "broken");
    g_assert_true(images_load(images, "a.jpg", NULL) == first);
}

static void test_format_is_told_by_content(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();

    write_small_png("a.jpg");
    g_assert_cmpint(image_info(load(images, "a.jpg"))->width, ==, 16);
}

static void test_what_is_no_picture_is_refused(void) {
    IN_A_FOLDER;

    write_file("a.jpg", "");
    assert_refused("a.jpg", "'a.jpg' is no JPEG, PNG, WebP or TIFF");
    write_file("b.jpg", "GIF89a and so on");
    assert_refused("b.jpg", "'b.jpg' is no JPEG, PNG, WebP or TIFF");
    write_file("c.jpg", "RIFF....WAVEfmt ");
    assert_refused("c.jpg", "'c.jpg' is no JPEG, PNG, WebP or TIFF");
    write_file("d.png", "\x89PNG\r\n\x1a\n");
    assert_refused("d.png", "'d.png' is no usable PNG: it ends too early");
}

static void test_what_is_no_file_is_refused(void) {
    IN_A_FOLDER;

    assert_refused("a.jpg", "cannot read 'a.jpg': No such file or directory");
    g_assert_cmpint(g_mkdir("b.jpg", 0777), ==, 0);
    assert_refused("b.jpg", "cannot read 'b.jpg': not a regular file");
    g_assert_cmpint(mkfifo("c.jpg", 0666), ==, 0);
    assert_refused("c.jpg", "cannot read 'c.jpg': not a regular file");
}

static void test_large_file_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();

    write_small_jpeg("a.jpg");
    g_assert_cmpint(truncate("a.jpg", (off_t)512 << 20), ==, 0);
    load(images, "a.jpg");
    g_assert_cmpint(truncate("a.jpg", ((off_t)512 << 20) + 1), ==, 0);
    assert_refused("a.jpg", "cannot read 'a.jpg': larger than 512 MiB");
}

/* Headers that promise far more than there is: nothing may be allocated for it. */
static void test_large_picture_is_refused_by_its_header(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_small_jpeg("a.jpg");
    change_jpeg_size("a.jpg", 60000, 60000);
    assert_refused("a.jpg",
                   "'a.jpg' has 60000 x 60000 pixels; a picture may have 400 million");
    write_small_png("a.png");
    change_png_size("a.png", 60000, 60000);
    assert_refused("a.png",
                   "'a.png' has 60000 x 60000 pixels; a picture may have 400 million");
    change_png_size("a.png", 65501, 1);
    assert_refused("a.png", "'a.png' has 65501 x 1 pixels; a side may have 1 to 65500");
    change_png_size("a.png", 1, 0x7fffffff);
    assert_refused("a.png",
                   "'a.png' has 1 x 2147483647 pixels; a side may have 1 to 65500");
    write_tiff("a.tif", pixels,
               (TiffOptions){.photometric = PHOTOMETRIC_RGB, .extra = -1});
    change_tiff_field("a.tif", TIFFTAG_IMAGEWIDTH, 60000);
    change_tiff_field("a.tif", TIFFTAG_IMAGELENGTH, 60000);
    assert_refused("a.tif",
                   "'a.tif' has 60000 x 60000 pixels; a picture may have 400 million");
}

static void test_largest_picture_is_not_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();

    write_small_png("a.png");
    change_png_size("a.png", 20000, 20000);
    load(images, "a.png");
    write_small_png("b.png");
    change_png_size("b.png", 65500, 6106);
    load(images, "b.png");
}

static void test_profile_for_other_colours_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(4, 4, 1);
    g_autoptr(GBytes) profile = make_rgb_profile();
    g_autoptr(GBytes) nonsense = g_bytes_new_static("profile", 7);

    write_jpeg("a.jpg", pixels, &(JpegOptions){.profile = profile});
    assert_refused("a.jpg",
                   "'a.jpg' has a colour profile that cannot be used: it is not "
                   "for grey, as the picture is");
    write_jpeg("b.jpg", pixels, &(JpegOptions){.profile = nonsense});
    assert_refused("b.jpg",
                   "'b.jpg' has a colour profile that cannot be used: it is damaged");
}

static void test_profile_of_no_device_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(4, 4, 4);
    g_autoptr(GBytes) profile =
        profile_to_bytes(cmsCreateInkLimitingDeviceLink(cmsSigCmykData, 300));

    write_jpeg("a.jpg", pixels, &(JpegOptions){.profile = profile});
    assert_refused("a.jpg",
                   "'a.jpg' has a colour profile that cannot be used: it is not "
                   "that of a device");
}

/* A digest of nothing would name another picture. */
static void test_a_digest_that_cannot_be_had_is_told(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GError) error = NULL;
    Image *image;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    image = images_load(images, "a.png", NULL);
    g_assert_cmpint(g_rename("a.png", "b.png"), ==, 0);
    image_digest(image);
    g_assert_false(images_were_read(images, &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot read 'a.png': No such file or directory");
    g_assert_cmpint(g_rename("b.png", "a.png"), ==, 0);
    g_assert_cmpuint(strlen(image_digest(image)), ==, 64);
    g_assert_true(images_were_read(images, NULL));
}

static const UnitTest tests[] = {
    TEST(file_is_read_once),
    TEST(format_is_told_by_content),
    TEST(what_is_no_picture_is_refused),
    TEST(what_is_no_file_is_refused),
    TEST(large_file_is_refused),
    TEST(large_picture_is_refused_by_its_header),
    TEST(largest_picture_is_not_refused),
    TEST(profile_for_other_colours_is_refused),
    TEST(profile_of_no_device_is_refused),
    TEST(a_digest_that_cannot_be_had_is_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
