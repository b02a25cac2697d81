#include "../support.h"

#include "resources/svg_tree.h"

#define SVG(content)                             \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" " \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\">" content "</svg>"

static void assert_refused(const char *text, const char *message) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(GError) error = NULL;

    g_assert_null(svg_tree_parse(source, &error));
    g_assert_cmpstr(error->message, ==, message);
}

static void assert_accepted(const char *text) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgTree) tree = svg_tree_parse(source, &error);

    g_assert_no_error(error);
    g_assert_nonnull(tree);
}

static void test_entities_are_refused(void) {
    static const char message[] =
        "line 2, column 16: it declares entities (<!ENTITY …>): "
        "save it anew without them, as plain SVG";

    assert_refused("<!DOCTYPE svg [\n<!ENTITY a \"aa\">]>" SVG("&a;"), message);
    assert_refused("<!DOCTYPE svg [\n<!ENTITY % a \"\">]>" SVG(""), message);
    assert_refused("<!DOCTYPE svg SYSTEM \"x.dtd\">" SVG("&a;"),
                   "line 1, column 116: Entity 'a' not defined");
    assert_refused("<!DOCTYPE svg [<!ATTLIST g fill CDATA \"red\">]>" SVG(""),
                   "line 1, column 44: it declares attributes (<!ATTLIST …>): save it "
                   "anew without them, as plain SVG");
}

static void test_a_document_type_alone_does_no_harm(void) {
    assert_accepted("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
                    "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">" SVG(""));
    assert_accepted(SVG("&amp;&#65;&lt;"));
}

static void test_inclusions_are_refused(void) {
    assert_refused(
        SVG("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" "
            "href=\"a.svg\"/>"),
        "line 1, column 151: XInclude: put what it includes into the drawing "
        "itself");
}

static void test_first_element_is_svg(void) {
    static const char message[] = "line 1, column 5: the first element must be <svg "
                                  "xmlns=\"http://www.w3.org/2000/svg\">";

    assert_refused("<svg></svg>", message);
    assert_refused("<svg/>", message);
}

static void test_other_encodings_are_refused(void) {
    static const char message[] = "it is not written in UTF-8: save it anew";

    assert_refused(SVG("\xe4"), message);
    assert_refused("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SVG("ä"), message);
    assert_accepted("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SVG("a"));
    assert_accepted("\xef\xbb\xbf" SVG("ä"));
    assert_refused("", "it is empty");
}

static void test_endless_nesting_is_refused(void) {
    g_autoptr(GString) text =
        g_string_new("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    g_autoptr(Source) source = NULL;
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < SVG_DEPTH_MAX; i++)
        g_string_append(text, "\n<g>");
    source = source_of(text->str);
    g_assert_null(svg_tree_parse(source, &error));
    g_assert_cmpstr(error->message, ==,
                    "line 257, column 3: elements are nested too deeply");
}

static void assert_place(Origin place, const char *expected) {
    g_autofree char *text = g_strndup(place.source->bytes + place.offset, place.length);

    g_assert_cmpstr(text, ==, expected);
}

static void test_everything_has_its_place(void) {
    g_autoptr(Source) source =
        source_of("<?xml version=\"1.0\"?>\n<!-- ä < > -->\n" SVG(
            "<g fill='a>b' xlink:href = \"#x\" href=\"#y\">ä<path d=\"M0\"/>"
            "</g><o:x xmlns:o=\"o\" href=\"1\"/>"));
    g_autoptr(SvgTree) tree = svg_tree_parse(source, NULL);
    const SvgElement *g = g_ptr_array_index(tree->elements, 1);
    const SvgElement *path = g_ptr_array_index(tree->elements, 2);
    const SvgElement *other = g_ptr_array_index(tree->elements, 3);

    assert_place(svg_tree_place(tree, g), "<g");
    assert_place(svg_tree_place(tree, path), "<path");
    assert_place((Origin){source, path->start, path->end - path->start, NULL},
                 "<path d=\"M0\"/>");
    assert_place((Origin){source, g->inside, g->end - g->inside, NULL},
                 "ä<path d=\"M0\"/></g>");
    assert_place(svg_tree_attribute_place(tree, g, svg_element_href(g)), "href=\"#y\"");
    assert_place(svg_tree_attribute_place(
                     tree, g, &g_array_index(g->attributes, SvgAttribute, 1)),
                 "xlink:href = \"#x\"");
    g_assert_cmpstr(other->name, ==, "");
    g_assert_true(path->parent == g);
    g_assert_true(g->has_text);
    g_assert_cmpstr(svg_element_get(g, "fill"), ==, "a>b");
}

static const UnitTest tests[] = {
    TEST(entities_are_refused),        TEST(a_document_type_alone_does_no_harm),
    TEST(inclusions_are_refused),      TEST(first_element_is_svg),
    TEST(other_encodings_are_refused), TEST(endless_nesting_is_refused),
    TEST(everything_has_its_place),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
