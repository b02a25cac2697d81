#include "../support.h"

#include "preflight/camera.h"

enum { SIDE = 400 };

/* 100 mm wide and high. */
static Scene make_scene(float *light, float value) {
    for (int i = 0; i < SIDE * SIDE; i++)
        light[i] = value;
    return (Scene){SIDE, SIDE, 4, light};
}

static void test_a_pixel_sees_more_from_afar(void) {
    g_assert_cmpfloat_with_epsilon(camera_pixel(1000), 0.73, 1e-9);
    g_assert_cmpfloat_with_epsilon(camera_pixel(2000), 1.46, 1e-9);
}

/* A fifth of the light is 124 of 255 (IEC 61966-2-1). */
static void test_what_is_even_stays_so(void) {
    g_autofree float *light = g_new(float, SIDE *SIDE);
    Scene scene = make_scene(light, 0.2F);
    int width, height;
    g_autofree guint8 *grey =
        camera_look(&scene, 1000, (Point){0.3, 0.6}, &width, &height);

    g_assert_cmpint(width, ==, 137);
    g_assert_cmpint(height, ==, 137);
    for (int i = 0; i < width * height; i++)
        g_assert_cmpint(grey[i], ==, 124);
}

/* How many pixels of the middle row or column have less than half the light. */
static int count_dark(const guint8 *grey, int width, int height, bool is_row) {
    int count = 0;

    for (int i = 0; i < (is_row ? width : height); i++)
        count += grey[is_row ? height / 2 * width + i : i * width + width / 2] < 188;
    return count;
}

/* 50 mm are 68 pixels; from beside they are cos 25 degrees of that, from below cos 15.
 */
static void test_what_is_slanted_is_narrower(void) {
    g_autofree float *light = g_new(float, SIDE *SIDE);
    Scene scene = make_scene(light, 1);
    g_autofree guint8 *grey = NULL;
    int width, height;

    for (int y = SIDE / 4; y < SIDE * 3 / 4; y++) {
        for (int x = SIDE / 4; x < SIDE * 3 / 4; x++)
            light[y * SIDE + x] = 0;
    }
    grey = camera_look(&scene, 1000, (Point){0, 0}, &width, &height);
    g_assert_cmpint(count_dark(grey, width, height, true), ==, 62);
    g_assert_cmpint(count_dark(grey, width, height, false), ==, 66);
}

/* An edge goes from a tenth to nine tenths of the light in 2.56 times the blur. */
static void test_edges_are_blurred(void) {
    g_autofree float *light = g_new(float, SIDE *SIDE);
    Scene scene = make_scene(light, 1);
    g_autofree guint8 *grey = NULL;
    int width, height, between = 0;

    for (int i = 0; i < SIDE * SIDE; i++)
        light[i] = i % SIDE < SIDE / 2 ? 0 : 1;
    grey = camera_look(&scene, 1000, (Point){0, 0}, &width, &height);
    for (int x = 0; x < width; x++) {
        int found = grey[height / 2 * width + x];

        between += found > 89 && found < 243;
    }
    g_assert_cmpint(between, >=, 2);
    g_assert_cmpint(between, <=, 3);
}

static const UnitTest tests[] = {
    TEST(a_pixel_sees_more_from_afar),
    TEST(what_is_even_stays_so),
    TEST(what_is_slanted_is_narrower),
    TEST(edges_are_blurred),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
