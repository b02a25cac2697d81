/* Every remark is proven on librsvg itself: what we say it leaves out, it leaves out.
 */
#include "../support.h"

#include "resources/svg_check.h"

#include <librsvg/rsvg.h>

enum { SIDE = 60 };

#define SVG(content)                                                           \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 60\" "         \
    "width=\"60\" height=\"60\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" \
    "\n" content "</svg>"

#define RECT(attributes) "<rect width=\"30\" height=\"30\" " attributes "/>"
#define WORDS(attributes)                                                       \
    "<text x=\"5\" y=\"40\" font-family=\"Inter\" font-size=\"16\" " attributes \
    ">fi lo</text>"
#define STYLED(sheet) "<style>" sheet "</style>" RECT("class=\"r\"")

/* What librsvg makes of it, without us; unref. */
static GBytes *pixels_of(const char *content) {
    g_autofree char *text = g_strdup_printf(SVG("%s"), content);
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)text, strlen(text), NULL);
    RsvgRectangle viewport = {0, 0, SIDE, SIDE};
    cairo_surface_t *canvas =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    cairo_t *cr = cairo_create(canvas);
    GBytes *pixels;

    g_assert_true(rsvg_handle_render_document(handle, cr, &viewport, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    pixels = g_bytes_new(cairo_image_surface_get_data(canvas), SIDE * SIDE * 4);
    cairo_surface_destroy(canvas);
    g_object_unref(handle);
    return pixels;
}

static bool are_drawn_alike(const char *first, const char *second) {
    g_autoptr(GBytes) a = pixels_of(first), b = pixels_of(second);

    return g_bytes_equal(a, b);
}

static Fonts *fonts;

/* Line, column, severity, message and id of each remark; caller frees. */
static char *remarks_on(const char *content) {
    g_autofree char *text = g_strdup_printf(SVG("%s"), content);
    g_autoptr(Source) source = source_new_for_text("a.svg", text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgTree) tree = svg_tree_parse(source, &error);
    g_autoptr(Diagnostics) remarks = diagnostics_new();
    g_autoptr(SvgStyle) style = NULL;
    GString *list = g_string_new(NULL);

    g_assert_no_error(error);
    style = svg_style_new(tree);
    svg_check(tree, style, fonts, remarks);
    for (guint i = 0; i < remarks->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(remarks->findings, i);

        g_string_append_printf(list, "%s%u: %s: %s [%s]", i > 0 ? "\n" : "",
                               finding->column, severity_to_text(finding->severity),
                               finding->message, finding->id);
    }
    return g_string_free(list, FALSE);
}

typedef struct {
    const char *content;
    const char *alike; /* librsvg draws it no otherwise than this */
    const char *remarks;
} Row;

static void check_rows(const Row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        g_autofree char *remarks = remarks_on(rows[i].content);

        g_test_message("%s", rows[i].content);
        g_assert_cmpstr(remarks, ==, rows[i].remarks);
        g_assert_true(are_drawn_alike(rows[i].content, rows[i].alike));
    }
}

#define CHECK_ROWS(rows) check_rows(rows, G_N_ELEMENTS(rows))

