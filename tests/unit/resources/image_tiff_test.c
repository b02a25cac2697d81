#include "pictures.h"

static void assert_written(const Pixels *pixels, TiffOptions options) {
    IN_A_FOLDER;

    write_tiff("a.tif", pixels, options);
    assert_picture("a.tif", pixels, 0);
}

/* Strips, tiles, planes, both byte orders. */
static void assert_written_in_all_ways(const Pixels *pixels, TiffOptions options) {
    for (int way = 0; way < 8; way++) {
        options.tile = way & 1 ? 16 : 0;
        options.planes = (way & 2) != 0;
        options.big_endian = (way & 4) != 0;
        assert_written(pixels, options);
    }
}

static void test_8_and_16_bits_are_read(void) {
    for (int bits = 8; bits <= 16; bits += 8) {
        g_autoptr(Pixels) grey = pixels_new(21, 19, 1), rgb = pixels_new(21, 19, 3);
        g_autoptr(Pixels) cmyk = pixels_new(21, 19, 4);
        TiffOptions options = {.bits = bits, .extra = -1};

        options.photometric = PHOTOMETRIC_MINISBLACK;
        assert_written_in_all_ways(grey, options);
        options.photometric = PHOTOMETRIC_RGB;
        assert_written_in_all_ways(rgb, options);
        options.photometric = PHOTOMETRIC_SEPARATED;
        assert_written_in_all_ways(cmyk, options);
    }
}

static void test_alpha_is_read(void) {
    static const int components[] = {2, 4, 5};
    static const int photometrics[] = {PHOTOMETRIC_MINISBLACK, PHOTOMETRIC_RGB,
                                       PHOTOMETRIC_SEPARATED};

    for (size_t i = 0; i < G_N_ELEMENTS(components); i++) {
        g_autoptr(Pixels) pixels = pixels_new(12, 9, components[i]);

        assert_written_in_all_ways(pixels,
                                   (TiffOptions){.photometric = photometrics[i],
                                                 .extra = EXTRASAMPLE_UNASSALPHA});
    }
}

static void test_premultiplied_alpha_is_divided_out(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(3, 1, 4), read = pixels_new(3, 1, 4);

    memcpy(pixels->bytes, "\x20\x40\x00\x80\x00\x00\x00\x00\x10\xff\xff\xff", 12);
    memcpy(read->bytes, "\x40\x80\x00\x80\x00\x00\x00\x00\x10\xff\xff\xff", 12);
    write_tiff(
        "a.tif", pixels,
        (TiffOptions){.photometric = PHOTOMETRIC_RGB, .extra = EXTRASAMPLE_ASSOCALPHA});
    assert_picture("a.tif", read, 0);
}

/* Saved selections are no transparency. */
static void test_samples_without_a_meaning_are_left_out(void) {
    g_autoptr(Pixels) pixels = pixels_new(12, 9, 4), read = pixels_new(12, 9, 3);

    for (int planes = 0; planes <= 1; planes++) {
        IN_A_FOLDER;

        write_tiff("a.tif", pixels,
                   (TiffOptions){.photometric = PHOTOMETRIC_RGB,
                                 .planes = planes == 1,
                                 .extra = EXTRASAMPLE_UNSPECIFIED});
        assert_picture("a.tif", read, 0);
    }
}

static void test_alpha_may_follow_a_selection(void) {
    for (int planes = 0; planes <= 1; planes++) {
        IN_A_FOLDER;
        g_autoptr(Pixels) pixels = pixels_new(12, 9, 5), read = pixels_new(12, 9, 4);

        for (int y = 0; y < 9; y++)
            for (int x = 0; x < 12; x++)
                pixel_at(read, x, y)[3] = pixel_at(pixels, x, y)[4];
        write_tiff("a.tif", pixels,
                   (TiffOptions){.photometric = PHOTOMETRIC_RGB,
                                 .planes = planes == 1,
                                 .selection = true,
                                 .extra = EXTRASAMPLE_UNASSALPHA});
        assert_picture("a.tif", read, 0);
    }
}

static void test_compressed_is_read(void) {
    static const int compressions[] = {COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE,
                                       COMPRESSION_DEFLATE, COMPRESSION_PACKBITS,
                                       COMPRESSION_ZSTD};

    for (size_t i = 0; i < G_N_ELEMENTS(compressions); i++) {
        g_autoptr(Pixels) rgb = pixels_new(21, 19, 3);

        assert_written_in_all_ways(rgb, (TiffOptions){.photometric = PHOTOMETRIC_RGB,
                                                      .compression = compressions[i],
                                                      .extra = -1});
    }
}

