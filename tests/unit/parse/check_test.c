#include "../support.h"

#include "parse/check.h"

/* The tree of a file after its check, with what was found; a NULL tree has no kind. */
typedef struct {
    Source *source;
    Diagnostics *diagnostics;
    Node *root;
    const Section *section;
    bool fine;
} Checked;

static Checked *checked_new(const char *text) {
    Checked *self = g_new0(Checked, 1);

    self->source = source_of(text);
    self->diagnostics = diagnostics_new();
    self->root = yaml_parse(self->source, self->diagnostics);
    g_assert_nonnull(self->root);
    self->section = check_file_kind(self->root, self->diagnostics);
    if (self->section != NULL)
        self->fine = check_section(self->root, self->section, self->diagnostics);
    return self;
}

static void checked_free(Checked *self) {
    node_free(self->root);
    diagnostics_free(self->diagnostics);
    source_free(self->source);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Checked, checked_free)

static void assert_checked(const char *text, const char *expected) {
    g_autoptr(Checked) checked = checked_new(text);

    assert_findings(checked->diagnostics, expected);
    g_assert_true(checked->fine == (*expected == '\0'));
}

#define MOTIF "motif: m\ntitle: M\nlayout: l\n"
#define LAYOUT "layout: l\nportrait:\n  "

static void test_first_key_says_what_a_file_is(void) {
    static const char *const kinds[] = {"campaign", "sizes", "layout", "motif"};

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *text = g_strdup_printf("%s: x\n", kinds[i]);
        g_autoptr(Checked) checked = checked_new(text);

        g_assert_cmpstr(checked->section->name, ==, kinds[i]);
    }
    assert_checked(
        "title: M\nmotif: m\n",
        "a.yaml:1:1: error: the first key says what kind of file this is: "
        "campaign, sizes, printing, layout, motif or order [motif/unknown-file-kind]\n"
        "    title: M\n"
        "    ^~~~~\n");
    assert_checked(
        "motiv: m\n",
        "a.yaml:1:1: error: the first key says what kind of file this is: "
        "campaign, sizes, printing, layout, motif or order; did you mean \"motif\"? "
        "[motif/unknown-file-kind]\n"
        "    motiv: m\n"
        "    ^~~~~\n");
    assert_checked(
        "{}\n",
        "a.yaml:1:1: error: the first key says what kind of file this is: "
        "campaign, sizes, printing, layout, motif or order [motif/unknown-file-kind]\n"
        "    {}\n"
        "    ^\n");
}

static void test_smallest_files_are_fine(void) {
    assert_checked(MOTIF, "");
    assert_checked(LAYOUT "panel: nacht\n", "");
    assert_checked("sizes: {}\n", "");
    assert_checked(tiny_campaign, "");
    assert_checked(tiny_sizes, "");
}

static void test_unknown_key_is_an_error_with_a_suggestion(void) {
    assert_checked(MOTIF "wrds: {}\nquux: {}\n",
                   "a.yaml:4:1: error: unknown key \"wrds\"; did you mean \"words\"? "
                   "[motif/unknown-key]\n"
                   "    wrds: {}\n"
                   "    ^~~~\n"
                   "a.yaml:5:1: error: unknown key \"quux\" [motif/unknown-key]\n"
                   "    quux: {}\n"
                   "    ^~~~\n");
}

static void test_suggestion_knows_the_keys_of_extended_sections(void) {
    assert_checked(LAYOUT "art: {show: a, widht: 3u}\n",
                   "a.yaml:3:18: error: unknown key \"widht\"; did you mean \"width\"? "
                   "[motif/unknown-key]\n"
                   "      art: {show: a, widht: 3u}\n"
                   "                     ^~~~~\n");
    assert_checked(LAYOUT "panel: {ink: a, fit: cover}\n",
                   "a.yaml:3:19: error: unknown key \"fit\" [motif/unknown-key]\n"
                   "      panel: {ink: a, fit: cover}\n"
                   "                      ^~~\n");
}

static void test_missing_keys_are_all_told(void) {
    assert_checked("motif: m\n",
                   "a.yaml:1:1: error: the key \"title\" is missing: what people call "
                   "it; the title of its files [motif/missing-key]\n"
                   "    motif: m\n"
                   "    ^\n"
                   "a.yaml:1:1: error: the key \"layout\" is missing: the layout it "
                   "uses [motif/missing-key]\n"
                   "    motif: m\n"
                   "    ^\n");
    assert_checked(MOTIF "words:\n  a:\n    de: {state: draft}\n",
                   "a.yaml:6:9: error: the key \"text\" is missing: the text "
                   "[motif/missing-key]\n"
                   "        de: {state: draft}\n"
                   "            ^\n");
}

