#include "../support.h"

#include "draw/draw.h"
#include "resources/fonts.h"
#include "resources/svgs.h"

/* Screen colours as in the campaign; and what multiplying them gives. */
static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};
static Ink red = {.name = "red", .screen = {0xdf / 255.0, 0x1c / 255.0, 0x28 / 255.0}};

static Item *add_panel(GPtrArray *items, Rect area, const Ink *ink, double tint) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = (Paint){ink, tint};
    g_ptr_array_add(items, item);
    return item;
}

static Item *add_group(GPtrArray *items, bool isolate) {
    Item *item = item_new(ITEM_GROUP);

    item->isolate = isolate;
    g_ptr_array_add(items, item);
    return item;
}

/* A white canvas of 12 by 8 pixels, a point each. */
static cairo_surface_t *draw(const Poster *poster) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 12, 8);
    cairo_t *cr = cairo_create(canvas);
    DrawOptions options = {.text_as_paths = true};
    g_autoptr(GError) error = NULL;
    bool drawn;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    drawn = draw_poster(cr, poster, &options, &error);
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    g_assert_no_error(error);
    g_assert_true(drawn);
    return canvas;
}

static unsigned pixel(cairo_surface_t *canvas, int x, int y) {
    const unsigned char *row = cairo_image_surface_get_data(canvas) +
                               y * cairo_image_surface_get_stride(canvas);
    guint32 value;

    memcpy(&value, row + 4 * x, sizeof value);
    return value & 0xffffff;
}

/* Pixels of the first row at x = 1, 4, 7 and 10. */
static void assert_row(const Poster *poster, unsigned first, unsigned second,
                       unsigned third, unsigned fourth) {
    cairo_surface_t *canvas = draw(poster);

    g_assert_cmphex(pixel(canvas, 1, 1), ==, first);
    g_assert_cmphex(pixel(canvas, 4, 1), ==, second);
    g_assert_cmphex(pixel(canvas, 7, 1), ==, third);
    g_assert_cmphex(pixel(canvas, 10, 1), ==, fourth);
    cairo_surface_destroy(canvas);
}

static void test_panel_has_the_colour_of_its_ink(void) {
    g_autoptr(Poster) poster = poster_new();

    add_panel(poster->items, (Rect){0, 0, 6, 8}, &blue, 1);
    add_panel(poster->items, (Rect){3, 0, 6, 8}, &gold, 1);
    assert_row(poster, 0x0061ad, 0xffd619, 0xffd619, 0xffffff);
}

static void test_tint_is_mixed_with_white(void) {
    g_autoptr(Poster) poster = poster_new();

    add_panel(poster->items, (Rect){0, 0, 6, 8}, &blue, 0.6);
    assert_row(poster, 0x66a0ce, 0x66a0ce, 0xffffff, 0xffffff);
}

static void test_multiplied_panel_darkens_what_lies_behind(void) {
    g_autoptr(Poster) poster = poster_new();

    add_panel(poster->items, (Rect){0, 0, 6, 8}, &blue, 1);
    add_panel(poster->items, (Rect){3, 0, 6, 8}, &gold, 1)->blend = BLEND_MULTIPLY;
    /* 0x61 x 0xd6 / 0xff = 81.4, 0xad x 0x19 / 0xff = 17.0 */
    assert_row(poster, 0x0061ad, 0x005111, 0xffd619, 0xffffff);
}

static void test_opacity_mixes_with_what_lies_behind(void) {
    g_autoptr(Poster) poster = poster_new();

    add_panel(poster->items, (Rect){0, 0, 6, 8}, &blue, 1);
    add_panel(poster->items, (Rect){3, 0, 6, 8}, &gold, 1)->opacity = 0.6;
    /* six tenths gold, the rest blue or white */
    assert_row(poster, 0x0061ad, 0x99a754, 0xffe675, 0xffffff);
}

/* A red ground, and two panels that overlap in the second pixel. */
static void add_overlap(Poster *poster, bool isolate) {
    Item *group;

    add_panel(poster->items, (Rect){0, 0, 12, 8}, &red, 1);
    group = add_group(poster->items, isolate);
    add_panel(group->items, (Rect){0, 0, 6, 8}, &blue, 1);
    add_panel(group->items, (Rect){3, 0, 6, 8}, &gold, 1)->blend = BLEND_MULTIPLY;
}