static void test_elements_that_vanish_are_told(void) {
    static const Row rows[] = {
        {"<text font-family=\"Inter\"><textPath href=\"#p\">Hallo</textPath></text>"
         "<defs><path id=\"p\" d=\"M5 30H55\"/></defs>",
         "", "27: error: <textPath> is not drawn [art/not-drawn]"},
        {"<foreignObject width=\"9\" height=\"9\">" RECT("") "</foreignObject>", "",
         "1: error: <foreignObject> is not drawn [art/not-drawn]"},
        {"<switch><foreignObject width=\"9\" height=\"9\"/>" RECT("") "</switch>", "",
         "9: error: <foreignObject> is not drawn [art/not-drawn]"},
        {"<text y=\"30\" font-family=\"Inter\"><altGlyph>Hallo</altGlyph></text>", "",
         "34: error: <altGlyph> is not drawn [art/not-drawn]"},
        {"<video width=\"9\" height=\"9\"/>", "",
         "1: error: <video> is not drawn [art/not-drawn]"},
        {"<layer>" RECT("") "</layer>", "",
         "1: error: <layer> is not drawn [art/not-drawn]"},
        {"<meshgradient id=\"m\"/>" RECT("fill=\"url(#m)\""), "",
         "1: error: <meshgradient> is not drawn [art/not-drawn]"},
        {"<hatch id=\"m\"/>" RECT("fill=\"url(#m)\""), "",
         "1: error: <hatch> is not drawn [art/not-drawn]"},
        {"<solidColor id=\"m\" solid-color=\"red\"/>" RECT("fill=\"url(#m)\""), "",
         "1: error: <solidColor> is not drawn [art/not-drawn]"},
    };

    CHECK_ROWS(rows);
}

static void test_what_moves_or_runs_is_told(void) {
    static const Row rows[] = {
        {"<g>" RECT("") "<animate attributeName=\"x\" to=\"9\"/></g>", RECT(""),
         "35: warning: a poster does not move: this is passed over "
         "[art/not-animated]"},
        {"<rect width=\"9\" height=\"9\"><set attributeName=\"x\" to=\"9\"/></rect>",
         "<rect width=\"9\" height=\"9\"/>",
         "28: warning: a poster does not move: this is passed over "
         "[art/not-animated]"},
        {"<script>x</script>" RECT("onclick=\"x()\""), RECT(""),
         "1: warning: scripts are passed over [art/script]\n"
         "48: warning: scripts are passed over [art/script]"},
    };

    CHECK_ROWS(rows);
}

static void test_references_that_lead_nowhere_are_told(void) {
    static const Row rows[] = {
        {"<use href=\"#u\"/>", "",
         "6: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {RECT("fill=\"url(#u)\""), "",
         "30: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {RECT("fill=\"url(#u) red\""), RECT("fill=\"red\""),
         "30: warning: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {RECT("clip-path=\"url(#u)\""), RECT(""),
         "30: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {RECT("style=\"fill:red; mask: url('#u')\""), RECT("fill=\"red\""),
         "47: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {STYLED(".r { filter: url(#u) }"), RECT(""),
         "13: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
        {"<linearGradient id=\"g\" href=\"#u\"><stop stop-color=\"red\"/>"
         "</linearGradient>" RECT("fill=\"url(#g)\""),
         "", "24: error: nothing in this drawing has the id \"u\" [art/missing-part]"},
    };

    CHECK_ROWS(rows);
}

static void test_other_files_are_told(void) {
    static const Row rows[] = {
        {"<image href=\"a.png\" width=\"9\" height=\"9\"/>", "",
         "8: error: \"a.png\" is another file, which is not read [art/elsewhere]"},
        {"<use xlink:href=\"b.svg#a\"/>", "",
         "6: error: \"b.svg#a\" is another file, which is not read [art/elsewhere]"},
        {RECT("fill=\"url(b.svg#a)\""), "",
         "30: error: \"b.svg#a\" is another file, which is not read [art/elsewhere]"},
        {STYLED("@import url(a.css);"), RECT(""),
         "8: error: a style sheet in another file is not read: put it into <style> "
         "[art/elsewhere]"},
        {"<?xml-stylesheet href=\"a.css\"?>" RECT(""), RECT(""),
         "32: error: a style sheet in another file is not read: put it into <style> "
         "[art/elsewhere]"},
    };

    CHECK_ROWS(rows);
}

