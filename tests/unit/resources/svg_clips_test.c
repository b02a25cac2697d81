/* Asked of cairo: whether a recording of a drawing has the same pixels with and without
 * clips, replayed in bands. */
#include "../support.h"

#include "base/paths.h"
#include "resources/svg_clips.h"
#include "resources/svgs.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 128 };

#define SVG(content)                                                     \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 140\">" \
    "<path d=\"M0 0h100v140H0z\" fill=\"#0061ad\"/>" content "</svg>"

#define SIZED(size)                                                               \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 140\" " size ">" \
    "<path d=\"M0 0h100v140H0z\" fill=\"#0061ad\"/>" CIRCLE(MULTIPLY) "</svg>"

#define MULTIPLY "style=\"mix-blend-mode:multiply\" "

#define CIRCLE(attributes) \
    "<circle cx=\"50\" cy=\"60\" r=\"30\" fill=\"gold\" " attributes "/>"

typedef struct {
    const char *text;
    guint clips; /* that it gets */
    guint steps; /* into which it is taken apart */
} Drawing;

static const Drawing drawings[] = {
    {SVG(CIRCLE("")), 0, 0},
    {SVG(CIRCLE(MULTIPLY)), 1, 4},
    {SVG(CIRCLE("opacity=\".999\"") CIRCLE("opacity=\"100%\"")), 1, 0},
    {SVG("<style>.m{mix-blend-mode:screen}#i{isolation:isolate}</style>"
         "<g id=\"i\">" CIRCLE("class=\"m\"") CIRCLE("class=\"n\"") "</g>"),
     2, 0},
    /* nested */
    {SVG("<g style=\"isolation:isolate\">" CIRCLE(
         "") "<g opacity=\".7\"><g " MULTIPLY
             "><path d=\"M20 20L80 30 50 90z\" fill=\"red\"/><g opacity=\".4\">"
             "<circle cx=\"60\" cy=\"60\" r=\"25\"/></g></g></g></g>"),
     4, 9},
    /* strokes: mitres, ends, dashes, markers */
    {SVG("<marker id=\"k\" markerWidth=\"6\" markerHeight=\"6\" refX=\"3\" refY=\"3\" "
         "orient=\"auto\" overflow=\"visible\"><path d=\"M-4 0L6 3 0 9z\" opacity=\".5\"/></marker>"
         "<path opacity=\".5\" d=\"M25 90L60 70 30 80z\" fill=\"none\" "
         "stroke=\"#fff\" stroke-width=\"3\" stroke-miterlimit=\"20\"/>"
         "<path opacity=\".5\" d=\"M20 20C90 20 10 100 70 110\" fill=\"none\" "
         "stroke=\"red\" stroke-dasharray=\"9 4\" stroke-width=\"9\" "
         "stroke-linecap=\"square\"/>"
         "<path " MULTIPLY "d=\"M20 40L60 50 40 80\" fill=\"none\" stroke=\"gold\" "
         "stroke-width=\"4\" marker-start=\"url(#k)\" marker-end=\"url(#k)\"/>"),
     3, 4},
    /* turned, skewed, mirrored, far away, tiny units */
    {SVG("<g transform=\"translate(50 60) rotate(17)\">"
         "<g " MULTIPLY "transform=\"scale(1.3,.7)\"><path d=\"M-20-10h40v20h-40z\" "
         "fill=\"gold\" " MULTIPLY "/></g>"
         "<path " MULTIPLY "transform=\"skewX(20) matrix(.5 .1 -.2 .7 3 4)\" "
         "d=\"M0 0h40v40z\" fill=\"red\"/></g>"
         "<g transform=\"scale(-1 1) translate(-90 0)\"><circle " MULTIPLY
         "cx=\"20\" cy=\"20\" r=\"13\" fill=\"pink\"/></g>"
         "<g transform=\"translate(-10000 -20000)\"><circle opacity=\".3\" "
         "cx=\"10040\" cy=\"20040\" r=\"30\"/></g>"
         "<g transform=\"scale(.001)\"><circle opacity=\".3\" cx=\"40000\" "
         "cy=\"90000\" r=\"30000\"/></g>"),
     6, 13},
    /* what is drawn elsewhere as well has no clip of its own */
    {SVG("<defs><g id=\"a\"><path d=\"M0 0h30v20z\"/><circle r=\"8\" " MULTIPLY
         "/></g></defs>"
         "<use href=\"#a\" x=\"30\" y=\"40\" fill=\"gold\" " MULTIPLY "/>"
         "<use href=\"#a\" opacity=\".5\" transform=\"translate(50 90) rotate(30)\"/>"
         "<g id=\"b\" " MULTIPLY "><path d=\"M5 5h20v9H5z\" fill=\"#f55\"/></g>"
         "<use href=\"#b\" transform=\"translate(50 10) scale(1.5)\"/>"),
     2, 0},
    {SVG("<symbol id=\"s\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"5\"/>"
         "</symbol><use href=\"#s\" width=\"30\" height=\"30\" x=\"20\" y=\"30\" "
         "" MULTIPLY "fill=\"gold\"/>"),
     0, 0},
    {SVG("<svg x=\"20\" y=\"30\" width=\"50\" height=\"50\" viewBox=\"0 0 100 140\">" CIRCLE(
         MULTIPLY) "</svg>"),
     0, 0},
    {SVG("<switch>" CIRCLE(MULTIPLY) "</switch>"), 0, 0},
    /* words */
    {SVG("<text x=\"50\" y=\"60\" text-anchor=\"middle\" font-family=\"Inter\" "
         "font-size=\"20\" " MULTIPLY "fill=\"gold\">Größe <tspan opacity=\".5\" "
         "dy=\"20\">fjÅ</tspan></text>"
         "<g transform=\"rotate(-20 50 70)\" opacity=\".7\"><text x=\"10\" y=\"90\" "
         "font-family=\"Inter\" font-size=\"11\" stroke=\"red\">turned</text></g>"),
     2, 5},
    /* clip paths: neither under one, nor with one inside */
    {SVG("<clipPath id=\"c\"><circle cx=\"50\" cy=\"60\" r=\"40\"/><path "
         "d=\"M0 0h30v30z\"/></clipPath>"
         "<g clip-path=\"url(#c)\">" CIRCLE(
             MULTIPLY) "</g>"
                       "<g " MULTIPLY "><g clip-path=\"url(#c)\">" CIRCLE(
                           "") "</g></g>" CIRCLE(MULTIPLY "clip-path=\"url(#c)\"")),
     0, 0},
    /* what cannot be measured */
    {SVG("<mask id=\"m\"><circle cx=\"50\" cy=\"60\" r=\"40\" fill=\"#fff\"/></mask>"
         "<g opacity=\".5\">" CIRCLE("mask=\"url(#m)\"") "</g>"),
     0, 0},
    {SVG("<filter id=\"f\"><feGaussianBlur stdDeviation=\"3\"/></filter>"
         "<g opacity=\".5\">" CIRCLE("filter=\"url(#f)\"") "</g>"),
     0, 4},
    {SVG("<g opacity=\".5\">" CIRCLE("style=\"filter:blur(2px)\"") "</g>"), 0, 4},
    {SVG("<g opacity=\".5\"><path d=\"M20 20L80 90\" stroke=\"red\" "
         "stroke-width=\"30\" vector-effect=\"non-scaling-stroke\"/></g>"),
     0, 0},
    {SVG("<pattern id=\"p\" width=\"10\" height=\"10\" "
         "patternUnits=\"userSpaceOnUse\"><circle cx=\"5\" cy=\"5\" r=\"3\" "
         "opacity=\".4\"/></pattern><circle " MULTIPLY "cx=\"50\" cy=\"90\" r=\"30\" "
         "fill=\"url(#p)\"/>"),
     0, 0},
    /* style sheets: one that nobody understands, one that means all rectangles */
    {SVG("<style>g > .m{mix-blend-mode:multiply}</style><g>" CIRCLE("class=\"m\"")
             CIRCLE("opacity=\".5\"") "</g>"),
     0, 0},
    {SVG("<style>rect{transform:rotate(30deg);display:none;rx:9;x:4;"
         "clip-path:url(#no)}clipPath{transform:scale(.1)}</style>" CIRCLE(MULTIPLY)),
     1, 4},
    /* ids that are no names, or are there twice */
    {SVG(CIRCLE("id=\"a b\" opacity=\".5\"") CIRCLE("id=\"x\" opacity=\".5\"")
             CIRCLE("id=\"x\" opacity=\".5\"")),
     1, 0},
    /* out of its box at the left and the top; at the right, where librsvg ends it */
    {SVG("<circle " MULTIPLY "r=\"30\" fill=\"gold\"/>"), 1, 4},
    {SVG("<circle " MULTIPLY "cx=\"95\" cy=\"60\" r=\"30\" fill=\"gold\"/>"), 0, 4},
    /* values that librsvg reads in its own way */
    {SVG("<g style=\"opacity:.5;opacity:bar\">" CIRCLE(MULTIPLY) "</g>"), 1, 0},
    {SVG("<g opacity=\".5foo\">" CIRCLE(MULTIPLY) "</g>"), 2, 0},
    {SVG("<g opacity=\".5\"><g opacity=\"inherit\">" CIRCLE(MULTIPLY) "</g></g>"), 2,
     0},
    {SVG("<g style=\"OPACITY:.5\">" CIRCLE(MULTIPLY) "</g>"), 2, 0},
    {SVG("<g opacity=\"50%\">" CIRCLE(MULTIPLY) "</g>"), 2, 6},
    /* sizes of their own */
    {SIZED("width=\"300\" height=\"420\""), 1, 4},
    {SIZED("width=\"10mm\" height=\"14mm\""), 1, 4},
    {SIZED("width=\"50%\""), 1, 4},
    {SIZED("style=\"height:70px\""), 1, 4},
    {SVG("<g opacity=\".5\" visibility=\"hidden\"><path visibility=\"visible\" "
         "d=\"M5 90h60v20z\"/></g>"),
     1, 0},
};

