/* Asked of librsvg: whether drawings whose filtered elements are drawn one by one look
 * as they do in one piece. */
#include "../support.h"

#include "resources/svg_filters.h"
#include "resources/svgs.h"

#include <stdlib.h>

#define SVG(content)                                                             \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 60\">"          \
    "<filter id=\"blur\"><feGaussianBlur stdDeviation=\"2\"/></filter>"          \
    "<filter id=\"shadow\" width=\"1.5\" height=\"1.5\"><feDropShadow dx=\"5\" " \
    "dy=\"6\" stdDeviation=\"1\"/></filter>"                                     \
    "<path d=\"M0 0h100v60H0z\" fill=\"#0061ad\"/>" content                      \
    "<path d=\"M50 0h9v60h-9z\" fill=\"#fff\"/></svg>"

#define CIRCLE(attributes) \
    "<circle cx=\"40\" cy=\"25\" r=\"12\" fill=\"gold\" " attributes "/>"

#define BLUR "filter=\"url(#blur)\" "
#define SHADOW "filter=\"url(#shadow)\" "

typedef struct {
    const char *text;
    const char *found; /* names of its filtered elements; NULL: nobody can tell */
    const char *steps; /* kinds, one letter each; empty: it is one picture */
} Drawing;

static const Drawing drawings[] = {
    {SVG(CIRCLE("")), "", ""},
    {SVG(CIRCLE("filter=\"none\"")), "", ""},
    {SVG(CIRCLE(BLUR)), "circle", "-P-"},
    {SVG(CIRCLE(SHADOW "id=\"sun\"")), "circle", "-P-"},
    {SVG("<style>.b{filter:url(#blur)}#c{filter:none}</style>" CIRCLE("class=\"b\"")
             CIRCLE("id=\"c\"")),
     "circle", "-P-"},
    {SVG(CIRCLE("style=\"filter:blur(2px) brightness(50%)\"")), "circle", "-P-"},
    /* in groups, which are pictures or not, and as such */
    {SVG("<g opacity=\".5\"><g>" CIRCLE("") CIRCLE(SHADOW) "</g></g>"), "circle",
     "-<-P>-"},
    {SVG("<g>" CIRCLE(BLUR "opacity=\".5\"") "</g>"), "circle", "-P-"},
    {SVG(CIRCLE(SHADOW "style=\"mix-blend-mode:multiply\" opacity=\".8\"")), "circle",
     "-<P>-"},
    {SVG("<g " BLUR "opacity=\".7\"><g " SHADOW
         ">" CIRCLE("style=\"mix-blend-mode:screen\"") "</g></g>"),
     "g", "-P-"},
    /* what cannot be taken apart is drawn as pixels as a whole */
    {SVG("<clipPath id=\"k\"><path d=\"M0 0h50v60H0z\"/></clipPath>"
         "<g clip-path=\"url(#k)\">" CIRCLE(BLUR) "</g>"),
     "g", "-P-"},
    {SVG("<defs><g id=\"a\">" CIRCLE(
         SHADOW) "</g></defs>"
                 "<use href=\"#a\" x=\"-20\"/>"
                 "<g id=\"b\"><use href=\"#a\" y=\"20\"/></g>"
                 "<use href=\"#b\" x=\"40\"/>"),
     "use use use", "-PPP-"},
    {SVG("<switch>" CIRCLE(BLUR) "</switch><svg x=\"50\" width=\"50\">" CIRCLE(
         BLUR) "</svg>"),
     "switch svg", "-PP-"},
    {SVG("<g display=\"none\">" CIRCLE(BLUR) "</g>"), "circle", "--"},
    /* nor can these be */
    {SVG("<style>g > .b{filter:url(#blur)}</style><g>" CIRCLE("class=\"b\"") "</g>"),
     NULL, ""},
    {SVG(CIRCLE(BLUR "id=\"a b\"")), NULL, ""},
    {SVG("<pattern id=\"p\" width=\"1\" height=\"1\">" CIRCLE(
         BLUR) "</pattern><path d=\"M5 5h40v40z\" fill=\"url(#p)\"/>"),
     NULL, ""},
    {SVG(CIRCLE(BLUR) "<g style=\"mix-blend-mode:screen\">" CIRCLE("") "</g>"),
     "circle", ""},
    {SVG("<style>g{fill:red}</style>" CIRCLE(BLUR)), "circle", ""},
};

/* --- which ---------------------------------------------------------------------------
 */

