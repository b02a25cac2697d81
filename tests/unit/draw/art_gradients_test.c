/* Gradients of drawings, asked of librsvg: what it draws of them alone. */
#include "../support.h"

#include "draw/draw.h"
#include "raster/png.h"
#include "resources/svgs.h"

#include <stdlib.h>

enum { WIDTH = 700, HEIGHT = 980, PPI = 72 };

#define SVG(content)                                                                \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" "                                    \
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 100 140\">" content \
    "</svg>"
#define DARK "<stop stop-color=\"#101418\"/><stop offset=\"1\" stop-color=\"#16191f\"/>"
#define LINE(attributes) \
    "<linearGradient id=\"a\" " attributes ">" DARK "</linearGradient>"
#define ROUND(attributes) \
    "<radialGradient id=\"a\" " attributes ">" DARK "</radialGradient>"
#define SHAPE "<path d=\"M5 7L90 20L80 130L8 120z\" fill=\"url(#a)\"/>"

typedef struct {
    const char *name, *drawing;
    bool stays;  /* as librsvg draws it */
    guint jumps; /* pixels that differ by more, at jumps and in patterns, which
                  * cairo does not draw the same in bands */
} Case;

static const Case cases[] = {
    {"along", SVG(LINE("") SHAPE), false, 0},
    {"down", SVG(LINE("x2=\"0\" y2=\"1\"") SHAPE), false, 0},
    {"slanted", SVG(LINE("x2=\"1\" y2=\".7\"") SHAPE), false, 0},
    {"in units of the drawing",
     SVG(LINE("gradientUnits=\"userSpaceOnUse\" x1=\"5\" y1=\"9\" x2=\"88\" y2=\"122\"")
             SHAPE),
     false, 0},
    {"turned and stretched",
     SVG(LINE("gradientTransform=\"rotate(30) scale(1.1 .9) skewX(10)\"") SHAPE), false,
     0},
    {"in a turned group",
     SVG(LINE("") "<g transform=\"rotate(-12 50 60) scale(.9)\">" SHAPE "</g>"), false,
     0},
    {"repeated", SVG(LINE("spreadMethod=\"repeat\" x1=\".2\" x2=\".8\"") SHAPE), false,
     0},
    {"reflected", SVG(LINE("spreadMethod=\"reflect\" x2=\".6\"") SHAPE), false, 0},
    {"round", SVG(ROUND("") SHAPE), false, 0},
    {"round about a focus", SVG(ROUND("fx=\".3\" fy=\".4\" r=\".7\"") SHAPE), false, 0},
    {"round from a circle on", SVG(ROUND("fr=\".2\" r=\".9\"") SHAPE), false, 0},
    {"round, repeated", SVG(ROUND("r=\".4\" fx=\".4\" spreadMethod=\"repeat\"") SHAPE),
     false, 1100},
    {"round, reflected",
     SVG(ROUND("r=\".4\" spreadMethod=\"reflect\" gradientTransform=\"rotate(9)\"")
             SHAPE),
     false, 0},
    {"round about a focus outside",
     SVG(ROUND("fx=\"-.2\" r=\".5\" spreadMethod=\"reflect\"") SHAPE), false, 320},
    {"inherited",
     SVG("<linearGradient id=\"b\">" DARK
         "</linearGradient><linearGradient id=\"c\" y2=\"1\" xlink:href=\"#b\"/>"
         "<linearGradient id=\"a\" x2=\".2\" href=\"#c\"/>" SHAPE),
     false, 0},
    {"of many stops",
     SVG("<linearGradient id=\"a\"><stop offset=\".1\" stop-color=\"#101010\"/>"
         "<stop offset=\".4\" style=\"stop-color:#1a1512\"/><stop offset=\".4\" "
         "stop-color=\"#300\"/><stop offset=\".5\" stop-color=\"#fff\"/><stop "
         "offset=\".9\" stop-color=\"#f8f8fe\"/></linearGradient>" SHAPE),
     false, 0},
    {"in the current colour",
     SVG("<linearGradient id=\"a\" color=\"#202020\"><stop stop-color=\"#1a1a1a\"/><stop "
         "offset=\"1\" stop-color=\"currentColor\"/></linearGradient>" SHAPE),
     false, 0},
    {"to nothing",
     SVG("<linearGradient id=\"a\"><stop/><stop offset=\"1\" stop-opacity=\"0.04\"/>"
         "<stop offset=\"1\" stop-opacity=\"0\"/></linearGradient>"
         "<rect width=\"100\" height=\"140\" fill=\"#345\"/>"
         "<path d=\"M5 7L90 20L80 130L8 120z\" fill=\"url(#a)\" fill-opacity=\".05\"/>"),
     false, 0},
    {"of colours to nothing",
     SVG("<radialGradient id=\"a\"><stop stop-color=\"#432\" stop-opacity=\".1\"/><stop "
         "stop-color=\"#f84\" offset=\"1\" stop-opacity=\"0\"/></radialGradient>"
         "<rect width=\"100\" height=\"140\" fill=\"#345\"/>" SHAPE),
     false, 0},
    {"of strokes",
     SVG(LINE(
         "") "<path d=\"M20 30C60 10 80 90 30 120\" fill=\"none\" stroke-width=\"14\" "
             "stroke=\"url(#a)\" stroke-linecap=\"round\" stroke-dasharray=\"40 20\" "
             "stroke-dashoffset=\"3\" transform=\"skewX(7)\"/>"),
     false, 0},
    {"of strokes and what they go around",
     SVG(LINE(
         "") "<linearGradient id=\"b\" y2=\"1\" href=\"#a\"/><rect x=\"20\" "
             "y=\"20\" width=\"60\" height=\"90\" rx=\"8\" stroke-linejoin=\"round\" "
             "stroke-width=\"11\" fill=\"url(#b)\" stroke=\"url(#a)\"/>"),
     false, 0},
    {"of words",
     SVG(LINE("") "<text x=\"50\" y=\"90\" font-family=\"Inter\" font-size=\"60\" "
                  "text-anchor=\"middle\" fill=\"url(#a)\">Größe</text>"),
     false, 0},
    {"of holes",
     SVG(LINE(
         "") "<path fill-rule=\"evenodd\" fill=\"url(#a)\" d=\"M5 7L90 20L80 130L8 "
             "120zM20 20H60V100H20z\"/>"),
     false, 0},
    {"in clip paths",
     SVG(LINE(
         "") "<clipPath id=\"c\"><circle cx=\"50\" cy=\"60\" r=\"40\"/></clipPath>"
             "<g clip-path=\"url(#c)\"><g fill=\"url(#a)\"><path d=\"M0 0h100v140z\"/>"
             "</g></g><path d=\"M0 100h30v40z\" fill=\"red\"/>"),
     false, 0},
    {"of what is shown elsewhere",
     SVG("<defs>" LINE(
         "") "<g id=\"g\"><path d=\"M0 0h90v50z\" fill=\"url(#a)\"/></g></defs>"
             "<use href=\"#g\" x=\"5\" y=\"9\"/><use href=\"#g\" y=\"70\"/>"),
     false, 0},
    {"in groups",
     SVG(LINE("") "<rect width=\"100\" height=\"140\" fill=\"#fd1\"/><g "
                  "opacity=\".8\">" SHAPE "<circle cx=\"50\" cy=\"60\" r=\"30\" "
                  "fill=\"#345\"/></g>"),
     false, 0},
    {"not opaque",
     SVG(LINE("") "<path opacity=\".7\" d=\"M5 7L90 20L80 130L8 120z\" "
                  "fill=\"url(#a)\"/>"),
     false, 0},
    {"multiplied",
     SVG(LINE("") "<rect width=\"100\" height=\"70\" fill=\"#fd1\"/><g "
                  "style=\"mix-blend-mode:multiply\">" SHAPE "</g>"),
     false, 0},
    {"between others",
     SVG(LINE(
         "") "<pattern id=\"p\" width=\"10\" height=\"10\" "
             "patternUnits=\"userSpaceOnUse\"><circle cx=\"5\" cy=\"5\" r=\"4\"/>"
             "</pattern><path d=\"M0 0h90v90z\" fill=\"url(#p)\"/><g fill=\"none\">"
             "<path d=\"M0 0h90v50z\" fill=\"gold\"/>" SHAPE
             "<path d=\"M10 10h30v50z\" fill=\"url(#p)\"/>" SHAPE "</g>"),
     false, 520},
    {"with hard edges", SVG(LINE("") "<g shape-rendering=\"crispEdges\">" SHAPE "</g>"),
     false, 0},
    {"by a rule that nobody understands",
     SVG(LINE("") "<style>g > .m{fill:url(#a)}</style><g opacity=\".9\"><path "
                  "d=\"M9 9h40v40z\"/></g><g><path class=\"m\" d=\"M5 7L90 20L80 "
                  "130L8 120z\"/></g>"),
     false, 0},
    {"by a rule for groups",
     SVG(LINE("") "<style>g{fill:url(#a)}</style><g><path d=\"M5 7L90 20L80 130L8 "
                  "120z\"/></g>"),
     false, 0},
    {"in patterns",
     SVG(LINE("") "<pattern id=\"p\" width=\"100\" height=\"140\" "
                  "patternUnits=\"userSpaceOnUse\">" SHAPE "</pattern><path "
                  "d=\"M0 0h90v90z\" fill=\"url(#p)\"/>"),
     true, 920},
    {"in masks",
     SVG(LINE(
         "") "<mask id=\"m\"><rect width=\"100\" height=\"140\" fill=\"#888\"/></mask>"
             "<g mask=\"url(#m)\">" SHAPE "</g>"),
     true, 0},
    {"too steep",
     SVG("<linearGradient id=\"a\"><stop/><stop offset=\"1\" stop-color=\"#fff\"/>"
         "</linearGradient>" SHAPE),
     true, 0},
    {"of one stop",
     SVG("<linearGradient id=\"a\"><stop stop-color=\"#123\"/></linearGradient>" SHAPE),
     true, 0},
    {"of no length", SVG(LINE("x2=\"0\"") SHAPE), true, 0},
};

