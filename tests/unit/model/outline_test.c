#include "../support.h"

#include "model/outline.h"
#include "model/path_data.h"

#include <math.h>

static Outline *circle(void) {
    Outline *outline = outline_new();

    outline_add_circle(outline, 10, 20, 5);
    return outline;
}

static void assert_rect(Rect found, double x, double y, double width, double height) {
    g_assert_cmpfloat_with_epsilon(found.x, x, 1e-9);
    g_assert_cmpfloat_with_epsilon(found.y, y, 1e-9);
    g_assert_cmpfloat_with_epsilon(found.width, width, 1e-9);
    g_assert_cmpfloat_with_epsilon(found.height, height, 1e-9);
}

static void test_bounds_are_those_of_all_points(void) {
    g_autoptr(Outline) round = circle();
    g_autoptr(Outline) nothing = outline_new();

    assert_rect(outline_bounds(round), 5, 15, 10, 10);
    assert_rect(outline_bounds(nothing), 0, 0, 0, 0);
}

static void test_flat_lines_stay_near_the_curve(void) {
    static const double tolerances[] = {1, 0.1, 0.001};
    g_autoptr(Outline) round = circle();

    for (size_t i = 0; i < G_N_ELEMENTS(tolerances); i++) {
        g_autoptr(Outline) flat = outline_flatten(round, tolerances[i]);
        double length = outline_length(flat);

        for (int j = 0; j < 500; j++) {
            double x, y, angle;

            outline_point_at(flat, length * j / 500, &x, &y, &angle);
            /* A circle of curves is itself a little off. */
            g_assert_cmpfloat_with_epsilon(hypot(x - 10, y - 20), 5,
                                           tolerances[i] + 5 * 3e-4);
        }
        g_assert_cmpfloat_with_epsilon(length, 2 * G_PI * 5, 6 * tolerances[i]);
    }
}

static void test_points_lie_along_the_first_part(void) {
    g_autoptr(Outline) outline = outline_new();
    double x, y, angle;

    outline_move(outline, 0, 0);
    outline_line(outline, 10, 0);
    outline_line(outline, 10, 0);
    outline_line(outline, 10, 5);
    outline_move(outline, 100, 100);
    outline_line(outline, 200, 100);
    g_assert_cmpfloat(outline_length(outline), ==, 15);
    outline_point_at(outline, 4, &x, &y, &angle);
    g_assert_cmpfloat(x, ==, 4);
    g_assert_cmpfloat(angle, ==, 0);
    outline_point_at(outline, 12, &x, &y, &angle);
    g_assert_cmpfloat(x, ==, 10);
    g_assert_cmpfloat(y, ==, 2);
    g_assert_cmpfloat_with_epsilon(angle, 90, 1e-9);
    outline_point_at(outline, 17, &x, &y, &angle);
    g_assert_cmpfloat(y, ==, 7);
    outline_point_at(outline, -3, &x, &y, &angle);
    g_assert_cmpfloat(x, ==, -3);
}

static void test_radii_that_do_not_fit_shrink_together(void) {
    static const double radii[4] = {30, 10, 0, 10};
    g_autoptr(Outline) outline = outline_new();
    const Step *first;

    outline_add_rect(outline, (Rect){0, 0, 20, 100}, radii);
    first = &g_array_index(outline->steps, Step, 0);
    g_assert_cmpfloat(first->points[2].x, ==, 15);
    assert_rect(outline_bounds(outline), 0, 0, 20, 100);
}

static void test_matrices_move_turn_and_mirror(void) {
    g_autoptr(Outline) outline = outline_new();

    outline_move(outline, 1, 2);
    outline_line(outline, 3, 2);
    outline_transform(outline, affine_rotation(90, 1, 2));
    assert_rect(outline_bounds(outline), 1, 2, 0, 2);
    outline_transform(outline, affine_mirror(10));
    assert_rect(outline_bounds(outline), 19, 2, 0, 2);
    outline_transform(outline,
                      affine_between((Rect){19, 2, 1, 2}, (Rect){0, 0, 10, 10}));
    assert_rect(outline_bounds(outline), 0, 0, 0, 10);
}

/* A ring: a square with a square hole, which turns the other way round. */
static Outline *ring(void) {
    static const char *const path = "M0 0H30V30H0zM10 10V20H20V10";
    size_t mistake;

    return path_data_parse(path, &mistake);
}

static void test_a_filled_outline_holds_what_it_winds_about(void) {
    g_autoptr(Outline) outline = ring();
    g_autoptr(Outline) round = circle();
    g_autoptr(Outline) flat = outline_flatten(round, 0.01);

    g_assert_true(outline_holds(outline, (Point){5, 15}));
    g_assert_false(outline_holds(outline, (Point){15, 15}));
    g_assert_false(outline_holds(outline, (Point){35, 15}));
    g_assert_false(outline_holds(outline, (Point){-5, 10}));
    g_assert_true(outline_holds(flat, (Point){13, 23}));
    g_assert_false(outline_holds(flat, (Point){14, 24}));
}

static Quad upright(double x, double y, double width, double height) {
    return affine_quad(affine_identity(), (Rect){x, y, width, height});
}

static void test_an_outline_meets_what_its_lines_go_into(void) {
    g_autoptr(Outline) outline = ring();
    Quad inside = upright(1, 1, 8, 8), hole = upright(11, 11, 8, 8);
    Quad across = upright(8, 1, 4, 28), all = upright(-5, -5, 50, 50);
    Quad closing = upright(12, 5, 4, 6);

    g_assert_false(outline_meets(outline, &inside, 0, true));
    g_assert_false(outline_meets(outline, &hole, 0, true));
    g_assert_true(outline_meets(outline, &hole, 2, true));
    g_assert_true(outline_meets(outline, &across, 0, true));
    g_assert_true(outline_meets(outline, &all, 0, true));
    g_assert_true(outline_meets(outline, &closing, 0, true));
    g_assert_false(outline_meets(outline, &closing, 0, false));
}

static const UnitTest tests[] = {
    TEST(bounds_are_those_of_all_points),
    TEST(flat_lines_stay_near_the_curve),
    TEST(points_lie_along_the_first_part),
    TEST(radii_that_do_not_fit_shrink_together),
    TEST(matrices_move_turn_and_mirror),
    TEST(a_filled_outline_holds_what_it_winds_about),
    TEST(an_outline_meets_what_its_lines_go_into),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
