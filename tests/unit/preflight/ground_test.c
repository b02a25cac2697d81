#include "items.h"

#include <math.h>

static const Rect page = {0, 0, 400, 400};
static const Rect place = {100, 100, 50, 20};

/* "c m y k, r g b" of all that the last item is seen on, one a line; "?" when it is not
 * certain. */
static void append_tone(GString *text, const Tone *tone) {
    for (int i = 0; i < 4; i++)
        g_string_append_printf(text, "%s%.0f", i > 0 ? " " : "", tone->cmyk[i] * 100);
    g_string_append_printf(text, ", %.0f %.0f %.0f", tone->screen.red * 100,
                           tone->screen.green * 100, tone->screen.blue * 100);
}

static void assert_behind(const Poster *poster, guint index, const char *expected) {
    g_autoptr(Places) places = places_new(poster);
    Ground ground = ground_of(places, index);
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < ground.count; i++) {
        append_tone(text, &ground.sights[i].behind);
        g_string_append(text, ground.sights[i].is_certain ? "\n" : " ?\n");
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void assert_shown(const Poster *poster, guint index, const char *expected) {
    g_autoptr(Places) places = places_new(poster);
    Ground ground = ground_of(places, index);
    g_autoptr(GString) text = g_string_new(NULL);

    for (int i = 0; i < ground.count; i++) {
        append_tone(text, &ground.sights[i].shown);
        g_string_append(text, ground.sights[i].is_certain ? "\n" : " ?\n");
    }
    g_assert_cmpstr(text->str, ==, expected);
}

static void test_nothing_behind_is_paper(void) {
    g_autoptr(Poster) poster = poster_new();

    add_line_of_text(poster->items, &blue, place);
    assert_behind(poster, 0, "0 0 0 0, 100 100 100\n");
    assert_shown(poster, 0, "100 80 0 0, 0 0 100\n");
}

static void test_the_last_panel_below_is_the_ground(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, page);
    add_item(poster->items, ITEM_PANEL, &grey, page);
    add_line_of_text(poster->items, &white, place);
    add_item(poster->items, ITEM_PANEL, &yellow, page);
    assert_behind(poster, 2, "0 0 0 50, 50 50 50\n");
    assert_shown(poster, 2, "0 0 0 0, 100 100 100\n");
}

static void test_a_panel_elsewhere_does_not_count(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 400, 100});
    add_line_of_text(poster->items, &white, place);
    assert_behind(poster, 1, "0 0 0 0, 100 100 100\n");
}

static void test_a_panel_that_paints_nothing_does_not_count(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, NULL, page);
    add_line_of_text(poster->items, &white, place);
    assert_behind(poster, 1, "0 0 0 0, 100 100 100\n");
}

static void test_where_a_panel_ends_there_are_two_grounds(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 120, 400});
    add_line_of_text(poster->items, &white, place);
    assert_behind(poster, 1,
                  "0 0 0 0, 100 100 100 ?\n"
                  "100 80 0 0, 0 0 100 ?\n");
}

static void test_what_is_covered_is_of_no_matter(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 120, 400});
    add_item(poster->items, ITEM_ART, NULL, page);
    add_item(poster->items, ITEM_PANEL, &grey, page);
    add_line_of_text(poster->items, &white, place);
    assert_behind(poster, 3, "0 0 0 50, 50 50 50\n");
}

static void test_a_drawing_leaves_no_ground_certain(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, page);
    add_item(poster->items, ITEM_ART, NULL, (Rect){140, 110, 100, 100});
    add_line_of_text(poster->items, &white, place);
    assert_behind(poster, 2, "100 80 0 0, 0 0 100 ?\n");
}

static void test_words_and_codes_are_no_ground(void) {
    g_autoptr(Poster) poster = poster_new();

    add_line_of_text(poster->items, &blue, place);
    add_item(poster->items, ITEM_QR, &blue, place);
    add_line_of_text(poster->items, &grey, place);
    assert_behind(poster, 2, "0 0 0 0, 100 100 100\n");
}