static char *names_of(const GPtrArray *elements) {
    g_autoptr(GString) names = g_string_new(NULL);

    if (elements == NULL)
        return NULL;
    for (guint i = 0; i < elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(elements, i);

        g_string_append_printf(names, "%s%s", i == 0 ? "" : " ", element->name);
    }
    return g_strdup(names->str);
}

static void test_filtered_elements_are_found_where_they_can_be_drawn_alone(void) {
    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        const char *text = drawings[i].text;
        g_autoptr(Source) source = source_new_for_text("", text, strlen(text));
        g_autoptr(SvgTree) tree = svg_tree_parse(source, NULL);
        g_autoptr(SvgStyle) style = svg_style_new(tree);
        g_autoptr(GPtrArray) found = svg_filters_find(tree, style);
        g_autofree char *names = names_of(found);

        if (g_strcmp0(names, drawings[i].found) != 0)
            g_error("drawing %u: %s", i, names);
    }
}

static char *kinds_of(const GArray *steps) {
    static const char letters[] = {[SVG_STEP_PART] = '-',
                                   [SVG_STEP_PIXELS] = 'P',
                                   [SVG_STEP_BEGIN] = '<',
                                   [SVG_STEP_END] = '>'};
    g_autoptr(GString) kinds = g_string_new(NULL);

    for (guint i = 0; i < steps->len; i++)
        g_string_append_c(kinds, letters[g_array_index(steps, SvgStep, i).kind]);
    return g_strdup(kinds->str);
}

static Svg *load(Svgs *svgs, guint index) {
    g_autofree char *name = g_strdup_printf("%u.svg", index);
    g_autoptr(GError) error = NULL;
    Svg *svg;

    write_file(name, drawings[index].text);
    svg = svgs_load(svgs, name, &error);
    g_assert_no_error(error);
    return svg;
}

static void test_drawings_are_taken_apart_where_they_are_filtered(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        Svg *svg = load(svgs, i);
        g_autofree char *kinds = kinds_of(svg_steps(svg, NULL));
        bool is_filtered = g_strcmp0(drawings[i].found, "") != 0;

        if (strcmp(kinds, drawings[i].steps) != 0)
            g_error("drawing %u: %s", i, kinds);
        g_assert_true((svg_filtered(svg, NULL) != NULL) == is_filtered);
    }
}

/* --- how they look -------------------------------------------------------------------
 */

enum { SCALE = 5, WIDTH = 100 * SCALE, HEIGHT = 60 * SCALE };

