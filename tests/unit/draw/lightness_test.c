#include "../support.h"

#include "draw/lightness.h"

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};

/* A row of pixels, as cairo has them. */
static cairo_surface_t *row_of(cairo_format_t format, const guint32 *pixels,
                               int width) {
    cairo_surface_t *surface = cairo_image_surface_create(format, width, 1);

    memcpy(cairo_image_surface_get_data(surface), pixels, (size_t)width * 4);
    cairo_surface_mark_dirty(surface);
    return surface;
}

static guint32 pixel(cairo_surface_t *surface, int x) {
    guint32 value;

    memcpy(&value, cairo_image_surface_get_data(surface) + x * 4, 4);
    return value;
}

static void test_duotone_runs_from_dark_to_light(void) {
    const guint32 greys[] = {0xff000000, 0xff808080, 0xffffffff};
    cairo_surface_t *grey = row_of(CAIRO_FORMAT_RGB24, greys, 3);
    cairo_surface_t *duotone = duotone_new(grey, (Paint){&blue, 1}, (Paint){&gold, 1});

    g_assert_cmphex(pixel(duotone, 0), ==, 0xff0061ad);
    /* 128 of 255: 255 x .502 = 128; 97 + 117 x .502 = 155.7; 173 - 148 x .502 = 98.7 */
    g_assert_cmphex(pixel(duotone, 1), ==, 0xff809c63);
    g_assert_cmphex(pixel(duotone, 2), ==, 0xffffd619);
    cairo_surface_destroy(duotone);
    cairo_surface_destroy(grey);
}

static void test_tints_are_mixed_with_white(void) {
    const guint32 greys[] = {0xff000000};
    cairo_surface_t *grey = row_of(CAIRO_FORMAT_RGB24, greys, 1);
    cairo_surface_t *duotone =
        duotone_new(grey, (Paint){&blue, 0.6}, (Paint){&gold, 1});

    g_assert_cmphex(pixel(duotone, 0), ==, 0xff66a0ce);
    cairo_surface_destroy(duotone);
    cairo_surface_destroy(grey);
}

/* Half clear white is light, not grey. */
static void test_duotone_is_as_clear_as_the_picture(void) {
    const guint32 greys[] = {0, 0x80808080, 0x80000000};
    cairo_surface_t *grey = row_of(CAIRO_FORMAT_ARGB32, greys, 3);
    cairo_surface_t *duotone = duotone_new(grey, (Paint){&blue, 1}, (Paint){&gold, 1});

    g_assert_cmphex(pixel(duotone, 0), ==, 0);
    g_assert_cmphex(pixel(duotone, 1), ==, 0x80806b0d);
    g_assert_cmphex(pixel(duotone, 2), ==, 0x80003157);
    cairo_surface_destroy(duotone);
    cairo_surface_destroy(grey);
}

static void test_mask_is_as_opaque_as_the_picture_is_light(void) {
    const guint32 greys[] = {0xff000000, 0xff404040, 0xffffffff};
    cairo_surface_t *grey = row_of(CAIRO_FORMAT_RGB24, greys, 3);
    cairo_surface_t *mask = cut_out_new(grey);

    g_assert_cmpint(cairo_image_surface_get_format(mask), ==, CAIRO_FORMAT_A8);
    g_assert_cmpint(memcmp(cairo_image_surface_get_data(mask), "\x00\x40\xff", 3), ==,
                    0);
    cairo_surface_destroy(mask);
    cairo_surface_destroy(grey);
}

static const UnitTest tests[] = {
    TEST(duotone_runs_from_dark_to_light),
    TEST(tints_are_mixed_with_white),
    TEST(duotone_is_as_clear_as_the_picture),
    TEST(mask_is_as_opaque_as_the_picture_is_light),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