static void test_a_tint_is_mixed_with_paper(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &blue, page)->paint.tint = 0.5;
    add_line_of_text(poster->items, &grey, place)->paint.tint = 0.2;
    assert_behind(poster, 1, "50 40 0 0, 50 50 100\n");
    assert_shown(poster, 1, "0 0 0 10, 90 90 90\n");
}

static void test_what_multiplies_darkens_what_lies_below(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &grey, page);
    add_item(poster->items, ITEM_PANEL, &yellow, page)->blend = BLEND_MULTIPLY;
    add_line_of_text(poster->items, &grey, place)->blend = BLEND_MULTIPLY;
    assert_behind(poster, 2, "0 0 100 50, 50 50 0\n");
    assert_shown(poster, 2, "0 0 100 75, 25 25 0\n");
}

static void test_opacity_lets_shine_through_what_lies_below(void) {
    g_autoptr(Poster) poster = poster_new();

    add_item(poster->items, ITEM_PANEL, &grey, page);
    add_item(poster->items, ITEM_PANEL, &blue, page)->opacity = 0.25;
    add_line_of_text(poster->items, &white, place)->opacity = 0.5;
    assert_behind(poster, 2, "25 20 0 38, 38 38 62\n");
    assert_shown(poster, 2, "12 10 0 19, 69 69 81\n");
}

static void fade_to(Item *item, const Ink *to, double angle) {
    item->fade = (Fade){.to = {to, 1}, .angle = angle};
}

static void test_of_a_fade_only_the_stretch_behind_counts(void) {
    g_autoptr(Poster) poster = poster_new();

    fade_to(add_item(poster->items, ITEM_PANEL, &white, page), &grey, 90);
    add_line_of_text(poster->items, &blue, (Rect){100, 100, 50, 200});
    assert_behind(poster, 1,
                  "0 0 0 12, 88 88 88\n"
                  "0 0 0 19, 81 81 81\n"
                  "0 0 0 25, 75 75 75\n"
                  "0 0 0 31, 69 69 69\n"
                  "0 0 0 38, 62 62 62\n");
}

static void test_along_a_fade_it_may_be_one_tone(void) {
    g_autoptr(Poster) poster = poster_new();

    fade_to(add_item(poster->items, ITEM_PANEL, &white, page), &grey, 0);
    add_line_of_text(poster->items, &blue, (Rect){200, 0, 0.0000001, 400});
    assert_behind(poster, 1, "0 0 0 25, 75 75 75\n");
}

static void test_a_fade_from_the_middle_is_nearest_there(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *panel = add_item(poster->items, ITEM_PANEL, &white, page);

    fade_to(panel, &grey, 0);
    panel->fade.radial = true;
    add_line_of_text(poster->items, &blue,
                     (Rect){200 - 100 * G_SQRT2, 200, 200 * G_SQRT2, 1e-9});
    assert_behind(poster, 1,
                  "0 0 0 0, 100 100 100\n"
                  "0 0 0 6, 94 94 94\n"
                  "0 0 0 12, 88 88 88\n"
                  "0 0 0 19, 81 81 81\n"
                  "0 0 0 25, 75 75 75\n");
}

static void test_a_turned_panel_is_ground_where_it_is(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *panel = add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 200, 200});

    turn_item(panel, 45);
    add_line_of_text(poster->items, &white, (Rect){80, 80, 40, 40});
    add_line_of_text(poster->items, &white, (Rect){-30, -30, 40, 40});
    add_line_of_text(poster->items, &white, (Rect){20, 20, 40, 40});
    assert_behind(poster, 1, "100 80 0 0, 0 0 100\n");
    assert_behind(poster, 2, "0 0 0 0, 100 100 100\n");
    assert_behind(poster, 3,
                  "0 0 0 0, 100 100 100 ?\n"
                  "100 80 0 0, 0 0 100 ?\n");
}

