#include "../support.h"

#include "resources/svgs.h"

#define SVG(attributes, content) \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" " attributes ">" content "</svg>"

static void assert_view_box(const char *svg, double x, double y, double width,
                            double height) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(GError) error = NULL;
    Svg *loaded;
    Rect box;

    write_file("a.svg", svg);
    loaded = svgs_load(svgs, "a.svg", &error);
    g_assert_no_error(error);
    box = svg_view_box(loaded);
    g_assert_cmpfloat(box.x, ==, x);
    g_assert_cmpfloat(box.y, ==, y);
    g_assert_cmpfloat(box.width, ==, width);
    g_assert_cmpfloat(box.height, ==, height);
}

static void test_view_box_is_the_drawings_own(void) {
    assert_view_box(SVG("viewBox=\"-10 -40.5 20 40\"", ""), -10, -40.5, 20, 40);
    assert_view_box(SVG("viewBox=\"0 0 20 40\" width=\"100\" height=\"10\"", ""), 0, 0,
                    20, 40);
}

static void test_drawing_without_a_view_box_has_its_pixels(void) {
    assert_view_box(SVG("width=\"96\" height=\"1in\"", ""), 0, 0, 96, 96);
}

static void assert_refused(const char *svg, const char *message) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    write_file("a.svg", svg);
    /* The same way each time. */
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(svgs_load(svgs, "a.svg", &error));
        g_assert_cmpstr(error->message, ==, message);
    }
}

static void test_drawing_without_a_size_is_refused(void) {
    static const char message[] = "'a.svg' has no viewBox with a width and a height";

    assert_refused(SVG("", ""), message);
    assert_refused(SVG("width=\"100%\" height=\"100%\"", ""), message);
    assert_refused(SVG("viewBox=\"0 0 0 10\"", ""), message);
}

static void test_what_is_no_drawing_is_refused_with_its_place(void) {
    assert_refused(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<g>\n</svg>",
        "'a.svg' is no usable SVG: line 3, column 7: Opening and ending tag mismatch: "
        "g line 2 and svg");
}

static void test_file_is_read_once(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    Svg *first;

    write_file("a.svg", SVG("viewBox=\"0 0 1 1\"", ""));
    first = svgs_load(svgs, "a.svg", NULL);
    write_file("a.svg", "broken");
    g_assert_true(svgs_load(svgs, "a.svg", NULL) == first);
}

static unsigned draw_pixel(Svg *svg, Rgb colour) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    cairo_t *cr = cairo_create(canvas);
    g_autoptr(GError) error = NULL;
    guint32 value;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    g_assert_true(svg_draw(svg, cr, colour, &error));
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    memcpy(&value, cairo_image_surface_get_data(canvas), sizeof value);
    cairo_surface_destroy(canvas);
    return value & 0xffffff;
}

static void test_current_colour_is_the_one_asked_for(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    Svg *svg;

    write_file("a.svg", SVG("viewBox=\"0 0 1 1\" color=\"#00ff00\"",
                            "<rect width=\"1\" height=\"1\" fill=\"currentColor\"/>"));
    svg = svgs_load(svgs, "a.svg", NULL);
    g_assert_cmphex(draw_pixel(svg, (Rgb){1, 0, 0}), ==, 0xff0000);
    g_assert_cmphex(draw_pixel(svg, (Rgb){0, 0, 1}), ==, 0x0000ff);
    g_assert_cmphex(draw_pixel(svg, (Rgb){1, 0, 0}), ==, 0xff0000);
}

