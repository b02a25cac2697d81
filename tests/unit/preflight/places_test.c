#include "items.h"

#include "model/path_data.h"

#include <math.h>

static void assert_area(Rect found, double x, double y, double width, double height) {
    g_assert_cmpfloat_with_epsilon(found.x, x, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.y, y, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.width, width, 1e-6);
    g_assert_cmpfloat_with_epsilon(found.height, height, 1e-6);
}

static void test_groups_come_before_what_they_hold(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = add_item(poster->items, ITEM_GROUP, NULL, (Rect){0, 0, 100, 100});
    Item *inner = add_item(group->items, ITEM_GROUP, NULL, (Rect){0, 0, 100, 100});
    g_autoptr(Places) places = NULL;

    add_item(inner->items, ITEM_PANEL, &blue, (Rect){10, 20, 30, 40});
    add_item(group->items, ITEM_PANEL, &blue, (Rect){50, 10, 10, 10});
    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 5, 5});
    places = places_new(poster);
    g_assert_cmpuint(places->items->len, ==, 5);
    g_assert_cmpuint(places_at(places, 0)->end, ==, 4);
    g_assert_cmpuint(places_at(places, 1)->end, ==, 3);
    g_assert_cmpuint(places_at(places, 2)->end, ==, 3);
    g_assert_cmpuint(places_at(places, 4)->end, ==, 5);
    assert_area(places_at(places, 0)->area, 10, 10, 50, 50);
    assert_area(places_at(places, 1)->area, 10, 20, 30, 40);
}

static void test_turned_groups_turn_what_they_hold(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = add_item(poster->items, ITEM_GROUP, NULL, (Rect){0, 0, 100, 50});
    g_autoptr(Places) places = NULL;

    turn_item(group, 90);
    add_item(group->items, ITEM_PANEL, &blue, (Rect){0, 0, 20, 10});
    turn_item(add_item(group->items, ITEM_PANEL, &blue, (Rect){0, 0, 20, 10}), -90);
    places = places_new(poster);
    assert_area(places_at(places, 1)->area, 65, -25, 10, 20);
    assert_area(places_at(places, 2)->area, 60, -20, 20, 10);
}

static Item *add_lines(GPtrArray *items) {
    Item *item = add_line_of_text(items, &blue, (Rect){10, 8, 80, 14});
    TextLine *first = g_ptr_array_index(item->lines, 0), *second = g_new0(TextLine, 1);

    item->area = (Rect){12, 10, 90, 25};
    item->font_size = FONTS_UNIT;
    first->baseline = 20;
    first->hang_left = 2;
    second->ink = (Rect){12, 25, 40, 15};
    second->baseline = 35;
    second->hang_right = 3;
    g_ptr_array_add(item->lines, second);
    return item;
}

static void test_letters_may_hang_out_of_the_body_of_a_text(void) {
    g_autoptr(Poster) poster = poster_new();
    g_autoptr(Places) places = NULL;

    add_lines(poster->items);
    places = places_new(poster);
    g_assert_cmpuint(places_at(places, 0)->part_count, ==, 2);
    assert_area(places_at(places, 0)->area, 10, 8, 80, 32);
    assert_area(places_at(places, 0)->body, 12, 10, 78, 25);
}

static void test_each_line_of_a_turned_text_has_a_body_of_its_own(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *text = add_lines(poster->items);
    g_autoptr(Places) places = NULL;

    text->rotation = 45;
    places = places_new(poster);
    assert_area(places_at(places, 0)->body, -23 * M_SQRT1_2, 22 * M_SQRT1_2,
                103 * M_SQRT1_2, 88 * M_SQRT1_2);
}

static void test_lines_without_ink_are_nowhere(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *text = add_lines(poster->items);
    TextLine *empty = g_new0(TextLine, 1);
    g_autoptr(Places) places = NULL;

    empty->ink = (Rect){500, 500, 0, 0};
    g_ptr_array_insert(text->lines, 0, empty);
    places = places_new(poster);
    g_assert_cmpuint(places_at(places, 0)->part_count, ==, 2);
    assert_area(places_at(places, 0)->area, 10, 8, 80, 32);
}

static void test_letters_on_a_path_lie_where_each_of_them_is(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *text = add_line_of_text(poster->items, &blue, (Rect){0, 0, 100, 100});
    TextLine *line = g_ptr_array_index(text->lines, 0);
    Quad letters[2] = {affine_quad(affine_identity(), (Rect){0, 50, 10, 10}),
                       affine_quad(affine_identity(), (Rect){90, 50, 10, 10})};
    Quad between = affine_quad(affine_identity(), (Rect){40, 50, 10, 10});
    Quad over = affine_quad(affine_identity(), (Rect){85, 45, 10, 10});
    g_autoptr(Places) places = NULL;

    line->bends = g_array_new(FALSE, FALSE, sizeof(Bend));
    line->inks = g_array_new(FALSE, FALSE, sizeof(Quad));
    g_array_append_vals(line->inks, letters, 2);
    turn_item(text, 180);
    places = places_new(poster);
    assert_area(places_at(places, 0)->area, 0, 40, 100, 10);
    g_assert_cmpint(places_cover(places, places_at(places, 0), &between), ==,
                    COVERS_NOTHING);
    g_assert_cmpint(places_cover(places, places_at(places, 0), &over), ==, COVERS_PART);
}