static void test_other_kinds_of_values_are_told(void) {
    assert_checked(
        MOTIF "words: text\nwhen: {}\nhide: {a: b}\n",
        "a.yaml:4:8: error: expected a map of keys for \"words\", found a "
        "text [motif/wrong-kind]\n"
        "    words: text\n"
        "           ^~~~\n"
        "a.yaml:5:7: error: expected a list for \"when\", found a map of keys "
        "[motif/wrong-kind]\n"
        "    when: {}\n"
        "          ^\n"
        "a.yaml:6:7: error: expected a list for \"hide\", found a map of keys "
        "[motif/wrong-kind]\n"
        "    hide: {a: b}\n"
        "          ^\n");
    assert_checked("motif: m\ntitle: [a]\nlayout: l\n",
                   "a.yaml:2:8: error: expected a text for \"title\", found a list "
                   "[motif/wrong-kind]\n"
                   "    title: [a]\n"
                   "           ^\n");
    assert_checked(MOTIF "words:\n",
                   "a.yaml:4:1: error: expected a map of keys for \"words\", found "
                   "nothing [motif/wrong-kind]\n"
                   "    words:\n"
                   "    ^~~~~\n");
    assert_checked(MOTIF "hide: [a, [b]]\n",
                   "a.yaml:4:11: error: expected a text for \"hide\", found a list "
                   "[motif/wrong-kind]\n"
                   "    hide: [a, [b]]\n"
                   "              ^\n");
    assert_checked(MOTIF "words: {a: {de: [b]}}\n",
                   "a.yaml:4:17: error: expected a text for \"text\", found a list "
                   "[motif/wrong-kind]\n"
                   "    words: {a: {de: [b]}}\n"
                   "                    ^\n");
}

static void test_text_without_words_is_nothing(void) {
    assert_checked(
        MOTIF "words:\n  a:\n    de:\n",
        "a.yaml:6:5: error: expected a map of keys for \"de\", found nothing "
        "[motif/wrong-kind]\n"
        "        de:\n"
        "        ^~\n");
}

static void test_four_numbers_are_four(void) {
    assert_checked(
        "campaign: c\ntitle: C\ndate: 2026-11-22\nlanguages: {de: Deutsch}\n"
        "standard-sizes: a\nstyles: {}\ndraft: {style: s, ink: i, ground: g}\n"
        "inks:\n"
        "  i: {screen: \"#000000\", recipe: {fogra39: [0, 0, 0]}}\n"
        "  j: {screen: \"#000000\", recipe: {fogra39: [0, 0, 0, 101]}}\n"
        "  k: {screen: \"#000000\", recipe: {fogra39: 100}}\n",
        "a.yaml:9:44: error: expected a list of four numbers for "
        "\"fogra39\", found a list [motif/wrong-kind]\n"
        "      i: {screen: \"#000000\", recipe: {fogra39: [0, 0, 0]}}\n"
        "                                               ^\n"
        "a.yaml:10:54: error: \"101\" is out of range for \"fogra39\": from 0 "
        "to 100 [motif/out-of-range]\n"
        "      j: {screen: \"#000000\", recipe: {fogra39: [0, 0, 0, 101]}}\n"
        "                                                         ^~~\n"
        "a.yaml:11:44: error: expected a list of four numbers for "
        "\"fogra39\", found a text [motif/wrong-kind]\n"
        "      k: {screen: \"#000000\", recipe: {fogra39: 100}}\n"
        "                                               ^~~\n");
}

static void test_names_in_open_sections_are_checked(void) {
    assert_checked(
        MOTIF "words: {\"a b\": c}\nart: {ä: x.svg}\n",
        "a.yaml:4:10: error: \"a b\" is no name; use letters, digits, - and _ "
        "[motif/bad-name]\n"
        "    words: {\"a b\": c}\n"
        "             ^~~\n"
        "a.yaml:5:7: error: \"ä\" is no name; use letters, digits, - and _ "
        "[motif/bad-name]\n"
        "    art: {ä: x.svg}\n"
        "          ^\n");
    assert_checked(MOTIF "words: {a: {german: b}}\n", "");
    assert_checked(
        MOTIF "words: {a: {de_DE: b}}\n",
        "a.yaml:4:13: error: \"de_DE\" is no language tag; write one such as "
        "de, tr or de-simple [motif/bad-language]\n"
        "    words: {a: {de_DE: b}}\n"
        "                ^~~~~\n");
}