/* --- two ways ------------------------------------------------------------------------
 */

/* Its pixels lie on those of the page: groups of librsvg do, too. */
static Poster *poster_of(Svgs *svgs, const char *drawing) {
    Poster *poster = poster_new();
    Item *item = item_new(ITEM_ART);
    g_autoptr(GError) error = NULL;

    poster->boxes.trim = (Rect){0, 0, WIDTH, HEIGHT};
    write_file("a.svg", drawing);
    item->svg = svgs_load(svgs, "a.svg", &error);
    g_assert_no_error(error);
    item->path = g_strdup("a.svg");
    item->unit = 6.53;
    item->origin_x = 21;
    item->origin_y = 13;
    g_ptr_array_add(poster->items, item);
    return poster;
}

static cairo_surface_t *draw_plain(const Poster *poster) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cr = cairo_create(surface);
    const DrawOptions options = {.text_as_paths = true, .in_pixels = true};
    g_autoptr(GError) error = NULL;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    draw_poster(cr, poster, &options, &error);
    g_assert_no_error(error);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return surface;
}

static guint32 *row_of(cairo_surface_t *surface, int row) {
    return (gpointer)(cairo_image_surface_get_data(surface) +
                      (gssize)row * cairo_image_surface_get_stride(surface));
}

static cairo_surface_t *draw_page(const Poster *poster) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    g_autoptr(GError) error = NULL;
    g_autoptr(RasterPage) page =
        raster_page_new(poster, poster->boxes.trim, PPI, &(RasterMeans){0}, &error);
    cairo_surface_t *canvas = raster_page_canvas(page);

    g_assert_no_error(error);
    for (int band = 0, y = 0; band < raster_page_bands(page); band++) {
        raster_page_draw(page, band, canvas, &error);
        g_assert_no_error(error);
        for (int row = 0; row < raster_page_rows(page, band); row++, y++)
            memcpy(row_of(surface, y), row_of(canvas, row), 4 * WIDTH);
    }
    cairo_surface_destroy(canvas);
    return surface;
}

