#include "../support.h"

#include "resources/taps.h"

/* "start: weights" of a pixel, without zeros at the end; caller frees. */
static char *pixel_to_text(const Taps *taps, int pixel) {
    GString *text = g_string_new(NULL);
    const gint16 *weights = taps->weights + pixel * taps->count;
    int count = taps->count;

    while (count > 0 && weights[count - 1] == 0)
        count--;
    g_string_append_printf(text, "%d:", taps->starts[pixel]);
    for (int i = 0; i < count; i++)
        g_string_append_printf(text, " %d", weights[i]);
    return g_string_free(text, FALSE);
}

#define assert_pixel(taps, pixel, expected)                       \
    do {                                                          \
        g_autofree char *pixel_said = pixel_to_text(taps, pixel); \
                                                                  \
        g_assert_cmpstr(pixel_said, ==, expected);                \
    } while (0)

static void test_equal_pixels_stay_as_they_are(void) {
    g_autoptr(Taps) taps = taps_new(9, 9, 0, 1);

    assert_pixel(taps, 0, "0: 16384");
    assert_pixel(taps, 4, "3: 0 16384");
    assert_pixel(taps, 8, "5: 0 0 0 16384");
}

/* The middle between two pixels is -1 9 9 -1 sixteenths of the four around it. */
static void test_larger_pixels_are_mixed_of_four(void) {
    g_autoptr(Taps) taps = taps_new(10, 10, 0.5, 1);

    assert_pixel(taps, 4, "3: -1024 9216 9216 -1024");
}

/* What would lie beyond the ends is as at the ends. */
static void test_ends_go_on(void) {
    g_autoptr(Taps) taps = taps_new(10, 12, -1.5, 1);

    assert_pixel(taps, 0, "0: 16384");
    assert_pixel(taps, 1, "0: 17408 -1024");
    assert_pixel(taps, 2, "0: 8192 9216 -1024");
    assert_pixel(taps, 10, "6: 0 -1024 9216 8192");
}

/* cubic(1/4) = 0.8672, cubic(3/4) = 0.2266, cubic(5/4) = -0.0703, cubic(7/4) =
 * -0.0234 */
static void test_smaller_pixels_are_mixed_of_more(void) {
    g_autoptr(Taps) taps = taps_new(100, 50, 0, 2);

    g_assert_cmpint(taps->count, ==, 8);
    assert_pixel(taps, 10, "17: -192 -576 1856 7104 7104 1856 -576 -192");
}

static void test_weights_always_come_to_one(void) {
    for (double step = 0.1; step < 300; step *= 1.3) {
        g_autoptr(Taps) taps = taps_new(1000, 20, 3.3, step);

        for (int i = 0; i < 20; i++) {
            int sum = 0;

            for (int j = 0; j < taps->count; j++)
                sum += taps->weights[i * taps->count + j];
            g_assert_cmpint(sum, ==, TAPS_ONE);
            g_assert_cmpint(taps->starts[i], >=, 0);
            g_assert_cmpint(taps->starts[i], <=, MAX(0, 1000 - taps->count));
        }
    }
}

static void test_one_pixel_is_enough(void) {
    g_autoptr(Taps) taps = taps_new(1, 3, -0.2, 0.4);

    for (int i = 0; i < 3; i++)
        assert_pixel(taps, i, "0: 16384");
}

static const UnitTest tests[] = {
    TEST(equal_pixels_stay_as_they_are),
    TEST(larger_pixels_are_mixed_of_four),
    TEST(ends_go_on),
    TEST(smaller_pixels_are_mixed_of_more),
    TEST(weights_always_come_to_one),
    TEST(one_pixel_is_enough),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
