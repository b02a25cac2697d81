#include "../support.h"

#include "preflight/colour.h"

static Rgb rgb(unsigned value) {
    return (Rgb){(value >> 16 & 0xFF) / 255.0, (value >> 8 & 0xFF) / 255.0,
                 (value & 0xFF) / 255.0};
}

static double contrast(unsigned a, unsigned b) {
    return colour_contrast(colour_luminance(rgb(a)), colour_luminance(rgb(b)));
}

/* #767676 is known as the lightest grey that may stand on white. */
static void test_contrast_is_that_of_wcag(void) {
    g_assert_cmpfloat_with_epsilon(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
    g_assert_cmpfloat_with_epsilon(contrast(0xFFFFFF, 0x000000), 21, 1e-9);
    g_assert_cmpfloat_with_epsilon(contrast(0x336699, 0x336699), 1, 1e-9);
    g_assert_cmpfloat_with_epsilon(contrast(0x767676, 0xFFFFFF), 4.54, 0.005);
    g_assert_cmpfloat_with_epsilon(contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
    g_assert_cmpfloat_with_epsilon(contrast(0xFF0000, 0xFFFFFF), 4.00, 0.005);
    g_assert_cmpfloat_with_epsilon(contrast(0x0000FF, 0xFFFFFF), 8.59, 0.005);
    g_assert_cmpfloat_with_epsilon(contrast(0xFFFF00, 0xFFFFFF), 1.07, 0.005);
}

static void test_michelson_is_the_difference_by_the_sum(void) {
    g_assert_cmpfloat_with_epsilon(colour_michelson(0.9, 0.1), 0.8, 1e-9);
    g_assert_cmpfloat_with_epsilon(colour_michelson(0.1, 0.9), 0.8, 1e-9);
    g_assert_cmpfloat_with_epsilon(colour_michelson(0.5, 0.5), 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(colour_michelson(0, 0), 0, 1e-9);
}

/* CIE 15: L* 50 is a Y of 18.4; below 8 it is a straight line. */
static void test_lightness_becomes_luminance(void) {
    g_assert_cmpfloat_with_epsilon(colour_lab_luminance((double[]){100, 0, 0}), 1,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(colour_lab_luminance((double[]){50, 80, -20}),
                                   0.18419, 1e-5);
    g_assert_cmpfloat_with_epsilon(colour_lab_luminance((double[]){8, 0, 0}), 0.008856,
                                   1e-6);
    g_assert_cmpfloat_with_epsilon(colour_lab_luminance((double[]){4, 0, 0}), 0.004428,
                                   1e-6);
    g_assert_cmpfloat_with_epsilon(colour_lab_luminance((double[]){0, 0, 0}), 0, 1e-9);
}

static void assert_seen(unsigned colour, Vision vision, double red, double green,
                        double blue) {
    Rgb seen = colour_seen(rgb(colour), vision);

    g_assert_cmpfloat_with_epsilon(seen.red, red, 0.0001);
    g_assert_cmpfloat_with_epsilon(seen.green, green, 0.0001);
    g_assert_cmpfloat_with_epsilon(seen.blue, blue, 0.0001);
}

/* The columns of the published matrices at severity 1.0, encoded as sRGB. */
static void test_colours_are_seen_as_machado_has_them(void) {
    assert_seen(0xFF0000, VISION_PROTANOPIA, 0.4266, 0.3727, 0);
    assert_seen(0x00FF00, VISION_PROTANOPIA, 1, 0.8994, 0);
    assert_seen(0x0000FF, VISION_PROTANOPIA, 0, 0.3479, 1);
    assert_seen(0xFF0000, VISION_DEUTERANOPIA, 0.6401, 0.5658, 0);
    assert_seen(0x00FF00, VISION_DEUTERANOPIA, 0.9361, 0.8392, 0.2292);
    assert_seen(0x0000FF, VISION_DEUTERANOPIA, 0, 0.2412, 0.9862);
}

static void test_greys_are_seen_as_they_are(void) {
    for (unsigned grey = 0; grey <= 0xFF; grey += 0x33) {
        double value = grey / 255.0;

        assert_seen(grey * 0x010101, VISION_PROTANOPIA, value, value, value);
        assert_seen(grey * 0x010101, VISION_DEUTERANOPIA, value, value, value);
    }
}

/* Lab of sRGB's primaries (Lindbloom): red 53.24 80.09 67.20, green 87.73 -86.18 83.18,
 * blue 32.30 79.19 -107.86. */
static void test_distance_is_that_of_lab(void) {
    g_assert_cmpfloat_with_epsilon(colour_distance(rgb(0), rgb(0xFFFFFF)), 100, 0.01);
    g_assert_cmpfloat_with_epsilon(colour_distance(rgb(0xFF0000), rgb(0x00FF00)), 170.6,
                                   0.05);
    g_assert_cmpfloat_with_epsilon(colour_distance(rgb(0xFF0000), rgb(0x0000FF)), 176.3,
                                   0.05);
    g_assert_cmpfloat_with_epsilon(colour_distance(rgb(0x777777), rgb(0x777777)), 0,
                                   1e-9);
}

static void test_each_vision_has_a_name(void) {
    g_assert_cmpstr(vision_to_text(VISION_PROTANOPIA), ==, "protanopia");
    g_assert_cmpstr(vision_to_text(VISION_DEUTERANOPIA), ==, "deuteranopia");
}

static const UnitTest tests[] = {
    TEST(contrast_is_that_of_wcag),    TEST(michelson_is_the_difference_by_the_sum),
    TEST(lightness_becomes_luminance), TEST(colours_are_seen_as_machado_has_them),
    TEST(greys_are_seen_as_they_are),  TEST(distance_is_that_of_lab),
    TEST(each_vision_has_a_name),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
