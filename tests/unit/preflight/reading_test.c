#include "../support.h"

#include "preflight/reading.h"

/* What the rules see of words; "_" where they look at nothing. */
static void assert_read(const char *text, const char *expected) {
    g_autoptr(Brief) brief = brief_new();
    Judge judge = {.brief = brief};
    Words *words = g_new0(Words, 1);
    g_autoptr(Item) item = item_new(ITEM_TEXT);
    Placed placed = {.item = item};
    Reading reading;

    words->text = g_strdup(text);
    words->language = g_strdup("de");
    g_hash_table_insert(brief->words, g_strdup("headline"), words);
    item->says = g_strdup("headline");
    item->language = g_strdup("de");
    g_assert_true(reading_start(&reading, &judge, &placed));
    g_assert_cmpstr(reading.text, ==, expected);
    g_assert_false(reading.is_any);
    reading_clear(&reading);
}

static void test_addresses_are_not_read(void) {
    assert_read("www.koeln.de", "____________");
    assert_read("Mehr: koeln.de/a-b.", "Mehr: ____________.");
    assert_read("(https://x.org/--)", "(________________)");
    assert_read("an post@koeln.de!", "an _____________!");
    assert_read("Unter kölner-amt.de.", "Unter ______________.");
}

static void test_hashtags_are_not_read(void) {
    assert_read("Wir, #kölnervielfalt.", "Wir, ________________.");
    assert_read("Haus # 3", "Haus # 3");
}

static void test_what_stands_in_brackets_is_not_read(void) {
    assert_read("Druck: [Ort ... x], [y]", "Druck: ___________, ___");
    assert_read("offen [hier", "offen [hier");
    assert_read("zu ] und [a]", "zu ] und ___");
}

static void test_words_with_points_are_read(void) {
    assert_read("z.B. Ende.Anfang .koeln 22.11. 1.5",
                "z.B. Ende.Anfang .koeln 22.11. 1.5");
    assert_read("", "");
}

static void test_items_without_words_of_the_files_are_not_read(void) {
    g_autoptr(Brief) brief = brief_new();
    Judge judge = {.brief = brief};
    g_autoptr(Item) item = item_new(ITEM_TEXT);
    Placed placed = {.item = item};
    Reading reading;

    g_assert_false(reading_start(&reading, &judge, &placed));
    item->says = g_strdup("headline");
    g_assert_false(reading_start(&reading, &judge, &placed));
}

static void test_parts_lie_between_spaces(void) {
    static const char text[] = "  Köln \n\xC2\xA0 ist da";
    Span span;

    g_assert_true(span_next(&span, text));
    g_assert_cmpint(span.end - span.start, ==, 5);
    g_assert_true(span_next(&span, span.end));
    g_assert_true(g_str_has_prefix(span.start, "ist"));
    g_assert_true(span_next(&span, span.end));
    g_assert_false(span_next(&span, span.end));
    g_assert_true(is_letter_at("ö"));
    g_assert_false(is_letter_at("„"));
    g_assert_true(is_letter_before(text, strstr(text, "ln")));
    g_assert_false(is_letter_before(text, text));
}

static const UnitTest tests[] = {
    TEST(addresses_are_not_read),
    TEST(hashtags_are_not_read),
    TEST(what_stands_in_brackets_is_not_read),
    TEST(words_with_points_are_read),
    TEST(items_without_words_of_the_files_are_not_read),
    TEST(parts_lie_between_spaces),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
