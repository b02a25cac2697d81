#include "../support.h"

#include "model/language.h"

#include <unicode/uloc.h>

static void assert_direction(const char *tag, bool is_right_to_left) {
    g_test_message("%s", tag);
    g_assert_true(language_is_right_to_left(tag) == is_right_to_left);
}

static void test_direction_is_the_usual_script_of_the_language(void) {
    static const char *const right[] = {"ar", "fa", "he", "ur",    "ckb",
                                        "ps", "yi", "dv", "ar-EG", "he-IL"};
    static const char *const left[] = {"de", "ksh", "de-simple", "en", "tr", "uk",
                                       "el", "hr",  "kmr",       "ku", "az", "arn"};

    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        assert_direction(right[i], true);
    for (size_t i = 0; i < G_N_ELEMENTS(left); i++)
        assert_direction(left[i], false);
}

static void test_script_in_the_tag_decides(void) {
    assert_direction("ku-Arab", true);
    assert_direction("az-Arab-IR", true);
    assert_direction("ar-Latn", false);
    assert_direction("sr-Latn", false);
    assert_direction("yi-Hebr", true);
}

static void test_tags_are_compared_without_case(void) {
    /* RFC 5646, 2.1.1 */
    assert_direction("AR", true);
    assert_direction("ku-arab", true);
    assert_direction("ar-latn", false);
}

static void test_years_are_no_scripts(void) {
    assert_direction("de-1996", false);
    assert_direction("ar-1996", true);
}

static void test_lookup_cuts_one_subtag_after_the_other(void) {
    char tag[] = "az-Arab-IR";

    g_assert_true(language_shorten(tag));
    g_assert_cmpstr(tag, ==, "az-Arab");
    g_assert_true(language_shorten(tag));
    g_assert_cmpstr(tag, ==, "az");
    g_assert_false(language_shorten(tag));
    g_assert_cmpstr(tag, ==, "az");
}

/* Opening, closing, both inside, then the others. */
static void assert_quotes(const char *tag, const char *expected) {
    LanguageQuotes quotes = language_quotes(tag);
    g_autofree char *all =
        g_strdup_printf("%s %s %s %s %s", quotes.open, quotes.close, quotes.inner_open,
                        quotes.inner_close, quotes.others);

    g_test_message("%s", tag);
    g_assert_cmpstr(all, ==, expected);
}

static void test_each_language_has_its_quotes(void) {
    assert_quotes("de", "„ “ ‚ ‘ »«›‹");
    assert_quotes("de-simple", "„ “ ‚ ‘ »«›‹");
    assert_quotes("ksh", "„ “ ‚ ‘ »«›‹");
    assert_quotes("en", "“ ” ‘ ’ ");
    assert_quotes("tr", "“ ” ‘ ’ «»");
    assert_quotes("it", "« » “ ” ‘");
    assert_quotes("pl", "„ ” « » »«‚‘");
    assert_quotes("uk", "« » „ “ ”");
    assert_quotes("ru", "« » „ “ ");
    assert_quotes("bg", "„ “ „ “ «»");
    assert_quotes("ro", "„ ” « » ");
    assert_quotes("hr", "„ “ ‚ ‘ »«”");
    assert_quotes("el", "« » “ ” ‘");
    assert_quotes("ar", "” “ ’ ‘ «»");
    assert_quotes("fa", "« » ‹ › “”");
    assert_quotes("fr", "« » « » “”‹›‘");
}

/* Those of CLDR's root, whatever the process speaks. */
static void test_a_language_that_icu_does_not_know_has_common_quotes(void) {
    uloc_setDefault("de_DE", &(UErrorCode){U_ZERO_ERROR});
    assert_quotes("kmr", "“ ” ‘ ’ «»");
    assert_quotes("rom", "“ ” ‘ ’ ");
    uloc_setDefault("en_US", &(UErrorCode){U_ZERO_ERROR});
    assert_quotes("kmr", "“ ” ‘ ’ «»");
}

static const UnitTest tests[] = {
    TEST(direction_is_the_usual_script_of_the_language),
    TEST(script_in_the_tag_decides),
    TEST(tags_are_compared_without_case),
    TEST(years_are_no_scripts),
    TEST(lookup_cuts_one_subtag_after_the_other),
    TEST(each_language_has_its_quotes),
    TEST(a_language_that_icu_does_not_know_has_common_quotes),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
