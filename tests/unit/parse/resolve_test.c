#include "../support.h"

/* A layout with one text box that says "headline". */
#define TEXT_LAYOUT                                                \
    "portrait: {text: {say: headline, style: plain, ink: blue}}\n" \
    "landscape: {text: {say: headline, style: plain, ink: blue}}\n"

static const Words *words_of(Fixture *fixture, const char *size, const char *language,
                             const char *name) {
    const Brief *brief = fixture_resolve(fixture, size, language);
    const Words *words;

    assert_findings(fixture->diagnostics, "");
    words = g_hash_table_lookup(brief->words, name);
    g_assert_nonnull(words);
    return words;
}

static void assert_words(const char *motif, const char *size, const char *language,
                         const char *expected) {
    g_autoptr(Fixture) fixture = fixture_new(TEXT_LAYOUT, motif);

    g_assert_cmpstr(words_of(fixture, size, language, "headline")->text, ==, expected);
}

static void assert_resolve_findings(const char *layout, const char *motif,
                                    const char *size, const char *language,
                                    const char *expected) {
    g_autoptr(Fixture) fixture = fixture_new(layout, motif);

    if (fixture->motif != NULL)
        fixture_resolve(fixture, size, language);
    assert_findings(fixture->diagnostics, expected);
}

static void test_title_names_motif_and_campaign(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(TEXT_LAYOUT, "words: {headline: x}\nalt: {de: Bild}\n");
    const Brief *brief = fixture_resolve(fixture, "upright", "ar");

    g_assert_cmpstr(brief->title, ==, "M – Tiny");
    g_assert_cmpstr(brief->language, ==, "ar");
    g_assert_true(brief->right_to_left);
    g_assert_null(brief->alt);
    brief = fixture_resolve(fixture, "upright", "de");
    g_assert_false(brief->right_to_left);
    g_assert_cmpstr(brief->alt->text, ==, "Bild");
}

static void test_motif_wins_over_campaign(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(TEXT_LAYOUT, "words: {headline: x, claim: {de: Anders.}}\n");

    g_assert_cmpstr(words_of(fixture, "upright", "de", "claim")->text, ==, "Anders.");
    g_assert_cmpstr(words_of(fixture, "upright", "tr", "claim")->text, ==,
                    "Çeşitlilik.");
}

static void test_later_when_wins(void) {
    static const char motif[] = "words: {headline: {de: Motiv}}\n"
                                "when:\n"
                                "  - size: flat\n"
                                "    words: {headline: {de: flach}}\n"
                                "  - size: [flat, upright]\n"
                                "    language: tr\n"
                                "    words: {headline: tr}\n"
                                "  - shape: landscape\n"
                                "    words: {headline: {de: quer}}\n"
                                "  - shape: tall\n"
                                "    words: {headline: {de: hoch}}\n";

    assert_words(motif, "upright", "de", "Motiv");
    assert_words(motif, "flat", "de", "quer");
    assert_words(motif, "flat", "tr", "tr");
    assert_words(motif, "upright", "tr", "tr");
}

static void test_every_condition_must_hold(void) {
    static const char motif[] = "words: {headline: {de: Motiv, tr: Motif}}\n"
                                "when:\n"
                                "  - {size: flat, shape: portrait, words: {headline: "
                                "{de: nie}}}\n"
                                "  - {size: flat, language: tr, words: {headline: "
                                "düz}}\n";

    assert_words(motif, "flat", "de", "Motiv");
    assert_words(motif, "upright", "tr", "Motif");
    assert_words(motif, "flat", "tr", "düz");
}

static void test_entry_without_conditions_always_holds(void) {
    assert_words("words: {headline: {de: a}}\nwhen: [{words: {headline: {de: b}}}]\n",
                 "upright", "de", "b");
}

static void test_plain_words_under_a_language_are_of_that_language(void) {
    static const char motif[] = "words: {headline: {de: Deutsch, tr: Türkçe}}\n"
                                "alt: {de: Bild, tr: Resim}\n"
                                "when:\n"
                                "  - language: [tr, ar]\n"
                                "    words: {headline: plain}\n"
                                "    alt: picture\n";
    g_autoptr(Fixture) fixture = fixture_new(TEXT_LAYOUT, motif);

    g_assert_cmpstr(words_of(fixture, "upright", "tr", "headline")->text, ==, "plain");
    g_assert_cmpstr(fixture->brief->alt->text, ==, "picture");
    g_assert_cmpstr(words_of(fixture, "upright", "ar", "headline")->language, ==, "ar");
    g_assert_cmpstr(words_of(fixture, "upright", "de", "headline")->text, ==,
                    "Deutsch");
    g_assert_cmpstr(fixture->brief->alt->text, ==, "Bild");
}