/* How the only item of a poster lies on an upright place. */
static Coverage coverage_of(const Poster *poster, Rect place) {
    g_autoptr(Places) places = places_new(poster);
    Quad quad = affine_quad(affine_identity(), place);

    return places_cover(places, places_at(places, 0), &quad);
}

static void test_a_panel_covers_what_lies_in_it(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 100, 100});
    g_assert_cmpint(coverage_of(poster, (Rect){0, 0, 100, 100}), ==, COVERS_ALL);
    g_assert_cmpint(coverage_of(poster, (Rect){-0.005, 0, 50, 50}), ==, COVERS_ALL);
    g_assert_cmpint(coverage_of(poster, (Rect){-1, 0, 50, 50}), ==, COVERS_PART);
    g_assert_cmpint(coverage_of(poster, (Rect){100, 0, 50, 50}), ==, COVERS_NOTHING);
}

static void test_a_turned_panel_covers_less_than_the_box_around_it(void) {
    g_autoptr(Poster) poster = poster_new();

    turn_item(add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 100, 100}), 45);
    g_assert_cmpint(coverage_of(poster, (Rect){25, 25, 50, 50}), ==, COVERS_ALL);
    g_assert_cmpint(coverage_of(poster, (Rect){0, 0, 100, 100}), ==, COVERS_PART);
    g_assert_cmpint(coverage_of(poster, (Rect){-15, -15, 20, 20}), ==, COVERS_NOTHING);
}

static Item *add_shape(Poster *poster, const char *path) {
    Item *item = add_item(poster->items, ITEM_SHAPE, &blue, (Rect){0, 0, 0, 0});
    size_t mistake;

    item->outline = path_data_parse(path, &mistake);
    item->area = outline_bounds(item->outline);
    return item;
}

static void test_a_shape_covers_what_its_outline_holds(void) {
    g_autoptr(Poster) poster = poster_new();

    add_shape(poster, "M50 0A50 50 0 0 1 50 100A50 50 0 0 1 50 0z");
    g_assert_cmpint(coverage_of(poster, (Rect){20, 20, 60, 60}), ==, COVERS_ALL);
    g_assert_cmpint(coverage_of(poster, (Rect){0, 0, 60, 60}), ==, COVERS_PART);
    g_assert_cmpint(coverage_of(poster, (Rect){0, 0, 10, 10}), ==, COVERS_NOTHING);
    g_assert_cmpint(coverage_of(poster, (Rect){-50, -50, 200, 200}), ==, COVERS_PART);
}

static void test_the_line_of_a_shape_covers_no_more_than_its_width(void) {
    g_autoptr(Poster) poster = poster_new();

    add_shape(poster, "M0 0L100 100")->stroke = 4;
    g_assert_cmpint(coverage_of(poster, (Rect){40, 0, 50, 10}), ==, COVERS_NOTHING);
    g_assert_cmpint(coverage_of(poster, (Rect){51, 45, 50, 5}), ==, COVERS_PART);
    g_assert_cmpint(coverage_of(poster, (Rect){49, 49, 1, 1}), ==, COVERS_PART);
}

static void test_only_the_frame_of_a_drawing_is_known(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_ART, NULL, (Rect){0, 0, 100, 100});
    g_assert_cmpint(coverage_of(poster, (Rect){10, 10, 10, 10}), ==, COVERS_PERHAPS);
    g_assert_cmpint(coverage_of(poster, (Rect){100, 0, 10, 10}), ==, COVERS_NOTHING);
}

static void test_of_a_shape_with_very_many_lines_only_the_frame_is_known(void) {
    g_autoptr(Poster) poster = poster_new();
    g_autoptr(GString) path = g_string_new("M0 0");

    for (int i = 0; i < 100; i++)
        g_string_append_printf(path, "L%d 100L%d 0", i, i + 1);
    add_shape(poster, path->str);
    g_assert_cmpint(coverage_of(poster, (Rect){10, 10, 10, 10}), ==, COVERS_PERHAPS);
    g_assert_cmpint(coverage_of(poster, (Rect){110, 10, 10, 10}), ==, COVERS_NOTHING);
}

static const UnitTest tests[] = {
    TEST(groups_come_before_what_they_hold),
    TEST(turned_groups_turn_what_they_hold),
    TEST(letters_may_hang_out_of_the_body_of_a_text),
    TEST(each_line_of_a_turned_text_has_a_body_of_its_own),
    TEST(lines_without_ink_are_nowhere),
    TEST(letters_on_a_path_lie_where_each_of_them_is),
    TEST(a_panel_covers_what_lies_in_it),
    TEST(a_turned_panel_covers_less_than_the_box_around_it),
    TEST(a_shape_covers_what_its_outline_holds),
    TEST(the_line_of_a_shape_covers_no_more_than_its_width),
    TEST(only_the_frame_of_a_drawing_is_known),
    TEST(of_a_shape_with_very_many_lines_only_the_frame_is_known),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
