#include "../support.h"

#include <locale.h>
#include <math.h>

static const Ruler ruler = {.px = 0.75, .u = 2};

static void assert_points(const char *text, double whole, double expected) {
    Length length = {0};

    g_assert_cmpint(length_parse(text, &length), ==, LENGTH_FINE);
    g_assert_cmpfloat_with_epsilon(length_to_points(length, &ruler, whole), expected,
                                   1e-9);
}

static void test_each_unit_is_so_many_points(void) {
    assert_points("25.4mm", 0, 72);
    assert_points("2.54cm", 0, 72);
    assert_points("1in", 0, 72);
    assert_points("12pt", 0, 12);
    assert_points("4px", 0, 3);
    assert_points("5u", 0, 10);
    assert_points("50%", 300, 150);
}

static void test_number_may_have_sign_and_point(void) {
    assert_points("-3mm", 0, -3 * 72 / 25.4);
    assert_points("+3pt", 0, 3);
    assert_points(".5pt", 0, 0.5);
    assert_points("1.pt", 0, 1);
    assert_points("007pt", 0, 7);
}

static void test_bare_zero_needs_no_unit(void) {
    assert_points("0", 300, 0);
    assert_points("0.0", 300, 0);
    assert_points("-0", 300, 0);
}

static void test_no_length_is_nothing(void) {
    g_assert_cmpfloat(length_to_points((Length){7, UNIT_NONE}, &ruler, 300), ==, 0);
}

static void assert_problem(const char *text, LengthProblem expected) {
    Length length = {0};

    g_assert_cmpint(length_parse(text, &length), ==, expected);
}

static void test_what_is_no_length_is_told_apart(void) {
    static const char *const no_numbers[] = {"",      "mm",   "-",   ".",   "wide",
                                             "+-3mm", " 3mm", "nan", "inf", "infpt"};
    static const char *const bad_units[] = {"3 mm", "3MM",     "3mmm",  "3m",
                                            "3mm ", "1e5pt",   "3,5mm", "0x10",
                                            "3mm3", "3.4.5mm", "3fr"};
    g_autofree char *endless = g_strnfill(400, '9');
    g_autofree char *endless_length = g_strconcat(endless, "pt", NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(no_numbers); i++)
        assert_problem(no_numbers[i], LENGTH_NO_NUMBER);
    for (size_t i = 0; i < G_N_ELEMENTS(bad_units); i++)
        assert_problem(bad_units[i], LENGTH_BAD_UNIT);
    assert_problem(endless_length, LENGTH_NO_NUMBER);
    assert_problem("3", LENGTH_NO_UNIT);
    assert_problem("-0.5", LENGTH_NO_UNIT);
}

static void test_number_is_all_of_the_text(void) {
    static const char *const bad[] = {"",    "-",   ".",   "1 ",    " 1",  "1e5", "0x1",
                                      "nan", "inf", "1,5", "1.2.3", "--1", "1%"};
    double number = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(number_parse(bad[i], &number));
    g_assert_true(number_parse("-12.50", &number));
    g_assert_cmpfloat(number, ==, -12.5);
}

static void assert_number(double number, int decimals, const char *expected) {
    g_autofree char *text = number_to_text(number, decimals);

    g_assert_cmpstr(text, ==, expected);
}

static void test_number_has_no_needless_digits(void) {
    assert_number(3, 2, "3");
    assert_number(3.1, 2, "3.1");
    assert_number(3.149, 2, "3.15");
    assert_number(100, 0, "100");
    assert_number(100, 2, "100");
    assert_number(-0.001, 2, "0");
    assert_number(-0.5, 1, "-0.5");
    assert_number(0.999, 2, "1");
    assert_number(1e15, 2, "1000000000000000");
}

static void test_largest_number_has_room(void) {
    g_autofree char *text = number_to_text(-DBL_MAX, 3);

    g_assert_cmpuint(strlen(text), ==, 310);
}

static void test_appended_number_stands_behind_the_text(void) {
    g_autoptr(GString) text = g_string_new("x ");

    number_append(text, 1.50, 2);
    g_assert_cmpstr(text->str, ==, "x 1.5");
}

/* What a number looks like must not depend on who runs the program. */
static void check_in_locale(const char *locale) {
    double number = 0;
    Length length = {0};

    g_assert_nonnull(setlocale(LC_ALL, locale));
    g_assert_cmpstr(localeconv()->decimal_point, ==, ",");
    assert_number(1234.5, 2, "1234.5");
    g_assert_true(number_parse("1.5", &number));
    g_assert_cmpfloat(number, ==, 1.5);
    g_assert_false(number_parse("1,5", &number));
    g_assert_cmpint(length_parse("2.5IN", &length), ==, LENGTH_BAD_UNIT);
    g_assert_cmpint(length_parse("2.5in", &length), ==, LENGTH_FINE);
    g_assert_cmpfloat(length.value, ==, 2.5);
    setlocale(LC_ALL, "C");
}

static void test_turkish_and_german_numbers_are_the_same(void) {
    check_in_locale("tr_TR.UTF-8");
    check_in_locale("de_DE.UTF-8");
}

static const UnitTest tests[] = {
    TEST(each_unit_is_so_many_points),
    TEST(number_may_have_sign_and_point),
    TEST(bare_zero_needs_no_unit),
    TEST(no_length_is_nothing),
    TEST(what_is_no_length_is_told_apart),
    TEST(number_is_all_of_the_text),
    TEST(number_has_no_needless_digits),
    TEST(largest_number_has_room),
    TEST(appended_number_stands_behind_the_text),
    TEST(turkish_and_german_numbers_are_the_same),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