static void test_box_has_exactly_one_key(void) {
    assert_checked(LAYOUT "{}\n",
                   "a.yaml:3:3: error: expected exactly one key that says "
                   "what kind of box this is, found 0 "
                   "[motif/not-one-key]\n"
                   "      {}\n"
                   "      ^\n");
    assert_checked(LAYOUT "{panel: a, art: b}\n",
                   "a.yaml:3:3: error: expected exactly one key that says what kind of "
                   "box this is, found 2 [motif/not-one-key]\n"
                   "      {panel: a, art: b}\n"
                   "      ^\n");
    assert_checked(LAYOUT "pannel: a\n",
                   "a.yaml:3:3: error: unknown key \"pannel\"; did you mean \"panel\"? "
                   "[motif/unknown-key]\n"
                   "      pannel: a\n"
                   "      ^~~~~~\n");
}

/* The value of the path of keys through maps. */
static const Node *follow(const Node *node, const char *path) {
    g_auto(GStrv) names = g_strsplit(path, "/", -1);

    for (char **name = names; *name != NULL && node != NULL; name++)
        node = node->kind == NODE_LIST
                   ? node_item(node, (guint)g_ascii_strtoull(*name, NULL, 10))
                   : node_find(node, *name);
    g_assert_nonnull(node);
    return node;
}

static void assert_value(const Checked *checked, const char *path, const char *text) {
    g_assert_cmpstr(follow(checked->root, path)->text, ==, text);
}

static void test_brief_forms_become_long(void) {
    g_autoptr(Checked) checked =
        checked_new(MOTIF "words: {a: plain, b: {de: text}}\nart: {c: c.svg}\n"
                          "alt: A picture\n");

    assert_findings(checked->diagnostics, "");
    assert_value(checked, "words/a/und/text", "plain");
    assert_value(checked, "words/b/de/text", "text");
    assert_value(checked, "art/c/file", "c.svg");
    assert_value(checked, "alt/und/text", "A picture");
}

static void test_brief_boxes_become_long(void) {
    g_autoptr(Checked) checked = checked_new(
        LAYOUT "stack: [panel: ground, text: words, art: picture, qr: link, "
               "logos: funders, space: 2, row: [space: 1]]\n");

    assert_findings(checked->diagnostics, "");
    assert_value(checked, "portrait/stack/items/0/panel/ink", "ground");
    assert_value(checked, "portrait/stack/items/1/text/say", "words");
    assert_value(checked, "portrait/stack/items/2/art/show", "picture");
    assert_value(checked, "portrait/stack/items/3/qr/say", "link");
    assert_value(checked, "portrait/stack/items/4/logos/show", "funders");
    assert_value(checked, "portrait/stack/items/5/space/grow", "2");
    assert_value(checked, "portrait/stack/items/6/row/items/0/space/grow", "1");
}

static void test_brief_form_has_the_place_of_its_value(void) {
    assert_checked(LAYOUT "space: lots\n",
                   "a.yaml:3:10: error: expected a number without a unit, found "
                   "\"lots\" [motif/bad-number]\n"
                   "      space: lots\n"
                   "             ^~~~\n");
    assert_checked(
        MOTIF "art: {a: /b.svg}\n",
        "a.yaml:4:10: error: expected a file's path, from the folder of this "
        "file, found \"/b.svg\" [motif/bad-file]\n"
        "    art: {a: /b.svg}\n"
        "             ^~~~~~\n");
}

static void test_every_mistake_is_told_at_once(void) {
    assert_checked(
        MOTIF "items:\n  a: {lines: 2.5, max: 3, tint: 60}\n",
        "a.yaml:5:14: error: expected a whole number, found \"2.5\" "
        "[motif/bad-number]\n"
        "      a: {lines: 2.5, max: 3, tint: 60}\n"
        "                 ^~~\n"
        "a.yaml:5:24: error: expected a unit after \"3\": mm, cm, in, pt, px, "
        "u or % [motif/unit-missing]\n"
        "      a: {lines: 2.5, max: 3, tint: 60}\n"
        "                           ^\n"
        "a.yaml:5:33: error: expected a percentage such as 60%, found \"60\" "
        "[motif/bad-number]\n"
        "      a: {lines: 2.5, max: 3, tint: 60}\n"
        "                                    ^~\n");
}

static const UnitTest tests[] = {
    TEST(first_key_says_what_a_file_is),
    TEST(smallest_files_are_fine),
    TEST(unknown_key_is_an_error_with_a_suggestion),
    TEST(suggestion_knows_the_keys_of_extended_sections),
    TEST(missing_keys_are_all_told),
    TEST(other_kinds_of_values_are_told),
    TEST(text_without_words_is_nothing),
    TEST(four_numbers_are_four),
    TEST(names_in_open_sections_are_checked),
    TEST(box_has_exactly_one_key),
    TEST(brief_forms_become_long),
    TEST(brief_boxes_become_long),
    TEST(brief_form_has_the_place_of_its_value),
    TEST(every_mistake_is_told_at_once),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
