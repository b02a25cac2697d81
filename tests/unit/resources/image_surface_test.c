#include "pictures.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

static cairo_surface_t *try_to_draw(Image *image, int width, int height,
                                    GBytes *cmyk_profile, GError **error) {
    ImageSurfaceOptions options = {width, height, .cmyk_profile = cmyk_profile};

    return image_to_surface(image, &options, error);
}

static cairo_surface_t *draw(Image *image, int width, int height,
                             GBytes *cmyk_profile) {
    g_autoptr(GError) error = NULL;
    cairo_surface_t *surface = try_to_draw(image, width, height, cmyk_profile, &error);

    g_assert_no_error(error);
    return surface;
}

static guint32 surface_pixel(cairo_surface_t *surface, int x, int y) {
    const guint8 *bytes = cairo_image_surface_get_data(surface);
    guint32 value;

    memcpy(&value, bytes + y * cairo_image_surface_get_stride(surface) + x * 4,
           sizeof value);
    return value;
}

static guint32 opaque(const guint8 *rgb) {
    return 0xff000000u | (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
}

static void assert_surface(cairo_surface_t *surface, cairo_format_t format, int width,
                           int height) {
    g_assert_cmpint(cairo_image_surface_get_format(surface), ==, format);
    g_assert_cmpint(cairo_image_surface_get_width(surface), ==, width);
    g_assert_cmpint(cairo_image_surface_get_height(surface), ==, height);
}

static void test_picture_without_a_profile_is_srgb(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) rgb = pixels_new(13, 9, 3), grey = pixels_new(13, 9, 1);
    g_autoptr(cairo_surface_t) from_rgb = NULL, from_grey = NULL;

    write_png_pixels("a.png", rgb, (PngOptions){0});
    write_png_pixels("b.png", grey, (PngOptions){0});
    from_rgb = draw(images_load(images, "a.png", NULL), 13, 9, NULL);
    from_grey = draw(images_load(images, "b.png", NULL), 13, 9, NULL);
    assert_surface(from_rgb, CAIRO_FORMAT_RGB24, 13, 9);
    for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 13; x++) {
            guint8 value = *pixel_at(grey, x, y);

            g_assert_cmphex(surface_pixel(from_rgb, x, y), ==,
                            opaque(pixel_at(rgb, x, y)));
            g_assert_cmphex(surface_pixel(from_grey, x, y), ==,
                            opaque((guint8[]){value, value, value}));
        }
    }
}

/* Three ways of carrying a profile, three models. */
static void assert_profile_is_honoured(const char *path, const Pixels *pixels,
                                       GBytes *profile, cmsUInt32Number format,
                                       GBytes *cmyk_profile) {
    g_autoptr(Images) images = images_new();
    g_autoptr(cairo_surface_t) surface =
        draw(images_load(images, path, NULL), 16, 16, cmyk_profile);
    g_autoptr(Pixels) rgb = pixels_new(pixels->width, pixels->height, 3);

    assert_surface(surface, CAIRO_FORMAT_RGB24, pixels->width, pixels->height);
    convert_pixels(profile, format, pixels->bytes, rgb->bytes,
                   rgb->width * rgb->height);
    for (int y = 0; y < rgb->height; y++)
        for (int x = 0; x < rgb->width; x++)
            g_assert_cmphex(surface_pixel(surface, x, y), ==,
                            opaque(pixel_at(rgb, x, y)));
}

static void test_profile_of_the_picture_is_honoured(void) {
    IN_A_FOLDER;
    g_autoptr(Pixels) grey = pixels_new(5, 4, 1), rgb = pixels_new(5, 4, 3),
                      cmyk = pixels_new(5, 4, 4);
    g_autoptr(GBytes) grey_profile = make_grey_profile(),
                      rgb_profile = make_rgb_profile(),
                      cmyk_profile = make_cmyk_profile();

    write_png_pixels("a.png", grey, (PngOptions){.profile = grey_profile});
    assert_profile_is_honoured("a.png", grey, grey_profile, TYPE_GRAY_8, NULL);
    write_webp("b.webp", rgb, &(WebpOptions){.profile = rgb_profile});
    assert_profile_is_honoured("b.webp", rgb, rgb_profile, TYPE_RGB_8, NULL);
    write_tiff("c.tif", cmyk,
               (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED,
                             .profile = cmyk_profile,
                             .extra = -1});
    assert_profile_is_honoured("c.tif", cmyk, cmyk_profile, TYPE_CMYK_8, NULL);
}

