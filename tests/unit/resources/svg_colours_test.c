#include "../support.h"

#include "resources/svg_colours.h"

static void assert_found(const char *text, const char *expected) {
    g_autoptr(GArray) found = svg_colours_find(text, strlen(text));
    g_autoptr(GString) list = g_string_new(NULL);

    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(list, "%s%06x", i > 0 ? " " : "",
                               g_array_index(found, guint32, i));
    g_assert_cmpstr(list->str, ==, expected);
}

static void test_black_is_always_there(void) {
    assert_found("", "000000");
    assert_found("<rect fill=\"#000\"/>", "000000");
}

static void test_digits_are_found_in_both_cases(void) {
    assert_found("<rect fill=\"#E30613\" stroke=\"#fa0\"/>", "000000 e30613 ffaa00");
    assert_found("style=\"fill:#0061ad80;stroke:#1238\"", "000000 0061ad 112233");
    /* The ids of elements are no colours. */
    assert_found("href=\"#abcde\" href=\"#figure\"", "000000");
}

static void test_functions_are_found(void) {
    assert_found("rgb(227, 6,19) rgb(100%, 50%, 0%) rgba(1 2 3 / 50%)",
                 "000000 010203 e30613 ff8000");
    assert_found("hsl(0, 100%, 50%) hsl(120deg 100% 25%) hsl(-120,100%,50%)",
                 "000000 0000ff 008000 ff0000");
    assert_found("rgb( rgb(1 rgb(1,2 rgb(,,) rgb(a)", "000000");
}

static void test_names_are_found_as_whole_words(void) {
    assert_found(".a{fill:White}.b{fill:rebeccapurple}", "000000 663399 ffffff");
    assert_found("<g id=\"redder\" class=\"blue-2\"/>darkredish", "000000");
    assert_found("fill=\"aliceblue\" fill=\"yellowgreen\"", "000000 9acd32 f0f8ff");
}

static void test_colour_is_looked_up(void) {
    g_autoptr(GArray) found = svg_colours_find("#102030 #405060", 15);

    g_assert_true(svg_colours_have(found, 0x102030));
    g_assert_true(svg_colours_have(found, 0x405060));
    g_assert_true(svg_colours_have(found, 0));
    g_assert_false(svg_colours_have(found, 0x102031));
    g_assert_false(svg_colours_have(found, 0xffffff));
}

static void test_value_is_one_colour_and_nothing_else(void) {
    guint32 rgb = 0;

    g_assert_true(svg_colour_parse(" #fa0 ", &rgb));
    g_assert_cmphex(rgb, ==, 0xffaa00);
    g_assert_true(svg_colour_parse("rgb(1,2,3)", &rgb));
    g_assert_cmphex(rgb, ==, 0x010203);
    g_assert_false(svg_colour_parse("none", &rgb));
    g_assert_false(svg_colour_parse("url(#a) red", &rgb));
    g_assert_false(svg_colour_parse("red blue", &rgb));
    g_assert_false(svg_colour_parse("", &rgb));
}

static const UnitTest tests[] = {
    TEST(black_is_always_there), TEST(digits_are_found_in_both_cases),
    TEST(functions_are_found),   TEST(names_are_found_as_whole_words),
    TEST(colour_is_looked_up),   TEST(value_is_one_colour_and_nothing_else),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
