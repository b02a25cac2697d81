#include "items.h"

#include "preflight/colour.h"
#include "preflight/judge.h"

static void assert_found(double number, int decimals, const char *expected) {
    g_autofree char *text = judge_found(number, decimals);

    g_assert_cmpstr(text, ==, expected);
}

static void test_what_was_found_is_rounded_down(void) {
    assert_found(4.49, 1, "4.4");
    assert_found(4.5, 1, "4.5");
    assert_found(0.2, 2, "0.2");
    assert_found(7.9, 2, "7.9");
    assert_found(5.9999, 2, "5.99");
    assert_found(0.6999, 2, "0.69");
}

static void test_millimetres_are_those_of_points(void) {
    g_autofree char *inch = judge_millimetres(72);

    g_assert_cmpstr(inch, ==, "25.4");
}

/* Half a plate of black prints lighter than grey shines. */
static void test_luminance_is_printed_where_there_is_a_profile(void) {
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);
    g_autoptr(GError) error = NULL;
    Judge screen = {.profile = NULL}, print = {.profile = NULL};
    Tone paper = tone_of((Paint){&white, 1}), half = tone_of((Paint){&grey, 1});

    print.profile = profiles_load(profiles, "FOGRA39L_coated.icc", &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(judge_luminance(&screen, &paper), 1, 1e-9);
    g_assert_cmpfloat_with_epsilon(judge_luminance(&print, &paper), 1, 1e-3);
    g_assert_cmpfloat_with_epsilon(judge_luminance(&screen, &half),
                                   colour_luminance(grey.screen), 1e-9);
    g_assert_cmpfloat_with_epsilon(judge_luminance(&print, &half), 0.35, 0.02);
}

static void test_what_no_designer_put_there_is_ours(void) {
    g_autoptr(Source) source = source_of("layout: l");
    TypeStyle style = {.name = "plain"};
    g_autoptr(Item) item = item_new(ITEM_TEXT);
    Placed placed = {.item = item};

    g_assert_true(placed_is_ours(&placed));
    g_assert_false(placed_is_words(&placed));
    item->box_origin.source = source;
    g_assert_true(placed_is_ours(&placed));
    item->style = &style;
    g_assert_false(placed_is_ours(&placed));
    g_assert_true(placed_is_words(&placed));
}

static void test_findings_call_an_item_by_what_it_says(void) {
    g_autoptr(Item) item = item_new(ITEM_TEXT);
    Placed placed = {.item = item};

    g_assert_cmpstr(placed_title(&placed), ==, "this box");
    item->name = g_strdup("foot");
    g_assert_cmpstr(placed_title(&placed), ==, "foot");
    item->says = g_strdup("imprint");
    g_assert_cmpstr(placed_title(&placed), ==, "imprint");
}

static const UnitTest tests[] = {
    TEST(what_was_found_is_rounded_down),
    TEST(millimetres_are_those_of_points),
    TEST(luminance_is_printed_where_there_is_a_profile),
    TEST(what_no_designer_put_there_is_ours),
    TEST(findings_call_an_item_by_what_it_says),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