/* Red and green changed places: pure red of the picture is green on the screen. */
static void test_profile_changes_colours(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(1, 1, 3);
    g_autoptr(GBytes) profile = make_rgb_profile();
    g_autoptr(cairo_surface_t) surface = NULL;

    pixels->bytes[0] = 255;
    write_png_pixels("a.png", pixels, (PngOptions){.profile = profile});
    surface = draw(images_load(images, "a.png", NULL), 1, 1, NULL);
    g_assert_cmphex(surface_pixel(surface, 0, 0), ==, 0xff00ff00);
}

static void test_cmyk_without_a_profile_takes_the_one_given(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) cmyk = pixels_new(5, 4, 4);
    g_autoptr(GBytes) profile = make_cmyk_profile(), wrong = make_rgb_profile();
    g_autoptr(GError) missing = NULL, unfit = NULL;
    Image *image;

    write_tiff("a.tif", cmyk,
               (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED, .extra = -1});
    assert_profile_is_honoured("a.tif", cmyk, profile, TYPE_CMYK_8, profile);
    image = images_load(images, "a.tif", NULL);
    g_assert_null(try_to_draw(image, 5, 4, NULL, &missing));
    g_assert_cmpstr(missing->message, ==, "'a.tif' is CMYK and has no colour profile");
    g_assert_null(try_to_draw(image, 5, 4, wrong, &unfit));
    g_assert_cmpstr(unfit->message, ==,
                    "the colours of 'a.tif' cannot be converted with its profile");
}

static void test_surface_is_made_anew_for_another_profile(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) cmyk = pixels_new(5, 4, 4);
    g_autoptr(GBytes) profile = make_cmyk_profile();
    g_autoptr(GBytes) same =
        g_bytes_new(g_bytes_get_data(profile, NULL), g_bytes_get_size(profile));
    g_autoptr(cairo_surface_t) first = NULL, second = NULL;
    Image *image;

    write_tiff("a.tif", cmyk,
               (TiffOptions){.photometric = PHOTOMETRIC_SEPARATED, .extra = -1});
    image = images_load(images, "a.tif", NULL);
    first = draw(image, 5, 4, profile);
    second = draw(image, 5, 4, same);
    g_assert_true(second != first);
}

/* The part of pixel `i`, of `count` that share `full`, on pixel `j` of `full`. */
static double overlap(int i, int count, int j, int full) {
    double width = (double)full / count;
    double start = MAX(i * width, (double)j), end = MIN((i + 1) * width, j + 1.0);

    return MAX(end - start, 0);
}

static guint8 average(const Pixels *pixels, int component, const int *at, int width,
                      int height) {
    double sum = 0, area = 0;
    int left = at[0] * pixels->width / width, top = at[1] * pixels->height / height;

    for (int y = top; y < pixels->height && y * height < (at[1] + 1) * pixels->height;
         y++) {
        for (int x = left; x < pixels->width && x * width < (at[0] + 1) * pixels->width;
             x++) {
            double part = overlap(at[0], width, x, pixels->width) *
                          overlap(at[1], height, y, pixels->height);

            area += part;
            sum += part * pixel_at(pixels, x, y)[component];
        }
    }
    return (guint8)(sum / area + 0.5 + 1e-9);
}

static void test_pixels_are_averages_of_their_areas(void) {
    IN_A_FOLDER;
    static const int sizes[][2] = {{1, 1}, {2, 2}, {5, 4}, {12, 3}, {13, 8}, {7, 9}};
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    Image *image;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    image = images_load(images, "a.png", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        int width = sizes[i][0], height = sizes[i][1];
        g_autoptr(cairo_surface_t) surface = draw(image, width, height, NULL);

        assert_surface(surface, CAIRO_FORMAT_RGB24, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                guint8 rgb[3];

                for (int j = 0; j < 3; j++)
                    rgb[j] = average(pixels, j, (const int[]){x, y}, width, height);
                g_assert_cmphex(surface_pixel(surface, x, y), ==, opaque(rgb));
            }
        }
    }
}

