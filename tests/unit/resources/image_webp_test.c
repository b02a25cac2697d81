#include "pictures.h"

static void test_lossless_is_exact(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) rgb = pixels_new(13, 9, 3), rgba = pixels_new(13, 9, 4);

    write_webp("a.webp", rgb, &(WebpOptions){0});
    assert_picture("a.webp", rgb, 0);
    write_webp("b.webp", rgba, &(WebpOptions){0});
    assert_picture("b.webp", rgba, 0);
}

static void test_lossy_is_near(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) rgb = pixels_new(13, 9, 3), rgba = pixels_new(13, 9, 4);

    write_webp("a.webp", rgb, &(WebpOptions){.lossy = true});
    assert_picture("a.webp", rgb, 6);
    write_webp("b.webp", rgba, &(WebpOptions){.lossy = true});
    assert_picture("b.webp", rgba, 6);
}

static void test_header_tells_all(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 4);
    g_autoptr(GBytes) profile = make_rgb_profile();
    g_autoptr(GByteArray) exif = exif_to_bytes(3, 240);
    const ImageInfo *info;

    write_webp("a.webp", pixels, &(WebpOptions){.profile = profile, .exif = exif});
    info = image_info(images_load(images, "a.webp", NULL));
    g_assert_cmpint(info->width, ==, 13);
    g_assert_cmpint(info->height, ==, 9);
    g_assert_cmpint(info->model, ==, IMAGE_RGB);
    g_assert_true(info->has_alpha);
    g_assert_cmpint(info->bits, ==, 8);
    g_assert_cmpint(info->orientation, ==, 3);
    g_assert_cmpfloat(info->ppi, ==, 240);
    g_assert_true(g_bytes_equal(info->profile, profile));
}

static void test_cut_file_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(GBytes) profile = make_rgb_profile();

    write_webp("a.webp", pixels, &(WebpOptions){0});
    assert_unusable_when_cut("a.webp", "WebP", 12);
    write_webp("b.webp", pixels, &(WebpOptions){.lossy = true, .profile = profile});
    assert_unusable_when_cut("b.webp", "WebP", 12);
    /* All but a byte is left of it: layout hears of it already. */
    g_assert_null(images_load(images, "b.webp", NULL));
}

/* Its data is missing, but the lengths of its chunks agree. */
static void test_missing_data_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_webp("a.webp", pixels, &(WebpOptions){.lossy = true});
    bytes = file_to_bytes("a.webp");
    g_byte_array_set_size(bytes, 80);
    bytes->data[4] = 80 - 8;
    bytes->data[5] = 0;
    bytes->data[16] = 80 - 20;
    bytes->data[17] = 0;
    write_bytes("a.webp", bytes->data, bytes->len);
    assert_unusable("a.webp", "'a.webp' is no usable WebP: it ends too early");
}

static void test_chunks_that_do_not_fit_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(1, 240), bytes = NULL;

    write_webp("a.webp", pixels, &(WebpOptions){.exif = exif});
    bytes = file_to_bytes("a.webp");
    bytes->data[find_bytes(bytes, "EXIF", 4) + 5] = 1;
    write_bytes("a.webp", bytes->data, bytes->len);
    assert_unusable("a.webp",
                    "'a.webp' is no usable WebP: its chunks do not fit into it");
}

static void test_animation_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(1, 240), bytes = NULL;

    write_webp("a.webp", pixels, &(WebpOptions){.exif = exif});
    bytes = file_to_bytes("a.webp");
    bytes->data[20] |= 2;
    write_bytes("a.webp", bytes->data, bytes->len);
    assert_unusable("a.webp", "'a.webp' is no usable WebP: it is animated");
}

static void test_large_picture_is_refused_before_it_is_decoded(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_webp("a.webp", pixels, &(WebpOptions){.lossy = true});
    bytes = file_to_bytes("a.webp");
    memcpy(bytes->data + 26, "\x10\x27\x10\x27", 4); /* 10000 x 10000 */
    write_bytes("a.webp", bytes->data, bytes->len);
    assert_unusable("a.webp",
                    "'a.webp' is a WebP and would take 287 MiB of memory; such "
                    "a picture may take 88");
}

static const UnitTest tests[] = {
    TEST(lossless_is_exact),       TEST(lossy_is_near),
    TEST(header_tells_all),        TEST(cut_file_is_refused),
    TEST(missing_data_is_refused), TEST(chunks_that_do_not_fit_are_refused),
    TEST(animation_is_refused),    TEST(large_picture_is_refused_before_it_is_decoded),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
