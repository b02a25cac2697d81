#include "pictures.h"

static void test_pictures_of_8_bits_are_read(void) {
    for (int components = 1; components <= 4; components++) {
        IN_A_FOLDER;
        g_autoptr(Pixels) pixels = pixels_new(13, 9, components);

        write_png_pixels("a.png", pixels, (PngOptions){0});
        assert_picture("a.png", pixels, 0);
        write_png_pixels("b.png", pixels, (PngOptions){.interlaced = true});
        assert_picture("b.png", pixels, 0);
    }
}

/* The smallest ones lack some of the seven passes. */
static void test_interlaced_pictures_of_all_sizes_are_read(void) {
    IN_A_FOLDER;

    for (int width = 1; width <= 16; width++) {
        for (int height = 1; height <= 10; height++) {
            g_autoptr(Pixels) pixels = pixels_new(width, height, 3);
            g_autofree char *path = g_strdup_printf("%dx%d.png", width, height);

            write_png_pixels(path, pixels, (PngOptions){.interlaced = true});
            assert_picture(path, pixels, 0);
        }
    }
}

static void test_16_bits_are_rounded(void) {
    IN_A_FOLDER;
    static const guint8 rows[] = {0x00, 0x00, 0x00, 0x80, 0x00, 0x81,
                                  0x12, 0x34, 0xff, 0x7e, 0xff, 0xff};
    static const guint8 expected[] = {0, 0, 1, 0x12, 0xfe, 0xff};
    g_autoptr(Pixels) pixels = pixels_new(6, 1, 1);

    memcpy(pixels->bytes, expected, sizeof expected);
    write_png(
        "a.png", rows,
        &(PngOptions){
            .width = 6, .height = 1, .bits = 16, .colour_type = PNG_COLOR_TYPE_GRAY});
    assert_picture("a.png", pixels, 0);
}

static void test_few_bits_are_spread(void) {
    IN_A_FOLDER;
    static const guint8 two_bits[] = {0x1b}, one_bit[] = {0xa0};
    g_autoptr(Pixels) four = pixels_new(4, 1, 1), three = pixels_new(3, 1, 1);

    memcpy(four->bytes, "\x00\x55\xaa\xff", 4);
    write_png(
        "a.png", two_bits,
        &(PngOptions){
            .width = 4, .height = 1, .bits = 2, .colour_type = PNG_COLOR_TYPE_GRAY});
    assert_picture("a.png", four, 0);
    memcpy(three->bytes, "\xff\x00\xff", 3);
    write_png(
        "b.png", one_bit,
        &(PngOptions){
            .width = 3, .height = 1, .bits = 1, .colour_type = PNG_COLOR_TYPE_GRAY});
    assert_picture("b.png", three, 0);
}

static const png_color palette[] = {{1, 2, 3}, {40, 50, 60}, {70, 80, 90}, {255, 0, 7}};

static void test_palette_is_looked_up(void) {
    IN_A_FOLDER;
    static const guint8 indices[] = {0x1b};
    static const png_byte clear[] = {0, 100, 200, 255};
    g_autoptr(Pixels) opaque = pixels_new(4, 1, 3), seen_through = pixels_new(4, 1, 4);

    for (int x = 0; x < 4; x++) {
        memcpy(pixel_at(opaque, x, 0), &palette[x], 3);
        memcpy(pixel_at(seen_through, x, 0), &palette[x], 3);
        pixel_at(seen_through, x, 0)[3] = clear[x];
    }
    write_png("a.png", indices,
              &(PngOptions){.width = 4,
                            .height = 1,
                            .bits = 2,
                            .colour_type = PNG_COLOR_TYPE_PALETTE,
                            .palette = palette});
    assert_picture("a.png", opaque, 0);
    write_png("b.png", indices,
              &(PngOptions){.width = 4,
                            .height = 1,
                            .bits = 2,
                            .colour_type = PNG_COLOR_TYPE_PALETTE,
                            .palette = palette,
                            .clear = clear});
    assert_picture("b.png", seen_through, 0);
}

static void test_one_colour_may_be_transparent(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) grey = pixels_new(3, 1, 1), rgb = pixels_new(2, 1, 3);
    g_autoptr(Pixels) grey_read = pixels_new(3, 1, 2), rgb_read = pixels_new(2, 1, 4);

    memcpy(grey->bytes, "\x09\x0a\x0b", 3);
    memcpy(grey_read->bytes, "\x09\xff\x0a\x00\x0b\xff", 6);
    write_png_pixels("a.png", grey, (PngOptions){.clear_value = 10});
    assert_picture("a.png", grey_read, 0);
    memcpy(rgb->bytes, "\x0a\x0a\x0a\x0a\x0a\x0b", 6);
    memcpy(rgb_read->bytes, "\x0a\x0a\x0a\x00\x0a\x0a\x0b\xff", 8);
    write_png_pixels("b.png", rgb, (PngOptions){.clear_value = 10});
    assert_picture("b.png", rgb_read, 0);
}

