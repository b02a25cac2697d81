#include "pictures.h"

#include "resources/image_format.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

/* A surface of so many MiB: 8192 pixels of 4 bytes a row. */
static cairo_surface_t *surface_of(int mib) {
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, 8192, 32 * mib);
}

static const ImageSurfaceOptions *size_of(int width) {
    static ImageSurfaceOptions options = {.height = 1};

    options.width = width;
    return &options;
}

static void keep(Images *images, const Image *image, int width, int mib) {
    g_autoptr(cairo_surface_t) surface = surface_of(mib);

    image_cache_add(images, image, size_of(width), surface);
}

static bool is_kept(Images *images, const Image *image, int width) {
    return image_cache_find(images, image, size_of(width)) != NULL;
}

static void test_what_was_asked_for_is_found(void) {
    g_autoptr(Images) images = images_new();
    g_autoptr(GBytes) profile = g_bytes_new_static("a", 1);
    g_autoptr(GBytes) other = g_bytes_new_static("a", 1);
    Image image = {0}, another = {0};
    ImageSurfaceOptions asked = {3, 2, true, profile};
    ImageSurfaceOptions others[] = {
        {4, 2, true, profile}, {3, 3, true, profile}, {3, 2, false, profile},
        {3, 2, true, NULL},    {3, 2, true, other},
    };
    g_autoptr(cairo_surface_t) surface = surface_of(1);

    image_cache_add(images, &image, &asked, surface);
    g_assert_true(image_cache_find(images, &image, &asked) == surface);
    g_assert_null(image_cache_find(images, &another, &asked));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_null(image_cache_find(images, &image, &others[i]));
}

static void test_what_was_used_longest_ago_goes_first(void) {
    g_autoptr(Images) images = images_new();
    Image image = {0};

    keep(images, &image, 1, 25);
    keep(images, &image, 2, 25);
    g_assert_true(is_kept(images, &image, 1));
    keep(images, &image, 3, 25);
    g_assert_true(is_kept(images, &image, 1));
    g_assert_false(is_kept(images, &image, 2));
    g_assert_true(is_kept(images, &image, 3));
}

static void test_room_is_bounded(void) {
    g_autoptr(Images) images = images_new();
    Image image = {0};

    keep(images, &image, 1, 1);
    keep(images, &image, 2, IMAGE_CACHE_MIB_MAX + 1);
    g_assert_true(is_kept(images, &image, 1));
    g_assert_false(is_kept(images, &image, 2));
    keep(images, &image, 3, IMAGE_CACHE_MIB_MAX);
    g_assert_false(is_kept(images, &image, 1));
    g_assert_true(is_kept(images, &image, 3));
    g_assert_cmpuint(images->cache_bytes, ==, (gsize)IMAGE_CACHE_MIB_MAX << 20);
}

/* The file is gone when it is asked for again. */
static void test_picture_is_decoded_once(void) {
    IN_A_FOLDER;
    g_autoptr(Images) images = images_new();
    g_autoptr(Pixels) pixels = pixels_new(13, 9, 3);
    ImageSurfaceOptions options = {5, 4, false, NULL}, other = {5, 5, false, NULL};
    g_autoptr(cairo_surface_t) first = NULL, again = NULL;
    Image *image;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    image = images_load(images, "a.png", NULL);
    first = image_to_surface(image, &options, NULL);
    g_unlink("a.png");
    again = image_to_surface(image, &options, NULL);
    g_assert_nonnull(first);
    g_assert_true(again == first);
    g_assert_null(image_to_surface(image, &other, NULL));
}

static const UnitTest tests[] = {
    TEST(what_was_asked_for_is_found),
    TEST(what_was_used_longest_ago_goes_first),
    TEST(room_is_bounded),
    TEST(picture_is_decoded_once),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
