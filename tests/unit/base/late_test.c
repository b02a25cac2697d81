#include "../support.h"

#include "base/late.h"

typedef struct {
    double (*cos)(double angle);
    double (*sin)(double angle);
} Mathematics;

static void test_functions_come_in_the_order_of_their_names(void) {
    static const char *const names[] = {"cos", "sin", NULL};
    g_autoptr(GError) error = NULL;
    Mathematics found = {0};

    g_assert_true(late_load("libm.so.6", names, &found, &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(found.cos(0), ==, 1);
    g_assert_cmpfloat(found.sin(0), ==, 0);
    /* Once they are there, no library is opened for them. */
    g_assert_true(late_load("libnothing.so.1", names, &found, &error));
    g_assert_no_error(error);
}

static void test_what_is_not_there_is_told(void) {
    static const char *const names[] = {"cos", "no_such_function", NULL};
    g_autoptr(GError) error = NULL;
    Mathematics found = {0};

    g_assert_false(late_load("libnothing.so.1", names, &found, &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot load the library 'libnothing.so.1': libnothing.so.1: "
                    "cannot open shared object file: No such file or directory; "
                    "run renderer/setup");
    g_clear_error(&error);
    g_assert_false(late_load("libm.so.6", names, &found, &error));
    g_assert_nonnull(strstr(error->message, "undefined symbol: no_such_function"));
    g_assert_null(found.cos);
}

static const UnitTest tests[] = {
    TEST(functions_come_in_the_order_of_their_names),
    TEST(what_is_not_there_is_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
