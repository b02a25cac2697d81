#include "pictures.h"

#include "resources/image_format.h"

static int grey_of(int red, int green, int blue) {
    guint8 pixels[6] = {0, 0, 0, (guint8)red, (guint8)green, (guint8)blue};

    image_make_grey(pixels, 2);
    g_assert_cmpint(pixels[0], ==, 0);
    g_assert_cmpint(pixels[4], ==, pixels[3]);
    g_assert_cmpint(pixels[5], ==, pixels[3]);
    return pixels[3];
}

static void test_greys_stay_as_they_are(void) {
    for (int i = 0; i < 256; i++)
        g_assert_cmpint(grey_of(i, i, i), ==, i);
}

/* 0.2126, 0.7152 and 0.0722 of the light of white, through the curve of sRGB. */
static void test_grey_is_as_light_as_the_colour(void) {
    g_assert_cmpint(grey_of(255, 0, 0), ==, 127);
    g_assert_cmpint(grey_of(0, 255, 0), ==, 220);
    g_assert_cmpint(grey_of(0, 0, 255), ==, 76);
    g_assert_cmpint(grey_of(255, 255, 0), ==, 247);
}

static const UnitTest tests[] = {
    TEST(greys_stay_as_they_are),
    TEST(grey_is_as_light_as_the_colour),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