static void test_header_tells_all(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 4);
    g_autoptr(GBytes) profile = make_rgb_profile();
    const ImageInfo *info;

    write_png_pixels("a.png", pixels, (PngOptions){.ppi = 300, .profile = profile});
    info = image_info(images_load(images, "a.png", NULL));
    g_assert_cmpint(info->width, ==, 13);
    g_assert_cmpint(info->height, ==, 9);
    g_assert_cmpint(info->model, ==, IMAGE_RGB);
    g_assert_true(info->has_alpha);
    g_assert_cmpint(info->bits, ==, 8);
    g_assert_cmpint(info->orientation, ==, 1);
    g_assert_cmpfloat_with_epsilon(info->ppi, 300, 0.001);
    g_assert_true(g_bytes_equal(info->profile, profile));
    assert_picture("a.png", pixels, 0);
}

/* EXIF may stand before or after the pixels. */
static void test_picture_is_turned_as_exif_says(void) {
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 240);

    for (int at_end = 0; at_end <= 1; at_end++) {
        IN_A_FOLDER;
        g_autoptr(Images) images = images_new();
        g_autoptr(Pixels) pixels = pixels_new(13, 9, 1), turned = pixels_new(9, 13, 1);
        const ImageInfo *info;

        for (int y = 0; y < 13; y++)
            for (int x = 0; x < 9; x++)
                *pixel_at(turned, x, y) = *pixel_at(pixels, y, 8 - x);
        write_png_pixels("a.png", pixels,
                         (PngOptions){.exif = exif, .exif_at_end = at_end == 1});
        info = image_info(images_load(images, "a.png", NULL));
        g_assert_cmpint(info->width, ==, 9);
        g_assert_cmpint(info->height, ==, 13);
        g_assert_cmpint(info->orientation, ==, 6);
        g_assert_cmpfloat(info->ppi, ==, 240);
        assert_picture("a.png", turned, 0);
    }
}

static void test_cut_file_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_png_pixels("a.png", pixels, (PngOptions){0});
    assert_unusable_when_cut("a.png", "PNG", 8);
    write_png_pixels("b.png", pixels, (PngOptions){.interlaced = true});
    assert_unusable_when_cut("b.png", "PNG", 8);
}

static void test_damaged_file_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    bytes = file_to_bytes("a.png");
    bytes->data[bytes->len - 13] ^= 1; /* before the last chunk: a check sum */
    write_bytes("a.png", bytes->data, bytes->len);
    assert_unusable("a.png", "'a.png' is no usable PNG: IDAT: CRC error");
}

/* libpng leaves out a profile that it does not like, and says so in a warning. */
static void test_unusable_profile_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    g_autoptr(GByteArray) bytes = NULL;
    size_t at;

    write_png_pixels("a.png", pixels, (PngOptions){.profile = profile});
    bytes = file_to_bytes("a.png");
    at = find_bytes(bytes, "iCCPtest", 8);
    bytes->data[at + 9] = 7; /* how it is compressed */
    put_big_endian(bytes->data + 8 + 25 + 8 +
                       (bytes->data[at - 2] * 256 + bytes->data[at - 1]),
                   png_check_sum(bytes->data + at,
                                 4 + bytes->data[at - 2] * 256u + bytes->data[at - 1]),
                   4);
    write_bytes("a.png", bytes->data, bytes->len);
    assert_unusable("a.png", "'a.png' is no usable PNG: its colour profile cannot be "
                             "used: bad compression method");
}

static void test_large_interlaced_picture_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_png_pixels("a.png", pixels, (PngOptions){.interlaced = true});
    change_png_size("a.png", 15000, 15000);
    assert_unusable("a.png", "'a.png' is interlaced and would take 322 MiB of memory; "
                             "such a picture may take 88");
}

static const UnitTest tests[] = {
    TEST(pictures_of_8_bits_are_read),
    TEST(interlaced_pictures_of_all_sizes_are_read),
    TEST(16_bits_are_rounded),
    TEST(few_bits_are_spread),
    TEST(palette_is_looked_up),
    TEST(one_colour_may_be_transparent),
    TEST(header_tells_all),
    TEST(picture_is_turned_as_exif_says),
    TEST(cut_file_is_refused),
    TEST(damaged_file_is_refused),
    TEST(unusable_profile_is_refused),
    TEST(large_interlaced_picture_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