typedef struct {
    int most;    /* levels by which a colour differs */
    guint many;  /* pixels that differ */
    guint jumps; /* by more than two */
} Difference;

static int difference_at(cairo_surface_t *a, cairo_surface_t *b, int x, int y) {
    int most = 0;

    for (int shift = 0; shift < 24; shift += 8)
        most = MAX(most, abs((int)(row_of(a, y)[x] >> shift & 255) -
                             (int)(row_of(b, y)[x] >> shift & 255)));
    return most;
}

static Difference compare(cairo_surface_t *a, cairo_surface_t *b) {
    Difference found = {0, 0, 0};

    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int most = difference_at(a, b, i % WIDTH, i / WIDTH);

        found.many += most > 0;
        found.jumps += most > 2;
        found.most = MAX(found.most, most);
    }
    return found;
}

/* --- what they look like -------------------------------------------------------------
 */

static Difference compare_ways(const Poster *poster) {
    cairo_surface_t *plain = draw_plain(poster), *page = draw_page(poster);
    Difference found = compare(plain, page);

    cairo_surface_destroy(plain);
    cairo_surface_destroy(page);
    return found;
}

/* What is not dithered differs in some pixels at which cairo rounds otherwise in bands.
 */
static void test_gradients_look_like_those_of_librsvg(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        IN_A_FOLDER;
        g_autoptr(Svgs) svgs = svgs_new(NULL);
        g_autoptr(Poster) poster = poster_of(svgs, cases[i].drawing);
        Difference found = compare_ways(poster);

        g_test_message("%s: %u pixels, by %d, %u jumps", cases[i].name, found.many,
                       found.most, found.jumps);
        g_assert_cmpuint(found.jumps, <=, cases[i].jumps);
        if (cases[i].stays)
            g_assert_cmpuint(found.many, <, 2500);
        else
            g_assert_cmpuint(found.many, >, 30000);
    }
}

