#include "pictures.h"

#include "resources/image_rows.h"

static Pixels *read_rows(const char *path, ImageRowsOptions options) {
    g_autoptr(Images) images = images_new();
    g_autoptr(GError) error = NULL;
    Image *image = images_load(images, path, &error);
    g_autoptr(ImageRows) rows = image_rows_new(image, &options, &error);
    Pixels *pixels;

    g_assert_no_error(error);
    pixels =
        pixels_new_empty(options.width, options.height, image_rows_components(rows));
    for (int y = 0; y < options.height; y++)
        image_rows_next(rows, pixel_at(pixels, 0, y), &error);
    g_assert_no_error(error);
    return pixels;
}

static void test_own_colours_are_those_of_the_file(void) {
    IN_A_FOLDER;

    for (int components = 1; components <= 4; components++) {
        g_autoptr(Pixels) pixels = pixels_new(13, 9, components), rows = NULL;

        write_png_pixels("a.png", pixels, (PngOptions){0});
        rows = read_rows("a.png", (ImageRowsOptions){13, 9, IMAGE_ROWS_OWN, NULL});
        assert_same_pixels(rows, pixels, 0);
    }
}

/* Three pixels become two: the middle one counts in both. */
static void test_pixels_are_averages_of_areas(void) {
    IN_A_FOLDER;
    static const guint8 bytes[] = {0, 90, 240, 30, 120, 210, 60, 150, 180};
    static const guint8 expected[] = {40, 187, 80, 173};
    g_autoptr(Pixels) pixels = pixels_new_empty(3, 3, 1), rows = NULL;

    memcpy(pixels->bytes, bytes, sizeof bytes);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    rows = read_rows("a.png", (ImageRowsOptions){2, 2, IMAGE_ROWS_OWN, NULL});
    for (size_t i = 0; i < sizeof expected; i++)
        g_assert_cmpint(rows->bytes[i], ==, expected[i]);
}

/* What cannot be seen has no colour to mix in. */
static void test_colours_weigh_as_much_as_they_are_opaque(void) {
    IN_A_FOLDER;
    static const guint8 bytes[] = {200, 100, 50, 255, 0, 0, 0, 0};
    static const guint8 expected[] = {200, 100, 50, 128};
    g_autoptr(Pixels) pixels = pixels_new_empty(2, 1, 4), rows = NULL;

    memcpy(pixels->bytes, bytes, sizeof bytes);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    rows = read_rows("a.png", (ImageRowsOptions){1, 1, IMAGE_ROWS_OWN, NULL});
    for (size_t i = 0; i < sizeof expected; i++)
        g_assert_cmpint(rows->bytes[i], ==, expected[i]);
}

/* Green of sRGB has L* 87.7, as grey 220 has. */
static void test_grey_is_as_light_as_the_colour(void) {
    IN_A_FOLDER;
    static const guint8 bytes[] = {0, 255, 0, 64};
    g_autoptr(Pixels) pixels = pixels_new_empty(1, 1, 4), rows = NULL;

    memcpy(pixels->bytes, bytes, sizeof bytes);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    rows = read_rows("a.png", (ImageRowsOptions){1, 1, IMAGE_ROWS_GREY, NULL});
    g_assert_cmpint(rows->components, ==, 2);
    g_assert_cmpint(rows->bytes[0], ==, 220);
    g_assert_cmpint(rows->bytes[1], ==, 64);
}

static void test_srgb_is_made_by_the_profile_of_the_file(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) cmyk = pixels_new(13, 9, 4), rows = NULL;
    g_autoptr(GBytes) profile = make_cmyk_profile();
    guint8 expected[13 * 3];

    write_jpeg("a.jpg", cmyk, &(JpegOptions){.profile = profile});
    rows = read_rows("a.jpg", (ImageRowsOptions){13, 9, IMAGE_ROWS_SRGB, NULL});
    g_assert_cmpint(rows->components, ==, 3);
    for (int i = 0; i < 13 * 4; i++) /* Adobe's marker: 0 is full ink */
        cmyk->bytes[i] = (guint8)(255 - cmyk->bytes[i]);
    convert_pixels(profile, TYPE_CMYK_8, cmyk->bytes, expected, 13);
    for (int i = 0; i < 13 * 3; i++)
        g_assert_cmpint(abs(rows->bytes[i] - expected[i]), <=, 3);
}

static void test_cmyk_without_a_profile_has_only_its_own_colours(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) cmyk = pixels_new(13, 9, 4), rows = NULL;
    g_autoptr(GError) error = NULL;
    ImageRowsOptions options = {13, 9, IMAGE_ROWS_SRGB, NULL};

    write_jpeg("a.jpg", cmyk, &(JpegOptions){.no_adobe_marker = true});
    g_assert_null(image_rows_new(images_load(images, "a.jpg", NULL), &options, &error));
    g_assert_cmpstr(error->message, ==, "'a.jpg' is CMYK and has no colour profile");
    options.colours = IMAGE_ROWS_OWN;
    rows = read_rows("a.jpg", options);
    assert_same_pixels(rows, cmyk, 3);
}

static const UnitTest tests[] = {
    TEST(own_colours_are_those_of_the_file),
    TEST(pixels_are_averages_of_areas),
    TEST(colours_weigh_as_much_as_they_are_opaque),
    TEST(grey_is_as_light_as_the_colour),
    TEST(srgb_is_made_by_the_profile_of_the_file),
    TEST(cmyk_without_a_profile_has_only_its_own_colours),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