/* A plain text holds for all languages, and the later layer wins: a short headline for
 * a small size must not lose against the longer one it replaces. */
static void test_later_plain_words_win_over_earlier_languages(void) {
    assert_words("words: {headline: {de: lang und breit}}\n"
                 "when: [{size: flat, words: {headline: kurz}}]\n",
                 "flat", "de", "kurz");
}

static void test_language_is_looked_up_by_truncation(void) {
    static const char motif[] =
        "words: {headline: {de: Deutsch, de-simple: leicht, und: any}}\n";

    assert_words(motif, "upright", "de-simple-x", "leicht");
    assert_words(motif, "upright", "de-simple", "leicht");
    assert_words(motif, "upright", "de-AT-1996", "Deutsch");
    assert_words(motif, "upright", "tr", "any");
    assert_words(motif, "upright", "d", "any");
}

static void test_words_know_the_language_they_were_found_in(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(TEXT_LAYOUT, "words: {headline: {de: a, und: b}}\n");

    g_assert_cmpstr(words_of(fixture, "upright", "de-AT", "headline")->language, ==,
                    "de");
    g_assert_cmpstr(words_of(fixture, "upright", "tr", "headline")->language, ==,
                    "und");
}

static void test_state_is_draft_unless_somebody_reviewed(void) {
    static const char motif[] =
        "words: {headline: {de: {text: a, state: reviewed}, tr: b, "
        "ar: {text: c, state: placeholder}}}\n";
    g_autoptr(Fixture) fixture = fixture_new(TEXT_LAYOUT, motif);

    g_assert_cmpint(words_of(fixture, "upright", "de", "headline")->state, ==,
                    STATE_REVIEWED);
    g_assert_cmpint(words_of(fixture, "upright", "tr", "headline")->state, ==,
                    STATE_DRAFT);
    g_assert_cmpint(words_of(fixture, "upright", "ar", "headline")->state, ==,
                    STATE_PLACEHOLDER);
}

/* Nobody has read the new words: the review was of those that they replace. */
static void test_new_words_lose_the_review_of_the_old(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        TEXT_LAYOUT, "words:\n"
                     "  headline: {de: {text: alt, state: reviewed}}\n"
                     "  claim: {de: Anders.}\n"
                     "when: [{size: flat, words: {headline: {de: neu}}}]\n");

    g_assert_cmpint(words_of(fixture, "upright", "de", "headline")->state, ==,
                    STATE_REVIEWED);
    g_assert_cmpint(words_of(fixture, "flat", "de", "headline")->state, ==,
                    STATE_DRAFT);
    g_assert_cmpint(words_of(fixture, "flat", "de", "claim")->state, ==, STATE_DRAFT);
}

static const Artwork *artwork_of(Fixture *fixture, const char *size, const char *name) {
    const Brief *brief = fixture_resolve(fixture, size, "de");

    assert_findings(fixture->diagnostics, "");
    return g_hash_table_lookup(brief->artwork, name);
}

#define ART_LAYOUT                                            \
    "art: {a: {file: a.svg, state: reviewed}, b: ../b.svg}\n" \
    "portrait: {stack: [art: a, art: b]}\n"                   \
    "landscape: {stack: [art: a]}\n"

/* Whoever reviewed the translation read what it was made from. */
static void test_a_translation_of_an_older_text_is_a_draft(void) {
    static const char motif[] = "words:\n"
                                "  headline:\n"
                                "    de: {text: a, version: 2, state: reviewed}\n"
                                "    tr: {text: b, of: 2, state: reviewed}\n"
                                "    ar: {text: c, of: 1, state: reviewed}\n";
    g_autoptr(Fixture) fixture = fixture_new(TEXT_LAYOUT, motif);
    static const struct {
        const char *language;
        State state;
    } cases[] = {{"de", STATE_REVIEWED}, {"tr", STATE_REVIEWED}, {"ar", STATE_DRAFT}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Brief *brief = fixture_resolve(fixture, "upright", cases[i].language);
        const Words *words = g_hash_table_lookup(brief->words, "headline");

        g_assert_cmpint(words->state, ==, cases[i].state);
    }
}