static void test_isolated_group_multiplies_only_among_itself(void) {
    g_autoptr(Poster) poster = poster_new();

    add_overlap(poster, true);
    /* Gold on nothing is gold, not gold on red. */
    assert_row(poster, 0x0061ad, 0x005111, 0xffd619, 0xdf1c28);
}

static void test_open_group_multiplies_with_the_ground(void) {
    g_autoptr(Poster) poster = poster_new();

    add_overlap(poster, false);
    /* red x gold: 0xdf, 0x1c x 0xd6 / 0xff = 23.5, 0x28 x 0x19 / 0xff = 3.9 */
    assert_row(poster, 0x0061ad, 0x005111, 0xdf1704, 0xdf1c28);
}

static void test_group_blends_as_one_picture(void) {
    g_autoptr(Poster) poster = poster_new();

    add_overlap(poster, true);
    ((Item *)g_ptr_array_index(poster->items, 1))->blend = BLEND_MULTIPLY;
    /* blue x red, blue x gold x red, gold x red */
    assert_row(poster, 0x000b1b, 0x000903, 0xdf1704, 0xdf1c28);
}

static void test_code_has_its_modules(void) {
    static const guint8 modules[] = {1, 0, 0, 1};
    g_autoptr(Poster) poster = poster_new();
    Item *item = item_new(ITEM_QR);
    cairo_surface_t *canvas;

    item->area = (Rect){2, 0, 8, 8};
    item->side = 2;
    item->modules = g_byte_array_new();
    g_byte_array_append(item->modules, modules, sizeof modules);
    item->paint = (Paint){&blue, 1};
    g_ptr_array_add(poster->items, item);
    canvas = draw(poster);
    g_assert_cmphex(pixel(canvas, 1, 1), ==, 0xffffff);
    g_assert_cmphex(pixel(canvas, 3, 1), ==, 0x0061ad);
    g_assert_cmphex(pixel(canvas, 7, 1), ==, 0xffffff);
    g_assert_cmphex(pixel(canvas, 3, 6), ==, 0xffffff);
    g_assert_cmphex(pixel(canvas, 7, 6), ==, 0x0061ad);
    cairo_surface_destroy(canvas);
}

/* Three units wide: the left one has its own colour, the middle one the item's. */
static const char drawing[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 1\">"
    "<rect width=\"1\" height=\"1\" fill=\"#00ff00\"/>"
    "<rect x=\"1\" width=\"1\" height=\"1\" fill=\"currentColor\"/></svg>";

static Item *make_art(Svgs *svgs, double origin_x) {
    Item *item = item_new(ITEM_ART);
    g_autoptr(GError) error = NULL;

    write_file("a.svg", drawing);
    item->svg = svgs_load(svgs, "a.svg", &error);
    g_assert_no_error(error);
    item->unit = 4;
    item->origin_x = origin_x;
    item->paint = (Paint){&blue, 0.6};
    return item;
}

static void test_artwork_stands_at_its_origin_in_the_colour_of_its_ink(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = poster_new();

    g_ptr_array_add(poster->items, make_art(svgs, 0));
    assert_row(poster, 0x00ff00, 0x66a0ce, 0x66a0ce, 0xffffff);
}

static void test_mirrored_artwork_is_turned_about_its_origin(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = poster_new();
    Item *item = make_art(svgs, 12);

    item->mirrored = true;
    g_ptr_array_add(poster->items, item);
    assert_row(poster, 0xffffff, 0x66a0ce, 0x66a0ce, 0x00ff00);
}

static void test_mirrored_artwork_keeps_its_height_on_the_poster(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = poster_new();
    Item *item = make_art(svgs, 12);
    cairo_surface_t *canvas;

    item->mirrored = true;
    item->origin_y = 4;
    g_ptr_array_add(poster->items, item);
    canvas = draw(poster);
    g_assert_cmphex(pixel(canvas, 10, 3), ==, 0xffffff);
    g_assert_cmphex(pixel(canvas, 10, 4), ==, 0x00ff00);
    g_assert_cmphex(pixel(canvas, 10, 7), ==, 0x00ff00);
    cairo_surface_destroy(canvas);
}

static void test_one_drawing_may_have_two_colours_on_a_poster(void) {
    IN_A_FOLDER;
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Poster) poster = poster_new();
    Item *second = make_art(svgs, 4);

    second->paint = (Paint){&gold, 1};
    g_ptr_array_add(poster->items, make_art(svgs, 0));
    g_ptr_array_add(poster->items, second);
    /* The second one covers the middle unit of the first. */
    assert_row(poster, 0x00ff00, 0x00ff00, 0x00ff00, 0xffd619);
}

