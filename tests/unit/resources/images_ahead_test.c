#include "pictures.h"

#include "resources/images_ahead.h"

enum { SIDE = 60, COUNT = 4 };

static ImageScaleOptions options_for(const Image *image, int side) {
    const ImageInfo *info = image_info(image);

    return (ImageScaleOptions){
        .part = {0, 0, info->width, info->height}, .width = side, .height = side};
}

static Image *load(Images *images, guint number) {
    g_autofree char *path = g_strdup_printf("%u.png", number);

    return images_load(images, path, NULL);
}

/* Pictures that become fewer and more pixels. */
static int side_of(guint number) {
    return number % 2 == 0 ? SIDE / 3 : SIDE * 2;
}

static void write_pictures(void) {
    for (guint i = 0; i < COUNT; i++) {
        g_autofree char *path = g_strdup_printf("%u.png", i);
        g_autoptr(Pixels) pixels = pixels_new(SIDE, SIDE, 3);

        pixels->bytes[i] = 77;
        write_png_pixels(path, pixels, (PngOptions){0});
    }
}

static GBytes *pixels_of(Images *images, guint number) {
    Image *image = load(images, number);
    const ImageScaleOptions options = options_for(image, side_of(number));
    g_autoptr(GError) error = NULL;
    g_autoptr(ImageScaled) scaled = image_scale(image, &options, &error);
    gsize count = (gsize)options.width * (gsize)options.height;
    guint32 *pixels = g_new(guint32, count);

    g_assert_no_error(error);
    g_assert_true(image_scaled_get(scaled, 0, options.height, pixels, &error));
    return g_bytes_new_take(pixels, count * sizeof *pixels);
}

static ImagesAhead *start(Images *images) {
    ImagesAhead *ahead = images_ahead_new();

    for (guint i = 0; i < COUNT; i++) {
        Image *image = load(images, i);
        const ImageScaleOptions options = options_for(image, side_of(i));

        images_ahead_add(ahead, image, &options);
        images_ahead_add(ahead, image, &options);
    }
    images_ahead_start(ahead);
    return ahead;
}

static void assert_as_without(Images *images) {
    g_autoptr(Images) others = images_new();

    for (guint i = 0; i < COUNT; i++) {
        g_autoptr(GBytes) pixels = pixels_of(images, i);
        g_autoptr(GBytes) expected = pixels_of(others, i);

        g_assert_true(g_bytes_equal(pixels, expected));
    }
}

static void test_pixels_are_as_without_a_helper(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(ImagesAhead) ahead = NULL;
    g_autoptr(GError) error = NULL;

    write_pictures();
    ahead = start(images);
    g_assert_true(images_ahead_end(ahead, &error));
    g_assert_no_error(error);
    assert_as_without(images);
}

/* What was not waited for is no picture. */
static void test_what_is_given_up_is_made_anew(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();

    write_pictures();
    images_ahead_free(start(images));
    assert_as_without(images);
}

static void test_a_picture_that_ends_is_told(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(ImagesAhead) ahead = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GByteArray) bytes = NULL;

    write_pictures();
    bytes = file_to_bytes("2.png");
    write_bytes("2.png", bytes->data, bytes->len / 2);
    ahead = start(images);
    g_assert_false(images_ahead_end(ahead, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    g_assert_cmpstr(error->message, ==, "'2.png' is no usable PNG: it ends too early");
}

/* All pixels of an interlaced picture are kept, here 19 MiB; the helper may have 16. */
static void test_what_takes_memory_is_made_here(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(ImagesAhead) ahead = images_ahead_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(2600, 2600, 3);
    g_autoptr(GError) error = NULL;
    ImageScaleOptions options;
    Image *image;

    write_png_pixels("a.png", pixels, (PngOptions){.interlaced = true});
    image = images_load(images, "a.png", NULL);
    options = options_for(image, SIDE);
    images_ahead_add(ahead, image, &options);
    images_ahead_start(ahead);
    g_assert_true(images_ahead_end(ahead, &error));
    g_assert_no_error(error);
}

static const UnitTest tests[] = {
    TEST(pixels_are_as_without_a_helper),
    TEST(what_is_given_up_is_made_anew),
    TEST(a_picture_that_ends_is_told),
    TEST(what_takes_memory_is_made_here),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