static void test_picture_is_never_enlarged(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(cairo_surface_t) larger = NULL, wider = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    larger = draw(images_load(images, "a.png", NULL), 100, 1000, NULL);
    assert_surface(larger, CAIRO_FORMAT_RGB24, 13, 9);
    wider = draw(images_load(images, "a.png", NULL), 100, 4, NULL);
    assert_surface(wider, CAIRO_FORMAT_RGB24, 13, 4);
}

static void test_alpha_is_multiplied_in(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(2, 1, 4);
    g_autoptr(cairo_surface_t) surface = NULL;

    memcpy(pixels->bytes, "\xff\x80\x00\x80\x12\x34\x56\xff", 8);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    surface = draw(images_load(images, "a.png", NULL), 2, 1, NULL);
    assert_surface(surface, CAIRO_FORMAT_ARGB32, 2, 1);
    g_assert_cmphex(surface_pixel(surface, 0, 0), ==, 0x80804000);
    g_assert_cmphex(surface_pixel(surface, 1, 0), ==, 0xff123456);
}

/* A colour that cannot be seen must not show in an average. */
static void test_colours_weigh_as_much_as_they_are_opaque(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(2, 2, 4);
    g_autoptr(cairo_surface_t) half = NULL, whole = NULL;

    memcpy(pixels->bytes, "\xff\xff\xff\x00\x10\x20\x30\xff", 8);
    memcpy(pixels->bytes + 8, "\xff\xff\xff\x00\xff\xff\xff\x00", 8);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    half = draw(images_load(images, "a.png", NULL), 1, 2, NULL);
    g_assert_cmphex(surface_pixel(half, 0, 0), ==, 0x80081018);
    g_assert_cmphex(surface_pixel(half, 0, 1), ==, 0);
    whole = draw(images_load(images, "a.png", NULL), 1, 1, NULL);
    g_assert_cmphex(surface_pixel(whole, 0, 0), ==, 0x4004080c);
}

static void test_surface_is_upright(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(4, 2, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 72);
    g_autoptr(cairo_surface_t) full = NULL, reduced = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){.exif = exif});
    full = draw(images_load(images, "a.png", NULL), 2, 4, NULL);
    assert_surface(full, CAIRO_FORMAT_RGB24, 2, 4);
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 2; x++)
            g_assert_cmphex(surface_pixel(full, x, y), ==,
                            opaque(pixel_at(pixels, y, 1 - x)));
    reduced = draw(images_load(images, "a.png", NULL), 2, 1, NULL);
    assert_surface(reduced, CAIRO_FORMAT_RGB24, 2, 1);
    g_assert_cmphex(surface_pixel(reduced, 0, 0), ==,
                    opaque((guint8[]){average(pixels, 0, (const int[]){0, 1}, 1, 2),
                                      average(pixels, 1, (const int[]){0, 1}, 1, 2),
                                      average(pixels, 2, (const int[]){0, 1}, 1, 2)}));
}

static Pixels *make_soft_pixels(int width, int height) {
    Pixels *pixels = pixels_new_empty(width, height, 3);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int i = 0; i < 3; i++)
                pixel_at(pixels, x, y)[i] =
                    (guint8)(128 + abs((x * (i + 1) + y * 3) % 100 - 50) * 2);
    return pixels;
}

/* The decoder's own reduction must not be seen, nor move the picture: 203 and 101 are
 * no multiples of 8. */
static void test_jpeg_is_reduced_as_the_others_are(void) {
    IN_A_FOLDER;
    static const int sizes[][2] = {{50, 25}, {25, 12}, {12, 6}, {10, 2}, {1, 1}};
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = make_soft_pixels(203, 101);
    Image *image;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    image = images_load(images, "a.jpg", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        int width = sizes[i][0], height = sizes[i][1];
        g_autoptr(cairo_surface_t) surface = draw(image, width, height, NULL);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                guint32 pixel = surface_pixel(surface, x, y);

                for (int j = 0; j < 3; j++) {
                    int value = pixel >> (16 - 8 * j) & 255;

                    g_assert_cmpint(abs(value - average(pixels, j, (const int[]){x, y},
                                                        width, height)),
                                    <=, 3);
                }
            }
        }
    }
}

