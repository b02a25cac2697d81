#include "../support.h"

#include "base/words.h"

#include <locale.h>

static const char *nearest(const char *word) {
    static const char *const words[] = {"headline", "hide",  "items", "inks", "när",
                                        "Layout",   "title", "when",  "words"};
    g_autoptr(GPtrArray) candidates = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        g_ptr_array_add(candidates, (gpointer)words[i]);
    return word_nearest(word, candidates);
}

static void test_slips_find_the_word(void) {
    g_assert_cmpstr(nearest("headlin"), ==, "headline");
    g_assert_cmpstr(nearest("headlinee"), ==, "headline");
    g_assert_cmpstr(nearest("haedline"), ==, "headline");
    g_assert_cmpstr(nearest("heedlime"), ==, "headline");
    g_assert_cmpstr(nearest("HEADLINE"), ==, "headline");
    g_assert_cmpstr(nearest("layuot"), ==, "Layout");
    g_assert_cmpstr(nearest("items"), ==, "items");
}

static void test_distant_words_find_nothing(void) {
    g_assert_null(nearest("quiet"));
    g_assert_null(nearest("hdlne"));
    g_assert_null(nearest(""));
    g_assert_null(
        nearest("a very long word that nobody would ever call a typing mistake"));
}

static void test_nothing_is_near_to_no_candidates(void) {
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autofree char *suggestion = word_suggestion("title", none);

    g_assert_cmpstr(suggestion, ==, "");
}

static void test_suggestion_is_a_question(void) {
    const char *words[] = {"title"};
    g_autoptr(GPtrArray) candidates = g_ptr_array_new();
    g_autofree char *near = NULL;
    g_autofree char *distant = NULL;

    g_ptr_array_add(candidates, (gpointer)words[0]);
    near = word_suggestion("titel", candidates);
    distant = word_suggestion("words", candidates);
    g_assert_cmpstr(near, ==, "; did you mean \"title\"?");
    g_assert_cmpstr(distant, ==, "");
}

static void test_words_are_joined_as_people_do(void) {
    static const char *const words[] = {"bash", "zsh", "fish"};
    static const char *const expected[] = {"", "bash", "bash and zsh",
                                           "bash, zsh and fish"};

    for (guint count = 0; count <= G_N_ELEMENTS(words); count++) {
        g_autoptr(GPtrArray) some = g_ptr_array_new();
        g_autofree char *text = NULL;

        for (guint i = 0; i < count; i++)
            g_ptr_array_add(some, (gpointer)words[i]);
        text = words_join(some, "and");
        g_assert_cmpstr(text, ==, expected[count]);
    }
}

static void assert_file_name(const char *text, const char *expected) {
    g_autofree char *name = file_name_part(text);

    g_assert_cmpstr(name, ==, expected);
}

static void test_file_names_are_plain_and_small(void) {
    assert_file_name("Größe", "groesse");
    assert_file_name("ÄÖÜẞ", "aeoeuess");
    assert_file_name("sr-Latn", "sr-latn");
    assert_file_name("50x70", "50x70");
    assert_file_name("a b/c_d.e", "a-b-c-d-e");
    assert_file_name("Kölns Çay", "koelns--ay");
    assert_file_name("../x", "---x");
    assert_file_name("", "");
}

static void test_turkish_locale_changes_no_file_name(void) {
    g_assert_nonnull(setlocale(LC_ALL, "tr_TR.UTF-8"));
    assert_file_name("TITLI", "titli");
    g_assert_cmpstr(nearest("TITLE"), ==, "title");
    setlocale(LC_ALL, "C");
}

static const UnitTest tests[] = {
    TEST(slips_find_the_word),
    TEST(distant_words_find_nothing),
    TEST(nothing_is_near_to_no_candidates),
    TEST(suggestion_is_a_question),
    TEST(words_are_joined_as_people_do),
    TEST(file_names_are_plain_and_small),
    TEST(turkish_locale_changes_no_file_name),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
