#include "../support.h"

#include "model/path_data.h"

static char *outline_to_text(const Outline *outline) {
    static const char letters[] = "MLCZ";
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < outline->steps->len; i++) {
        const Step *step = &g_array_index(outline->steps, Step, i);
        int first = step->kind == STEP_CURVE ? 0 : step->kind == STEP_CLOSE ? 3 : 2;

        g_string_append_printf(text, "%s%c", i > 0 ? " " : "", letters[step->kind]);
        for (int j = first; j < 3; j++) {
            g_string_append_c(text, ' ');
            number_append(text, step->points[j].x, 3);
            g_string_append_c(text, ',');
            number_append(text, step->points[j].y, 3);
        }
    }
    return g_string_free(text, FALSE);
}

static void assert_path(const char *data, const char *expected) {
    size_t mistake = 0;
    g_autoptr(Outline) outline = path_data_parse(data, &mistake);
    g_autofree char *text = outline == NULL ? g_strdup_printf("mistake at %zu", mistake)
                                            : outline_to_text(outline);

    g_assert_cmpstr(text, ==, expected);
}

static void test_lines(void) {
    assert_path("M1 2L3 4", "M 1,2 L 3,4");
    assert_path("M1,2 l3,4", "M 1,2 L 4,6");
    assert_path(" m1 2 h3 v4 H0 V0 z", "M 1,2 L 4,2 L 4,6 L 0,6 L 0,0 Z");
    assert_path("M-1-2-3-4", "M -1,-2 L -3,-4");
    assert_path("M.5.5 1e1 2E-1", "M 0.5,0.5 L 10,0.2");
    assert_path("m1 1 1 1 1 1", "M 1,1 L 2,2 L 3,3");
}

static void test_parts_begin_where_the_last_one_began(void) {
    assert_path("M1 1h2v2zm5 5h1", "M 1,1 L 3,1 L 3,3 Z M 6,6 L 7,6");
    assert_path("M1 1h2v2zl5 5", "M 1,1 L 3,1 L 3,3 Z M 1,1 L 6,6");
}

static void test_curves(void) {
    assert_path("M0 0C1 2 3 4 5 6", "M 0,0 C 1,2 3,4 5,6");
    assert_path("M1 1c1 2 3 4 5 6", "M 1,1 C 2,3 4,5 6,7");
    assert_path("M0 0C0 1 1 2 2 2S4 1 4 0", "M 0,0 C 0,1 1,2 2,2 C 3,2 4,1 4,0");
    assert_path("M0 0S1 2 2 2", "M 0,0 C 0,0 1,2 2,2");
    assert_path("M0 0Q3 3 6 0", "M 0,0 C 2,2 4,2 6,0");
    assert_path("M0 0Q3 3 6 0T12 0", "M 0,0 C 2,2 4,2 6,0 C 8,-2 10,-2 12,0");
    assert_path("M0 0T6 0", "M 0,0 C 0,0 2,0 6,0");
}

static void test_arcs(void) {
    assert_path("M0 0A1 1 0 0 1 1 1", "M 0,0 C 0.552,0 1,0.448 1,1");
    assert_path("M0 0a1 1 0 0 0 1 1", "M 0,0 C 0,0.552 0.448,1 1,1");
    assert_path("M0 0a1 1 0 011 1", "M 0,0 C 0.552,0 1,0.448 1,1");
    /* Three quarters the other way. */
    assert_path("M0 0A1 1 0 1 0 1 1",
                "M 0,0 C -0.552,0 -1,0.448 -1,1 C -1,1.552 -0.552,2 0,2 C 0.552,2 "
                "1,1.552 1,1");
    /* Radii that are too small grow; none is a line. */
    assert_path("M0 0A.1 .1 0 0 1 2 0", "M 0,0 C 0,-0.552 0.448,-1 1,-1 C 1.552,-1 "
                                        "2,-0.552 2,0");
    assert_path("M0 0A0 5 0 0 1 2 0", "M 0,0 L 2,0");
    assert_path("M0 0A1 2 90 0 1 0 2", "M 0,0 C 1.105,0 2,0.448 2,1 C 2,1.552 1.105,2 "
                                       "0,2");
}

static void test_mistakes_have_a_place(void) {
    assert_path("", "mistake at 0");
    assert_path("L1 1", "mistake at 0");
    assert_path("M1", "mistake at 2");
    assert_path("M1 1 X", "mistake at 5");
    assert_path("M1 1 L2", "mistake at 7");
    assert_path("M1 1 A1 1 0 2 0 1 1", "mistake at 12");
    assert_path("M1 1zz", "mistake at 6");
    assert_path("M1e999 1", "mistake at 6");
    assert_path("Minf 1", "mistake at 1");
    assert_path("M1 1 L 2;3", "mistake at 8");
}

static void test_there_may_be_so_many_steps(void) {
    g_autoptr(GString) data = g_string_new("M0 0");
    size_t mistake;

    for (int i = 1; i < PATH_STEPS_MAX; i++)
        g_string_append(data, "h1");
    g_autoptr(Outline) most = path_data_parse(data->str, &mistake);
    g_assert_nonnull(most);
    g_string_append(data, "h1");
    g_assert_null(path_data_parse(data->str, &mistake));
}

static const UnitTest tests[] = {
    TEST(lines),
    TEST(parts_begin_where_the_last_one_began),
    TEST(curves),
    TEST(arcs),
    TEST(mistakes_have_a_place),
    TEST(there_may_be_so_many_steps),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
