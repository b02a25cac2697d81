#include "../support.h"

#include "resources/hyphens.h"

#include <hyphen.h>
#include <stdlib.h>

/* The text with a "=" at each place where a word may be divided. */
static void assert_divided_by(const char *folder, const char *language,
                              const char *expected) {
    g_autoptr(Hyphens) hyphens = hyphens_new(folder);
    g_auto(GStrv) parts = g_strsplit(expected, "=", -1);
    g_autofree char *text = g_strjoinv("", parts);
    g_autoptr(GString) divided = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const guint8 *marks = hyphens_find(hyphens, language, text, &error);

    g_assert_no_error(error);
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (marks[i] != 0)
            g_string_append_c(divided, '=');
        g_string_append_c(divided, text[i]);
    }
    g_assert_cmpstr(divided->str, ==, expected);
    g_assert_true(hyphens_find(hyphens, language, text, &error) == marks);
}

static void assert_divided(const char *language, const char *expected) {
    assert_divided_by(HYPHENS_FOLDER, language, expected);
}

static void test_words_are_divided_by_the_rules_of_their_language(void) {
    assert_divided("de", "Stra=ßen=bahn=hal=te=stelle");
    assert_divided("de-AT", "Viel=falts=ge=stal=tung");
    assert_divided("en", "di=versity");
    assert_divided("it", "in=te=gra=zione");
    assert_divided("pl", "róż=no=rod=ność");
    assert_divided("uk", "рі=зномані=ття");
    assert_divided("ru", "раз=но=об=разие");
    assert_divided("bg", "раз=но=об=ра=зие");
    assert_divided("ro", "di=ver=si=tate");
    assert_divided("hr", "raz=no=li=kost");
    assert_divided("el", "πο=λυ=μορ=φία");
}

static void test_all_words_of_a_text_are_divided(void) {
    assert_divided("de", "Die Stra=ßen=bahn=hal=te=stelle, am Gleich=stel=lungs=amt!");
    assert_divided("de", "E-Mail-Ver=tei=ler „Viel=falt“");
}

static void test_parts_and_words_are_not_too_short(void) {
    /* Not A-ben-de, in-te-gra-zio-ne, Ta-ge. */
    assert_divided("de", "Abende");
    assert_divided("it", "in=te=gra=zione");
    assert_divided("de", "Tage Katze");
}

static void test_abbreviations_addresses_and_numbers_stay_whole(void) {
    assert_divided("de", "VIELFALT NRWeltoffen");
    assert_divided("de", "www.vielfalt.de #vielfalt amt@vielfalt.de Vielfalt2026");
    assert_divided("de", "stadt/vielfalt Viel=falt.");
}

static void test_other_languages_are_not_divided(void) {
    static const char *const others[] = {"tr",  "ar",        "fa",  "kmr",
                                         "ksh", "de-simple", "und", "den"};

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_divided(others[i], "Dienststelle");
    assert_divided("DE-ch", "Dienst=stelle");
}

static void test_letters_that_a_dictionary_does_not_have_stay_whole(void) {
    assert_divided("de", "разнообразие Viel=falt");
}

static void test_dictionary_that_is_not_there_is_an_error(void) {
    g_autoptr(Hyphens) hyphens = hyphens_new("/nowhere");
    g_autoptr(GError) error = NULL;

    g_assert_null(hyphens_find(hyphens, "de", "Straße", &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot read the dictionary '/nowhere/hyph_de_DE.dic': run "
                    "renderer/setup");
    g_assert_nonnull(hyphens_find(hyphens, "tr", "Çeşitlilik", NULL));
}

/* What was looked for ahead, with other texts, is what is found when asked. */
static void test_expected_texts_are_divided_as_others(void) {
    static const char *const texts[][2] = {
        {"de", "Die Straßenbahnhaltestelle am Gleichstellungsamt"},
        {"de", "Vielfaltsgestaltung"},
        {"de-AT", "Vielfaltsgestaltung 2026"},
        {"uk", "різноманіття"},
        {"tr", "Çeşitlilik"},
        {"de", ""},
        {"ru", "Dienststelle"},
    };
    g_autoptr(Hyphens) hyphens = hyphens_new(HYPHENS_FOLDER);
    g_autoptr(Hyphens) others = hyphens_new(HYPHENS_FOLDER);

    hyphens_look_ahead(hyphens);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        hyphens_expect(hyphens, texts[i][0], texts[i][1]);
    hyphens_look_ahead(hyphens);
    hyphens_look_ahead(hyphens);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        const char *language = texts[i][0], *text = texts[i][1];
        const guint8 *ahead = hyphens_find(hyphens, language, text, NULL);
        const guint8 *now = hyphens_find(others, language, text, NULL);

        g_assert_true(memcmp(ahead, now, strlen(text)) == 0);
    }
    /* What is known is not looked for again; what nobody asks for is freed. */
    hyphens_expect(hyphens, texts[0][0], texts[0][1]);
    hyphens_expect(hyphens, "it", "integrazione");
    hyphens_look_ahead(hyphens);
}