/* What a drawing names must not be read: not beside it, not elsewhere. */
static void test_other_files_are_not_read(void) {
    g_autoptr(Folder) folder = folder_new();
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autofree char *absolute = g_build_filename(folder->path, "b.svg", NULL);
    g_autofree char *drawing =
        g_strdup_printf(SVG("viewBox=\"0 0 1 1\"",
                            "<image href=\"b.svg\" width=\"1\" height=\"1\"/>"
                            "<image href=\"file://%s\" width=\"1\" height=\"1\"/>"
                            "<use href=\"b.svg#r\"/>"),
                        absolute);

    write_file("b.svg", SVG("viewBox=\"0 0 1 1\"",
                            "<rect id=\"r\" width=\"1\" height=\"1\" fill=\"#f00\"/>"));
    write_file("a.svg", drawing);
    g_assert_cmphex(draw_pixel(svgs_load(svgs, "a.svg", NULL), (Rgb){0, 0, 0}), ==,
                    0xffffff);
}

static void assert_blends(const char *content, bool blends) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autofree char *svg = g_strdup_printf(SVG("viewBox=\"0 0 1 1\"", "%s"), content);

    write_file("a.svg", svg);
    g_assert_true(svg_blends(svgs_load(svgs, "a.svg", NULL)) == blends);
}

static void test_drawing_that_blends_is_known(void) {
    assert_blends("<rect width=\"1\" height=\"1\"/>", false);
    assert_blends("<rect width=\"1\" height=\"1\" style=\"mix-blend-mode: multiply\"/>",
                  true);
    assert_blends("<style>.m { mix-blend-mode: multiply }</style>", true);
}

static void test_digest_is_that_of_the_file(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    static const char drawing[] = SVG("viewBox=\"0 0 1 1\"", "");
    g_autofree char *expected =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, drawing, -1);

    write_file("a.svg", drawing);
    g_assert_cmpstr(svg_digest(svgs_load(svgs, "a.svg", NULL)), ==, expected);
}

static void test_colours_are_known(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    Svg *svg;

    write_file("a.svg",
               SVG("viewBox=\"0 0 1 1\"", "<path fill=\"white\" stroke=\"#123\"/>"));
    svg = svgs_load(svgs, "a.svg", NULL);
    g_assert_true(svg_has_colour(svg, 0xffffff));
    g_assert_true(svg_has_colour(svg, 0x112233));
    g_assert_false(svg_has_colour(svg, 0xff00ff));
}

static void assert_extents(const char *svg, double x, double y, double width,
                           double height) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(GError) error = NULL;
    cairo_rectangle_t extents;

    write_file("a.svg", svg);
    cairo_surface_destroy(svg_record(svgs_load(svgs, "a.svg", NULL), 2, (Rgb){0, 0, 0},
                                     &extents, &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(extents.x, ==, x);
    g_assert_cmpfloat(extents.y, ==, y);
    g_assert_cmpfloat(extents.width, ==, width);
    g_assert_cmpfloat(extents.height, ==, height);
}

static void test_extents_are_those_of_what_is_drawn(void) {
    assert_extents(SVG("viewBox=\"0 0 10 10\"", "<path d=\"M2 3h4v5H2z\"/>"), 3, 5, 10,
                   12);
}

static void test_extents_of_what_is_masked_are_finite(void) {
    assert_extents(SVG("viewBox=\"0 0 10 10\"",
                       "<mask id=\"m\"><path fill=\"#fff\" d=\"M2 3h4v5H2z\"/></mask>"
                       "<path mask=\"url(#m)\" d=\"M2 3h4v5H2z\"/>"),
                   -5, -5, 26, 32);
}

static const UnitTest tests[] = {
    TEST(view_box_is_the_drawings_own),
    TEST(drawing_without_a_view_box_has_its_pixels),
    TEST(drawing_without_a_size_is_refused),
    TEST(what_is_no_drawing_is_refused_with_its_place),
    TEST(file_is_read_once),
    TEST(current_colour_is_the_one_asked_for),
    TEST(other_files_are_not_read),
    TEST(drawing_that_blends_is_known),
    TEST(digest_is_that_of_the_file),
    TEST(colours_are_known),
    TEST(extents_are_those_of_what_is_drawn),
    TEST(extents_of_what_is_masked_are_finite),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