/* An "H" of 100 points whose origin stands at 100, 150. */
static Item *make_text(const Fonts *fonts) {
    Item *item = item_new(ITEM_TEXT);
    TextLine *line = g_new0(TextLine, 1);
    PangoFontDescription *font = pango_font_description_from_string("Inter");

    pango_font_description_set_absolute_size(font, FONTS_UNIT * PANGO_SCALE);
    line->layout = pango_layout_new(fonts_context(fonts, false));
    pango_layout_set_font_description(line->layout, font);
    pango_layout_set_text(line->layout, "H", -1);
    pango_font_description_free(font);
    line->x = 100;
    line->baseline = 150;
    g_ptr_array_add(item->lines, line);
    item->font_size = 100;
    item->area = (Rect){100, 150, 0, 0};
    item->paint = (Paint){&blue, 1};
    return item;
}

/* The pixels that are not white on a canvas of 200 by 200. */
static Rect find_black(const Poster *poster, bool as_paths) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 200, 200);
    cairo_t *cr = cairo_create(canvas);
    int left = 200, top = 200, right = 0, bottom = 0;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    g_assert_true(
        draw_poster(cr, poster, &(DrawOptions){.text_as_paths = as_paths}, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    for (int i = 0; i < 200 * 200; i++) {
        if (pixel(canvas, i % 200, i / 200) == 0xffffff)
            continue;
        left = MIN(left, i % 200);
        right = MAX(right, i % 200 + 1);
        top = MIN(top, i / 200);
        bottom = MAX(bottom, i / 200 + 1);
    }
    cairo_surface_destroy(canvas);
    return (Rect){left, top, right - left, bottom - top};
}

static void assert_near(Rect found, double x, double y, double width, double height) {
    g_assert_cmpfloat_with_epsilon(found.x, x, 1.01);
    g_assert_cmpfloat_with_epsilon(found.y, y, 1.01);
    /* Both edges may touch another pixel. */
    g_assert_cmpfloat_with_epsilon(found.width, width, 2.01);
    g_assert_cmpfloat_with_epsilon(found.height, height, 2.01);
}

static void test_text_stands_on_its_baseline(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);
    g_autoptr(Poster) poster = poster_new();
    Item *item = make_text(fonts);
    PangoRectangle ink;
    double left, width, height;

    pango_layout_line_get_extents(
        pango_layout_get_line_readonly(
            ((TextLine *)g_ptr_array_index(item->lines, 0))->layout, 0),
        &ink, NULL);
    left = ink.x * 100.0 / FONTS_UNIT / PANGO_SCALE;
    width = ink.width * 100.0 / FONTS_UNIT / PANGO_SCALE;
    height = ink.height * 100.0 / FONTS_UNIT / PANGO_SCALE;
    g_ptr_array_add(poster->items, item);
    for (int as_paths = 0; as_paths < 2; as_paths++)
        assert_near(find_black(poster, as_paths != 0), 100 + left, 150 - height, width,
                    height);
    /* Turned to the left about the area's corner: up becomes left, right becomes up. */
    item->rotation = -90;
    item->pivot_x = 100;
    item->pivot_y = 150;
    assert_near(find_black(poster, true), 100 - height, 150 - left - width, height,
                width);
}

/* --- recordings in pixels ------------------------------------------------------------
 */

enum { SIDE = 300 };

static cairo_surface_t *record(const Poster *poster, bool in_pixels) {
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    DrawOptions options = {.text_as_paths = true, .in_pixels = in_pixels};

    cairo_translate(cr, 0.3, 0.6);
    cairo_scale(cr, 1.23, 1.23);
    g_assert_true(draw_poster(cr, poster, &options, NULL));
    cairo_destroy(cr);
    return recording;
}

