/* Asked of cairo: whether layers have the pixels of the same poster drawn on one
 * surface.
 */
#include "../support.h"

#include "batch/task.h"
#include "draw/draw.h"
#include "raster/layers.h"
#include "resources/svgs.h"

#include <stdlib.h>

enum { SIDE = 300, ROWS = 64, HALF = 128 };

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};
static Ink red = {.name = "red", .screen = {0xdf / 255.0, 0x1c / 255.0, 0x28 / 255.0}};

/* --- two ways ------------------------------------------------------------------------
 */

/* Of points to pixels. */
static cairo_t *context_on(cairo_surface_t *surface, double scale) {
    cairo_t *cr = cairo_create(surface);

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_translate(cr, 0.3, 0.6);
    cairo_scale(cr, scale, scale);
    return cr;
}

static cairo_surface_t *draw_whole(const Poster *poster, int width, int height,
                                   double scale) {
    cairo_surface_t *canvas =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = context_on(canvas, scale);
    DrawOptions options = {.text_as_paths = true, .photo_ppi = 72 * scale};

    g_assert_true(draw_poster(cr, poster, &options, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    return canvas;
}

static cairo_surface_t *rows_of(cairo_surface_t *canvas, int top, int rows) {
    int stride = cairo_image_surface_get_stride(canvas);

    return cairo_image_surface_create_for_data(
        cairo_image_surface_get_data(canvas) + (gsize)top * (gsize)stride,
        CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(canvas), rows, stride);
}

/* `filter_bytes` as in DrawOptions. */
static cairo_surface_t *draw_filtered(const Poster *poster, int width, int height,
                                      double scale, gint64 filter_bytes) {
    cairo_surface_t *canvas =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    g_autoptr(Layers) layers = layers_new(width, height, false);
    DrawOptions options = {.text_as_paths = true,
                           .photo_ppi = 72 * scale,
                           .layers = layers_target(layers),
                           .filter_bytes = filter_bytes};
    cairo_t *cr = context_on(canvas, scale);

    g_assert_true(draw_poster(cr, poster, &options, NULL));
    cairo_destroy(cr);
    g_assert_cmpint(layers_finish(layers), ==, CAIRO_STATUS_SUCCESS);
    for (int top = 0; top < height; top += ROWS) {
        int rows = MIN(ROWS, height - top);
        cairo_surface_t *band = rows_of(canvas, top, rows);

        layers_draw(layers, top, rows, band);
        cairo_surface_destroy(band);
    }
    cairo_surface_mark_dirty(canvas);
    return canvas;
}

static cairo_surface_t *draw_layered(const Poster *poster, int width, int height,
                                     double scale) {
    return draw_filtered(poster, width, height, scale, 0);
}

static guint32 pixel(cairo_surface_t *canvas, int x, int y) {
    guint32 value;

    memcpy(&value,
           cairo_image_surface_get_data(canvas) +
               (gsize)y * (gsize)cairo_image_surface_get_stride(canvas) + 4 * (gsize)x,
           sizeof value);
    return value & 0xffffff;
}

/* The most that a colour of a pixel differs. */
static int difference(guint32 a, guint32 b) {
    int most = 0;

    for (int shift = 0; shift < 24; shift += 8)
        most = MAX(most, abs((int)(a >> shift & 255) - (int)(b >> shift & 255)));
    return most;
}

/* How many pixels differ by more than one level; `most` is the most. */
static guint compare(cairo_surface_t *a, cairo_surface_t *b, int *most) {
    guint differ = 0;

    *most = 0;
    for (int y = 0; y < cairo_image_surface_get_height(a); y++) {
        for (int x = 0; x < cairo_image_surface_get_width(a); x++) {
            int much = difference(pixel(a, x, y), pixel(b, x, y));

            differ += much > 1;
            *most = MAX(*most, much);
        }
    }
    return differ;
}

/* Colours may differ so much in so many pixels, those of edges; elsewhere by a level.
 */
static void assert_same(const Poster *poster, int tolerance, guint pixels) {
    cairo_surface_t *expected = draw_whole(poster, SIDE, SIDE, 1.23);
    cairo_surface_t *canvas = draw_layered(poster, SIDE, SIDE, 1.23);
    guint coloured = 0;
    int most;

    g_assert_cmpuint(compare(expected, canvas, &most), <=, pixels);
    g_assert_cmpint(most, <=, tolerance);
    for (int i = 0; i < SIDE * SIDE; i++)
        coloured += pixel(expected, i % SIDE, i / SIDE) != 0xffffff;
    g_assert_cmpuint(coloured, >, 100);
    cairo_surface_destroy(expected);
    cairo_surface_destroy(canvas);
}

/* --- items ---------------------------------------------------------------------------
 */

static Item *panel_new(Rect area, const Ink *ink) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = (Paint){ink, 1};
    return item;
}

static Item *make_panel(Svgs *svgs) {
    (void)svgs;
    return panel_new((Rect){30, 40, 50.5, 60}, &blue);
}

/* A corner of mitres, far out of its points. */
static Item *make_shape(Svgs *svgs) {
    Item *item = item_new(ITEM_SHAPE);

    (void)svgs;
    item->outline = outline_new();
    outline_move(item->outline, 40, 60);
    outline_line(item->outline, 120, 70);
    outline_line(item->outline, 40, 90);
    item->stroke = 9;
    item->paint = (Paint){&red, 1};
    return item;
}

static Item *make_art(Svgs *svgs) {
    static const char drawing[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\">"
        "<path fill=\"currentColor\" d=\"M0 0h2v2H0z\"/><g style=\"mix-blend-mode:"
        "multiply\"><path fill=\"#ffd619\" d=\"M1 0h2v3L1 2z\"/><path opacity=\".5\" "
        "style=\"mix-blend-mode:multiply\" fill=\"#adddf0\" d=\"M0 1h4v1L3 2z\"/></g>"
        "<path opacity=\".7\" d=\"M2 3h2v1L2 4z\"/></svg>";
    Item *item = item_new(ITEM_ART);

    write_file("a.svg", drawing);
    item->svg = svgs_load(svgs, "a.svg", NULL);
    g_assert_nonnull(item->svg);
    g_assert_cmpuint(svg_steps(item->svg, NULL)->len, >, 0);
    item->unit = 40;
    item->origin_x = 50;
    item->origin_y = 7;
    item->paint = (Paint){&red, 0.6};
    return item;
}

static Item *art_new(Svgs *svgs, const char *name, const char *drawing) {
    Item *item = item_new(ITEM_ART);

    write_file(name, drawing);
    item->svg = svgs_load(svgs, name, NULL);
    g_assert_nonnull(svg_filtered(item->svg, NULL));
    item->path = g_strdup(name);
    item->unit = 40;
    item->origin_x = 50;
    item->origin_y = 7;
    return item;
}

#define FILTERED(before)                                                        \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\">" before     \
    "<filter id=\"f\" x=\"-.5\" y=\"-.5\" width=\"2\" height=\"2\">"            \
    "<feGaussianBlur stdDeviation=\".2\"/></filter>"                            \
    "<path fill=\"#ffd619\" d=\"M0 0h2v2H0z\"/><g opacity=\".8\">"              \
    "<circle id=\"sun\" filter=\"url(#f)\" fill=\"#df1c28\" cx=\"2\" cy=\"2\" " \
    "r=\"1\"/></g><path opacity=\".7\" d=\"M2 3h2v1L2 4z\"/></svg>"

static Item *make_filtered(Svgs *svgs) {
    Item *item = art_new(svgs, "f.svg", FILTERED(""));

    g_assert_cmpuint(svg_steps(item->svg, NULL)->len, ==, 5);
    return item;
}

static Item *make_mirrored(Svgs *svgs) {
    Item *item = make_filtered(svgs);

    item->mirrored = true;
    item->origin_x = 210;
    return item;
}

/* Nobody knows what is filtered. */
static Item *make_vague(Svgs *svgs) {
    Item *item =
        art_new(svgs, "v.svg", FILTERED("<style>g > path{filter:none}</style>"));

    g_assert_cmpuint(svg_steps(item->svg, NULL)->len, ==, 0);
    return item;
}

/* What it multiplies with, and what is multiplied in it. */
static Item *make_group(Svgs *svgs) {
    Item *group = item_new(ITEM_GROUP);
    Item *inner = make_panel(svgs), *other = panel_new((Rect){50, 50, 80, 20}, &gold);

    inner->blend = BLEND_MULTIPLY;
    other->blend = BLEND_MULTIPLY;
    other->opacity = 0.5;
    g_ptr_array_add(group->items, inner);
    g_ptr_array_add(group->items, other);
    return group;
}

/* Only what lies in a triangle. */
static Item *clip(Item *item) {
    item->clip = outline_new();
    outline_move(item->clip, 20, 20);
    outline_line(item->clip, 140, 60);
    outline_line(item->clip, 50, 130);
    return item;
}

static Item *make_clipped_group(Svgs *svgs) {
    return clip(make_group(svgs));
}

/* Edges differ where cairo cuts groups off twice, which makes them hard, and where
 * librsvg's groups lie between pixels. */
typedef struct {
    Item *(*make)(Svgs *svgs);
    int tolerance, turned;
    guint pixels;
} Kind;

static const Kind kinds[] = {
    {make_panel, 1, 1, 0},      {make_shape, 1, 1, 0},
    {make_group, 1, 2, 300},    {make_clipped_group, 99, 99, 300},
    {make_art, 99, 99, 2000},   {make_filtered, 99, 99, 2000},
    {make_vague, 99, 99, 2000}, {make_mirrored, 99, 99, 2000},
};

/* The item blends, in a group that is isolated or not, or turned, and is turned itself;
 * something lies behind and before it. */
static void assert_kind(const Kind *kind, Svgs *svgs, bool isolate, double group_turn,
                        double turn) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = item_new(ITEM_GROUP), *item = kind->make(svgs);

    item->blend = BLEND_MULTIPLY;
    item->rotation = turn;
    item->pivot_x = 100;
    item->pivot_y = 100;
    group->isolate = isolate;
    group->opacity = isolate ? 0.9 : 1;
    group->rotation = group_turn;
    g_ptr_array_add(poster->items, panel_new((Rect){-10, -10, 150, 150}, &gold));
    g_ptr_array_add(poster->items, group);
    g_ptr_array_add(group->items, panel_new((Rect){60, 60, 30, 100}, &red));
    g_ptr_array_add(group->items, item);
    g_ptr_array_add(poster->items, panel_new((Rect){70, 0, 20, 90}, &blue));
    assert_same(poster, group_turn != 0 || turn != 0 ? kind->turned : kind->tolerance,
                kind->pixels);
}

static void test_layers_have_the_pixels_of_one_surface(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (int isolate = 0; isolate < 2; isolate++) {
            assert_kind(&kinds[i], svgs, isolate != 0, 0, 0);
            assert_kind(&kinds[i], svgs, isolate != 0, 20, 0);
            assert_kind(&kinds[i], svgs, isolate != 0, 0, -50);
            assert_kind(&kinds[i], svgs, isolate != 0, 90, 30);
        }
    }
}

