#include "../support.h"

#include "layout/flow.h"

#include <time.h>

/* Fonts are opened once: opening them takes longer than all tests. Each test reads text
 * files of its own. */
static Resources *shared_resources(void) {
    static Resources *resources;
    g_autoptr(GError) error = NULL;

    if (resources == NULL)
        resources = resources_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    resources_renew(resources);
    return resources;
}

static void append_area(GString *text, const Flow *flow, const Box *box) {
    Rect area = flow_area(flow, box);

    if (box->hide)
        return;
    if (box->name != NULL) {
        g_string_append_printf(text, "%s", box->name);
        for (int i = 0; i < 4; i++) {
            g_string_append_c(text, ' ');
            number_append(text, (&area.x)[i], 2);
        }
        g_string_append_c(text, '\n');
    }
    for (guint i = 0; i < box->items->len; i++)
        append_area(text, flow, g_ptr_array_index(box->items, i));
}

/* Where named boxes lie on the upright poster of 400 by 600 points; a tree is the value
 * of `portrait`, in flow style. */
static void assert_placed(const char *tree, const char *areas, const char *findings) {
    g_autofree char *layout = g_strdup_printf("portrait:\n  %s\n", tree);
    g_autoptr(Fixture) fixture = fixture_new(layout, "words: {t: Hier ist Platz}\n");
    const Brief *brief = fixture_resolve(fixture, "upright", "de");
    g_autoptr(Flow) flow = NULL;
    g_autoptr(GString) text = g_string_new(NULL);

    assert_findings(fixture->diagnostics, "");
    flow = flow_new(brief, shared_resources(), fixture->diagnostics);
    flow_place(flow, brief->root, flow->page.trim);
    append_area(text, flow, brief->root);
    g_assert_cmpstr(text->str, ==, areas);
    assert_findings(fixture->diagnostics, findings);
}

static void assert_areas(const char *tree, const char *areas) {
    assert_placed(tree, areas, "");
}

#define PANEL(name, keys) "panel: {name: " name ", ink: blue" keys "}"

static void test_root_has_the_trim(void) {
    assert_areas(PANEL("a", ""), "a 0 0 400 600\n");
}

static void test_stack_gives_each_item_all_of_its_room(void) {
    assert_areas("stack: [" PANEL("a", "") ", " PANEL("b", ", height: 50%") "]",
                 "a 0 0 400 600\n"
                 "b 0 0 400 300\n");
}

static void test_box_lives_in_a_box_of_the_page(void) {
    assert_areas("stack: [" PANEL("a", ", inside: bleed") ", " PANEL(
                     "b", ", inside: safe") ", " PANEL("c", ", inside: trim") "]",
                 "a -10 -10 420 620\n"
                 "b 20 20 360 560\n"
                 "c 0 0 400 600\n");
}

static void test_row_shares_what_is_left(void) {
    assert_areas("row: [" PANEL("a", ", width: 100pt") ", " PANEL(
                     "b", ", grow: 1") ", " PANEL("c", ", grow: 2") "]",
                 "a 0 0 100 600\n"
                 "b 100 0 100 600\n"
                 "c 200 0 200 600\n");
}

static void test_column_has_gaps_between_its_items(void) {
    assert_areas(
        "column: {gap: 10pt 99pt, items: [" PANEL("a", ", height: 100pt") ", " PANEL(
            "b", ", grow: 1") ", " PANEL("c", ", height: 5u") "]}",
        "a 0 0 400 100\n"
        "b 0 110 400 460\n"
        "c 0 580 400 20\n");
}

static void test_row_takes_the_second_gap(void) {
    assert_areas("row: {gap: 99pt 10pt, items: [" PANEL("a", ", grow: 1") ", " PANEL(
                     "b", ", grow: 1") "]}",
                 "a 0 0 195 600\n"
                 "b 205 0 195 600\n");
}

static void test_space_keeps_room(void) {
    assert_areas("column: [space: 1, " PANEL("a", ", height: 100pt") ", space: 4]",
                 "a 0 100 400 100\n");
}

