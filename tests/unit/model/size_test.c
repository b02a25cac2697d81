#include "../support.h"

#include <math.h>

static Length mm(double value) {
    return (Length){value, UNIT_MM};
}

static Size print_size(double width, double height) {
    return (Size){.trim = {mm(width), mm(height)}, .bleed = mm(3), .ppi = 100};
}

static void assert_rect(Rect rect, double x, double y, double width, double height) {
    g_assert_cmpfloat_with_epsilon(rect.x, x, 1e-9);
    g_assert_cmpfloat_with_epsilon(rect.y, y, 1e-9);
    g_assert_cmpfloat_with_epsilon(rect.width, width, 1e-9);
    g_assert_cmpfloat_with_epsilon(rect.height, height, 1e-9);
}

static void test_boxes_lie_around_and_inside_the_trim(void) {
    Size size = {
        .trim = {{200, UNIT_PT}, {300, UNIT_PT}},
        .bleed = {10, UNIT_PT},
        .visible = {{1, UNIT_PT}, {2, UNIT_PT}, {3, UNIT_PT}, {4, UNIT_PT}},
        .safe = {{10, UNIT_PERCENT}, {10, UNIT_PERCENT}, {5, UNIT_U}, {8, UNIT_PX}},
        .ppi = 144};
    PageBoxes boxes = size_boxes(&size);

    assert_rect(boxes.trim, 0, 0, 200, 300);
    assert_rect(boxes.bleed, -10, -10, 220, 320);
    assert_rect(boxes.visible, 4, 1, 194, 296);
    /* 10 % of the height, 10 % of the width, 5 hundredths of 200, 8 half points */
    assert_rect(boxes.safe, 4, 30, 176, 260);
}

static void test_ruler_knows_pixels_and_units(void) {
    Size size = {.trim = {{640, UNIT_PX}, {400, UNIT_PX}}, .ppi = 4.233};
    Ruler ruler = size_ruler(&size);

    g_assert_cmpfloat_with_epsilon(ruler.px, 72 / 4.233, 1e-12);
    g_assert_cmpfloat_with_epsilon(ruler.u, 4 * 72 / 4.233, 1e-12);
}

static void assert_pixels(Size size, int width, int height) {
    PageBoxes boxes = size_boxes(&size);

    g_assert_cmpint(size_pixels(boxes.trim.width, size.ppi), ==, width);
    g_assert_cmpint(size_pixels(boxes.trim.height, size.ppi), ==, height);
}

static void test_print_pixels_are_rounded(void) {
    /* 297 / 25.4 x 100 = 1169.3, 420 / 25.4 x 100 = 1653.5 */
    assert_pixels(print_size(297, 420), 1169, 1654);
    assert_pixels(print_size(25.4, 0.127), 100, 1);
}

static void test_screen_pixels_are_exact(void) {
    static const double pitches[] = {4.233, 96, 72, 100 / 3.0, 1200};

    for (size_t i = 0; i < G_N_ELEMENTS(pitches); i++)
        assert_pixels(
            (Size){.trim = {{672, UNIT_PX}, {432, UNIT_PX}}, .ppi = pitches[i]}, 672,
            432);
}

static void assert_shape(double width, double height, const char *expected) {
    Size size = print_size(width, height);

    g_assert_cmpstr(shape_to_text(size_shape(&size)), ==, expected);
}

static void test_shapes_change_at_their_thresholds(void) {
    assert_shape(599, 1000, "tall");
    assert_shape(600, 1000, "portrait");
    assert_shape(899, 1000, "portrait");
    assert_shape(900, 1000, "square");
    assert_shape(1100, 1000, "square");
    assert_shape(1101, 1000, "landscape");
    assert_shape(1699, 1000, "landscape");
    assert_shape(1700, 1000, "wide");
}

static void test_small_print_is_a_card(void) {
    assert_shape(105, 148, "card");
    assert_shape(1000, 109.9, "card");
    assert_shape(110, 1000, "tall");
    assert_shape(1000, 110, "wide");
}

static void test_real_sizes_have_their_shapes(void) {
    assert_shape(297, 420, "portrait");
    assert_shape(420, 297, "landscape");
    assert_shape(3560, 2520, "landscape");
    assert_shape(1185, 1750, "portrait");
    assert_shape(850, 2000, "tall");
    assert_shape(3400, 1730, "wide");
}

static const UnitTest tests[] = {
    TEST(boxes_lie_around_and_inside_the_trim),
    TEST(ruler_knows_pixels_and_units),
    TEST(print_pixels_are_rounded),
    TEST(screen_pixels_are_exact),
    TEST(shapes_change_at_their_thresholds),
    TEST(small_print_is_a_card),
    TEST(real_sizes_have_their_shapes),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