/* How large a drawing of 100 by 140 units is, and where, in pixels. */
typedef struct {
    int width, height; /* of the page */
    double scale, x, y;
} Placement;

static const Placement placements[] = {
    {500, 700, 5, 0, 0},
    {90, 120, 0.857, 3.7, 7.4},
    {400, 555, 1.7215, 51.3, 102.6},
    {617, 900, 12.34, -300.7, -500.4},
    {1300, 256, 26.18, -50.2, -900.7},
};

typedef bool (*Draw)(Svg *svg, cairo_t *cr, Rgb colour, GError **error);

static cairo_surface_t *record(Svg *svg, const Placement *placement, Draw draw) {
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    g_autoptr(GError) error = NULL;

    cairo_translate(cr, placement->x, placement->y);
    cairo_scale(cr, placement->scale, placement->scale);
    draw(svg, cr, (Rgb){0.2, 0.3, 0.4}, &error);
    g_assert_no_error(error);
    cairo_destroy(cr);
    return recording;
}

static cairo_surface_t *replay(cairo_surface_t *recording, int width, int top) {
    cairo_surface_t *band = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, ROWS);
    cairo_t *cr = cairo_create(band);

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_surface(cr, recording, 0, -top);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(band);
    return band;
}

static int difference_at(cairo_surface_t *a, cairo_surface_t *b, int x, int y) {
    int at = y * cairo_image_surface_get_stride(a) + 4 * x, most = 0;

    for (int i = at; i < at + 3; i++)
        most = MAX(most, abs(cairo_image_surface_get_data(a)[i] -
                             cairo_image_surface_get_data(b)[i]));
    return most;
}

