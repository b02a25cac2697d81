#include "../support.h"

#include "resources/svg_strokes.h"

#define SVG(content)                                \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "    \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
    "viewBox=\"0 0 400 400\" width=\"40\" height=\"40\">" content "</svg>"
#define LINE(attributes) "<path d=\"M0 0H9\" fill=\"none\" " attributes "/>"

/* "#ff0000 2, current 0.5". */
static void assert_strokes(const char *text, const char *expected) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgTree) tree = svg_tree_parse(source, &error);
    g_autoptr(SvgStyle) style = NULL;
    g_autoptr(GArray) strokes = NULL;
    g_autoptr(GString) list = g_string_new(NULL);

    g_assert_no_error(error);
    style = svg_style_new(tree);
    strokes = svg_strokes_find(tree, style);
    for (guint i = 0; i < strokes->len; i++) {
        const SvgStroke *stroke = &g_array_index(strokes, SvgStroke, i);

        g_string_append(list, i > 0 ? ", " : "");
        if (stroke->is_current)
            g_string_append(list, "current");
        else
            g_string_append_printf(list, "#%06x", stroke->rgb);
        g_string_append_printf(list, " %.4g", stroke->width);
    }
    g_assert_cmpstr(list->str, ==, expected);
}

static void test_thinnest_of_each_colour_is_found(void) {
    assert_strokes(SVG(LINE("stroke=\"red\" stroke-width=\"3\"")
                           LINE("stroke=\"#f00\" stroke-width=\"2\"")
                               LINE("stroke=\"currentColor\" stroke-width=\".5\"")
                                   LINE("stroke=\"red\" stroke-width=\"4\"")),
                   "#ff0000 2, current 0.5");
    assert_strokes(SVG(LINE("") "<rect width=\"9\"/>"), "");
    assert_strokes(SVG(LINE("stroke=\"red\"")), "#ff0000 1");
}

static void test_strokes_are_set_by_styles_and_around(void) {
    assert_strokes(SVG("<g stroke=\"blue\" style=\"stroke-width: 3\">" LINE("")
                           LINE("stroke-width=\"2\"") "</g>"),
                   "#0000ff 2");
    assert_strokes(SVG("<style>path { stroke: red } .thin { stroke-width: .2px }"
                       ".thick, .x { stroke-width: 5 }</style>" LINE(
                           "class=\"a thin\" stroke-width=\"9\"")
                           LINE("class=\"thick\" style=\"stroke: lime\"")),
                   "#ff0000 0.2, #00ff00 5");
}

static void test_units_are_those_of_css(void) {
    assert_strokes(SVG(LINE("stroke=\"red\" stroke-width=\"3pt\"")), "#ff0000 4");
    assert_strokes(SVG(LINE("stroke=\"red\" stroke-width=\"25.4mm\"")), "#ff0000 96");
    assert_strokes(SVG(LINE("stroke=\"red\" stroke-width=\"1%\"")), "");
}

static void test_transforms_are_reckoned_with(void) {
    assert_strokes(SVG("<g transform=\"translate(9, 9) scale(.5)\">" LINE(
                       "stroke=\"red\" transform=\"rotate(9) matrix(0 2 -2 0 1 1)\"")
                           LINE("stroke=\"blue\" transform=\"scale(4 1)\"") "</g>"),
                   "#ff0000 1, #0000ff 1");
    assert_strokes(SVG(LINE("stroke=\"red\" style=\"transform: scale(.1)\"")),
                   "#ff0000 0.1");
}

static void test_used_elements_take_what_is_around_their_use(void) {
    assert_strokes(
        SVG("<defs>" LINE(
            "id=\"p\"") "<symbol id=\"s\" viewBox=\"0 0 10 10\" "
                        "width=\"10\" height=\"10\">" LINE(
                            "stroke=\"red\"") "</symbol></defs>"
                                              "<use xlink:href=\"#p\" stroke=\"blue\" transform=\"scale(3)\"/>"
                                              "<use href=\"#s\" width=\"5\" height=\"20\"/>"),
        "#0000ff 3, #ff0000 0.5");
    assert_strokes(SVG("<g id=\"g\"><use href=\"#g\"/>" LINE("stroke=\"red\"") "</g>"),
                   "#ff0000 1");
}

static void test_inner_views_are_reckoned_with(void) {
    assert_strokes(SVG("<svg width=\"20\" height=\"50\" viewBox=\"0 0 100 100\">" LINE(
                       "stroke=\"red\"") "</svg>"),
                   "#ff0000 0.2");
    assert_strokes(SVG("<svg viewBox=\"0 0 100 100\">" LINE("stroke=\"red\"") "</svg>"),
                   "");
}

static void test_what_is_no_line_is_passed_over(void) {
    static const char *const attributes[] = {
        "stroke=\"red\" stroke-width=\"0\"",
        "stroke=\"red\" vector-effect=\"non-scaling-stroke\"",
        "stroke=\"red\" display=\"none\"",
        "stroke=\"red\" visibility=\"hidden\"",
        "stroke=\"red\" opacity=\"0\"",
        "stroke=\"red\" stroke-opacity=\"0\"",
        "stroke=\"url(#a)\"",
        "stroke=\"none\"",
        "stroke=\"red\" style=\"fill: #f00\"",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        g_autofree char *text = g_strdup_printf(SVG(LINE("%s")), attributes[i]);

        assert_strokes(text, "");
    }
    assert_strokes(SVG("<mask>" LINE("stroke=\"red\"") "</mask><marker>" LINE(
                       "stroke=\"red\"") "</marker>"),
                   "");
}

static const UnitTest tests[] = {
    TEST(thinnest_of_each_colour_is_found),
    TEST(strokes_are_set_by_styles_and_around),
    TEST(units_are_those_of_css),
    TEST(transforms_are_reckoned_with),
    TEST(used_elements_take_what_is_around_their_use),
    TEST(inner_views_are_reckoned_with),
    TEST(what_is_no_line_is_passed_over),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
