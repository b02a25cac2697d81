#include "pictures.h"

/* Rounding to YCbCr and back, and that of the transform. */
enum { NEAR = 4 };

static void assert_written(const Pixels *pixels, const JpegOptions *options) {
    IN_A_FOLDER;

    write_jpeg("a.jpg", pixels, options);
    assert_picture("a.jpg", pixels, NEAR);
}

static void test_grey_and_rgb_are_read(void) {
    g_autoptr(Pixels) grey = pixels_new(13, 9, 1), rgb = pixels_new(13, 9, 3);

    assert_written(grey, &(JpegOptions){0});
    assert_written(rgb, &(JpegOptions){0});
    assert_written(rgb, &(JpegOptions){.colours = JCS_RGB});
}

static void test_progressive_is_read(void) {
    g_autoptr(Pixels) grey = pixels_new(13, 9, 1), rgb = pixels_new(13, 9, 3);

    assert_written(grey, &(JpegOptions){.progressive = true});
    assert_written(rgb, &(JpegOptions){.progressive = true});
}

static void test_plain_cmyk_means_what_it_says(void) {
    g_autoptr(Pixels) inks = pixels_new(13, 9, 4);

    assert_written(inks, &(JpegOptions){.no_adobe_marker = true});
}

/* With Adobe's marker 0 is full ink. */
static void test_cmyk_of_adobe_is_turned_round(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) inks = pixels_new(13, 9, 4), turned = pixels_new(13, 9, 4);

    for (int i = 0; i < 13 * 9 * 4; i++)
        turned->bytes[i] = (guint8)(255 - inks->bytes[i]);
    write_jpeg("a.jpg", turned, &(JpegOptions){.colours = JCS_CMYK});
    assert_picture("a.jpg", inks, NEAR);
    write_jpeg("b.jpg", turned, &(JpegOptions){.colours = JCS_YCCK});
    assert_picture("b.jpg", inks, NEAR);
}

static void test_header_tells_all(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    const ImageInfo *info;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.ppi = 300, .profile = profile});
    info = image_info(images_load(images, "a.jpg", NULL));
    g_assert_cmpint(info->width, ==, 13);
    g_assert_cmpint(info->height, ==, 9);
    g_assert_cmpint(info->model, ==, IMAGE_RGB);
    g_assert_false(info->has_alpha);
    g_assert_cmpint(info->bits, ==, 8);
    g_assert_cmpint(info->orientation, ==, 1);
    g_assert_cmpfloat(info->ppi, ==, 300);
    g_assert_true(g_bytes_equal(info->profile, profile));
}

/* APP2 takes 64 KiB at a time. */
static void test_profile_in_parts_is_joined(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(GBytes) small = make_rgb_profile(), profile = NULL;
    guint8 *bytes = g_malloc0(150000);
    gsize length = 0;

    memcpy(bytes, g_bytes_get_data(small, &length), g_bytes_get_size(small));
    put_big_endian(bytes, 150000, 4); /* a profile begins with its length */
    profile = g_bytes_new_take(bytes, 150000);
    write_jpeg("a.jpg", pixels, &(JpegOptions){.profile = profile});
    g_assert_true(g_bytes_equal(image_info(images_load(images, "a.jpg", NULL))->profile,
                                profile));
}

static void test_incomplete_profile_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    g_autoptr(GByteArray) bytes = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.profile = profile});
    bytes = file_to_bytes("a.jpg");
    /* Now it is part 1 of 2. */
    bytes->data[find_bytes(bytes, "ICC_PROFILE\0\1\1", 14) + 13] = 2;
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg",
                    "'a.jpg' is no usable JPEG: Corrupt JPEG data: bad ICC marker");
}

static void assert_ppi(const JpegOptions *options, double ppi) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(4, 4, 1);

    write_jpeg("a.jpg", pixels, options);
    g_assert_cmpfloat(image_info(images_load(images, "a.jpg", NULL))->ppi, ==, ppi);
}

static void test_resolution_is_that_of_jfif_else_of_exif(void) {
    g_autoptr(GByteArray) exif = exif_to_bytes(1, 240);

    assert_ppi(&(JpegOptions){0}, 0);
    assert_ppi(&(JpegOptions){.exif = exif}, 240);
    assert_ppi(&(JpegOptions){.exif = exif, .ppi = 300}, 300);
}

static void test_cut_file_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    assert_unusable_when_cut("a.jpg", "JPEG", 3);
    write_jpeg("b.jpg", pixels, &(JpegOptions){.progressive = true});
    assert_unusable_when_cut("b.jpg", "JPEG", 3);
}

/* All pixels are there, but nobody can know. */
static void test_file_without_its_end_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    bytes = file_to_bytes("a.jpg");
    memset(bytes->data + bytes->len - 2, 0, 2);
    g_byte_array_append(bytes, (const guint8[100]){0}, 100);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg", "'a.jpg' is no usable JPEG: it ends too early");
}

/* The end of the picture, but not of the file, is missing. */
static void test_missing_data_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    bytes = file_to_bytes("a.jpg");
    g_byte_array_remove_range(bytes, bytes->len - 42, 40);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg", "'a.jpg' is no usable JPEG: Corrupt JPEG data: premature "
                             "end of data segment");
}