/* Whether a pixel lies at an edge of the drawing's box. */
static bool is_edge(double pixel, double start, double length) {
    return fabs(pixel + 0.5 - start) < 1.5 || fabs(pixel + 0.5 - start - length) < 1.5;
}

/* As a picture ends that librsvg makes of a group. */
static void clip_to_box(Svg *svg, cairo_t *cr) {
    Rect box = svg_view_box(svg);
    double left = box.x, top = box.y;
    double right = box.x + box.width, bottom = box.y + box.height;
    cairo_matrix_t matrix;

    cairo_user_to_device(cr, &left, &top);
    cairo_user_to_device(cr, &right, &bottom);
    cairo_get_matrix(cr, &matrix);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, floor(left), floor(top), ceil(right) - floor(left),
                    ceil(bottom) - floor(top));
    cairo_clip(cr);
    cairo_set_matrix(cr, &matrix);
}

/* In all of its pixels. */
static void draw_pixels(Svg *svg, const SvgStep *step, cairo_t *cr, Rgb colour) {
    cairo_matrix_t matrix;
    Affine to_pixels;
    Rect pixels;
    cairo_surface_t *picture;
    g_autoptr(GError) error = NULL;

    if (step->ink.width <= 0)
        return;
    cairo_get_matrix(cr, &matrix);
    to_pixels = (Affine){matrix.xx, 0, 0, matrix.yy, matrix.x0, matrix.y0};
    pixels = affine_pixels(to_pixels, step->ink);
    to_pixels.x0 -= pixels.x;
    to_pixels.y0 -= pixels.y;
    picture = svg_draw_pixels(svg, step, to_pixels, (int)pixels.width,
                              (int)pixels.height, colour, &error);
    g_assert_no_error(error);
    cairo_identity_matrix(cr);
    cairo_set_source_surface(cr, picture, pixels.x, pixels.y);
    cairo_paint(cr);
    cairo_surface_destroy(picture);
}