static void test_padding_makes_the_room_smaller(void) {
    assert_areas("stack: {padding: 10pt 20pt 30pt 40pt, items: [" PANEL("a", "") "]}",
                 "a 40 10 340 560\n");
    assert_areas("stack: {padding: 10%, items: [" PANEL("a", "") "]}",
                 "a 40 60 320 480\n");
}

static void test_padding_adds_to_what_a_box_needs(void) {
    assert_areas(
        "column: [row: {name: r, padding: 10pt, items: [" PANEL(
            "a", ", width: 50pt, height: 30pt") "]}, " PANEL("b", ", grow: 1") "]",
        "r 0 0 400 50\n"
        "a 10 10 50 30\n"
        "b 0 50 400 550\n");
}

static void test_aspect_gives_one_side_from_the_other(void) {
    assert_areas(
        "stack: [" PANEL("a", ", width: 100pt, aspect: 2, anchor: top left") ", " PANEL(
            "b", ", height: 100pt, aspect: 2, anchor: top left") "]",
        "a 0 0 100 50\n"
        "b 0 0 200 100\n");
}

static void test_anchor_says_where_a_smaller_box_stands(void) {
    assert_areas(
        "stack: [" PANEL("a", ", width: 100pt, height: 50pt, anchor: bottom right") ", " PANEL("b", ", width: 100pt, height: 50pt, anchor: center") ", " PANEL(
            "c",
            ", width: 100pt, height: 50pt, anchor: top") ", " PANEL("d",
                                                                    ", width: 100pt, height: 50pt, anchor: left") ", " PANEL("e",
                                                                                                                             ", width: 100pt, height: 50pt") "]",
        "a 300 550 100 50\n"
        "b 150 275 100 50\n"
        "c 150 0 100 50\n"
        "d 0 275 100 50\n"
        "e 0 0 100 50\n");
}

static void test_shift_moves_from_where_a_box_would_stand(void) {
    assert_areas(
        "stack: [" PANEL("a", ", height: 100pt, anchor: bottom, shift: 10pt -5%") "]",
        "a 10 470 400 100\n");
}

static void test_align_stands_items_across_the_flow(void) {
    assert_areas(
        "row: {align: bottom, items: [" PANEL("a", ", width: 50pt, height: 30pt") ", " PANEL(
            "b", ", width: 50pt, height: 30pt, anchor: top") "]}",
        "a 0 570 50 30\n"
        "b 50 0 50 30\n");
    assert_areas("column: {align: center, items: [" PANEL(
                     "a", ", width: 50pt, height: 30pt") "]}",
                 "a 175 0 50 30\n");
}

static void test_text_takes_the_height_of_its_lines(void) {
    /* Inter's capitals are 0.727 of its size high. */
    assert_areas(
        "column: [text: {say: t, style: plain, ink: blue, max: 20pt, lines: 1}, " PANEL(
            "a", ", grow: 1") "]",
        "t 0 0 400 14.55\n"
        "a 0 14.55 400 585.45\n");
}

static void test_hidden_items_take_neither_room_nor_gap(void) {
    assert_areas(
        "column: {gap: 10pt, items: [" PANEL("a", ", height: 100pt, hide: yes") ", " PANEL(
            "b", ", grow: 1") ", " PANEL("c", ", hide: yes") "]}",
        "b 0 0 400 600\n");
}

static void test_box_of_the_page_takes_no_room_in_a_flow(void) {
    assert_areas("column: {gap: 10pt, items: [" PANEL("a", ", inside: trim") ", " PANEL(
                     "b", ", grow: 1") "]}",
                 "a 0 0 400 600\n"
                 "b 0 0 400 600\n");
}

static void test_grid_fills_columns_row_after_row(void) {
    assert_areas(
        "grid: {columns: 3, gap: 5pt 20pt, items: [" PANEL("a", ", height: 10pt") ", " PANEL(
            "b", ", height: 30pt, span: 2") ", " PANEL("c", ", height: 10pt") "]}",
        "a 0 0 120 10\n"
        "b 140 0 260 30\n"
        "c 0 35 120 10\n");
}

