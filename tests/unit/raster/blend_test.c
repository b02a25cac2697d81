#include "../support.h"

#include "raster/blend.h"

#include <cairo.h>

enum { WIDTH = 1021 };

/* Premultiplied; half of them clear, in runs. */
static void fill(GRand *rand, guint32 *pixels, bool is_opaque) {
    bool is_clear = false;

    for (int i = 0; i < WIDTH; i++) {
        guint32 alpha =
            is_opaque ? 255 : MIN((guint32)g_rand_int_range(rand, 0, 300), 255);

        is_clear = g_rand_int_range(rand, 0, 12) == 0 ? !is_clear : is_clear;
        pixels[i] = alpha << 24;
        for (int shift = 0; shift < 24; shift += 8)
            pixels[i] |= (guint32)g_rand_int_range(rand, 0, (gint32)alpha + 1) << shift;
        if (is_clear && !is_opaque)
            pixels[i] = 0;
    }
}

/* As cairo does it. */
static void multiply_by_cairo(guint32 *to, guint32 *from, cairo_format_t format) {
    cairo_surface_t *source = cairo_image_surface_create_for_data(
        (guint8 *)from, CAIRO_FORMAT_ARGB32, WIDTH, 1, 4 * WIDTH);
    cairo_surface_t *target =
        cairo_image_surface_create_for_data((guint8 *)to, format, WIDTH, 1, 4 * WIDTH);
    cairo_t *cr = cairo_create(target);

    cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
    cairo_set_source_surface(cr, source, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(source);
    cairo_surface_destroy(target);
}

static void assert_multiplies(cairo_format_t format) {
    bool is_opaque = format == CAIRO_FORMAT_RGB24;
    guint32 mask = is_opaque ? 0xffffff : 0xffffffff;
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    guint32 from[WIDTH], to[WIDTH], expected[WIDTH];

    for (int run = 0; run < 200; run++) {
        fill(rand, from, false);
        fill(rand, to, is_opaque);
        memcpy(expected, to, sizeof to);
        blend_multiply(to, from, (gsize)(WIDTH - run % 9), is_opaque);
        multiply_by_cairo(expected, from, format);
        for (int i = 0; i < WIDTH - run % 9; i++)
            g_assert_cmphex(to[i] & mask, ==, expected[i] & mask);
    }
}

static void test_opaque_pixels_are_multiplied_as_by_cairo(void) {
    assert_multiplies(CAIRO_FORMAT_RGB24);
}

static void test_pixels_with_alpha_are_multiplied_as_by_cairo(void) {
    assert_multiplies(CAIRO_FORMAT_ARGB32);
}

static const UnitTest tests[] = {
    TEST(opaque_pixels_are_multiplied_as_by_cairo),
    TEST(pixels_with_alpha_are_multiplied_as_by_cairo),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