static void draw_step(Svg *svg, const SvgStep *step, cairo_t *cr, Rgb colour) {
    g_autoptr(GError) error = NULL;

    switch (step->kind) {
    case SVG_STEP_BEGIN:
        cairo_save(cr);
        clip_to_box(svg, cr);
        cairo_push_group(cr);
        break;
    case SVG_STEP_PART:
        cairo_save(cr);
        svg_draw_part(svg, step, cr, colour, &error);
        g_assert_no_error(error);
        cairo_restore(cr);
        break;
    case SVG_STEP_PIXELS:
        cairo_save(cr);
        draw_pixels(svg, step, cr, colour);
        cairo_restore(cr);
        break;
    case SVG_STEP_END:
        cairo_pop_group_to_source(cr);
        if (step->multiplies)
            cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
        cairo_paint_with_alpha(cr, step->opacity);
        cairo_restore(cr);
        break;
    }
}

/* As a whole, where there are none. */
static bool draw_steps(Svg *svg, cairo_t *cr, Rgb colour, GError **error) {
    const GArray *steps = svg_steps(svg, error);

    if (steps == NULL || steps->len == 0)
        return steps != NULL && svg_draw_clipped(svg, cr, colour, error);
    for (guint i = 0; i < steps->len; i++)
        draw_step(svg, &g_array_index(steps, SvgStep, i), cr, colour);
    return true;
}

/* The most that a colour of a pixel differs from the drawing as it is, on the edges of
 * its box or elsewhere. */
static int compare(Svg *svg, const Placement *placement, Draw draw, bool on_edges) {
    Rect box = svg_view_box(svg);
    cairo_surface_t *plain = record(svg, placement, svg_draw);
    cairo_surface_t *clipped = record(svg, placement, draw);
    int most = 0;

    for (int top = 0; top < placement->height; top += ROWS) {
        cairo_surface_t *a = replay(plain, placement->width, top);
        cairo_surface_t *b = replay(clipped, placement->width, top);

        for (int i = 0; i < placement->width * ROWS; i++) {
            int x = i % placement->width, y = i / placement->width;
            bool at_edge = is_edge(x, placement->x + box.x * placement->scale,
                                   box.width * placement->scale) ||
                           is_edge(top + y, placement->y + box.y * placement->scale,
                                   box.height * placement->scale);

            if (at_edge == on_edges)
                most = MAX(most, difference_at(a, b, x, y));
        }
        cairo_surface_destroy(a);
        cairo_surface_destroy(b);
    }
    cairo_surface_destroy(plain);
    cairo_surface_destroy(clipped);
    return most;
}

static guint count(const char *text, const char *word) {
    guint found = 0;

    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        found++;
    return found;
}

/* Clips that a file gets where a unit is a pixel and a half. */
static guint count_clips(const char *text) {
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgClips) clips =
        svg_clips_new(text, strlen(text), (Rect){0, 0, 100, 140}, &error);
    g_autofree char *sheet = NULL;

    g_assert_no_error(error);
    sheet = svg_clips_sheet(clips, (Affine){1.5, 0, 0, 1.5, 0.25, 0.75}, false);
    return count(sheet, "clip-path:url(");
}

static void test_clipped_drawings_have_the_same_pixels(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        g_autofree char *name = g_strdup_printf("%u.svg", i);
        Svg *svg;

        write_file(name, drawings[i].text);
        svg = svgs_load(svgs, name, NULL);
        g_assert_nonnull(svg);
        for (size_t j = 0; j < G_N_ELEMENTS(placements); j++) {
            if (compare(svg, &placements[j], svg_draw_clipped, false) != 0 ||
                compare(svg, &placements[j], svg_draw_clipped, true) != 0)
                g_error("drawing %u, placement %zu", i, j);
        }
    }
}

static void test_groups_are_clipped_where_that_is_exact(void) {
    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        if (count_clips(drawings[i].text) != drawings[i].clips)
            g_error("drawing %u: %u clips", i, count_clips(drawings[i].text));
    }
}

/* Gradients are reckoned from where the picture begins: they may be off by one. */
static void test_gradients_in_groups_differ_by_one_at_most(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    write_file("a.svg", SVG("<linearGradient id=\"g\"><stop stop-color=\"red\"/><stop "
                            "offset=\"1\" stop-color=\"gold\"/></linearGradient>"
                            "<g opacity=\".5\"><path d=\"M20 20h50v50z\" "
                            "fill=\"url(#g)\"/></g>"));
    for (size_t i = 0; i < G_N_ELEMENTS(placements); i++)
        g_assert_cmpint(compare(svgs_load(svgs, "a.svg", NULL), &placements[i],
                                svg_draw_clipped, false),
                        <=, 1);
}