static void test_jpeg_inside_is_read(void) {
    static const int photometrics[] = {PHOTOMETRIC_RGB, PHOTOMETRIC_YCBCR};

    for (size_t i = 0; i < G_N_ELEMENTS(photometrics); i++) {
        IN_A_FOLDER;
        g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
        TiffOptions options = {.photometric = photometrics[i],
                               .compression = COMPRESSION_JPEG,
                               .tile = 16,
                               .extra = -1};

        write_tiff("a.tif", pixels, options);
        assert_picture("a.tif", pixels, 4);
    }
}

static void test_few_bits_are_spread(void) {
    for (int bits = 1; bits <= 4; bits *= 2) {
        IN_A_FOLDER;
        g_autoptr(Pixels) pixels = pixels_new(13, 9, 1), read = pixels_new(13, 9, 1);
        int most = (1 << bits) - 1;

        for (int i = 0; i < 13 * 9; i++) {
            pixels->bytes[i] = (guint8)(i * 7 & most);
            read->bytes[i] = (guint8)(pixels->bytes[i] * 255 / most);
        }
        write_tiff("a.tif", pixels,
                   (TiffOptions){.bits = bits,
                                 .photometric = PHOTOMETRIC_MINISBLACK,
                                 .extra = -1});
        assert_picture("a.tif", read, 0);
        for (int i = 0; i < 13 * 9; i++)
            read->bytes[i] = (guint8)(255 - read->bytes[i]);
        write_tiff("b.tif", pixels,
                   (TiffOptions){.bits = bits,
                                 .photometric = PHOTOMETRIC_MINISWHITE,
                                 .extra = -1});
        assert_picture("b.tif", read, 0);
    }
}

/* Palettes have 16 bits, but old programs wrote 8. */
static void test_palette_is_looked_up(void) {
    IN_A_FOLDER;
    static const guint16 wide[] = {0x0a0a, 0x1414, 0x1e1e, 0xffff, 0, 0x0101,
                                   0x0202, 0x0303, 0x8080, 0x9090, 0, 0x7777};
    static const guint16 narrow[] = {10, 20, 30, 255, 0, 1, 2, 3, 0x80, 0x90, 0, 0x77};
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 1), read = pixels_new(13, 9, 3);

    for (int i = 0; i < 13 * 9; i++) {
        pixels->bytes[i] = (guint8)(i % 4);
        for (int j = 0; j < 3; j++)
            read->bytes[i * 3 + j] = (guint8)narrow[j * 4 + i % 4];
    }
    write_tiff(
        "a.tif", pixels,
        (TiffOptions){
            .bits = 2, .photometric = PHOTOMETRIC_PALETTE, .map = wide, .extra = -1});
    assert_picture("a.tif", read, 0);
    write_tiff(
        "b.tif", pixels,
        (TiffOptions){
            .bits = 2, .photometric = PHOTOMETRIC_PALETTE, .map = narrow, .extra = -1});
    assert_picture("b.tif", read, 0);
}

static void test_header_tells_all(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 5);
    g_autoptr(GBytes) profile = make_cmyk_profile();
    const ImageInfo *info;

    write_tiff("a.tif", pixels,
               (TiffOptions){.bits = 16,
                             .photometric = PHOTOMETRIC_SEPARATED,
                             .extra = EXTRASAMPLE_UNASSALPHA,
                             .orientation = 8,
                             .ppi = 300,
                             .profile = profile});
    info = image_info(images_load(images, "a.tif", NULL));
    g_assert_cmpint(info->width, ==, 9);
    g_assert_cmpint(info->height, ==, 13);
    g_assert_cmpint(info->model, ==, IMAGE_CMYK);
    g_assert_true(info->has_alpha);
    g_assert_cmpint(info->bits, ==, 16);
    g_assert_cmpint(info->orientation, ==, 8);
    g_assert_cmpfloat_with_epsilon(info->ppi, 300, 0.001);
    g_assert_true(g_bytes_equal(info->profile, profile));
}

/* libtiff writes the directory behind the pixels. */
static void test_cut_file_is_refused(void) {
    static const int compressions[] = {COMPRESSION_NONE, COMPRESSION_LZW};

    for (size_t i = 0; i < G_N_ELEMENTS(compressions); i++) {
        IN_A_FOLDER;
        g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

        write_tiff("a.tif", pixels,
                   (TiffOptions){.photometric = PHOTOMETRIC_RGB,
                                 .compression = compressions[i],
                                 .extra = -1});
        assert_unusable_when_cut("a.tif", "TIFF", 4);
    }
}