static void test_text_and_panel_that_are_turned_alike_fit_as_before(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = add_item(poster->items, ITEM_GROUP, NULL, page);

    turn_item(group, 30);
    add_item(group->items, ITEM_PANEL, &blue, (Rect){100, 100, 50, 20});
    add_line_of_text(group->items, &white, (Rect){101, 101, 48, 18});
    assert_behind(poster, 2, "100 80 0 0, 0 0 100\n");
}

static void test_a_group_that_multiplies_does_so_with_all_it_holds(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group;

    add_item(poster->items, ITEM_PANEL, &yellow, page);
    group = add_item(poster->items, ITEM_GROUP, NULL, page);
    group->blend = BLEND_MULTIPLY;
    add_item(group->items, ITEM_PANEL, &grey, page);
    add_line_of_text(group->items, &white, place);
    assert_behind(poster, 3, "0 0 100 50, 50 50 0\n");
    assert_shown(poster, 3, "0 0 100 0, 100 100 0\n");
}

static void test_a_group_that_shines_through_pales_what_it_holds(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group;

    add_item(poster->items, ITEM_PANEL, &yellow, page);
    group = add_item(poster->items, ITEM_GROUP, NULL, page);
    group->opacity = 0.5;
    add_line_of_text(group->items, &blue, place);
    assert_behind(poster, 2, "0 0 100 0, 100 100 0\n");
    assert_shown(poster, 2, "50 40 50 0, 50 50 50\n");
}

static void test_an_isolated_group_multiplies_within_itself(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group;

    add_item(poster->items, ITEM_PANEL, &yellow, page);
    group = add_item(poster->items, ITEM_GROUP, NULL, page);
    group->isolate = true;
    add_item(group->items, ITEM_PANEL, &grey, page)->blend = BLEND_MULTIPLY;
    add_line_of_text(group->items, &white, place);
    assert_behind(poster, 3, "0 0 0 50, 50 50 50\n");
    group->isolate = false;
    assert_behind(poster, 3, "0 0 100 50, 50 50 0\n");
}

static void test_a_clipped_group_is_ground_within_its_clip(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = add_item(poster->items, ITEM_GROUP, NULL, page);
    static const double square[4] = {0, 0, 0, 0};

    group->clip = outline_new();
    outline_add_rect(group->clip, (Rect){0, 0, 200, 200}, square);
    add_item(group->items, ITEM_PANEL, &blue, page);
    add_line_of_text(poster->items, &white, (Rect){10, 10, 50, 50});
    add_line_of_text(poster->items, &white, (Rect){190, 10, 50, 50});
    add_line_of_text(poster->items, &white, (Rect){300, 10, 50, 50});
    assert_behind(poster, 2, "100 80 0 0, 0 0 100\n");
    assert_behind(poster, 3,
                  "100 80 0 0, 0 0 100 ?\n"
                  "0 0 0 0, 100 100 100 ?\n");
    assert_behind(poster, 4, "0 0 0 0, 100 100 100\n");
}

static void test_each_line_lies_on_its_own_ground(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *text;
    TextLine *second = g_new0(TextLine, 1);

    add_item(poster->items, ITEM_PANEL, &blue, (Rect){0, 0, 400, 120});
    text = add_line_of_text(poster->items, &white, (Rect){100, 100, 50, 19});
    second->ink = (Rect){100, 121, 50, 20};
    g_ptr_array_add(text->lines, second);
    assert_behind(poster, 1,
                  "100 80 0 0, 0 0 100\n"
                  "0 0 0 0, 100 100 100\n");
}

static void test_too_many_grounds_are_not_certain(void) {
    g_autoptr(Poster) poster = poster_new();
    g_autoptr(Places) places = NULL;
    Ground ground;

    for (int i = 0; i < 3; i++) {
        Item *panel = add_item(poster->items, ITEM_PANEL, &yellow, page);

        fade_to(panel, &blue, i * 30);
        panel->opacity = 0.5;
    }
    add_line_of_text(poster->items, &white, place);
    places = places_new(poster);
    ground = ground_of(places, 3);
    g_assert_cmpint(ground.count, ==, SIGHTS_MAX);
    for (int i = 0; i < ground.count; i++)
        g_assert_false(ground.sights[i].is_certain);
}

