#include "../support.h"

/* Names of the boxes that are shown, back to front, with their kinds. */
static void append_boxes(GString *text, const Box *box) {
    if (box->hide)
        return;
    g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "",
                           box_kind_to_text(box->kind));
    if (box->name != NULL)
        g_string_append_printf(text, ":%s", box->name);
    for (guint i = 0; i < box->items->len; i++)
        append_boxes(text, g_ptr_array_index(box->items, i));
}

static void assert_boxes(Fixture *fixture, const char *size, const char *expected) {
    const Brief *brief = fixture_resolve(fixture, size, "de");
    g_autoptr(GString) text = g_string_new(NULL);

    assert_findings(fixture->diagnostics, "");
    append_boxes(text, brief->root);
    g_assert_cmpstr(text->str, ==, expected);
}

static void assert_tree_findings(const char *layout, const char *motif,
                                 const char *expected) {
    g_autoptr(Fixture) fixture = fixture_new(layout, motif);

    fixture_resolve(fixture, "upright", "de");
    assert_findings(fixture->diagnostics, expected);
}

#define STACK                                                   \
    "art: {dom: dom.svg, bank: bank.svg}\n"                     \
    "portrait:\n"                                               \
    "  stack:\n"                                                \
    "    - panel: {name: ground, ink: blue}\n"                  \
    "    - group: {name: both, items: [art: dom, art: bank]}\n" \
    "    - text: {say: claim, style: plain, ink: gold}\n"

static void test_box_is_called_what_it_says_or_shows(void) {
    g_autoptr(Fixture) fixture = fixture_new(STACK, "");

    assert_boxes(fixture, "upright",
                 "stack panel:ground group:both art:dom art:bank text:claim");
}

static void test_hidden_boxes_are_left_out(void) {
    g_autoptr(Fixture) one = fixture_new(STACK, "hide: dom\n");
    g_autoptr(Fixture) two = NULL;

    assert_boxes(one, "upright", "stack panel:ground group:both art:bank text:claim");
    g_clear_pointer(&one, fixture_free);
    two = fixture_new(STACK, "hide: [both, claim]\n");
    assert_boxes(two, "upright", "stack panel:ground");
}

static void test_later_layer_shows_again_what_was_hidden(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(STACK, "hide: [both, claim]\n"
                           "when: [{size: upright, items: {claim: {hide: no}}}]\n");

    assert_boxes(fixture, "upright", "stack panel:ground text:claim");
}

static void test_hidden_box_needs_nothing(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        "portrait: {stack: [text: {name: t, say: nothing, style: none, hide: yes}]}\n",
        "");

    assert_boxes(fixture, "upright", "stack");
}

static void test_motif_changes_boxes_by_name(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        STACK, "items: {claim: {lines: 3, ink: paper, anchor: top}, ground: {tint: "
               "50%}}\n"
               "when: [{size: upright, items: {claim: {lines: 2}}}]\n");
    const Brief *brief = fixture_resolve(fixture, "upright", "de");
    const Box *claim = box_find(brief->root, "claim");

    assert_findings(fixture->diagnostics, "");
    g_assert_cmpint(claim->lines, ==, 2);
    g_assert_cmpstr(claim->ink, ==, "paper");
    g_assert_cmpstr(claim->style, ==, "plain");
    g_assert_cmpint(claim->anchor.y, ==, -1);
    g_assert_cmpfloat(box_find(brief->root, "ground")->tint, ==, 0.5);
}

static void test_change_of_one_poster_is_not_seen_by_the_next(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(STACK "landscape: {text: {say: claim, style: plain, ink: gold}}\n",
                    "when: [{size: flat, items: {claim: {lines: 2}}}]\n");

    g_assert_cmpint(
        box_find(fixture_resolve(fixture, "flat", "de")->root, "claim")->lines, ==, 2);
    g_assert_cmpint(
        box_find(fixture_resolve(fixture, "upright", "de")->root, "claim")->lines, ==,
        0);
}

