#include "../support.h"

#include "resources/svg_mend.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#define SVG(content)                                                                \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" width=\"40\" " \
    "height=\"40\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" content "</svg>"

/* What librsvg gets; caller frees. */
static char *mended(const char *text) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgTree) tree = svg_tree_parse(source, &error);
    GString *result;

    g_assert_no_error(error);
    result = svg_mend(tree);
    return result == NULL ? NULL : g_string_free(result, FALSE);
}

static void draw(const char *text, cairo_surface_t *surface) {
    g_autoptr(GError) error = NULL;
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)text, strlen(text), &error);
    RsvgRectangle viewport = {0, 0, 40, 40};
    cairo_t *cr = cairo_create(surface);

    g_assert_no_error(error);
    g_assert_true(rsvg_handle_render_document(handle, cr, &viewport, &error));
    g_object_unref(handle);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
}

/* Pixels as librsvg makes them; unref. */
static GBytes *pixels_of(const char *text) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 40, 40);
    GBytes *pixels;

    draw(text, canvas);
    pixels = g_bytes_new(cairo_image_surface_get_data(canvas), 40 * 40 * 4);
    cairo_surface_destroy(canvas);
    return pixels;
}

static bool are_drawn_alike(const char *first, const char *second) {
    g_autoptr(GBytes) a = pixels_of(first), b = pixels_of(second);

    return g_bytes_equal(a, b);
}

static void assert_drawn_alike(const char *first, const char *second) {
    g_assert_true(are_drawn_alike(first, second));
}

static void test_what_is_fine_stays_as_it_is(void) {
    g_assert_null(mended(SVG("<path d=\"M0 0H10V10z\"/><use href=\"#a\"/>")));
}

static cairo_status_t append(void *data, const unsigned char *bytes, unsigned length) {
    g_string_append_len(data, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool makes_links(const char *text) {
    g_autoptr(GString) pdf = g_string_new(NULL);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, pdf, 40, 40);

    draw(text, surface);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return memmem(pdf->str, pdf->len, "/Annots", strlen("/Annots")) != NULL;
}

static void test_links_lead_nowhere(void) {
    static const char drawing[] = SVG(
        "<a xlink:href=\"http://a\" fill=\"red\" href='b'><path d=\"M0 0H9V9z\"/></a>");
    g_autofree char *result = mended(drawing);

    g_assert_cmpstr(result, ==, SVG("<a  fill=\"red\" ><path d=\"M0 0H9V9z\"/></a>"));
    g_assert_true(makes_links(drawing));
    g_assert_false(makes_links(result));
    assert_drawn_alike(drawing, result);
}

/* An <a> without its link draws words as before; a <g> would not. */
static void test_links_in_words_are_still_words(void) {
    static const char drawing[] =
        SVG("<text y=\"30\" font-size=\"20\">a<a href=\"#b\">b</a></text>");
    g_autofree char *result = mended(drawing);

    assert_drawn_alike(drawing, result);
    g_assert_false(are_drawn_alike(
        drawing, SVG("<text y=\"30\" font-size=\"20\">a<g>b</g></text>")));
}

static void test_drawings_in_data_are_left_out(void) {
    g_autofree char *result =
        mended(SVG("<image href=\"data:image/svg+xml,%3Csvg/%3E\" width=\"9\"/>"));

    g_assert_cmpstr(result, ==, SVG("<image  width=\"9\"/>"));
}

#define BOX "<rect x=\"5\" y=\"5\" width=\"20\" height=\"20\" filter=\"url(#f)\"/>"
#define FILTER(content) SVG("<filter id=\"f\">" content "</filter>" BOX)

/* librsvg draws nothing at all; we what the specification says it stands for. */
static void assert_shadow(const char *drawing, const char *by_hand) {
    g_autofree char *result = mended(drawing);

    assert_drawn_alike(drawing, SVG(""));
    assert_drawn_alike(result, by_hand);
}

static void test_shadows_are_written_out(void) {
    assert_shadow(
        FILTER("<feDropShadow dx=\"3\" dy=\"4\" stdDeviation=\"1.5\" "
               "flood-color=\"#e30613\" flood-opacity=\".6\"/>"),
        FILTER("<feGaussianBlur stdDeviation=\"1.5\"/><feOffset dx=\"3\" dy=\"4\"/>"
               "<feComposite in2=\"SourceGraphic\" operator=\"over\" result=\"x\"/>"
               "<feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"1.5\"/>"
               "<feOffset dx=\"3\" dy=\"4\" result=\"b\"/>"
               "<feFlood flood-color=\"#e30613\" flood-opacity=\".6\"/>"
               "<feComposite in2=\"b\" operator=\"in\"/><feMerge><feMergeNode/>"
               "<feMergeNode in=\"SourceGraphic\"/></feMerge>"));
}

static void test_shadows_have_the_values_of_the_specification(void) {
    assert_shadow(
        FILTER("<feDropShadow/>"),
        FILTER("<feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\"/>"
               "<feOffset dx=\"2\" dy=\"2\" result=\"b\"/><feFlood/>"
               "<feComposite in2=\"b\" operator=\"in\"/><feMerge><feMergeNode/>"
               "<feMergeNode in=\"SourceGraphic\"/></feMerge>"));
}

static void test_shadows_take_their_colour_from_styles(void) {
    assert_shadow(
        SVG("<style>.s { flood-color: blue }</style><filter id=\"f\">"
            "<feDropShadow class=\"s\" style=\"flood-opacity: .5\" "
            "stdDeviation=\"0\"/></filter>" BOX),
        FILTER("<feOffset in=\"SourceAlpha\" dx=\"2\" dy=\"2\" result=\"b\"/>"
               "<feFlood flood-color=\"blue\" flood-opacity=\".5\"/>"
               "<feComposite in2=\"b\" operator=\"in\"/><feMerge><feMergeNode/>"
               "<feMergeNode in=\"SourceGraphic\"/></feMerge>"));
}

/* Two of them one after the other, and one behind another primitive. */
static void test_shadows_take_what_was_made_before(void) {
    static const char drawing[] =
        FILTER("<feOffset dx=\"1\"/><feDropShadow stdDeviation=\"0\" "
               "flood-color=\"red\"/><feDropShadow stdDeviation=\"0\" dx=\"-3\" "
               "flood-color=\"blue\"><animate/></feDropShadow>");

    g_autofree char *result = mended(drawing);

    assert_drawn_alike(
        result, FILTER("<feOffset dx=\"1\" result=\"o\"/><feOffset dx=\"2\" dy=\"2\" "
                       "result=\"b\"/><feFlood flood-color=\"red\"/>"
                       "<feComposite in2=\"b\" operator=\"in\"/><feMerge result=\"s\">"
                       "<feMergeNode/><feMergeNode in=\"o\"/></feMerge>"
                       "<feOffset in=\"s\" dx=\"-3\" dy=\"2\" result=\"c\"/>"
                       "<feFlood flood-color=\"blue\"/><feComposite in2=\"c\" "
                       "operator=\"in\"/><feMerge><feMergeNode/><feMergeNode in=\"s\"/>"
                       "</feMerge>"));
}

static const UnitTest tests[] = {
    TEST(what_is_fine_stays_as_it_is),
    TEST(links_lead_nowhere),
    TEST(links_in_words_are_still_words),
    TEST(drawings_in_data_are_left_out),
    TEST(shadows_are_written_out),
    TEST(shadows_have_the_values_of_the_specification),
    TEST(shadows_take_their_colour_from_styles),
    TEST(shadows_take_what_was_made_before),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
