#include "../support.h"

#include "handoff/order_flow.h"

static void assert_positions(const char *bits, const char *expected) {
    g_autoptr(GArray) chosen = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_autofree char *said = NULL;

    for (; *bits != '\0'; bits++) {
        gboolean is_one = *bits == 'x';

        g_array_append_val(chosen, is_one);
    }
    said = flow_positions(chosen);
    g_assert_cmpstr(said, ==, expected);
}

static void test_neighbours_are_told_together(void) {
    assert_positions("x", "1");
    assert_positions("xx", "1, 2");
    assert_positions("xxx", "1 bis 3");
    assert_positions(".xxx.x.xx", "2 bis 4, 6, 8, 9");
    assert_positions("..", "");
}

static void test_dates_are_german(void) {
    g_autofree char *date = flow_date("2026-11-24"), *none = flow_date(NULL);

    g_assert_cmpstr(date, ==, "24.11.2026");
    g_assert_cmpstr(none, ==, "");
}

static const UnitTest tests[] = {
    TEST(neighbours_are_told_together),
    TEST(dates_are_german),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