static void test_grid_columns_may_be_widths_and_shares(void) {
    assert_areas(
        "grid: {columns: 2fr 1fr 25u, items: [" PANEL("a", ", height: 10pt") ", " PANEL(
            "b", ", height: 10pt") ", " PANEL("c", ", height: 10pt") "]}",
        "a 0 0 200 10\n"
        "b 200 0 100 10\n"
        "c 300 0 100 10\n");
}

static void test_grid_item_stands_in_the_column_it_names(void) {
    assert_areas(
        "grid: {columns: 4, items: [" PANEL("a", ", height: 10pt, column: 3") ", " PANEL(
            "b",
            ", height: 10pt, column: 2") ", " PANEL("c",
                                                    ", height: 10pt, span: 9") "]}",
        "a 200 0 100 10\n"
        "b 100 10 100 10\n"
        "c 0 20 400 10\n");
}

static void test_grid_item_that_does_not_fit_goes_to_the_next_row(void) {
    assert_areas(
        "grid: {columns: 3, items: [" PANEL("a", ", height: 10pt, span: 2") ", " PANEL(
            "b", ", height: 10pt, span: 2") "]}",
        "a 0 0 266.67 10\n"
        "b 0 10 266.67 10\n");
}

static void test_single_row_of_a_grid_has_the_whole_height(void) {
    assert_areas("grid: {columns: 2, items: [" PANEL("a", "") ", " PANEL(
                     "b", ", height: 10pt, anchor: bottom") "]}",
                 "a 0 0 200 600\n"
                 "b 200 590 200 10\n");
}

static void test_too_much_in_a_row_is_told(void) {
    assert_placed(
        "row: {gap: 10pt, items: [panel: {ink: blue, width: 300pt}, panel: {ink: blue, width: 150pt}]}",
        "",
        "motifs/layouts/l.yaml:3:3: error: the items of this row need 21.2 mm "
        "more than there is [layout/overflow]\n"
        "      row: {gap: 10pt, items: [panel: {ink: blue, width: 300pt}, panel: {ink: blue, width: 150pt}]}\n"
        "      ^~~\n");
}

static void test_too_much_in_a_column_is_told(void) {
    assert_placed(
        "column: [panel: {ink: blue, height: 610pt}, panel: {ink: blue, grow: 1}]", "",
        "motifs/layouts/l.yaml:3:3: error: the items of this column need 3.5 mm "
        "more than there is [layout/overflow]\n"
        "      column: [panel: {ink: blue, height: 610pt}, panel: {ink: blue, grow: 1}]\n"
        "      ^~~~~~\n");
}

static void test_too_much_in_a_grid_is_told(void) {
    assert_placed(
        "grid: [panel: {ink: blue, height: 310pt}, panel: {ink: blue, height: 310pt}]",
        "",
        "motifs/layouts/l.yaml:3:3: error: the items of this grid need 7.1 mm "
        "more than there is [layout/overflow]\n"
        "      grid: [panel: {ink: blue, height: 310pt}, panel: {ink: blue, height: 310pt}]\n"
        "      ^~~~\n");
}

static void test_perfect_fit_is_no_overflow(void) {
    assert_areas(
        "row: [" PANEL("a", ", width: 133.333pt") ", " PANEL(
            "b", ", width: 133.333pt") ", " PANEL("c", ", width: 133.335pt") "]",
        "a 0 0 133.33 600\n"
        "b 133.33 0 133.33 600\n"
        "c 266.67 0 133.34 600\n");
}

static void test_lone_wide_text_fills_its_room(void) {
    assert_areas(
        "stack: {padding: 20pt, items: [text: {say: t, style: plain, ink: blue, "
        "height: 50pt}]}",
        "t 20 20 360 50\n");
}