/* What a profile says that is that of sRGB. */
static void test_profile_of_srgb_changes_nothing(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(GBytes) profile = profile_to_bytes(cmsCreate_sRGBProfile());
    g_autoptr(cairo_surface_t) surface = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){.profile = profile});
    surface = draw(images_load(images, "a.png", NULL), 13, 9, NULL);
    for (int i = 0; i < 13 * 9; i++)
        g_assert_cmphex(surface_pixel(surface, i % 13, i / 13), ==,
                        opaque(pixel_at(pixels, i % 13, i / 13)));
}

static void test_grey_is_as_light_and_keeps_alpha(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(2, 1, 4);
    ImageSurfaceOptions options = {2, 1, .is_grey = true};
    g_autoptr(cairo_surface_t) surface = NULL;

    memcpy(pixels->bytes, "\xff\xff\xff\x80\x00\xff\x00\xff", 8);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    surface = image_to_surface(images_load(images, "a.png", NULL), &options, NULL);
    assert_surface(surface, CAIRO_FORMAT_ARGB32, 2, 1);
    g_assert_cmphex(surface_pixel(surface, 0, 0), ==, 0x80808080);
    g_assert_cmphex(surface_pixel(surface, 1, 0), ==, 0xffdcdcdc);
}

static void test_reduction_keeps_the_pixels_that_are_wanted(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    const Image *small, *wide, *large;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    small = images_load(images, "a.png", NULL);
    g_assert_cmpint(image_reduction(small, 3), ==, 1);
    g_assert_cmpint(image_reduction(small, 0.51), ==, 1);
    g_assert_cmpint(image_reduction(small, 0.5), ==, 2);
    g_assert_cmpint(image_reduction(small, 0.01), ==, 64);
    g_assert_cmpint(image_reduction(small, 0), ==, 4096);
    write_png_pixels("b.png", pixels, (PngOptions){0});
    change_png_size("b.png", 65500, 10);
    wide = images_load(images, "b.png", NULL);
    g_assert_cmpint(image_reduction(wide, 1), ==, 2);
    write_png_pixels("c.png", pixels, (PngOptions){0});
    change_png_size("c.png", 20000, 20000);
    large = images_load(images, "c.png", NULL);
    g_assert_cmpint(image_reduction(large, 1), ==, 8);
}

static void test_damaged_picture_gives_no_surface(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    g_autoptr(GByteArray) bytes = NULL;
    g_autoptr(GError) error = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    bytes = file_to_bytes("a.jpg");
    write_bytes("a.jpg", bytes->data, bytes->len - 30);
    g_assert_null(try_to_draw(images_load(images, "a.jpg", NULL), 5, 5, NULL, &error));
    g_assert_cmpstr(error->message, ==, "'a.jpg' is no usable JPEG: it ends too early");
}

static void test_surface_beyond_what_cairo_can_is_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 1, 1);
    g_autoptr(GError) error = NULL;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    change_png_size("a.png", 40000, 1);
    g_assert_null(
        try_to_draw(images_load(images, "a.png", NULL), 50000, 1, NULL, &error));
    g_assert_cmpstr(
        error->message, ==,
        "cannot draw 'a.png' with 40000 x 1 pixels: invalid value (typically "
        "too big) for the size of the input (surface, pattern, etc.)");
}

static const UnitTest tests[] = {
    TEST(picture_without_a_profile_is_srgb),
    TEST(profile_of_the_picture_is_honoured),
    TEST(profile_changes_colours),
    TEST(cmyk_without_a_profile_takes_the_one_given),
    TEST(surface_is_made_anew_for_another_profile),
    TEST(pixels_are_averages_of_their_areas),
    TEST(picture_is_never_enlarged),
    TEST(alpha_is_multiplied_in),
    TEST(colours_weigh_as_much_as_they_are_opaque),
    TEST(surface_is_upright),
    TEST(jpeg_is_reduced_as_the_others_are),
    TEST(profile_of_srgb_changes_nothing),
    TEST(grey_is_as_light_and_keeps_alpha),
    TEST(reduction_keeps_the_pixels_that_are_wanted),
    TEST(damaged_picture_gives_no_surface),
    TEST(surface_beyond_what_cairo_can_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