/* Nothing is cut off at the left, where bands begin, or beyond the page. */
static void test_layers_go_beyond_the_page(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *large = panel_new((Rect){-4000, 20, 9000, 9000}, &blue);

    large->blend = BLEND_MULTIPLY;
    g_ptr_array_add(poster->items, panel_new((Rect){-10, -10, 50, 900}, &gold));
    g_ptr_array_add(poster->items, large);
    assert_same(poster, 0, 0);
}

/* --- with little memory --------------------------------------------------------------
 */

/* A drawing over the whole page, at 432 ppi. */
static Poster *filtered_poster(Svgs *svgs, Item *(*make)(Svgs *svgs), double turn) {
    Poster *poster = poster_new();
    Item *item = make(svgs);

    item->unit = 12;
    item->origin_x = item->mirrored ? 49 : 1;
    item->origin_y = 1;
    item->rotation = turn;
    item->pivot_x = 25;
    item->pivot_y = 25;
    g_ptr_array_add(poster->items, item);
    return poster;
}

enum { PPI = 432, FEW_BYTES = 100000 };

static void assert_softer(Svgs *svgs, Item *(*make)(Svgs *svgs), double turn,
                          int edges) {
    g_autoptr(Poster) poster = filtered_poster(svgs, make, turn);
    cairo_surface_t *sharp = draw_filtered(poster, SIDE, SIDE, PPI / 72.0, 0);
    cairo_surface_t *soft = draw_filtered(poster, SIDE, SIDE, PPI / 72.0, FEW_BYTES);
    int most;

    g_assert_cmpuint(compare(sharp, soft, &most), >, 100);
    g_assert_cmpint(most, <=, edges);
    cairo_surface_destroy(sharp);
    cairo_surface_destroy(soft);
}