static void test_unknown_box_is_told_with_the_nearest(void) {
    assert_tree_findings(
        STACK, "items: {clam: {lines: 2}}\nhide: dome\n",
        "motifs/m.yaml:4:9: error: layout \"l\" has no box \"clam\"; did "
        "you mean \"claim\"? [motif/unknown-item]\n"
        "    items: {clam: {lines: 2}}\n"
        "            ^~~~\n"
        "motifs/m.yaml:5:7: error: layout \"l\" has no box \"dome\"; did "
        "you mean \"dom\"? [motif/unknown-item]\n"
        "    hide: dome\n"
        "          ^~~~\n");
}

static void test_box_of_another_shape_is_no_mistake(void) {
    g_autoptr(Fixture) fixture =
        fixture_new(STACK "wide: {panel: {name: strip, ink: blue}}\n"
                          "sizes: {flat: {panel: {name: board, ink: blue}}}\n",
                    "hide: [strip, board]\n");

    assert_boxes(fixture, "upright",
                 "stack panel:ground group:both art:dom art:bank text:claim");
}

static void test_key_of_another_kind_of_box_is_told(void) {
    assert_tree_findings(
        STACK, "items: {claim: {fit: cover}}\n",
        "motifs/m.yaml:4:17: error: \"fit\" is no key of text, which \"claim\" is "
        "[motif/unknown-key]\n"
        "    items: {claim: {fit: cover}}\n"
        "                    ^~~\n");
}

static void test_name_and_items_cannot_be_changed(void) {
    assert_tree_findings(
        STACK, "items: {both: {name: other, items: [panel: blue]}}\n",
        "motifs/m.yaml:4:16: error: \"name\" cannot be changed from a motif "
        "[motif/fixed-key]\n"
        "    items: {both: {name: other, items: [panel: blue]}}\n"
        "                   ^~~~\n"
        "motifs/m.yaml:4:29: error: \"items\" cannot be changed from a motif "
        "[motif/fixed-key]\n"
        "    items: {both: {name: other, items: [panel: blue]}}\n"
        "                                ^~~~~\n");
}

static void test_two_boxes_of_one_name_are_told(void) {
    assert_tree_findings(
        "art: {dom: dom.svg}\nportrait: {stack: [art: dom, art: {show: dom}]}\n", "",
        "motifs/layouts/l.yaml:3:35: error: two boxes are called \"dom\"; give one of "
        "them a name [layout/duplicate-name]\n"
        "    portrait: {stack: [art: dom, art: {show: dom}]}\n"
        "                                      ^\n");
}

static void test_name_may_stand_again_in_another_shape(void) {
    g_autoptr(Fixture) fixture = fixture_new(STACK "landscape: {art: dom}\n", "");

    assert_boxes(fixture, "flat", "art:dom");
}

static void test_references_are_told_with_the_nearest(void) {
    assert_tree_findings(
        "art: {dom: dom.svg}\n"
        "portrait:\n"
        "  stack:\n"
        "    - panel: blu\n"
        "    - art: dome\n"
        "    - text: {say: clam, style: plane, ink: gold}\n"
        "    - logos: {show: sponsors, ink: gold, style: plain}\n",
        "",
        "motifs/layouts/l.yaml:5:14: error: no ink or role \"blu\"; did you mean "
        "\"blue\"? [motif/unknown-ink]\n"
        "        - panel: blu\n"
        "                 ^~~\n"
        "motifs/layouts/l.yaml:6:12: error: no artwork \"dome\"; did you mean \"dom\"? "
        "[motif/unknown-art]\n"
        "        - art: dome\n"
        "               ^~~~\n"
        "motifs/layouts/l.yaml:7:19: error: no words \"clam\"; did you mean \"claim\"? "
        "[motif/unknown-words]\n"
        "        - text: {say: clam, style: plane, ink: gold}\n"
        "                      ^~~~\n"
        "motifs/layouts/l.yaml:7:32: error: no type style \"plane\"; did you mean "
        "\"plain\"? [motif/unknown-style]\n"
        "        - text: {say: clam, style: plane, ink: gold}\n"
        "                                   ^~~~~\n"
        "motifs/layouts/l.yaml:8:21: error: logos can show \"funders\", not \"sponsors\" "
        "[layout/unknown-logos]\n"
        "        - logos: {show: sponsors, ink: gold, style: plain}\n"
        "                        ^~~~~~~~\n");
}