static void test_below_an_item_is_what_was_painted_before_it(void) {
    g_autoptr(Poster) poster = poster_new();
    g_autoptr(Places) places = NULL;
    Quad zone = affine_quad(affine_identity(), (Rect){90, 90, 100, 100});
    Ground ground;

    add_item(poster->items, ITEM_PANEL, &blue, page);
    add_item(poster->items, ITEM_QR, &white, place);
    add_item(poster->items, ITEM_PANEL, &yellow, page);
    places = places_new(poster);
    ground = ground_below(places, 1, &zone);
    g_assert_cmpint(ground.count, ==, 1);
    g_assert_true(ground.sights[0].is_certain);
    g_assert_cmpfloat(ground.sights[0].shown.cmyk[0], ==, 1);
    g_assert_cmpfloat(ground.sights[0].behind.cmyk[0], ==, 1);
}

static void test_plates_are_those_with_ink(void) {
    Tone none = tone_of((Paint){NULL, 1}), two = tone_of((Paint){&blue, 0.1});
    Tone paper = tone_of((Paint){&white, 1}), no_tint = tone_of((Paint){&blue, 0});

    g_assert_cmpint(tone_plates(&none), ==, 0);
    g_assert_cmpint(tone_plates(&two), ==, 2);
    g_assert_cmpint(tone_plates(&paper), ==, 0);
    g_assert_cmpint(tone_plates(&no_tint), ==, 0);
    g_assert_true(tones_are_alike(&none, &paper));
    g_assert_false(tones_are_alike(&none, &two));
}

static void test_a_spot_ink_is_on_one_plate(void) {
    const Ink spot = {.name = "spot", .recipe = {100, 80, 0, 0}, .spot = "HKS 42 K"};

    g_assert_cmpint(paint_plates((Paint){&spot, 0.5}), ==, 1);
    g_assert_cmpint(paint_plates((Paint){&spot, 0}), ==, 0);
    g_assert_cmpint(paint_plates((Paint){&blue, 0.5}), ==, 2);
    g_assert_cmpint(paint_plates((Paint){NULL, 1}), ==, 0);
}

static const UnitTest tests[] = {
    TEST(nothing_behind_is_paper),
    TEST(the_last_panel_below_is_the_ground),
    TEST(a_panel_elsewhere_does_not_count),
    TEST(a_panel_that_paints_nothing_does_not_count),
    TEST(where_a_panel_ends_there_are_two_grounds),
    TEST(what_is_covered_is_of_no_matter),
    TEST(a_drawing_leaves_no_ground_certain),
    TEST(words_and_codes_are_no_ground),
    TEST(a_tint_is_mixed_with_paper),
    TEST(what_multiplies_darkens_what_lies_below),
    TEST(opacity_lets_shine_through_what_lies_below),
    TEST(of_a_fade_only_the_stretch_behind_counts),
    TEST(along_a_fade_it_may_be_one_tone),
    TEST(a_fade_from_the_middle_is_nearest_there),
    TEST(a_turned_panel_is_ground_where_it_is),
    TEST(text_and_panel_that_are_turned_alike_fit_as_before),
    TEST(a_group_that_multiplies_does_so_with_all_it_holds),
    TEST(a_group_that_shines_through_pales_what_it_holds),
    TEST(an_isolated_group_multiplies_within_itself),
    TEST(a_clipped_group_is_ground_within_its_clip),
    TEST(each_line_lies_on_its_own_ground),
    TEST(too_many_grounds_are_not_certain),
    TEST(below_an_item_is_what_was_painted_before_it),
    TEST(plates_are_those_with_ink),
    TEST(a_spot_ink_is_on_one_plate),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
