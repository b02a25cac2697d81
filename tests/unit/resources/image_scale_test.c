#include "pictures.h"

#include "resources/image_scale.h"

typedef struct {
    Folder *folder;
    Images *images;
} Setting;

static void setting_clear(Setting *self) {
    images_free(self->images);
    folder_free(self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setting, setting_clear)

static Setting setting_new(void) {
    Setting self = {folder_new(), images_new()};

    return self;
}

/* The whole picture in so many pixels; NULL when it cannot be. */
static ImageScaled *scale(const Setting *self, const char *path, int width, int height,
                          GError **error) {
    Image *image = images_load(self->images, path, NULL);
    const ImageInfo *info = image_info(image);
    ImageScaleOptions options = {
        .part = {0, 0, info->width, info->height}, .width = width, .height = height};

    return image_scale(image, &options, error);
}

/* All pixels; caller frees. */
static guint32 *pixels_of(const ImageScaled *scaled, int width, int height) {
    guint32 *pixels = g_new(guint32, (gsize)(width * height));
    g_autoptr(GError) error = NULL;

    g_assert_true(image_scaled_get(scaled, 0, height, pixels, &error));
    g_assert_no_error(error);
    return pixels;
}

static guint32 *scaled_pixels(const Setting *self, const char *path, int width,
                              int height) {
    g_autoptr(GError) error = NULL;
    g_autoptr(ImageScaled) scaled = scale(self, path, width, height, &error);

    g_assert_no_error(error);
    return pixels_of(scaled, width, height);
}

/* One colour all over, in any number of pixels. */
static void assert_colour(const Setting *self, const char *path, guint32 colour) {
    static const int sides[] = {1, 7, 40, 100};

    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        int side = sides[i];
        g_autofree guint32 *pixels = scaled_pixels(self, path, side, side);

        for (int j = 0; j < side * side; j++) {
            for (int shift = 0; shift < 32; shift += 8)
                g_assert_cmpint(
                    abs((int)(pixels[j] >> shift & 255) - (int)(colour >> shift & 255)),
                    <=, 1);
        }
    }
}

static Pixels *plain_new(const guint8 *colour, int components) {
    Pixels *pixels = pixels_new_empty(40, 40, components);

    for (int i = 0; i < 40 * 40 * components; i++)
        pixels->bytes[i] = colour[i % components];
    return pixels;
}

static void test_colours_stay(void) {
    static const struct {
        guint8 colour[4];
        int components;
        guint32 pixel;
    } colours[] = {
        {{0}, 1, 0xff000000},
        {{255}, 1, 0xffffffff},
        {{100}, 1, 0xff646464},
        {{10, 150, 255}, 3, 0xff0a96ff},
        {{0, 255, 100, 51}, 4, 0x33003314},
        {{0, 255, 100, 255}, 4, 0xff00ff64},
        {{200, 255, 100, 0}, 4, 0x00000000},
        {{200, 128}, 2, 0x80646464},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        g_auto(Setting) setting = setting_new();
        g_autoptr(Pixels) pixels = plain_new(colours[i].colour, colours[i].components);

        write_png_pixels("a.png", pixels, (PngOptions){0});
        assert_colour(&setting, "a.png", colours[i].pixel);
    }
}

/* What is clear has no colour that could run into its neighbours. */
static void test_clear_pixels_lend_no_colour(void) {
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(40, 40, 4);

    for (int i = 0; i < 40 * 40; i++)
        memcpy(pixels->bytes + 4 * i, i % 2 ? "\x00\x00\xff\x00" : "\xff\x00\x00\xff",
               4);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    for (int side = 9; side < 90; side += 20) {
        g_autofree guint32 *drawn = scaled_pixels(&setting, "a.png", side, side);

        for (int i = 0; i < side * side; i++) {
            g_assert_cmphex(drawn[i] & 0xffff, ==, 0);
            g_assert_cmpuint(drawn[i] >> 16 & 255, <=, drawn[i] >> 24);
        }
    }
}

/* Edges ring, but not beyond what is there. */
static void test_no_colour_is_more_than_its_alpha(void) {
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(40, 40, 4);

    for (int i = 0; i < 40 * 40; i++)
        memcpy(pixels->bytes + 4 * i, i / 4 % 2 ? "\xff\xff\xff\x80" : "\0\0\0\x80", 4);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    for (int side = 9; side < 90; side += 20) {
        g_autofree guint32 *drawn = scaled_pixels(&setting, "a.png", side, side);

        for (int i = 0; i < side * side; i++)
            g_assert_cmpuint(drawn[i] & 255, <=, drawn[i] >> 24);
    }
}

