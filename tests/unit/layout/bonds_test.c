#include "../support.h"

#include "layout/bonds.h"

/* Each space that holds is shown as "_". */
static void assert_bonds(const char *language, const char *expected) {
    g_autofree char *text = g_strdelimit(g_strdup(expected), "_", ' ');
    g_autofree char *shown = g_strdup(text);

    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ' && bond_holds(text, i + 1, language))
            shown[i] = '_';
    }
    g_assert_cmpstr(shown, ==, expected);
}

static void test_numbers_hold_their_units(void) {
    assert_bonds("de", "um 18_Uhr, 5_km, 50_% und 3_°C");
    assert_bonds("de", "Seit 321 Geschichten");
    assert_bonds("de", "1955 1961 2015");
}

static void test_short_words_hold_their_number(void) {
    assert_bonds("de", "Nr._5 §_8, S._12");
    assert_bonds("de", "Das war einmal. 5_km weiter");
}

static void test_abbreviations_stay_whole(void) {
    assert_bonds("de", "wie z._B. hier, d._h._u._a., dort");
    assert_bonds("de", "A. Beispiel");
}

static void test_dashes_and_marks_stay_with_the_word_before(void) {
    assert_bonds("de", "Viele Feste_– eine Stadt");
    assert_bonds("fr", "«_Et vous_?_»");
}

static void test_words_of_one_letter_hold_the_next_in_slavic_languages(void) {
    assert_bonds("pl", "Ławka w_mieście i_my");
    assert_bonds("uk", "Лавка в_місті й_ми");
    assert_bonds("de", "o Köln");
    assert_bonds("ro", "o bancă");
}

static const UnitTest tests[] = {
    TEST(numbers_hold_their_units),
    TEST(short_words_hold_their_number),
    TEST(abbreviations_stay_whole),
    TEST(dashes_and_marks_stay_with_the_word_before),
    TEST(words_of_one_letter_hold_the_next_in_slavic_languages),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