/* A layout with a condition of each kind, and a motif that changes one thing again. */
static void test_a_layout_changes_before_the_motif_does(void) {
    static const char layout[] = TEXT_LAYOUT "inks: {ground: paper}\n"
                                             "when:\n"
                                             "  - size: flat\n"
                                             "    words: {headline: {de: klein}}\n"
                                             "  - language: tr\n"
                                             "    words: {headline: dizgi}\n"
                                             "  - shape: portrait\n"
                                             "    words: {headline: {ar: upright}}\n";
    static const char motif[] = "when: [{size: upright, words: {headline: {de: M}}}]\n";
    g_autoptr(Fixture) fixture = fixture_new(layout, motif);

    g_assert_cmpstr(words_of(fixture, "flat", "de", "headline")->text, ==, "klein");
    g_assert_cmpstr(words_of(fixture, "upright", "de", "headline")->text, ==, "M");
    g_assert_cmpstr(words_of(fixture, "flat", "tr", "headline")->text, ==, "dizgi");
    g_assert_cmpstr(words_of(fixture, "upright", "ar", "headline")->text, ==,
                    "upright");
}

static void test_files_count_from_the_file_that_names_them(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(ART_LAYOUT, "when: [{size: flat, art: {a: art/a.svg}}]\n");

    g_assert_cmpstr(artwork_of(fixture, "upright", "a")->path, ==,
                    "motifs/layouts/a.svg");
    g_assert_cmpstr(artwork_of(fixture, "upright", "b")->path, ==, "motifs/b.svg");
    g_assert_cmpstr(artwork_of(fixture, "flat", "a")->path, ==, "motifs/art/a.svg");
}

static void test_new_artwork_loses_the_review_of_the_old(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(ART_LAYOUT, "when: [{size: flat, art: {a: art/a.svg}}]\n");

    g_assert_cmpint(artwork_of(fixture, "upright", "a")->state, ==, STATE_REVIEWED);
    g_assert_cmpint(artwork_of(fixture, "flat", "a")->state, ==, STATE_DRAFT);
}

static void assert_role(Fixture *fixture, const char *size, const char *role,
                        const char *ink) {
    const Brief *brief = fixture_resolve(fixture, size, "de");
    const InkRole *found;

    assert_findings(fixture->diagnostics, "");
    found = g_hash_table_lookup(brief->inks, role);
    g_assert_cmpstr(found->ink->name, ==, ink);
}

static void test_inks_of_roles_come_from_the_last_layer(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        "inks: {ground: blue, words: gold}\n"
        "portrait: {panel: ground}\nlandscape: {panel: ground}\n",
        "inks: {ground: paper}\nwhen: [{size: flat, inks: {words: blue}}]\n");

    assert_role(fixture, "upright", "ground", "paper");
    assert_role(fixture, "upright", "words", "gold");
    assert_role(fixture, "flat", "words", "blue");
}

static void test_braces_put_in_other_words(void) {
    assert_words("words: {headline: \"{claim} {hashtag}!\", hashtag: \"#x\"}\n",
                 "upright", "de", "Vielfalt. #x!");
    assert_words("words: {headline: \"<{a}>\", a: \"[{b}]\", b: c}\n", "upright", "de",
                 "<[c]>");
}

static void test_doubled_braces_are_braces(void) {
    assert_words("words: {headline: \"{{claim}} }} {{\"}\n", "upright", "de",
                 "{claim} } {");
    assert_words("words: {headline: \"a { b\"}\n", "upright", "de", "a { b");
    assert_words("words: {headline: \"a } b\"}\n", "upright", "de", "a } b");
}

static void assert_written(const Words *words, const char *part, const char *file,
                           unsigned line, unsigned column) {
    const char *at = strstr(words->text, part);
    Origin found = words_find(words, (size_t)(at - words->text), strlen(part));
    Place place = source_place(found.source, found.offset);

    g_assert_cmpstr(found.source->name, ==, file);
    g_assert_cmpuint(place.line, ==, line);
    g_assert_cmpuint(place.column, ==, column);
}

static void test_parts_of_words_know_where_they_are_written(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        TEXT_LAYOUT,
        "words:\n  headline: \"Wir: {sub}, {claim} {{Ende.\"\n  sub: \"a\\_b\"\n");
    const Words *words = words_of(fixture, "upright", "de", "headline");

    g_assert_cmpstr(words->text, ==, "Wir: a\u00A0b, Vielfalt. {Ende.");
    assert_written(words, "Wir", "motifs/m.yaml", 5, 14);
    assert_written(words, "b", "motifs/m.yaml", 6, 12);
    assert_written(words, ", ", "motifs/m.yaml", 5, 24);
    assert_written(words, "falt.", "motifs/campaign.yaml", 16, 26);
    assert_written(words, "Ende", "motifs/m.yaml", 5, 36);
}

