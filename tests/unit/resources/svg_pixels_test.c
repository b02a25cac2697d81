/* Asked of librsvg and cairo: whether a PDF of the drawing has an image in it. */
#include "../support.h"

#include "resources/fonts.h"
#include "resources/svg_pixels.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#define SVG(content)                                                   \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" " \
    "width=\"40\" height=\"40\">" content "</svg>"

#define RECT(attributes) \
    "<rect width=\"30\" height=\"30\" fill=\"red\" " attributes "/>"
#define EFFECT                                                       \
    "<filter id=\"f\"><feGaussianBlur stdDeviation=\"3\"/></filter>" \
    "<mask id=\"m\"><rect width=\"20\" height=\"20\" fill=\"#888\"/></mask>"
#define PNG_1                                                                        \
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4" \
    "nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="

static cairo_status_t append(void *data, const unsigned char *bytes, unsigned length) {
    g_string_append_len(data, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool has_image(const char *text) {
    g_autoptr(GString) pdf = g_string_new(NULL);
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)text, strlen(text), NULL);
    RsvgRectangle viewport = {0, 0, 40, 40};
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, pdf, 40, 40);
    cairo_t *cr = cairo_create(surface);

    g_assert_true(rsvg_handle_render_document(handle, cr, &viewport, NULL));
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    g_object_unref(handle);
    return memmem(pdf->str, pdf->len, "/Subtype /Image", 15) != NULL;
}

static bool makes_pixels(const char *text) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(SvgTree) tree = svg_tree_parse(source, NULL);
    g_autoptr(SvgStyle) style = svg_style_new(tree);

    return svg_makes_pixels(tree, style);
}

static void test_filters_masks_and_pictures_become_pixels(void) {
    static const char *const drawings[] = {
        SVG(EFFECT RECT("filter=\"url(#f)\"")),
        SVG(EFFECT RECT("style=\"filter: url(#f)\"")),
        SVG(RECT("style=\"filter: blur(3px)\"")),
        SVG("<style>svg > .a { filter: blur(3px) }</style>" RECT("class=\"a\"")),
        SVG(EFFECT RECT("mask=\"url(#m)\"")),
        SVG(EFFECT "<g style=\"mask:url(#m)\">" RECT("") "</g>"),
        SVG("<image width=\"9\" height=\"9\" href=\"" PNG_1 "\"/>"),
    };

    for (size_t i = 0; i < G_N_ELEMENTS(drawings); i++) {
        g_test_message("%s", drawings[i]);
        g_assert_true(has_image(drawings[i]));
        g_assert_true(makes_pixels(drawings[i]));
    }
}

#define PAINT(id) "<rect width=\"30\" height=\"30\" fill=\"url(#" id ")\"/>"
#define STOPS "<stop stop-color=\"red\" stop-opacity=\".2\"/><stop offset=\"1\"/>"

static void test_all_else_stays_as_it_is(void) {
    static const char *const drawings[] = {
        SVG(EFFECT RECT("")),
        SVG(RECT("filter=\"none\" mask=\"none\"")),
        SVG("<g opacity=\".5\">" RECT("") RECT("x=\"9\"") "</g>"),
        SVG("<g style=\"mix-blend-mode: multiply\">" RECT("") "</g>"),
        SVG("<g style=\"isolation: isolate\">" RECT("") "</g>"),
        SVG("<pattern id=\"p\" width=\"9\" height=\"9\" "
            "patternUnits=\"userSpaceOnUse\"><g opacity=\".5\">"
            "<circle r=\"5\"/></g></pattern>" PAINT("p")),
        SVG("<clipPath id=\"c\"><circle r=\"20\"/></clipPath>" RECT(
            "clip-path=\"url(#c)\"")),
        SVG("<linearGradient id=\"l\">" STOPS "</linearGradient>" PAINT("l")),
        SVG("<radialGradient id=\"l\" r=\".2\" spreadMethod=\"reflect\">" STOPS
            "</radialGradient>" PAINT("l")),
        SVG("<marker id=\"k\"><circle r=\"2\"/></marker>"
            "<path d=\"M0 0H20\" stroke=\"red\" marker-end=\"url(#k)\"/>"),
        SVG("<text y=\"30\" font-family=\"Inter\">1 # \u00a9</text>"),
        SVG("<symbol id=\"s\">" RECT("") "</symbol><use href=\"#s\"/>"),
    };

    for (size_t i = 0; i < G_N_ELEMENTS(drawings); i++) {
        g_test_message("%s", drawings[i]);
        g_assert_false(has_image(drawings[i]));
        g_assert_false(makes_pixels(drawings[i]));
    }
}

/* None of our fonts has coloured letters, so nothing can be asked of cairo. */
static void test_emoji_may_become_pixels(void) {
    g_assert_true(makes_pixels(SVG("<text>a \U0001f600</text>")));
    g_assert_true(makes_pixels(SVG("<text>a &#x1F600;</text>")));
    g_assert_true(makes_pixels(SVG("<text>a &#128512;</text>")));
    g_assert_true(makes_pixels(SVG("<text>\u2764\ufe0f</text>")));
    g_assert_false(makes_pixels(SVG("<title>a \U0001f600</title>")));
}

static const UnitTest tests[] = {
    TEST(filters_masks_and_pictures_become_pixels),
    TEST(all_else_stays_as_it_is),
    TEST(emoji_may_become_pixels),
};

int main(int argc, char **argv) {
    Fonts *fonts = fonts_load(TEST_FONTS, NULL);
    int code = run_tests(argc, argv, tests, G_N_ELEMENTS(tests));

    fonts_free(fonts);
    return code;
}
