#include "../support.h"

#include "pdf/writer.h"

#include <locale.h>
#include <math.h>

static void assert_printed(double number, int decimals, const char *expected) {
    char buffer[PDF_NUMBER_SIZE];
    guint length = pdf_number_print(buffer, number, decimals);

    g_assert_cmpstr(buffer, ==, expected);
    g_assert_cmpuint(length, ==, strlen(expected));
}

static void test_zeros_at_the_end_are_left_out(void) {
    assert_printed(0, 0, "0");
    assert_printed(0, 9, "0");
    assert_printed(1.5, 4, "1.5");
    assert_printed(-12.25, 2, "-12.25");
    assert_printed(100, 2, "100");
    assert_printed(0.05, 2, "0.05");
    assert_printed(10.000000001, 9, "10.000000001");
}

static void test_halves_are_rounded_away_from_zero(void) {
    assert_printed(0.5, 0, "1");
    assert_printed(-0.5, 0, "-1");
    assert_printed(2.5, 0, "3");
    assert_printed(0.125, 2, "0.13");
    assert_printed(-0.125, 2, "-0.13");
    assert_printed(999999.9999996, 6, "1000000");
    assert_printed(0.9999999996, 9, "1");
}

/* None of them is what it looks like: 1.005 is 1.00499999999999989… */
static void test_numbers_close_to_a_half_are_rounded_by_what_they_are(void) {
    assert_printed(0.15, 1, "0.1");
    assert_printed(0.35, 1, "0.3");
    assert_printed(0.045, 2, "0.04");
    assert_printed(1.005, 2, "1");
    assert_printed(1.015, 2, "1.01");
    assert_printed(1.025, 2, "1.02");
    assert_printed(999999.9999995, 6, "999999.999999");
    assert_printed(0.285, 2, "0.28");
    assert_printed(0.145, 2, "0.14");
    assert_printed(nextafter(0.5, 0), 0, "0");
    assert_printed(nextafter(0.125, 0), 2, "0.12");
    assert_printed(nextafter(0.125, 1), 2, "0.13");
    assert_printed(4503599627370495.5 / 8, 0, "562949953421312");
}

static void test_nothing_has_no_sign(void) {
    assert_printed(-0.0, 3, "0");
    assert_printed(-0.0004, 3, "0");
    assert_printed(-0.0005, 3, "-0.001");
    assert_printed(1e-7, 6, "0");
    assert_printed(1e-7, 7, "0.0000001");
    assert_printed(5e-324, 9, "0");
}

static void test_large_numbers_have_no_exponent(void) {
    assert_printed(999999999999999, 0, "999999999999999");
    assert_printed(999999999999999.9, 0, "1000000000000000");
    assert_printed(-999999999999999.875, 9, "-999999999999999.875");
    assert_printed(123456789012.345, 3, "123456789012.345");
}

static void test_what_is_too_large_or_no_number_is_nothing(void) {
    assert_printed(1e15, 2, "0");
    assert_printed(-1e300, 2, "0");
    assert_printed(NAN, 2, "0");
    assert_printed(-NAN, 2, "0");
    assert_printed(INFINITY, 2, "0");
    assert_printed(-INFINITY, 2, "0");
}

static void test_no_locale_changes_a_number(void) {
    g_assert_nonnull(setlocale(LC_ALL, "de_DE.UTF-8"));
    assert_printed(1234567.875, 3, "1234567.875");
    setlocale(LC_ALL, "C");
}

/* printf is exact; halves, which it rounds to even, are none of these. */
static void test_a_million_numbers_are_as_printf_has_them(void) {
    GRand *random = g_rand_new_with_seed(1);

    for (int i = 0; i < 1000000; i++) {
        double number = g_rand_double_range(random, -1, 1) * exp10(i % 6);
        g_autoptr(GString) expected = g_string_new(NULL);

        number_append(expected, number, i % 10);
        assert_printed(number, i % 10, expected->str);
    }
    g_rand_free(random);
}

static const UnitTest tests[] = {
    TEST(zeros_at_the_end_are_left_out),
    TEST(halves_are_rounded_away_from_zero),
    TEST(numbers_close_to_a_half_are_rounded_by_what_they_are),
    TEST(nothing_has_no_sign),
    TEST(large_numbers_have_no_exponent),
    TEST(what_is_too_large_or_no_number_is_nothing),
    TEST(no_locale_changes_a_number),
    TEST(a_million_numbers_are_as_printf_has_them),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