static void test_suggested_ink_may_be_a_role(void) {
    assert_tree_findings(
        "inks: {ground: blue}\nportrait: {panel: grund}\n", "",
        "motifs/layouts/l.yaml:3:19: error: no ink or role \"grund\"; did you mean "
        "\"ground\"? [motif/unknown-ink]\n"
        "    portrait: {panel: grund}\n"
        "                      ^~~~~\n");
}

static void test_missing_keys_of_a_box_are_told(void) {
    assert_tree_findings(
        "portrait: {stack: [panel: {}, text: {say: claim, ink: blue}, qr: {ink: blue}]}\n",
        "",
        "motifs/layouts/l.yaml:2:27: error: panel needs the key \"ink\" "
        "[motif/missing-key]\n"
        "    portrait: {stack: [panel: {}, text: {say: claim, ink: blue}, qr: {ink: "
        "blue}]}\n"
        "                              ^\n"
        "motifs/layouts/l.yaml:2:37: error: text needs the key \"style\" "
        "[motif/missing-key]\n"
        "    portrait: {stack: [panel: {}, text: {say: claim, ink: blue}, qr: {ink: "
        "blue}]}\n"
        "                                        ^\n"
        "motifs/layouts/l.yaml:2:66: error: qr needs the key \"say\" "
        "[motif/missing-key]\n"
        "    portrait: {stack: [panel: {}, text: {say: claim, ink: blue}, qr: {ink: "
        "blue}]}\n"
        "                                                                     ^\n");
}

static void test_words_are_painted_in_the_role_of_that_name(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        "inks: {words: gold}\nportrait: {text: {say: claim, style: plain}}\n", "");
    const Brief *brief = fixture_resolve(fixture, "upright", "de");

    assert_findings(fixture->diagnostics, "");
    g_assert_cmpstr(brief->root->ink, ==, "words");
}

static void test_words_that_a_language_lacks_are_told(void) {
    g_autoptr(Fixture) fixture = fixture_new(STACK, "");

    fixture_resolve(fixture, "upright", "ar");
    assert_findings(
        fixture->diagnostics,
        "motifs/campaign.yaml:16:10: error: \"claim\" has no words in \"ar\" "
        "[motif/missing-words]\n"
        "      claim: {de: {text: Vielfalt., state: reviewed}, tr: Çeşitlilik.}\n"
        "             ^\n");
}

static void test_words_of_a_condition_alone_are_missing_elsewhere(void) {
    assert_tree_findings("portrait: {text: {say: hint, style: plain, ink: gold}}\n",
                         "when: [{language: tr, words: {hint: ipucu}}]\n",
                         "motifs/m.yaml:4:37: error: \"hint\" has no words in \"de\" "
                         "[motif/missing-words]\n"
                         "    when: [{language: tr, words: {hint: ipucu}}]\n"
                         "                                        ^~~~~\n");
}

static void test_nearest_shape_is_taken_with_a_note(void) {
    static const char *const shapes[] = {"tall", "square", "card", "landscape", "wide"};

    /* In this order they stand in for an upright poster. */
    for (size_t first = 0; first < G_N_ELEMENTS(shapes); first++) {
        g_autoptr(GString) layout = g_string_new(NULL);
        g_autofree char *expected = g_strdup_printf(
            "motifs/layouts/l.yaml:1:9: note: layout \"l\" has no tree for portrait; "
            "took the one for %s [layout/nearest-shape]\n    layout: l\n            ^\n",
            shapes[first]);

        for (size_t i = first; i < G_N_ELEMENTS(shapes); i++)
            g_string_append_printf(layout, "%s: {panel: blue}\n", shapes[i]);
        assert_tree_findings(layout->str, "", expected);
    }
}