static void test_own_profiles_are_heeded(void) {
    static const guint8 colour[] = {200, 100, 50};
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = plain_new(colour, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    guint8 rgb[3];

    write_png_pixels("a.png", pixels, (PngOptions){.profile = profile});
    convert_pixels(profile, TYPE_RGB_8, colour, rgb, 1);
    assert_colour(&setting, "a.png",
                  255u << 24 | (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2]);
}

static void test_inks_without_a_profile_are_told(void) {
    static const guint8 inks[] = {200, 100, 50, 20};
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = plain_new(inks, 4);
    g_autoptr(GError) error = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    g_assert_null(scale(&setting, "a.jpg", 10, 10, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_cmpstr(error->message, ==, "'a.jpg' is CMYK and has no colour profile");
}

/* With alpha they are five components; the colour is taken as half of it. */
static void test_inks_are_converted(void) {
    static const guint8 inks[] = {200, 100, 50, 20, 128};
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = plain_new(inks, 5);
    g_autoptr(GBytes) profile = make_cmyk_profile();
    guint32 colour = 128;
    guint8 rgb[3];

    write_tiff("a.tif", pixels,
               (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED,
                             .extra = EXTRASAMPLE_UNASSALPHA,
                             .profile = profile});
    convert_pixels(profile, TYPE_CMYK_8, inks, rgb, 1);
    for (int i = 0; i < 3; i++)
        colour = colour << 8 | (guint32)(rgb[i] * 128 + 127) / 255;
    assert_colour(&setting, "a.tif", colour);
}

/* Black and white in turns are grey from afar, also when a JPEG is reduced while it is
 * decoded. */
static void test_small_pictures_have_no_pattern(void) {
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(640, 320, 1);

    for (int i = 0; i < 640 * 320; i++)
        pixels->bytes[i] = (i % 640 + i / 640) % 2 ? 255 : 0;
    write_png_pixels("a.png", pixels, (PngOptions){0});
    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    for (int width = 6; width < 280; width = width * 3 / 2) {
        for (int i = 0; i < 2; i++) {
            g_autofree guint32 *drawn =
                scaled_pixels(&setting, i == 0 ? "a.png" : "a.jpg", width, width / 2);

            for (int j = 0; j < width * (width / 2); j++)
                g_assert_cmpint(abs((int)(drawn[j] & 255) - 128), <=, 4);
        }
    }
}

/* Rows are the same whatever others are asked for. */
static void test_rows_come_in_any_pieces(void) {
    static const int heights[] = {20, 63, 200};

    for (size_t i = 0; i < G_N_ELEMENTS(heights); i++) {
        g_auto(Setting) setting = setting_new();
        g_autoptr(Pixels) pixels = pixels_new(50, 60, 3);
        int height = heights[i];
        g_autoptr(ImageScaled) scaled = NULL;
        g_autofree guint32 *all = NULL;
        guint32 row[45];

        write_png_pixels("a.png", pixels, (PngOptions){0});
        scaled = scale(&setting, "a.png", 45, height, NULL);
        all = pixels_of(scaled, 45, height);
        for (int y = height - 1; y >= 0; y--) {
            g_assert_true(image_scaled_get(scaled, y, 1, row, NULL));
            g_assert_true(memcmp(row, all + y * 45, sizeof row) == 0);
        }
    }
}

/* So posters of one size in many languages decode a photo once. */
static void test_what_was_scaled_lately_is_found(void) {
    g_auto(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(ImageScaled) first = NULL, again = NULL, other = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    first = scale(&setting, "a.png", 8, 5, NULL);
    for (int i = 0; i < 40; i++)
        image_scaled_free(scale(&setting, "a.png", 9 + i % 3, 5, NULL));
    again = scale(&setting, "a.png", 8, 5, NULL);
    g_assert_true(first == again);
    for (int i = 0; i < IMAGE_SCALED_MAX; i++)
        image_scaled_free(scale(&setting, "a.png", 9 + i, 5, NULL));
    other = scale(&setting, "a.png", 8, 5, NULL);
    g_assert_true(first != other);
}

static const UnitTest tests[] = {
    TEST(colours_stay),
    TEST(clear_pixels_lend_no_colour),
    TEST(no_colour_is_more_than_its_alpha),
    TEST(own_profiles_are_heeded),
    TEST(inks_without_a_profile_are_told),
    TEST(inks_are_converted),
    TEST(small_pictures_have_no_pattern),
    TEST(rows_come_in_any_pieces),
    TEST(what_was_scaled_lately_is_found),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