static void test_braces_work_in_alternative_texts(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(TEXT_LAYOUT, "words: {headline: x}\nalt: \"{{a}} {claim}\"\n");
    const Brief *brief = fixture_resolve(fixture, "upright", "de");

    g_assert_cmpstr(brief->alt->text, ==, "{a} Vielfalt.");
}

/* A text is as little reviewed as what it puts in. */
static void test_words_are_in_the_state_of_what_they_put_in(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(TEXT_LAYOUT, "words:\n"
                                 "  headline: {und: {text: \"{a}\", state: reviewed}}\n"
                                 "  a: {und: {text: \"{b}\", state: reviewed}}\n"
                                 "  b: {de: {text: x, state: reviewed}, tr: y, "
                                 "ar: {text: z, state: placeholder}}\n");

    g_assert_cmpint(words_of(fixture, "upright", "de", "headline")->state, ==,
                    STATE_REVIEWED);
    g_assert_cmpint(words_of(fixture, "upright", "tr", "headline")->state, ==,
                    STATE_DRAFT);
    g_assert_cmpint(words_of(fixture, "upright", "ar", "headline")->state, ==,
                    STATE_PLACEHOLDER);
}

static void test_words_of_nobody_are_told(void) {
    assert_resolve_findings(
        TEXT_LAYOUT, "words: {headline: \"a {nobody}\"}\n", "upright", "de",
        "motifs/m.yaml:4:22: error: no words \"nobody\" to put in; write {{ for a brace "
        "[motif/unknown-words]\n"
        "    words: {headline: \"a {nobody}\"}\n"
        "                         ^~~~~~~~\n");
    assert_resolve_findings(
        TEXT_LAYOUT, "words: {headline: \"{}\"}\n", "upright", "de",
        "motifs/m.yaml:4:20: error: no words \"\" to put in; write {{ for a brace "
        "[motif/unknown-words]\n"
        "    words: {headline: \"{}\"}\n"
        "                       ^~\n");
}

static void test_words_that_contain_themselves_are_told(void) {
    assert_resolve_findings(
        TEXT_LAYOUT, "words: {headline: \"{headline}\"}\n", "upright", "de",
        "motifs/m.yaml:4:20: error: these words contain themselves, or too much of others "
        "[motif/endless-words]\n"
        "    words: {headline: \"{headline}\"}\n"
        "                       ^~~~~~~~~~\n");
}

static char *repeat(const char *part, int times) {
    GString *text = g_string_new(NULL);

    for (int i = 0; i < times; i++)
        g_string_append(text, part);
    return g_string_free(text, FALSE);
}

/* A text of 16 KiB can name others 4000 times, and those others again. */
static void test_words_do_not_grow_without_end(void) {
    g_autofree char *b = repeat("{b}", 40);
    g_autofree char *c = repeat("{c}", 40);
    g_autofree char *d = repeat("{d}", 40);
    g_autofree char *motif = g_strdup_printf(
        "words: {headline: \"%s\", b: \"%s\", c: \"%s\", d: dddddddddd}\n", b, c, d);
    g_autoptr(Fixture) fixture = fixture_new(TEXT_LAYOUT, motif);

    g_assert_null(fixture_resolve(fixture, "upright", "de"));
    g_assert_cmpuint(diagnostics_count(fixture->diagnostics, SEVERITY_ERROR), >, 0);
}

static const UnitTest tests[] = {
    TEST(title_names_motif_and_campaign),
    TEST(motif_wins_over_campaign),
    TEST(later_when_wins),
    TEST(every_condition_must_hold),
    TEST(entry_without_conditions_always_holds),
    TEST(plain_words_under_a_language_are_of_that_language),
    TEST(later_plain_words_win_over_earlier_languages),
    TEST(language_is_looked_up_by_truncation),
    TEST(words_know_the_language_they_were_found_in),
    TEST(state_is_draft_unless_somebody_reviewed),
    TEST(new_words_lose_the_review_of_the_old),
    TEST(a_translation_of_an_older_text_is_a_draft),
    TEST(a_layout_changes_before_the_motif_does),
    TEST(files_count_from_the_file_that_names_them),
    TEST(new_artwork_loses_the_review_of_the_old),
    TEST(inks_of_roles_come_from_the_last_layer),
    TEST(braces_put_in_other_words),
    TEST(doubled_braces_are_braces),
    TEST(parts_of_words_know_where_they_are_written),
    TEST(braces_work_in_alternative_texts),
    TEST(words_are_in_the_state_of_what_they_put_in),
    TEST(words_of_nobody_are_told),
    TEST(words_that_contain_themselves_are_told),
    TEST(words_do_not_grow_without_end),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
