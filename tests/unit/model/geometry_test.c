#include "../support.h"

#include "model/geometry.h"

static void assert_rect(Rect rect, double x, double y, double width, double height) {
    g_assert_cmpfloat(rect.x, ==, x);
    g_assert_cmpfloat(rect.y, ==, y);
    g_assert_cmpfloat(rect.width, ==, width);
    g_assert_cmpfloat(rect.height, ==, height);
}

static void test_insets_go_round_from_the_top(void) {
    assert_rect(rect_inset((Rect){10, 20, 100, 200}, (Insets){1, 2, 3, 4}), 14, 21, 94,
                196);
}

static void test_outset_goes_to_every_side(void) {
    assert_rect(rect_outset((Rect){10, 20, 100, 200}, 3), 7, 17, 106, 206);
}

static void test_mirror_swaps_left_and_right(void) {
    Rect rect = {10, 20, 30, 40};

    assert_rect(rect_mirror(rect, 50), 60, 20, 30, 40);
    assert_rect(rect_mirror(rect_mirror(rect, 50), 50), 10, 20, 30, 40);
}

static const UnitTest tests[] = {
    TEST(insets_go_round_from_the_top),
    TEST(outset_goes_to_every_side),
    TEST(mirror_swaps_left_and_right),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