static void test_pixels_beyond_the_end_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 3, 3);

    write_tiff("a.tif", pixels,
               (TiffOptions){.photometric = PHOTOMETRIC_RGB, .extra = -1});
    change_tiff_field("a.tif", TIFFTAG_STRIPOFFSETS, 300);
    assert_unusable("a.tif", "'a.tif' is no usable TIFF: it ends too early");
}

static void assert_refused(const Pixels *pixels, TiffOptions options,
                           const char *message) {
    IN_A_FOLDER;

    write_tiff("a.tif", pixels, options);
    assert_unusable("a.tif", message);
}

static void test_what_is_not_known_is_refused(void) {
    g_autoptr(Pixels) grey = pixels_new(16, 9, 1), rgb = pixels_new(16, 9, 3);

    assert_refused(
        grey,
        (TiffOptions){.bits = 1, .compression = COMPRESSION_CCITTFAX4, .extra = -1},
        "'a.tif' is no usable TIFF: its compression (4) is not known; save it "
        "with LZW or Deflate");
    assert_refused(rgb, (TiffOptions){.photometric = PHOTOMETRIC_CIELAB, .extra = -1},
                   "'a.tif' is no usable TIFF: its colours are not grey, RGB or CMYK");
    assert_refused(
        rgb, (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED, .extra = -1},
        "'a.tif' is no usable TIFF: the number of its samples does not fit its "
        "colours");
}

static void test_other_inks_and_numbers_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) cmyk = pixels_new(16, 9, 4), grey = pixels_new(16, 9, 1);

    write_tiff("a.tif", cmyk,
               (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED,
                             .states = TIFFTAG_INKSET,
                             .extra = -1});
    change_tiff_field("a.tif", TIFFTAG_INKSET, INKSET_MULTIINK);
    assert_unusable("a.tif",
                    "'a.tif' is no usable TIFF: its inks are not those of CMYK");
    write_tiff("b.tif", grey,
               (TiffOptions){.photometric = PHOTOMETRIC_MINISBLACK,
                             .states = TIFFTAG_SAMPLEFORMAT,
                             .extra = -1});
    change_tiff_field("b.tif", TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_INT);
    assert_unusable(
        "b.tif", "'b.tif' is no usable TIFF: its samples are not whole numbers from 0");
}

/* libtiff only warns, and leaves it out. */
static void test_unusable_profile_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 9, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();

    write_tiff(
        "a.tif", pixels,
        (TiffOptions){.photometric = PHOTOMETRIC_RGB, .profile = profile, .extra = -1});
    change_tiff_field("a.tif", TIFFTAG_ICCPROFILE, 0x7fffff00);
    assert_unusable("a.tif", "'a.tif' is no usable TIFF: it ends too early");
}

/* libjpeg fills in for what is missing; libtiff passes on its warning. */
static void test_missing_jpeg_data_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 16, 1);
    g_autoptr(GByteArray) bytes = NULL;
    size_t scan;

    write_tiff("a.tif", pixels,
               (TiffOptions){.photometric = PHOTOMETRIC_MINISBLACK,
                             .compression = COMPRESSION_JPEG,
                             .tile = 16,
                             .extra = -1});
    bytes = file_to_bytes("a.tif");
    scan = find_bytes(bytes, "\xff\xda", 2);
    memcpy(bytes->data + scan + 12, "\xff\xd9", 2);
    write_bytes("a.tif", bytes->data, bytes->len);
    assert_unusable("a.tif", "'a.tif' is no usable TIFF: Corrupt JPEG data: premature "
                             "end of data segment");
}

static void test_large_tile_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_tiff("a.tif", pixels,
               (TiffOptions){.photometric = PHOTOMETRIC_RGB, .tile = 16, .extra = -1});
    change_tiff_field("a.tif", TIFFTAG_TILEWIDTH, 16000);
    change_tiff_field("a.tif", TIFFTAG_TILELENGTH, 16000);
    assert_unusable("a.tif", "'a.tif' has large strips or tiles and would take 734 MiB "
                             "of memory; such a picture may take 88");
}

static const UnitTest tests[] = {
    TEST(8_and_16_bits_are_read),
    TEST(alpha_is_read),
    TEST(premultiplied_alpha_is_divided_out),
    TEST(samples_without_a_meaning_are_left_out),
    TEST(alpha_may_follow_a_selection),
    TEST(compressed_is_read),
    TEST(jpeg_inside_is_read),
    TEST(few_bits_are_spread),
    TEST(palette_is_looked_up),
    TEST(header_tells_all),
    TEST(cut_file_is_refused),
    TEST(pixels_beyond_the_end_are_refused),
    TEST(what_is_not_known_is_refused),
    TEST(other_inks_and_numbers_are_refused),
    TEST(unusable_profile_is_refused),
    TEST(missing_jpeg_data_is_refused),
    TEST(large_tile_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
