#include "../support.h"

#include "parse/phrase.h"

/* A phrase as a file has it; its source must outlive it. */
static Node *phrase_of(const Source *source) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Node *root = yaml_parse(source, diagnostics);

    assert_findings(diagnostics, "");
    return root;
}

static void assert_found(const Node *phrase, const char *language, const char *tag) {
    const char *found = NULL;
    const Node *words = phrase_find(phrase, language, &found);

    g_assert_cmpstr(found, ==, tag);
    g_assert_true((words != NULL) == (tag != NULL));
    g_assert_true(words == phrase_find(phrase, language, NULL));
}

static void test_words_are_looked_up_by_shorter_and_shorter_tags(void) {
    g_autoptr(Source) source = source_of("{de: {text: a}, und: {text: b}}");
    g_autoptr(Source) other = source_of("{de-simple: {text: a}}");
    g_autoptr(Node) phrase = phrase_of(source);
    g_autoptr(Node) none = phrase_of(other);

    assert_found(phrase, "de", "de");
    assert_found(phrase, "de-simple", "de");
    assert_found(phrase, "tr", "und");
    assert_found(none, "de", NULL);
    assert_found(NULL, "de", NULL);
}

static void assert_outdated(const char *source_words, const char *words,
                            bool is_outdated, int from, int to) {
    g_autofree char *text =
        g_strdup_printf("{de: {%s}, tr: {%s}}", source_words, words);
    g_autoptr(Source) source = source_of(text);
    g_autoptr(Node) phrase = phrase_of(source);
    int made_from = 0, version = 0;

    g_assert_true(phrase_is_outdated(node_find(phrase, "de"), node_find(phrase, "tr"),
                                     &made_from, &version) == is_outdated);
    g_assert_cmpint(made_from, ==, from);
    g_assert_cmpint(version, ==, to);
}

static void test_translations_are_of_the_first_version_unless_they_say_more(void) {
    assert_outdated("text: a", "text: b", false, 1, 1);
    assert_outdated("text: a, version: 2", "text: b", true, 1, 2);
    assert_outdated("text: a, version: 2", "text: b, of: 2", false, 2, 2);
    assert_outdated("text: a, version: 10", "text: b, of: 9", true, 9, 10);
    assert_outdated("text: a, version: 2", "text: b, of: 3", false, 3, 2);
    assert_outdated("text: a, version: 2", "text: b, version: 2", true, 1, 2);
}

static void test_the_source_is_never_older_than_itself(void) {
    g_autoptr(Source) source = source_of("{de: {text: a, version: 3}}");
    g_autoptr(Node) phrase = phrase_of(source);
    const Node *words = node_find(phrase, "de");
    int made_from, version;

    g_assert_false(phrase_is_outdated(words, words, &made_from, &version));
}

static const UnitTest tests[] = {
    TEST(words_are_looked_up_by_shorter_and_shorter_tags),
    TEST(translations_are_of_the_first_version_unless_they_say_more),
    TEST(the_source_is_never_older_than_itself),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