/* But for some pixels of edges, which are cut from the other side. */
static void test_mirrored_and_turned_gradients_look_like_those_of_librsvg(void) {
    for (int i = 0; i < 3; i++) {
        IN_A_FOLDER;
        g_autoptr(Svgs) svgs = svgs_new(NULL);
        g_autoptr(Poster) poster = poster_of(svgs, SVG(LINE("y2=\".5\"") SHAPE));
        Item *item = g_ptr_array_index(poster->items, 0);
        Difference found;

        item->mirrored = i < 2;
        item->origin_x = item->mirrored ? 680 : item->origin_x;
        item->rotation = i > 0 ? 17 : 0;
        item->pivot_x = 350;
        item->pivot_y = 490;
        found = compare_ways(poster);
        g_assert_cmpuint(found.jumps, <=, 8);
        g_assert_cmpuint(found.many, >, 30000);
    }
}

static char *bytes_with(const Poster *poster, guint helpers, gsize *length) {
    PngOptions options = {.ppi = 3 * PPI, .means = {.helpers = helpers}};
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;

    product_free(png_write(poster, &options, "a.png", &error));
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents("a.png", &bytes, length, NULL));
    return bytes;
}

static void test_files_are_the_same_whoever_helps(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster =
        poster_of(svgs, SVG(LINE("") ROUND("") "<g opacity=\".9\">" SHAPE "</g>"));
    gsize length;
    g_autofree char *alone = bytes_with(poster, 1, &length);

    for (guint helpers = 2; helpers <= 3; helpers++) {
        gsize other_length;
        g_autofree char *other = bytes_with(poster, helpers, &other_length);

        g_assert_cmpuint(length, ==, other_length);
        g_assert_true(memcmp(alone, other, length) == 0);
    }
}

/* --- stripes -------------------------------------------------------------------------
 */

/* The longest run of equal pixels in the first row, but for the last one. */
static int longest_run(const guint32 *row, int width) {
    int longest = 0;

    for (int x = 1, start = 0; x < width; x++) {
        if (row[x] != row[start]) {
            longest = MAX(longest, x - start);
            start = x;
        }
    }
    return longest;
}