static void test_what_has_no_size_is_told(void) {
    static const Row rows[] = {
        {"<rect width=\"0\" height=\"9\"/>", "",
         "1: warning: nothing is seen of this <rect>: it has no \"width\" "
         "[art/nothing-there]"},
        {"<rect width=\"9\"/>", "",
         "1: warning: nothing is seen of this <rect>: it has no \"height\" "
         "[art/nothing-there]"},
        {"<circle cx=\"9\"/>", "",
         "1: warning: nothing is seen of this <circle>: it has no \"r\" "
         "[art/nothing-there]"},
        {"<path/><path d=\" \"/>", "",
         "1: warning: nothing is seen of this <path>: it has no \"d\" "
         "[art/nothing-there]"},
        {"<svg width=\"0\" height=\"9\">" RECT("") "</svg>", "",
         "1: warning: nothing is seen of this <svg>: it has no \"width\" "
         "[art/nothing-there]"},
    };

    CHECK_ROWS(rows);
}

#define PICTURE(type, data) \
    "<image width=\"9\" height=\"9\" href=\"data:image/" type ";base64," data "\"/>"
#define WEBP "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"

static void test_pictures_that_cannot_be_read_are_told(void) {
    static const Row rows[] = {
        {PICTURE("webp", WEBP), "",
         "29: error: this picture is neither a PNG, a JPEG nor a GIF in base64 "
         "[art/unreadable-picture]"},
        {PICTURE("png", "AAAAAAAAAAAA"), "",
         "29: error: this picture is neither a PNG, a JPEG nor a GIF in base64 "
         "[art/unreadable-picture]"},
    };

    CHECK_ROWS(rows);
}

static void test_colours_that_are_none_are_told(void) {
    static const Row rows[] = {
        {RECT("fill=\"#f00 icc-color(a, 0, 1, 1, 0)\""), RECT(""),
         "30: error: \"#f00 icc-color(a, 0, 1, 1, 0)\" is no colour that is understood "
         "here [art/bad-colour]"},
        {RECT("fill=\"device-cmyk(0 1 1 0)\""), RECT(""),
         "30: error: \"device-cmyk(0 1 1 0)\" is no colour that is understood here "
         "[art/bad-colour]"},
        {RECT("style=\"fill: oklch(60% .15 50)\""), RECT(""),
         "37: error: \"oklch(60% .15 50)\" is no colour that is understood here "
         "[art/bad-colour]"},
        {STYLED(".r { fill: hwb(0 0% 0%) }"), RECT(""),
         "13: error: \"hwb(0 0% 0%)\" is no colour that is understood here "
         "[art/bad-colour]"},
        {RECT("fill=\"ff0000\""), RECT(""),
         "30: error: \"ff0000\" is no colour that is understood here [art/bad-colour]"},
        {RECT("fill=\"var(--a)\""), RECT(""),
         "30: error: \"var(--a)\" is no colour that is understood here "
         "[art/bad-colour]"},
    };

    CHECK_ROWS(rows);
}

/* PROPERTY with a value that would be seen: "without effect". */
static void assert_ignored_in(const char *form, const char *plain,
                              const char *declaration) {
    g_autofree char *content = g_strdup_printf(form, declaration);
    g_autofree char *remarks = remarks_on(content);

    g_test_message("%s", content);
    g_assert_true(g_str_has_suffix(remarks, " has no effect here [art/ignored-style]"));
    g_assert_true(are_drawn_alike(content, plain));
}

