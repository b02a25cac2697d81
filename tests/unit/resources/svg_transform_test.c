#include "../support.h"

#include "resources/svg_transform.h"

static void assert_moves(const char *text, double x, double y) {
    Affine matrix;
    Point point = {10, 20};

    g_assert_true(svg_transform_parse(text, &matrix));
    affine_point(matrix, &point.x, &point.y);
    g_assert_cmpfloat_with_epsilon(point.x, x, 1e-9);
    g_assert_cmpfloat_with_epsilon(point.y, y, 1e-9);
}

static void test_functions_follow_one_another_from_the_last(void) {
    assert_moves("", 10, 20);
    assert_moves("translate(1)", 11, 20);
    assert_moves("translate(1,-2)", 11, 18);
    assert_moves("translate(1 2) scale(3)", 31, 62);
    assert_moves("scale(3 -1),translate(1 2)", 33, -22);
    assert_moves(" rotate(90) ", -20, 10);
    assert_moves("rotate(90 10 10)", 0, 10);
    assert_moves("skewX(45)", 30, 20);
    assert_moves("skewY(45)", 10, 30);
    assert_moves("matrix(1 .5 -1e0-2 3 4)", -7, -31);
}

static void test_what_is_not_of_attributes_is_refused(void) {
    static const char *const texts[] = {"none",          "translate(1px)",
                                        "rotate(10deg)", "rotate(1 2)",
                                        "matrix(1 2 3)", "translate(1 2 3 4 5 6 7)",
                                        "scale(0)",      "translate(1",
                                        "scale",         "perspective(3)"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Affine matrix;

        g_assert_false(svg_transform_parse(texts[i], &matrix));
    }
}

int main(int argc, char **argv) {
    static const UnitTest tests[] = {
        TEST(functions_follow_one_another_from_the_last),
        TEST(what_is_not_of_attributes_is_refused),
    };

    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