static cairo_surface_t *replay(cairo_surface_t *recording) {
    cairo_surface_t *canvas =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    cairo_t *cr = cairo_create(canvas);

    cairo_set_source_rgb(cr, 1, 1, 0.5);
    cairo_paint(cr);
    cairo_set_source_surface(cr, recording, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(canvas);
    return canvas;
}

/* All colours of a recording in pixels, in the order of rows, each once; caller frees.
 */
static char *colours_of(const Poster *poster) {
    cairo_surface_t *recording = record(poster, true), *canvas = replay(recording);
    GString *text = g_string_new(NULL);

    for (int i = 0; i < SIDE * SIDE; i++) {
        g_autofree char *colour =
            g_strdup_printf(" %06x", pixel(canvas, i % SIDE, i / SIDE));

        if (strstr(text->str, colour) == NULL)
            g_string_append(text, colour);
    }
    cairo_surface_destroy(recording);
    cairo_surface_destroy(canvas);
    return g_string_free(text, FALSE);
}

/* Edges lie on quarters of pixels, halves among them. */
static void test_neighbours_in_pixels_leave_no_seam(void) {
    for (int i = 0; i < 40; i++) {
        g_autoptr(Poster) poster = poster_new();
        double edge = (30.25 + i * 5.25 - 0.6) / 1.23;
        /* What arithmetic leaves. */
        double above = i % 4 < 2 ? 1e-9 : 0, below = 1e-9 - above;
        g_autofree char *colours = NULL;

        add_panel(poster->items, (Rect){-10, -10, 300, edge + 10 - above}, &blue, 1);
        add_panel(poster->items, (Rect){-10, edge - below, 300, 300}, &red, 1);
        colours = colours_of(poster);
        g_assert_cmpstr(colours, ==, " 0061ad df1c28");
    }
}

static void test_thin_panels_in_pixels_are_still_there(void) {
    for (int i = 0; i < 20; i++) {
        g_autoptr(Poster) poster = poster_new();
        g_autofree char *colours = NULL;

        add_panel(poster->items, (Rect){-10, 30 + i / 10.0, 300, 0.05}, &blue, 1);
        colours = colours_of(poster);
        g_assert_cmpstr(colours, ==, " ffff80 0061ad");
    }
}

static void test_panels_turned_by_a_right_angle_leave_no_seam(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = add_group(poster->items, false);
    g_autofree char *colours = NULL;

    add_panel(group->items, (Rect){-300, -300, 600, 361.1}, &blue, 1);
    add_panel(group->items, (Rect){-300, 61.1, 600, 600}, &red, 1);
    group->rotation = 90;
    group->pivot_x = group->pivot_y = 61.1;
    colours = colours_of(poster);
    g_assert_cmpstr(colours, ==, " df1c28 0061ad");
}

/* Modules of 5.1 pixels. */
static void test_modules_in_pixels_have_sharp_edges(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *code = item_new(ITEM_QR);
    g_autofree char *colours = NULL;

    code->side = 21;
    code->area = (Rect){20, 20, 87.1, 87.1};
    code->paint = (Paint){&blue, 1};
    code->modules = g_byte_array_new();
    g_byte_array_set_size(code->modules, 21 * 21);
    for (guint i = 0; i < 21 * 21; i++)
        code->modules->data[i] = i % 3 != 0;
    g_ptr_array_add(poster->items, code);
    colours = colours_of(poster);
    g_assert_cmpstr(colours, ==, " ffff80 0061ad");
}

static void test_broken_context_is_an_error(void) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, -1, 1);
    cairo_t *cr = cairo_create(canvas);
    g_autoptr(Poster) poster = poster_new();
    g_autoptr(GError) error = NULL;

    add_panel(poster->items, (Rect){0, 0, 1, 1}, &blue, 1);
    g_assert_false(draw_poster(cr, poster, &(DrawOptions){0}, &error));
    g_assert_cmpstr(
        error->message, ==,
        "cannot draw: invalid value (typically too big) for the size of the "
        "input (surface, pattern, etc.)");
    cairo_destroy(cr);
    cairo_surface_destroy(canvas);
}

static const UnitTest tests[] = {
    TEST(panel_has_the_colour_of_its_ink),
    TEST(tint_is_mixed_with_white),
    TEST(multiplied_panel_darkens_what_lies_behind),
    TEST(opacity_mixes_with_what_lies_behind),
    TEST(isolated_group_multiplies_only_among_itself),
    TEST(open_group_multiplies_with_the_ground),
    TEST(group_blends_as_one_picture),
    TEST(code_has_its_modules),
    TEST(artwork_stands_at_its_origin_in_the_colour_of_its_ink),
    TEST(mirrored_artwork_is_turned_about_its_origin),
    TEST(mirrored_artwork_keeps_its_height_on_the_poster),
    TEST(one_drawing_may_have_two_colours_on_a_poster),
    TEST(text_stands_on_its_baseline),
    TEST(neighbours_in_pixels_leave_no_seam),
    TEST(thin_panels_in_pixels_are_still_there),
    TEST(panels_turned_by_a_right_angle_leave_no_seam),
    TEST(modules_in_pixels_have_sharp_edges),
    TEST(broken_context_is_an_error),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
