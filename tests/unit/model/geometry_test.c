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

static void test_union_is_the_smallest_that_holds_both(void) {
    Rect a = {10, 20, 30, 40};

    assert_rect(rect_union(a, (Rect){-5, 30, 5, 100}), -5, 20, 45, 110);
    assert_rect(rect_union((Rect){-5, 30, 5, 100}, a), -5, 20, 45, 110);
    assert_rect(rect_union(a, (Rect){15, 25, 1, 1}), 10, 20, 30, 40);
    assert_rect(rect_union(a, (Rect){100, 0, 0, 0}), 10, 0, 90, 60);
}

static void test_what_only_touches_does_not_overlap(void) {
    Rect a = {0, 0, 10, 10};

    g_assert_false(rects_overlap(a, (Rect){10, 0, 10, 10}));
    g_assert_true(rects_overlap(a, (Rect){9.5, 9.5, 10, 10}));
    g_assert_false(rects_overlap(a, (Rect){0, -3, 10, 3}));
}

static void test_slack_is_what_may_reach_out(void) {
    Rect a = {0, 0, 10, 10};

    g_assert_true(rect_contains(a, a, 0));
    g_assert_true(rect_contains(a, (Rect){-0.5, 0, 10, 10.5}, 0.5));
    g_assert_false(rect_contains(a, (Rect){-0.6, 0, 10, 10}, 0.5));
    g_assert_false(rect_contains(a, (Rect){0, 0, 10, 10.6}, 0.5));
}

static void test_the_inverse_of_a_matrix_leads_back(void) {
    Affine there = affine_then(affine_rotation(30, 5, 7), (Affine){2, 0, 0, 3, 11, 13});
    double x = 3, y = 4;

    affine_point(there, &x, &y);
    affine_point(affine_inverse(there), &x, &y);
    g_assert_cmpfloat_with_epsilon(x, 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(y, 4, 1e-9);
}

static Quad turned_square(double degrees, double x, double y, double side) {
    return affine_quad(affine_rotation(degrees, x, y),
                       (Rect){x - side / 2, y - side / 2, side, side});
}

static void test_a_turned_square_reaches_as_far_as_its_corners(void) {
    Quad square = turned_square(45, 100, 100, 20);
    Rect bounds = quad_bounds(&square);

    g_assert_cmpfloat_with_epsilon(bounds.x, 100 - 10 * G_SQRT2, 1e-9);
    g_assert_cmpfloat_with_epsilon(bounds.width, 20 * G_SQRT2, 1e-9);
    g_assert_cmpfloat_with_epsilon(bounds.height, 20 * G_SQRT2, 1e-9);
}

static void test_a_turned_square_holds_less_than_the_box_around_it(void) {
    Quad square = turned_square(45, 100, 100, 20);
    Quad middle = turned_square(0, 100, 100, 14),
         corner = turned_square(0, 112, 112, 2);
    Quad larger = turned_square(0, 100, 100, 16),
         same = turned_square(45, 100, 100, 20);

    g_assert_true(quad_contains(&square, &middle, 0));
    g_assert_false(quad_contains(&square, &larger, 0.01));
    g_assert_true(quad_contains(&square, &larger, 2));
    g_assert_false(quad_contains(&square, &corner, 0));
    g_assert_true(quad_contains(&square, &same, 1e-9));
}

static void test_turned_squares_overlap_only_where_they_are(void) {
    Quad square = turned_square(45, 100, 100, 20);
    Quad corner = turned_square(0, 112, 112, 2), side = turned_square(0, 108, 108, 10);
    Quad far = turned_square(0, 200, 100, 2), beside = turned_square(0, 115, 100, 2);

    g_assert_false(quads_overlap(&square, &corner, 0));
    g_assert_false(quads_overlap(&corner, &square, 0));
    g_assert_true(quads_overlap(&square, &side, 0));
    g_assert_false(quads_overlap(&square, &far, 0));
    g_assert_true(quads_overlap(&square, &beside, 0));
    g_assert_false(quads_overlap(&square, &beside, 0.2));
}

static void test_a_quad_without_height_lies_where_it_is(void) {
    Quad line = affine_quad(affine_identity(), (Rect){0, 5, 10, 0});
    Quad square = affine_quad(affine_identity(), (Rect){0, 0, 10, 10});

    g_assert_true(quad_contains(&square, &line, 0));
    g_assert_false(quads_overlap(&square, &line, 0.01));
}

static void test_a_line_meets_what_it_goes_into(void) {
    Quad square = turned_square(0, 10, 10, 10), turned = turned_square(45, 10, 10, 10);

    g_assert_true(quad_meets_line(&square, (Point){0, 10}, (Point){20, 10}, 0));
    g_assert_true(quad_meets_line(&square, (Point){8, 8}, (Point){9, 9}, 0));
    g_assert_false(quad_meets_line(&square, (Point){0, 16}, (Point){20, 16}, 0));
    g_assert_true(quad_meets_line(&square, (Point){0, 16}, (Point){20, 16}, -2));
    g_assert_false(quad_meets_line(&square, (Point){0, 15}, (Point){20, 15}, 0.1));
    g_assert_false(quad_meets_line(&square, (Point){0, 10}, (Point){4, 10}, 0));
    g_assert_true(quad_meets_line(&square, (Point){0, 6}, (Point){6, 0}, -3));
    g_assert_true(quad_meets_line(&turned, (Point){10, 0}, (Point){10, 4}, 0));
    g_assert_false(quad_meets_line(&turned, (Point){5, 5}, (Point){5.5, 6}, 0));
}

static const UnitTest tests[] = {
    TEST(insets_go_round_from_the_top),
    TEST(outset_goes_to_every_side),
    TEST(mirror_swaps_left_and_right),
    TEST(union_is_the_smallest_that_holds_both),
    TEST(what_only_touches_does_not_overlap),
    TEST(slack_is_what_may_reach_out),
    TEST(the_inverse_of_a_matrix_leads_back),
    TEST(a_turned_square_reaches_as_far_as_its_corners),
    TEST(a_turned_square_holds_less_than_the_box_around_it),
    TEST(turned_squares_overlap_only_where_they_are),
    TEST(a_quad_without_height_lies_where_it_is),
    TEST(a_line_meets_what_it_goes_into),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