/* Cameras pad before the end; within the data it means that something is missing. */
static void test_padding_is_harmless_before_the_end_only(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 1);
    g_autoptr(GByteArray) bytes = NULL;
    size_t at;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.restarts = true});
    bytes = file_to_bytes("a.jpg");
    g_byte_array_set_size(bytes, bytes->len - 2);
    g_byte_array_append(bytes, (const guint8 *)"\0\0\0\0\xff\xd9", 6);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_picture("a.jpg", pixels, NEAR);
    at = find_bytes(bytes, "\xff\xd0", 2);
    g_byte_array_set_size(bytes, bytes->len + 4);
    memmove(bytes->data + at + 4, bytes->data + at, bytes->len - at - 4);
    memset(bytes->data + at, 0, 4);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg",
                    "'a.jpg' is no usable JPEG: Corrupt JPEG data: 4 extraneous "
                    "bytes before marker 0xd0");
}

static guint find_last_scan(const GByteArray *bytes) {
    guint at = bytes->len - 2;

    while (memcmp(bytes->data + at, "\xff\xda", 2) != 0)
        at--;
    return at;
}

static void test_missing_scan_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.scan_each = true});
    assert_picture("a.jpg", pixels, NEAR);
    bytes = file_to_bytes("a.jpg");
    g_byte_array_set_size(bytes, find_last_scan(bytes));
    g_byte_array_append(bytes, (const guint8 *)"\xff\xd9", 2);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg",
                    "'a.jpg' is no usable JPEG: some of its colours are missing");
}

/* Each costs as much as the first, so that a small file would take hours. */
static void test_many_scans_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;
    guint from, to;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.scan_each = true});
    bytes = file_to_bytes("a.jpg");
    from = find_last_scan(bytes);
    to = bytes->len - 2;
    g_byte_array_set_size(bytes, to);
    for (int i = 0; i < 200; i++) {
        g_autofree guint8 *scan = g_memdup2(bytes->data + from, to - from);

        g_byte_array_append(bytes, scan, to - from);
    }
    g_byte_array_append(bytes, (const guint8 *)"\xff\xd9", 2);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_unusable("a.jpg", "'a.jpg' is no usable JPEG: it has more than 200 scans");
}

static void test_long_header_is_read(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = g_byte_array_new(), rest = NULL;
    g_autofree guint8 *marker = g_malloc0(65002);

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    rest = file_to_bytes("a.jpg");
    memcpy(marker, "\xff\xed\xfd\xe8", 4); /* of Photoshop; 65000 bytes */
    g_byte_array_append(bytes, rest->data, 2);
    for (int i = 0; i < 5; i++)
        g_byte_array_append(bytes, marker, 65002);
    g_byte_array_append(bytes, rest->data + 2, rest->len - 2);
    write_bytes("a.jpg", bytes->data, bytes->len);
    assert_picture("a.jpg", pixels, NEAR);
}

static void test_header_without_an_end_is_refused(void) {
    IN_A_FOLDER;

    write_bytes("a.jpg", "\xff\xd8\xff", 3);
    g_assert_cmpint(truncate("a.jpg", 100 << 20), ==, 0);
    assert_unusable("a.jpg",
                    "'a.jpg' is no usable JPEG: its header does not end within 64 MiB");
}

static void test_large_progressive_picture_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_jpeg("a.jpg", pixels, &(JpegOptions){.progressive = true});
    change_jpeg_size("a.jpg", 10000, 10000);
    assert_unusable("a.jpg", "'a.jpg' is progressive and would take 573 MiB of memory; "
                             "such a picture may take 88");
}

static void test_reduced_picture_is_averaged_by_the_decoder(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(24, 17, 3);

    for (int i = 0; i < 24 * 17; i++)
        memcpy(pixels->bytes + (size_t)i * 3, "\x40\x80\xc0", 3);
    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    for (int reduction = 2; reduction <= 8; reduction *= 2) {
        ImageReaderOptions options = {.reduction = reduction};
        g_autoptr(Pixels) expected =
            pixels_new_empty(24 / reduction, 16 / reduction + 1, 3);
        g_autoptr(Pixels) read =
            read_pixels(images_load(images, "a.jpg", NULL), &options, NULL);

        for (int i = 0; i < expected->width * expected->height; i++)
            memcpy(expected->bytes + (size_t)i * 3, "\x40\x80\xc0", 3);
        assert_same_pixels(read, expected, NEAR);
    }
}

static const UnitTest tests[] = {
    TEST(grey_and_rgb_are_read),
    TEST(progressive_is_read),
    TEST(plain_cmyk_means_what_it_says),
    TEST(cmyk_of_adobe_is_turned_round),
    TEST(header_tells_all),
    TEST(profile_in_parts_is_joined),
    TEST(incomplete_profile_is_refused),
    TEST(resolution_is_that_of_jfif_else_of_exif),
    TEST(cut_file_is_refused),
    TEST(file_without_its_end_is_refused),
    TEST(missing_data_is_refused),
    TEST(padding_is_harmless_before_the_end_only),
    TEST(missing_scan_is_refused),
    TEST(many_scans_are_refused),
    TEST(long_header_is_read),
    TEST(header_without_an_end_is_refused),
    TEST(large_progressive_picture_is_refused),
    TEST(reduced_picture_is_averaged_by_the_decoder),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