/* An A0 at 300 ppi, three steps of a byte wide. */
static Poster *make_wide(Svgs *svgs) {
    Poster *poster = poster_of(
        svgs, SVG("<linearGradient id=\"a\"><stop stop-color=\"#080808\"/><stop "
                  "offset=\"1\" stop-color=\"#0b0b0b\"/></linearGradient><path "
                  "d=\"M0 0h100v140H0z\" fill=\"url(#a)\"/>"));
    Item *item = g_ptr_array_index(poster->items, 0);

    poster->boxes.trim = (Rect){0, 0, 2384, 3370};
    item->unit = 23.84;
    item->origin_x = item->origin_y = 0;
    return poster;
}

static void test_dark_gradients_have_no_wide_stripes(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = make_wide(svgs);
    g_autoptr(RasterPage) page =
        raster_page_new(poster, poster->boxes.trim, 300, &(RasterMeans){0}, NULL);
    cairo_surface_t *canvas = raster_page_canvas(page), *plain;
    cairo_t *cr;

    plain = cairo_image_surface_create(CAIRO_FORMAT_RGB24, raster_page_width(page), 1);
    cr = cairo_create(plain);
    cairo_scale(cr, 300 / 72.0, 300 / 72.0);
    g_assert_true(draw_poster(cr, poster, &(DrawOptions){.text_as_paths = true}, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(plain);
    g_assert_true(raster_page_draw(page, 0, canvas, NULL));
    g_assert_cmpint(longest_run(row_of(plain, 0), 9933), ==, 3121);
    g_assert_cmpint(longest_run(row_of(canvas, 0), 9933), ==, 422);
    cairo_surface_destroy(plain);
    cairo_surface_destroy(canvas);
}

/* --- steps ---------------------------------------------------------------------------
 */

/* P: a part, G: one with gradients; what is in groups in brackets. Caller frees. */
static char *steps_of(const char *drawing) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = poster_of(svgs, drawing);
    const Item *item = g_ptr_array_index(poster->items, 0);
    const GArray *steps = svg_steps(item->svg, NULL);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < steps->len; i++) {
        const SvgStep *step = &g_array_index(steps, SvgStep, i);
        char part = step->has_gradients ? 'G' : 'P';

        g_string_append_c(text, step->kind == SVG_STEP_BEGIN ? '('
                                : step->kind == SVG_STEP_END ? ')'
                                                             : part);
    }
    return g_string_free(text, FALSE);
}

#define PLAIN "<path d=\"M0 0h9v9z\"/>"

static void test_drawings_are_taken_apart_at_their_gradients(void) {
    static const struct {
        const char *drawing, *steps;
    } rows[] = {
        {SVG("<g opacity=\".5\">" PLAIN "</g>" PLAIN), ""},
        {SVG(LINE("") PLAIN), ""},
        {SVG(LINE("") PLAIN SHAPE SHAPE PLAIN), "PGP"},
        {SVG(LINE("") "<g>" PLAIN "<g>" SHAPE "</g>" PLAIN "</g>" PLAIN), "PPGPP"},
        {SVG(LINE("") "<g opacity=\".5\">" PLAIN SHAPE "</g><g opacity=\".5\">" PLAIN
                      "</g>"),
         "P(PG)P"},
        {SVG(LINE("") "<g fill=\"url(#a)\"><path opacity=\".5\" d=\"M0 0h9v9z\"/></g>"),
         "P(G)"},
        {SVG(LINE("") "<clipPath id=\"c\"><path d=\"M0 0h9v9z\"/></clipPath><g "
                      "clip-path=\"url(#c)\" opacity=\".5\">" SHAPE "</g>" SHAPE),
         "PG"},
        {SVG(LINE("") "<style>g > path{opacity:.5}</style><g>" SHAPE "</g>"), ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *steps = steps_of(rows[i].drawing);

        g_assert_cmpstr(steps, ==, rows[i].steps);
    }
}

static const UnitTest tests[] = {
    TEST(gradients_look_like_those_of_librsvg),
    TEST(mirrored_and_turned_gradients_look_like_those_of_librsvg),
    TEST(files_are_the_same_whoever_helps),
    TEST(dark_gradients_have_no_wide_stripes),
    TEST(drawings_are_taken_apart_at_their_gradients),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
