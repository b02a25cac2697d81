#include "pictures.h"

static GBytes *embed(const char *path) {
    g_autoptr(Images) images = images_new();
    g_autoptr(GError) error = NULL;
    GBytes *jpeg = image_to_jpeg(images_load(images, path, NULL), &error);

    g_assert_no_error(error);
    return jpeg;
}

/* What is taken of the file is as good as the file. */
static void assert_same_picture(const char *path, GBytes *jpeg) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Pixels) whole = NULL, taken = NULL;

    g_assert_nonnull(jpeg);
    write_bytes("taken.jpg", g_bytes_get_data(jpeg, NULL), g_bytes_get_size(jpeg));
    whole = read_picture(path, &error);
    g_assert_no_error(error);
    taken = read_picture("taken.jpg", &error);
    g_assert_no_error(error);
    assert_same_pixels(taken, whole, 0);
}

static bool holds(GBytes *bytes, const char *words) {
    gsize length = 0;
    const guint8 *data = g_bytes_get_data(bytes, &length);

    return memmem(data, length, words, strlen(words)) != NULL;
}

static void test_rows_are_kept_as_they_are(void) {
    IN_A_FOLDER;
    static const JpegOptions all[] = {{0},
                                      {.ppi = 300},
                                      {.progressive = true},
                                      {.scan_each = true},
                                      {.restarts = true}};
    g_autoptr(Pixels) rgb = pixels_new(16, 10, 3), grey = pixels_new(16, 10, 1);

    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autoptr(GBytes) from_rgb = NULL, from_grey = NULL;

        write_jpeg("a.jpg", rgb, &all[i]);
        from_rgb = embed("a.jpg");
        assert_same_picture("a.jpg", from_rgb);
        write_jpeg("b.jpg", grey, &all[all[i].scan_each ? 0 : i]);
        from_grey = embed("b.jpg");
        assert_same_picture("b.jpg", from_grey);
    }
}

/* Where it was taken, and what follows behind its end, as phones write films there. */
static void test_what_stands_beside_the_picture_is_left_out(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(1, 72), bytes = NULL;
    g_autoptr(GBytes) srgb = profile_to_bytes(cmsCreate_sRGBProfile()), jpeg = NULL;

    g_byte_array_append(exif, (const guint8 *)"Agnesviertel", 12);
    write_jpeg("a.jpg", pixels,
               &(JpegOptions){.ppi = 72, .exif = exif, .profile = srgb});
    bytes = file_to_bytes("a.jpg");
    g_byte_array_append(bytes, (const guint8 *)"a film", 6);
    write_bytes("a.jpg", bytes->data, bytes->len);
    jpeg = embed("a.jpg");
    assert_same_picture("a.jpg", jpeg);
    g_assert_true(holds(jpeg, "JFIF"));
    g_assert_false(holds(jpeg, "Agnesviertel"));
    g_assert_false(holds(jpeg, "ICC_PROFILE"));
    g_assert_false(holds(jpeg, "a film"));
}

static void test_what_is_no_jpeg_is_none(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) rgb = pixels_new(16, 10, 3);

    write_png_pixels("a.png", rgb, (PngOptions){0});
    g_assert_null(embed("a.png"));
}

static void test_own_colours_are_kept_whatever_they_are(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) rgb = pixels_new(16, 10, 3), cmyk = pixels_new(16, 10, 4);
    g_autoptr(GBytes) profile = make_rgb_profile(), kept = NULL;
    g_autoptr(Images) all = images_new();
    static const JpegOptions inks[] = {
        {0}, {.no_adobe_marker = true}, {.colours = JCS_YCCK}};

    for (size_t i = 0; i < G_N_ELEMENTS(inks); i++) {
        g_autoptr(Images) images = images_new();
        g_autoptr(GBytes) jpeg = NULL;
        Image *image;

        write_jpeg("a.jpg", cmyk, &inks[i]);
        image = images_load(images, "a.jpg", NULL);
        jpeg = image_to_jpeg(image, NULL);
        assert_same_picture("a.jpg", jpeg);
        g_assert_cmpint(image_info(image)->is_inverted, ==, !inks[i].no_adobe_marker);
    }
    write_jpeg("b.jpg", rgb, &(JpegOptions){.profile = profile});
    kept = image_to_jpeg(images_load(all, "b.jpg", NULL), NULL);
    g_assert_nonnull(kept);
    g_assert_false(holds(kept, "ICC_PROFILE"));
}

/* In areas: what a single pixel has does not count. */
static void test_most_ink_is_found(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) cmyk = pixels_new_empty(32, 16, 4);
    double ink = 0;

    for (int y = 0; y < 8; y++)
        for (int x = 16; x < 24; x++)
            memcpy(pixel_at(cmyk, x, y), (guint8[]){255, 255, 200, 100}, 4);
    memset(pixel_at(cmyk, 4, 12), 255, 4);
    write_jpeg("a.jpg", cmyk, &(JpegOptions){.no_adobe_marker = true});
    g_assert_true(image_find_most_ink(images_load(images, "a.jpg", NULL), &ink, NULL));
    g_assert_cmpfloat_with_epsilon(ink, (255 + 255 + 200 + 100) / 255.0, 0.03);
}

static void test_damaged_jpeg_is_told(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;
    g_autoptr(GError) error = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    bytes = file_to_bytes("a.jpg");
    write_bytes("a.jpg", bytes->data, bytes->len - 30);
    g_assert_null(image_to_jpeg(images_load(images, "a.jpg", NULL), &error));
    g_assert_cmpstr(error->message, ==, "'a.jpg' is no usable JPEG: it ends too early");
}

static const UnitTest tests[] = {
    TEST(rows_are_kept_as_they_are), TEST(what_stands_beside_the_picture_is_left_out),
    TEST(what_is_no_jpeg_is_none),   TEST(own_colours_are_kept_whatever_they_are),
    TEST(most_ink_is_found),         TEST(damaged_jpeg_is_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