/* librsvg ends groups somewhere in the last pixels of the drawing's box, and rounds
 * their points to a 256th of a pixel once more. Of 15 rows in a pixel that cairo looks
 * at, one may then lie on the other side of an edge. */
enum { ONE_ROW = 17 };

static void test_drawings_in_steps_look_the_same(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        g_autofree char *name = g_strdup_printf("%u.svg", i);
        Svg *svg;

        write_file(name, drawings[i].text);
        svg = svgs_load(svgs, name, NULL);
        for (size_t j = 0; j < G_N_ELEMENTS(placements); j++) {
            int most = compare(svg, &placements[j], draw_steps, false);

            if (most > ONE_ROW)
                g_error("drawing %u, placement %zu: %d", i, j, most);
        }
    }
}

static void test_drawings_are_taken_apart_where_that_is_exact(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        g_autofree char *name = g_strdup_printf("%u.svg", i);
        const GArray *steps;

        write_file(name, drawings[i].text);
        steps = svg_steps(svgs_load(svgs, name, NULL), NULL);
        if (steps->len != drawings[i].steps)
            g_error("drawing %u: %u steps", i, steps->len);
    }
}

static void test_art_of_the_campaign_has_the_same_pixels(void) {
    static const char folder[] = TEST_MOTIFS "/art";
    g_autoptr(GPtrArray) names = path_list(folder, NULL);
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        Placement placement = {1000, 1000, 3.37, 0.3, 0.7};
        Svg *svg;
        Rect box;

        if (!g_str_has_suffix(path, ".svg"))
            continue;
        svg = svgs_load(svgs, path, NULL);
        box = svg_view_box(svg);
        placement.x -= box.x * placement.scale;
        placement.y -= box.y * placement.scale;
        g_assert_cmpint(compare(svg, &placement, svg_draw_clipped, false), ==, 0);
        g_assert_cmpint(compare(svg, &placement, svg_draw_clipped, true), ==, 0);
        g_assert_cmpint(compare(svg, &placement, draw_steps, false), <=, ONE_ROW);
        if (svg_blends(svg))
            g_assert_cmpuint(svg_steps(svg, NULL)->len, >, 0);
    }
}

static void test_clips_lie_on_whole_pixels_around_what_is_blackened(void) {
    static const char text[] = SVG("<path opacity=\".5\" d=\"M10 20h30v40H10z\"/>");
    g_autoptr(SvgClips) clips =
        svg_clips_new(text, strlen(text), (Rect){0, 0, 100, 140}, NULL);
    g_autofree char *sheet =
        svg_clips_sheet(clips, (Affine){2, 0, 0, 2, 0.5, 0.5}, false);

    /* 20.5 to 80.5, with what measuring adds and one around, is 19 to 82. */
    g_assert_cmpstr(sheet, ==,
                    "#plakat-group-0{clip-path:url(#plakat-clip-0) !important}"
                    "#plakat-box-0{x:9.25px !important;y:19.25px !important;"
                    "width:31.5px !important;height:41.5px !important;}");
}

static void test_ink_is_what_all_shapes_blacken(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(GError) error = NULL;
    Rect ink;

    write_file("a.svg", SVG("<path opacity=\".5\" d=\"M-10-20h300v40z\"/>"));
    write_file("b.svg", SVG("<mask id=\"m\"/>" CIRCLE("mask=\"url(#m)\"")));
    g_assert_true(svg_ink(svgs_load(svgs, "a.svg", NULL), &ink, &error));
    g_assert_cmpfloat_with_epsilon(ink.x, -10, 0.1);
    g_assert_cmpfloat_with_epsilon(ink.y, -20, 0.1);
    g_assert_cmpfloat_with_epsilon(ink.x + ink.width, 290, 0.1);
    g_assert_cmpfloat_with_epsilon(ink.y + ink.height, 140, 0.1);
    g_assert_false(svg_ink(svgs_load(svgs, "b.svg", NULL), &ink, &error));
    g_assert_no_error(error);
}

int main(int argc, char **argv) {
    static const UnitTest tests[] = {
        TEST(clipped_drawings_have_the_same_pixels),
        TEST(groups_are_clipped_where_that_is_exact),
        TEST(drawings_in_steps_look_the_same),
        TEST(drawings_are_taken_apart_where_that_is_exact),
        TEST(gradients_in_groups_differ_by_one_at_most),
        TEST(art_of_the_campaign_has_the_same_pixels),
        TEST(clips_lie_on_whole_pixels_around_what_is_blackened),
        TEST(ink_is_what_all_shapes_blacken),
    };

    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