static void test_properties_without_effect_are_told(void) {
    static const char *const of_words[] = {
        "alignment-baseline: hanging",
        "dominant-baseline: central",
        "font-feature-settings: 'zero'",
        "font-size-adjust: .9",
        "font-variation-settings: 'wght' 900",
        "glyph-orientation-vertical: 90",
        "inline-size: 20px",
        "shape-inside: url(#a)",
        "text-decoration-line: underline",
        "text-orientation: upright",
        "text-shadow: 2px 2px red",
        "text-transform: uppercase",
        "word-spacing: 10px",
    };
    static const char *const of_shapes[] = {
        "background: red",
        "background-color: red",
        "border: 2px solid red",
        "box-shadow: 0 0 3px red",
        "clip: rect(0, 9px, 9px, 0)",
        "z-index: 3",
        "backdrop-filter: blur(3px)",
        "mask-image: linear-gradient(red, blue)",
        "mask: linear-gradient(red, blue)",
        "clip-path: circle(9px)",
        "rotate: 5deg",
        "scale: 2",
        "translate: 5px",
        "offset-path: path('M0 0H9')",
        "mix-blend-mode: plus-lighter",
        "opacity: calc(.5)",
        "opacity: var(--a)",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(of_words); i++)
        assert_ignored_in(WORDS("style=\"%s\""), WORDS(""), of_words[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(of_shapes); i++)
        assert_ignored_in(RECT("style=\"%s\""), RECT(""), of_shapes[i]);
}

static void test_attributes_without_effect_are_told(void) {
    static const Row rows[] = {
        {WORDS("textLength=\"50\""), WORDS(""),
         "55: warning: \"textLength\" has no effect here [art/ignored-style]"},
        {WORDS("rotate=\"45\""), WORDS(""),
         "55: warning: \"rotate\" has no effect here [art/ignored-style]"},
        {WORDS("word-spacing=\"9\""), WORDS(""),
         "55: warning: \"word-spacing\" has no effect here [art/ignored-style]"},
        {WORDS("dx=\"0 9 9\""), WORDS(""),
         "55: error: letters with a place each are set in a row from the first: make "
         "paths of them [art/placed-letters]"},
        {RECT("transform=\"translate(5px)\""), RECT(""),
         "30: warning: \"transform: translate(5px)\" has no effect here "
         "[art/ignored-style]"},
        {RECT("transform=\"rotate(45deg) scale(2)\""), RECT(""),
         "30: warning: \"transform: rotate(45deg) scale(2)\" has no effect here "
         "[art/ignored-style]"},
    };

    CHECK_ROWS(rows);
}

static void test_parts_of_style_sheets_without_effect_are_told(void) {
    static const Row rows[] = {
        {STYLED("@media all { .r { fill: red } }"), RECT(""),
         "8: warning: \"@media all\" has no effect here [art/ignored-style]"},
        {STYLED("@supports (fill: red) { .r { fill: red } }"), RECT(""),
         "8: warning: \"@supports (fill: red)\" has no effect here "
         "[art/ignored-style]"},
        {STYLED("/* : */ :is(.r) { fill: red }"), RECT(""),
         "16: warning: \":is(.r)\" has no effect here [art/ignored-style]"},
        {STYLED(":where(.r) { fill: red }"), RECT(""),
         "8: warning: \":where(.r)\" has no effect here [art/ignored-style]"},
        {STYLED("svg:has(.r) { fill: red }"), RECT(""),
         "8: warning: \"svg:has(.r)\" has no effect here [art/ignored-style]"},
    };

    CHECK_ROWS(rows);
}

static void test_fonts_that_are_not_there_are_told(void) {
    static const Row rows[] = {
        {"<text y=\"30\" font-family=\"Arial, sans-serif\">a</text>",
         "<text y=\"30\" font-family=\"Inter\">a</text>",
         "1: error: the font \"Arial, sans-serif\" is not there: another is taken "
         "[art/unknown-font]"},
        {"<g><text y=\"30\">a</text></g>",
         "<text y=\"30\" font-family=\"Inter\">a</text>",
         "4: error: these words say no \"font-family\" [art/unknown-font]"},
        {WORDS("font-weight=\"bold\""), WORDS("font-weight=\"600\""),
         "1: warning: the font \"Inter\" is not there in weight 700: the nearest is "
         "taken [art/unknown-font]"},
    };

    CHECK_ROWS(rows);
}

/* And what librsvg does draw is no finding. */
static void test_what_is_drawn_is_not_told(void) {
    static const Row rows[] = {
        {RECT("style=\"transform: translate(9px, 9px) scale(.5)\""), RECT(""), ""},
        {RECT("transform=\"rotate(5) scale(.5 1),translate(1-2)\""), RECT(""), ""},
        {RECT("style=\"filter: blur(3px)\""), RECT(""), ""},
        {RECT("style=\"mix-blend-mode: hue\""), RECT("fill=\"red\""), ""},
        {RECT("fill=\"hsl(120, 100%, 50%)\""), RECT(""), ""},
        {RECT("fill=\"RebeccaPurple\""), RECT(""), ""},
        {RECT("fill=\"#f008\""), RECT(""), ""},
        {RECT("fill=\"rgb(255 0 0 / 50%)\""), RECT(""), ""},
        {"<rect style=\"width: 9px; height: 9px\"/>", "", ""},
        {"<ellipse rx=\"9\"/>", "", ""},
        {"<text y=\"30\" font-family=\"Arial, 'Inter'\"><a href=\"x\">a</a></text>", "",
         ""},
        {"<text y=\"30\" font-family=\"Inter\"><tref xlink:href=\"#d\"/></text>"
         "<desc id=\"d\">a</desc>",
         "", ""},
        {PICTURE("gif", "R0lGODlhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs="), "", ""},
        {WORDS("style=\"letter-spacing: 5px\""), WORDS(""), ""},
        {WORDS("writing-mode=\"tb\""), WORDS(""), ""},
        {WORDS("text-decoration=\"underline\""), WORDS(""), ""},
        {STYLED("svg > rect:nth-child(2) { fill: red }"), RECT(""), ""},
        {STYLED("<![CDATA[.r { fill: red }]]>"), RECT(""), ""},
        {"<switch><foreignObject requiredExtensions=\"x\"/>" RECT("") "</switch>", "",
         ""},
        {"<g style=\"vector-effect: non-scaling-stroke\">" RECT(
             "stroke=\"red\"") "</g>",
         "", ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *remarks = remarks_on(rows[i].content);

        g_test_message("%s", rows[i].content);
        g_assert_cmpstr(remarks, ==, "");
        g_assert_false(are_drawn_alike(rows[i].content, rows[i].alike));
    }
}

/* What no program shows is no matter, nor what other programs keep in the file. */
static void test_what_is_hidden_is_not_told(void) {
    static const char *const contents[] = {
        "<g display=\"none\"><foreignObject/><text>a</text><use href=\"#a\"/></g>",
        "<metadata><video/></metadata>",
        "<i:pgf xmlns:i=\"x\"><foreignObject/></i:pgf>",
        "<o:p xmlns:o=\"x\" href=\"a.svg\" style=\"fill: foo\"/>",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_autofree char *remarks = remarks_on(contents[i]);

        g_assert_cmpstr(remarks, ==, "");
    }
}

static void test_a_thing_is_told_once(void) {
    g_autofree char *remarks =
        remarks_on("<use href=\"#a\"/><use href=\"#a\"/><use href=\"#b\"/>");

    g_assert_cmpstr(remarks, ==,
                    "6: error: nothing in this drawing has the id \"a\" "
                    "[art/missing-part]\n"
                    "38: error: nothing in this drawing has the id \"b\" "
                    "[art/missing-part]");
}

static const UnitTest tests[] = {
    TEST(elements_that_vanish_are_told),
    TEST(what_moves_or_runs_is_told),
    TEST(references_that_lead_nowhere_are_told),
    TEST(other_files_are_told),
    TEST(what_has_no_size_is_told),
    TEST(pictures_that_cannot_be_read_are_told),
    TEST(colours_that_are_none_are_told),
    TEST(properties_without_effect_are_told),
    TEST(attributes_without_effect_are_told),
    TEST(parts_of_style_sheets_without_effect_are_told),
    TEST(fonts_that_are_not_there_are_told),
    TEST(what_is_drawn_is_not_told),
    TEST(what_is_hidden_is_not_told),
    TEST(a_thing_is_told_once),
};

int main(int argc, char **argv) {
    int code;

    fonts = fonts_load(TEST_FONTS, NULL);
    code = run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
    fonts_free(fonts);
    return code;
}