/* Of a blur there is hardly less to see; what is drawn with it has soft edges. */
static void test_what_is_filtered_has_fewer_pixels_where_memory_ends(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);

    assert_softer(svgs, make_filtered, 0, 8);
    assert_softer(svgs, make_mirrored, 0, 8);
    assert_softer(svgs, make_filtered, 20, 170);
    assert_softer(svgs, make_vague, 0, 170);
    assert_softer(svgs, make_vague, -70, 170);
}

static char *problem_of(const Poster *poster) {
    g_autoptr(Layers) layers = layers_new(SIDE, SIDE, false);
    g_autoptr(GError) error = NULL;
    DrawOptions options = {.layers = layers_target(layers), .filter_bytes = 600};
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    cairo_t *cr = context_on(canvas, PPI / 72.0);

    g_assert_false(draw_poster(cr, poster, &options, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    cairo_destroy(cr);
    cairo_surface_destroy(canvas);
    return g_strdup(error->message);
}

static void test_too_few_pixels_are_a_problem_of_the_element(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = filtered_poster(svgs, make_filtered, 0);
    g_autofree char *problem = problem_of(poster);

    g_assert_cmpstr(problem, ==,
                    "'f.svg' cannot be drawn: there is memory for 10 ppi where element "
                    "'sun' is filtered, and 36 are needed; make that smaller, or take "
                    "fewer ppi or more --memory");
}

static const UnitTest tests[] = {
    TEST(layers_have_the_pixels_of_one_surface),
    TEST(layers_go_beyond_the_page),
    TEST(what_is_filtered_has_fewer_pixels_where_memory_ends),
    TEST(too_few_pixels_are_a_problem_of_the_element),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