static void test_expected_texts_without_a_dictionary_are_an_error(void) {
    g_autoptr(Hyphens) hyphens = hyphens_new("/nowhere");
    g_autoptr(GError) error = NULL;

    hyphens_expect(hyphens, "de", "Straße");
    hyphens_look_ahead(hyphens);
    g_assert_null(hyphens_find(hyphens, "de", "Straße", &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot read the dictionary '/nowhere/hyph_de_DE.dic': run "
                    "renderer/setup");
}

static void test_very_long_words_stay_whole(void) {
    g_autofree char *word = g_strnfill(5000, 'a');

    assert_divided("de", word);
}

/* The library is given a part of the German dictionary; with all of it, it would say
 * the same. */
static void test_a_part_of_a_dictionary_says_what_all_of_it_says(void) {
    static const char words[] =
        "abschlüsse agrarausfuhr agrarpolitik aktienanlage analogons außenanlage "
        "balkenanzeige berücksichtigung beauftragungen brüskiere kapitalverluste "
        "kassakurse nordamerikanischer personalfragen rückläufig softwareanforderung "
        "systemmanagement verflogenes gleichstellungsbeauftragte barrierefreiheit "
        "antidiskriminierungsarbeit mehrsprachigkeit willkommenskultur "
        "stadtgesellschaft landesprogramm großflächenplakat bürgerbeteiligung";
    g_autofree char *file = g_build_filename(HYPHENS_FOLDER, "hyph_de_DE.dic", NULL);
    HyphenDict *dictionary = hnj_hyphen_load(file);
    g_autoptr(Hyphens) hyphens = hyphens_new(HYPHENS_FOLDER);
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    const guint8 *all = hyphens_find(hyphens, "de", words, NULL);

    g_assert_nonnull(dictionary);
    for (char **word = list; *word != NULL; word++) {
        g_autofree char *encoded =
            g_convert(*word, -1, "ISO8859-1", "UTF-8", NULL, NULL, NULL);
        const char *at = *word, *place = strstr(words, *word);
        glong letters = g_utf8_strlen(*word, -1);
        char marks[100] = {0}, **changes = NULL;
        int *positions = NULL, *cuts = NULL;

        hnj_hyphen_hyphenate2(dictionary, encoded, (int)letters, marks, NULL, &changes,
                              &positions, &cuts);
        g_assert_null(changes);
        for (glong i = 1; i < letters; i++) {
            bool wanted = i >= 2 && i <= letters - 3 && (marks[i - 1] & 1) != 0;

            at = g_utf8_next_char(at);
            g_assert_cmpint(all[place - words + (at - *word)], ==, wanted);
        }
    }
    hnj_hyphen_free(dictionary);
}

/* Of a dictionary: lines that begin alike but for points and digits, remarks between
 * them, ends of lines as others have them, and none at the end. */
static void test_lines_of_a_dictionary_are_patterns_whatever_is_between(void) {
    static const char lines[] = "UTF-8\r\n"
                                "% b1c\r\n"
                                "ab1cd\r\n"
                                "# ab1ce\n"
                                "abc1q\n"
                                "\n"
                                ".abx1y\n"
                                "NOHYPHEN x\n"
                                "e1f";
    g_autofree char *folder = g_dir_make_tmp("hyphens-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "hyph_en_GB.dic", NULL);

    g_assert_true(g_file_set_contents(path, lines, -1, NULL));
    assert_divided_by(folder, "en", "ab=cde=fgh");
    assert_divided_by(folder, "en", "abc=qrst abx=ywvu abcert");
    assert_divided_by(folder, "en", "zze=fghi");
    g_remove(path);
    g_rmdir(folder);
}

static const UnitTest tests[] = {
    TEST(lines_of_a_dictionary_are_patterns_whatever_is_between),
    TEST(words_are_divided_by_the_rules_of_their_language),
    TEST(all_words_of_a_text_are_divided),
    TEST(parts_and_words_are_not_too_short),
    TEST(abbreviations_addresses_and_numbers_stay_whole),
    TEST(other_languages_are_not_divided),
    TEST(letters_that_a_dictionary_does_not_have_stay_whole),
    TEST(dictionary_that_is_not_there_is_an_error),
    TEST(a_part_of_a_dictionary_says_what_all_of_it_says),
    TEST(expected_texts_are_divided_as_others),
    TEST(expected_texts_without_a_dictionary_are_an_error),
    TEST(very_long_words_stay_whole),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
