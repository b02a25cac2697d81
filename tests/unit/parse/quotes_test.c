#include "../support.h"

#include "parse/quotes.h"

static void assert_simplifies(const char *written, bool in_brackets,
                              const char *expected) {
    g_autofree char *text = quotes_simplify(written, strlen(written), in_brackets);

    g_assert_cmpstr(text, ==, expected);
}

/* In brackets and outside of them. */
static void assert_becomes(const char *written, const char *expected) {
    assert_simplifies(written, false, expected);
    assert_simplifies(written, true, expected);
}

static void assert_stays(const char *written) {
    assert_becomes(written, written);
}

static void test_plain_texts_need_no_quotes(void) {
    static const char *const texts[] = {"a",    "two words", "two  words", "it's",
                                        "a#b",  "b-c",       "60%",        "3.6u 6u",
                                        "90 0", "50x70",     "yes.",       "nope",
                                        "a=b",  "Straße.",   "تنوّعنا",     "18/1"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *written = g_strdup_printf("\"%s\"", texts[i]);

        assert_becomes(written, texts[i]);
    }
    assert_becomes("'say \"hi\"'", "say \"hi\"");
    assert_becomes("'it''s'", "it's");
    assert_becomes("'a\\b'", "a\\b");
}

static void test_other_types_of_yaml_stay_in_quotes(void) {
    static const char *const texts[] = {
        "yes",      "No",         "ON",
        "off",      "y",          "N",
        "true",     "False",      "null",
        "NULL",     "~",          ".inf",
        "-.Inf",    ".NaN",       "<<",
        "=",        "0",          "1.50",
        "-3",       "+4",         ".5",
        "1e5",      "1.5E-3",     "0x1F",
        "0o17",     "0b10",       "1_000",
        "12:30:45", "2026-11-22", "1,5",
        "6.02.",    "007",        "2001-12-14 21:59:43.10 -5"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *single = g_strdup_printf("'%s'", texts[i]);
        g_autofree char *twofold = g_strdup_printf("\"%s\"", texts[i]);

        assert_becomes(single, twofold);
        assert_stays(twofold);
    }
}

static void test_marks_of_yaml_stay_in_quotes(void) {
    static const char *const texts[] = {
        "",    " a",  "a ",  "a: b", "a:",  "a #b",       "#a",           "- a",
        "-a",  "? a", ":a",  ",a",   "[a]", "]a",         "{a}",          "}a",
        "&a",  "*a",  "!a",  "|",    ">",   "%a",         "@a",           "`a",
        "...", "---", "'a'", "~a",   ": ",  "a\xC2\xA0z", "\xE2\x80\x8Fz"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *written = g_strdup_printf("\"%s\"", texts[i]);

        assert_stays(written);
    }
}

static void test_marks_of_brackets_stay_in_quotes_there(void) {
    static const char *const texts[] = {"a, b", "a [b]", "a {b}", "a:b", "a?"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *written = g_strdup_printf("\"%s\"", texts[i]);

        assert_simplifies(written, false, texts[i]);
        assert_simplifies(written, true, written);
    }
}

static void test_escapes_stay_as_written(void) {
    assert_stays("\"a\\_b\"");
    assert_stays("\"\\u00e4\"");
    assert_stays("\"say \\\"hi\\\"\"");
}

static void test_single_quotes_stay_where_double_ones_would_need_escapes(void) {
    assert_stays("'\"a\": b'");
    assert_stays("'a: \\b'");
    assert_becomes("'a: it''s'", "\"a: it's\"");
    assert_becomes("''", "\"\"");
}

static void test_what_libfyaml_reads_in_its_own_way_stays(void) {
    assert_stays("'a''''b'");
    assert_becomes("''''", "\"'\"");
}

static const UnitTest tests[] = {
    TEST(plain_texts_need_no_quotes),
    TEST(other_types_of_yaml_stay_in_quotes),
    TEST(marks_of_yaml_stay_in_quotes),
    TEST(marks_of_brackets_stay_in_quotes_there),
    TEST(escapes_stay_as_written),
    TEST(single_quotes_stay_where_double_ones_would_need_escapes),
    TEST(what_libfyaml_reads_in_its_own_way_stays),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