static void test_tree_for_the_size_comes_before_that_of_the_shape(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        "sizes: {upright: {panel: {name: own, ink: blue}}}\n"
        "portrait: {panel: {name: shape, ink: blue}}\nlandscape: {panel: blue}\n",
        "");

    assert_boxes(fixture, "upright", "panel:own");
    assert_boxes(fixture, "flat", "panel");
}

static void test_layout_without_a_tree_is_told(void) {
    assert_tree_findings(
        "inks: {}\n", "",
        "motifs/layouts/l.yaml:1:9: error: layout \"l\" has no tree at all; write one "
        "for portrait [layout/no-tree]\n"
        "    layout: l\n"
        "            ^\n");
}

#define SEATS \
    "art: {dom: dom.svg, bank: bank.svg}\nportrait: {stack: [art: {show: dom, sits-on: "

static void test_seat_must_be_artwork_that_is_shown(void) {
    assert_tree_findings(
        SEATS "nobody}]}\n", "",
        "motifs/layouts/l.yaml:3:20: error: \"dom\" sits on \"nobody\", but this shape "
        "shows no artwork of that name [layout/unknown-seat]\n"
        "    portrait: {stack: [art: {show: dom, sits-on: nobody}]}\n"
        "                       ^~~\n");
    assert_tree_findings(
        SEATS "bank}, art: {show: bank, hide: yes}]}\n", "",
        "motifs/layouts/l.yaml:3:20: error: \"dom\" sits on \"bank\", but this shape "
        "shows no artwork of that name [layout/unknown-seat]\n"
        "    portrait: {stack: [art: {show: dom, sits-on: bank}, art: {show: bank, hide: "
        "yes}]}\n"
        "                       ^~~\n");
    assert_tree_findings(
        SEATS "foot}, panel: {name: foot, ink: blue}]}\n", "",
        "motifs/layouts/l.yaml:3:20: error: \"dom\" sits on \"foot\", but this shape "
        "shows no artwork of that name [layout/unknown-seat]\n"
        "    portrait: {stack: [art: {show: dom, sits-on: foot}, panel: {name: foot, ink: "
        "blue}]}\n"
        "                       ^~~\n");
}

static void test_seat_may_stand_anywhere_in_the_tree(void) {
    g_autoptr(Fixture) fixture = fixture_new(SEATS "bank}, group: [art: bank]]}\n", "");

    assert_boxes(fixture, "upright", "stack art:dom group art:bank");
}

static void test_endless_seats_are_told(void) {
    assert_tree_findings(
        SEATS "dom}]}\n", "",
        "motifs/layouts/l.yaml:3:20: error: \"dom\" sits on itself, or too far up "
        "[layout/endless-seat]\n"
        "    portrait: {stack: [art: {show: dom, sits-on: dom}]}\n"
        "                       ^~~\n");
}

static const UnitTest tests[] = {
    TEST(box_is_called_what_it_says_or_shows),
    TEST(hidden_boxes_are_left_out),
    TEST(later_layer_shows_again_what_was_hidden),
    TEST(hidden_box_needs_nothing),
    TEST(motif_changes_boxes_by_name),
    TEST(change_of_one_poster_is_not_seen_by_the_next),
    TEST(unknown_box_is_told_with_the_nearest),
    TEST(box_of_another_shape_is_no_mistake),
    TEST(key_of_another_kind_of_box_is_told),
    TEST(name_and_items_cannot_be_changed),
    TEST(two_boxes_of_one_name_are_told),
    TEST(name_may_stand_again_in_another_shape),
    TEST(references_are_told_with_the_nearest),
    TEST(suggested_ink_may_be_a_role),
    TEST(missing_keys_of_a_box_are_told),
    TEST(words_are_painted_in_the_role_of_that_name),
    TEST(words_that_a_language_lacks_are_told),
    TEST(words_of_a_condition_alone_are_missing_elsewhere),
    TEST(nearest_shape_is_taken_with_a_note),
    TEST(tree_for_the_size_comes_before_that_of_the_shape),
    TEST(layout_without_a_tree_is_told),
    TEST(seat_must_be_artwork_that_is_shown),
    TEST(seat_may_stand_anywhere_in_the_tree),
    TEST(endless_seats_are_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