static void test_percentage_is_of_the_box_around(void) {
    assert_areas(
        "row: [" PANEL("a", ", width: 50%") ", " PANEL("b", ", width: 25%") "]",
        "a 0 0 200 600\n"
        "b 200 0 100 600\n");
    assert_areas("column: [" PANEL("a", ", height: 50%, width: 50%") ", " PANEL(
                     "b", ", grow: 1") "]",
                 "a 0 0 200 300\n"
                 "b 0 300 400 300\n");
    assert_areas(
        "grid: {columns: 2, items: [" PANEL("a", ", width: 50%, height: 10pt") "]}",
        "a 0 0 100 10\n");
}

/* What a row gives a text is what the text said that it needs. */
static void test_text_stays_in_one_line_where_it_fits(void) {
    assert_areas("column: [row: [text: {say: t, style: plain, ink: blue, max: 20pt}, "
                 "space: 1], " PANEL("a", ", grow: 1") "]",
                 "t 0 0 116.36 14.55\n"
                 "a 0 14.55 400 585.45\n");
}

/* Rows in columns in rows, as deep as a file may be: a box is measured a few times, not
 * twice as often at each level. */
static void test_deep_nesting_takes_no_time(void) {
    enum { DEPTH = 14 };
    g_autoptr(GString) layout = g_string_new("portrait: {");
    g_autoptr(Fixture) fixture = NULL;
    g_autoptr(Flow) flow = NULL;
    const Brief *brief;
    clock_t start;

    for (int i = 0; i < DEPTH; i++)
        g_string_append(layout, i % 2 == 0 ? "row: [" : "column: [");
    for (int i = 0; i < 20; i++)
        g_string_append_printf(layout,
                               "%stext: {name: t%d, say: t, style: plain, ink: "
                               "blue, max: 1pt}",
                               i > 0 ? ", " : "", i);
    for (int i = 0; i < DEPTH; i++)
        g_string_append_c(layout, ']');
    g_string_append(layout, "}\n");
    fixture = fixture_new(layout->str, "words: {t: Hier ist Platz}\n");
    brief = fixture_resolve(fixture, "upright", "de");
    assert_findings(fixture->diagnostics, "");
    flow = flow_new(brief, shared_resources(), fixture->diagnostics);
    start = clock();
    flow_place(flow, brief->root, flow->page.trim);
    g_assert_cmpfloat((double)(clock() - start) / CLOCKS_PER_SEC, <, 1);
}

static const UnitTest tests[] = {
    TEST(root_has_the_trim),
    TEST(stack_gives_each_item_all_of_its_room),
    TEST(box_lives_in_a_box_of_the_page),
    TEST(row_shares_what_is_left),
    TEST(column_has_gaps_between_its_items),
    TEST(row_takes_the_second_gap),
    TEST(space_keeps_room),
    TEST(padding_makes_the_room_smaller),
    TEST(padding_adds_to_what_a_box_needs),
    TEST(aspect_gives_one_side_from_the_other),
    TEST(anchor_says_where_a_smaller_box_stands),
    TEST(shift_moves_from_where_a_box_would_stand),
    TEST(align_stands_items_across_the_flow),
    TEST(text_takes_the_height_of_its_lines),
    TEST(hidden_items_take_neither_room_nor_gap),
    TEST(box_of_the_page_takes_no_room_in_a_flow),
    TEST(grid_fills_columns_row_after_row),
    TEST(grid_columns_may_be_widths_and_shares),
    TEST(grid_item_stands_in_the_column_it_names),
    TEST(grid_item_that_does_not_fit_goes_to_the_next_row),
    TEST(single_row_of_a_grid_has_the_whole_height),
    TEST(too_much_in_a_row_is_told),
    TEST(too_much_in_a_column_is_told),
    TEST(too_much_in_a_grid_is_told),
    TEST(perfect_fit_is_no_overflow),
    TEST(lone_wide_text_fills_its_room),
    TEST(percentage_is_of_the_box_around),
    TEST(text_stays_in_one_line_where_it_fits),
    TEST(deep_nesting_takes_no_time),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