static cairo_surface_t *canvas_new(void) {
    return cairo_image_surface_create(CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
}

static void draw_step(Svg *svg, const SvgStep *step, cairo_t *cr) {
    const Affine to_pixels = {SCALE, 0, 0, SCALE, 0, 0};
    g_autoptr(GError) error = NULL;
    cairo_surface_t *picture;

    switch (step->kind) {
    case SVG_STEP_BEGIN:
        cairo_push_group(cr);
        break;
    case SVG_STEP_PART:
        cairo_save(cr);
        cairo_scale(cr, SCALE, SCALE);
        svg_draw_part(svg, step, cr, (Rgb){0, 0, 0}, &error);
        cairo_restore(cr);
        break;
    case SVG_STEP_PIXELS:
        picture = svg_draw_pixels(svg, step, to_pixels, WIDTH, HEIGHT, (Rgb){0, 0, 0},
                                  &error);
        cairo_set_source_surface(cr, picture, 0, 0);
        cairo_paint(cr);
        cairo_surface_destroy(picture);
        break;
    case SVG_STEP_END:
        cairo_pop_group_to_source(cr);
        if (step->multiplies)
            cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
        cairo_paint_with_alpha(cr, step->opacity);
        cairo_set_operator(cr, CAIRO_OPERATOR_OVER);
        break;
    }
    g_assert_no_error(error);
}

static cairo_surface_t *draw(Svg *svg, const GArray *steps) {
    cairo_surface_t *canvas = canvas_new();
    cairo_t *cr = cairo_create(canvas);

    for (guint i = 0; steps != NULL && i < steps->len; i++)
        draw_step(svg, &g_array_index(steps, SvgStep, i), cr);
    cairo_scale(cr, SCALE, SCALE);
    if (steps == NULL)
        svg_draw(svg, cr, (Rgb){0, 0, 0}, NULL);
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    return canvas;
}

static int difference(cairo_surface_t *a, cairo_surface_t *b) {
    const guint8 *one = cairo_image_surface_get_data(a);
    const guint8 *other = cairo_image_surface_get_data(b);
    int bytes = HEIGHT * cairo_image_surface_get_stride(a), most = 0;

    for (int i = 0; i < bytes; i++)
        most = MAX(most, abs(one[i] - other[i]));
    return most;
}

static void test_filtered_drawings_look_the_same_in_steps(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (guint i = 0; i < G_N_ELEMENTS(drawings); i++) {
        Svg *svg = load(svgs, i);
        const GArray *steps = svg_steps(svg, NULL);
        cairo_surface_t *whole = draw(svg, NULL);
        cairo_surface_t *stepped = draw(svg, steps->len > 0 ? steps : NULL);

        if (difference(whole, stepped) > 2)
            g_error("drawing %u: %d", i, difference(whole, stepped));
        cairo_surface_destroy(whole);
        cairo_surface_destroy(stepped);
    }
}

/* --- where ---------------------------------------------------------------------------
 */

static const SvgStep *step_of(Svgs *svgs, const char *name, const char *text) {
    const GArray *steps;

    write_file(name, text);
    steps = svg_steps(svgs_load(svgs, name, NULL), NULL);
    g_assert_cmpuint(steps->len, ==, 3);
    return &g_array_index(steps, SvgStep, 1);
}

static void assert_region(const SvgStep *step, Rect expected, double slack) {
    g_assert_cmpfloat_with_epsilon(step->region.x, expected.x, slack);
    g_assert_cmpfloat_with_epsilon(step->region.y, expected.y, slack);
    g_assert_cmpfloat_with_epsilon(step->region.width, expected.width, 2 * slack);
    g_assert_cmpfloat_with_epsilon(step->region.height, expected.height, 2 * slack);
}

/* The filter makes 10 % more of the circle than is there, on each side. */
static void test_a_region_is_what_a_filter_blackens(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    assert_region(step_of(svgs, "a.svg", SVG(CIRCLE(BLUR))),
                  (Rect){25.6, 10.6, 28.8, 28.8}, 1);
}

/* The blur lies where nothing is left of it, at last. */
static void test_a_region_holds_what_filters_make_in_between(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    const SvgStep *step =
        step_of(svgs, "a.svg",
                SVG("<filter id=\"away\" x=\"-1\" y=\"-1\" width=\"3\" height=\"3\">"
                    "<feOffset dx=\"-9\"/><feOffset dx=\"9\"/></filter>" CIRCLE(
                        "filter=\"url(#away)\"")));

    g_assert_cmpfloat(step->region.x, <, 19);
    g_assert_cmpfloat(step->region.width, <, 70);
}

static void test_percentages_are_of_the_whole_drawing(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    assert_region(
        step_of(svgs, "a.svg",
                SVG("<rect x=\"20%\" y=\"9\" width=\"9%\" height=\"9\" " BLUR "/>")),
        (Rect){0, 0, 100, 60}, 1e-9);
}

/* --- what they take ------------------------------------------------------------------
 */

static guint surfaces_of(const char *filter) {
    g_autofree char *text = g_strdup_printf(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><filter>%s</filter></svg>", filter);
    g_autoptr(Source) source = source_new_for_text("", text, strlen(text));
    g_autoptr(SvgTree) tree = svg_tree_parse(source, NULL);

    return svg_filters_surfaces(tree);
}

static void test_results_with_names_take_surfaces(void) {
    g_assert_cmpuint(surfaces_of(""), ==, 6);
    g_assert_cmpuint(surfaces_of("<feGaussianBlur/><feOffset/>"), ==, 6);
    g_assert_cmpuint(surfaces_of("<feFlood result=\"a\"/><feGaussianBlur/>"), ==, 7);
    g_assert_cmpuint(surfaces_of("<feFlood result=\"a\"/><feFlood result=\"b\"/>"
                                 "<feGaussianBlur in=\"SourceAlpha\"/>"),
                     ==, 9);
}

int main(int argc, char **argv) {
    static const UnitTest tests[] = {
        TEST(filtered_elements_are_found_where_they_can_be_drawn_alone),
        TEST(drawings_are_taken_apart_where_they_are_filtered),
        TEST(filtered_drawings_look_the_same_in_steps),
        TEST(a_region_is_what_a_filter_blackens),
        TEST(a_region_holds_what_filters_make_in_between),
        TEST(percentages_are_of_the_whole_drawing),
        TEST(results_with_names_take_surfaces),
    };

    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
