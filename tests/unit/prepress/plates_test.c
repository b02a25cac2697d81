#include "../support.h"

#include "prepress/plate_png.h"
#include "prepress/plates.h"

#include <png.h>

static Ink blue = {.name = "blue", .screen = {0, 0.5, 1}, .recipe = {100, 40, 0, 0}};
static Ink gold = {
    .name = "gold", .screen = {1, 0.8, 0}, .recipe = {0, 20, 90, 10}, .spot = "Gold 1"};

static void add_panel(Poster *poster, Rect area, Paint paint) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = paint;
    g_ptr_array_add(poster->items, item);
}

/* A trim of 100 x 300 points, blue all over, with a square of gold in it. */
static Poster *make_poster(void) {
    Poster *poster = poster_new();

    poster->title = g_strdup("Titel – ä");
    poster->alt = g_strdup("Gold auf Blau");
    poster->language = g_strdup("de");
    poster->boxes.trim = (Rect){0, 0, 100, 300};
    poster->boxes.bleed = (Rect){-10, -10, 120, 320};
    poster->ppi = 72;
    add_panel(poster, poster->boxes.bleed, (Paint){&blue, 1});
    add_panel(poster, (Rect){20, 30, 40, 40}, (Paint){&gold, 0.5});
    return poster;
}

/* What plates are made with. */
typedef struct {
    Resources *resources;
    PrintRoom *room;
    Campaign *campaign;
    Diagnostics *diagnostics;
    PrintJob job;
} Press;

static Press press_new(void) {
    Press self = {.resources = resources_load(TEST_FONTS, NULL),
                  .campaign = campaign_new(),
                  .diagnostics = diagnostics_new()};

    self.room = print_room_new(self.resources, NULL);
    self.job = (PrintJob){
        .campaign = self.campaign, .job = "motif", .date = "2026-11-22T00:00:00Z"};
    return self;
}

static void press_clear(Press *self) {
    print_room_free(self->room);
    campaign_free(self->campaign);
    diagnostics_free(self->diagnostics);
    resources_free(self->resources);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Press, press_clear)

static PlatePage *make_page(const Press *press, const Poster *poster, Rect area,
                            double ppi, guint first, guint end) {
    g_autoptr(GError) error = NULL;
    PlatePage *page = plate_page_new(press->room, poster, &press->job, area, ppi, first,
                                     end, press->diagnostics, &error);

    g_assert_no_error(error);
    return page;
}

/* Ink of all plates at a pixel: "255 102 0 0 0". */
static char *inks_at(const PlatePage *page, int x, int y) {
    int width = plate_page_width(page), first = 0, band = 0;
    GString *inks = g_string_new(NULL);
    g_autofree guint8 *plates = NULL;
    gsize size;

    while (y >= first + plate_page_rows(page, band))
        first += plate_page_rows(page, band++);
    size = (gsize)width * (gsize)plate_page_rows(page, band);
    plates = g_malloc(size * plate_page_plates(page));
    g_assert_true(plate_page_draw(page, band, plates, NULL));
    for (guint i = 0; i < plate_page_plates(page); i++)
        g_string_append_printf(inks, "%s%d", i > 0 ? " " : "",
                               plates[i * size + (gsize)((y - first) * width + x)]);
    return g_string_free(inks, FALSE);
}

static void assert_inks(const PlatePage *page, int x, int y, const char *expected) {
    g_autofree char *inks = inks_at(page, x, y);

    g_assert_cmpstr(inks, ==, expected);
}

static void test_plates_are_those_of_the_press_and_of_spots(void) {
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(PlatePage) page =
        make_page(&press, poster, poster->boxes.trim, 72, 0, poster->items->len);
    static const char *const names[] = {"cyan", "magenta", "yellow", "black", "Gold 1"};

    g_assert_cmpuint(plate_page_plates(page), ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_assert_cmpstr(plate_page_plate(page, i)->name, ==, names[i]);
        g_assert_true(plate_page_plate(page, i)->ink == (i < 4 ? NULL : &gold));
    }
    g_assert_cmpint(plate_page_width(page), ==, 100);
    g_assert_cmpint(plate_page_height(page), ==, 300);
    g_assert_cmpint(plate_page_bands(page), ==, 3);
    assert_inks(page, 5, 5, "255 102 0 0 0");
    assert_inks(page, 19, 50, "255 102 0 0 0");
    assert_inks(page, 20, 50, "0 0 0 0 127");
    assert_inks(page, 59, 69, "0 0 0 0 127");
    assert_inks(page, 99, 299, "255 102 0 0 0");
}

static void test_area_and_resolution_are_as_asked_for(void) {
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(PlatePage) page =
        make_page(&press, poster, (Rect){10, 25, 30, 10}, 144, 0, poster->items->len);

    g_assert_cmpint(plate_page_width(page), ==, 60);
    g_assert_cmpint(plate_page_height(page), ==, 20);
    assert_inks(page, 19, 15, "255 102 0 0 0");
    assert_inks(page, 20, 9, "255 102 0 0 0");
    assert_inks(page, 20, 10, "0 0 0 0 127");
}

/* For whoever draws what lies below something. */
static void test_some_items_can_be_left_out(void) {
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(PlatePage) below =
        make_page(&press, poster, poster->boxes.trim, 72, 0, 1);
    g_autoptr(PlatePage) above =
        make_page(&press, poster, poster->boxes.trim, 72, 1, 2);

    g_assert_cmpuint(plate_page_plates(below), ==, 4);
    assert_inks(below, 40, 50, "255 102 0 0");
    assert_inks(above, 40, 50, "0 0 0 0 127");
    assert_inks(above, 5, 5, "0 0 0 0 0");
}

static void test_too_many_pixels_are_refused(void) {
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(GError) error = NULL;

    g_assert_null(plate_page_new(press.room, poster, &press.job, poster->boxes.trim,
                                 72000, 0, 2, press.diagnostics, &error));
    g_assert_cmpstr(
        error->message, ==,
        "cannot draw 100000 x 300000 pixels: a side may have 1 to 32767, the "
        "whole 1073 million; take fewer ppi");
}

/* --- files ---------------------------------------------------------------------------
 */

static GPtrArray *write_files(const Press *press, const Poster *poster,
                              const PlateOptions *options, const char *path) {
    GPtrArray *products = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    g_assert_true(plates_write(press->room, poster, &press->job, options, path,
                               products, press->diagnostics, &error));
    g_assert_no_error(error);
    return products;
}

static void free_products(GPtrArray *products) {
    for (guint i = 0; i < products->len; i++)
        product_free(g_ptr_array_index(products, i));
    g_ptr_array_unref(products);
}

static int grey_at(const char *path, int x, int y) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    g_autofree guint8 *pixels = NULL;

    g_assert_true(png_image_begin_read_from_file(&image, path));
    g_assert_cmpuint(image.format, ==, PNG_FORMAT_GRAY);
    pixels = g_malloc(PNG_IMAGE_SIZE(image));
    g_assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    return pixels[(gsize)y * image.width + (gsize)x];
}

static void test_each_plate_is_a_file_in_which_ink_is_dark(void) {
    IN_A_FOLDER;
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    GPtrArray *products =
        write_files(&press, poster, &(PlateOptions){0}, "out/a_plate.png");
    static const char *const names[] = {
        "out/a_plate-cyan.png", "out/a_plate-magenta.png", "out/a_plate-yellow.png",
        "out/a_plate-black.png", "out/a_plate-gold-1.png"};

    g_assert_cmpuint(products->len, ==, G_N_ELEMENTS(names));
    for (guint i = 0; i < products->len; i++) {
        const Product *product = g_ptr_array_index(products, i);

        g_assert_cmpstr(product->path, ==, names[i]);
        g_assert_cmpstr(product->kind, ==, "plates");
    }
    g_assert_cmpint(grey_at(names[0], 5, 5), ==, 0);
    g_assert_cmpint(grey_at(names[1], 5, 5), ==, 153);
    g_assert_cmpint(grey_at(names[3], 5, 5), ==, 255);
    g_assert_cmpint(grey_at(names[4], 30, 40), ==, 128);
    free_products(products);
}

/* Two spots whose names come to the same letters. */
static void test_plates_of_one_name_are_counted(void) {
    IN_A_FOLDER;
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    Ink other = gold;
    GPtrArray *products;

    other.spot = "GOLD-1";
    add_panel(poster, (Rect){0, 0, 10, 10}, (Paint){&other, 1});
    products = write_files(&press, poster, &(PlateOptions){0}, "a_plate.png");
    g_assert_cmpuint(products->len, ==, 6);
    g_assert_cmpstr(((const Product *)g_ptr_array_index(products, 5))->path, ==,
                    "a_plate-gold-1-2.png");
    free_products(products);
}

static void test_plates_have_the_same_bytes_whoever_helps(void) {
    IN_A_FOLDER;
    g_auto(Press) press = press_new();
    g_autoptr(Poster) poster = make_poster();
    GPtrArray *alone =
        write_files(&press, poster, &(PlateOptions){.ppi = 300}, "a_plate.png");
    GPtrArray *helped = write_files(
        &press, poster, &(PlateOptions){.ppi = 300, .means = {.helpers = 3}},
        "b_plate.png");

    for (guint i = 0; i < alone->len; i++) {
        const Product *one = g_ptr_array_index(alone, i);
        const Product *other = g_ptr_array_index(helped, i);

        g_assert_cmpstr(one->sha256, ==, other->sha256);
    }
    free_products(alone);
    free_products(helped);
}

static const UnitTest tests[] = {
    TEST(plates_are_those_of_the_press_and_of_spots),
    TEST(area_and_resolution_are_as_asked_for),
    TEST(some_items_can_be_left_out),
    TEST(too_many_pixels_are_refused),
    TEST(each_plate_is_a_file_in_which_ink_is_dark),
    TEST(plates_of_one_name_are_counted),
    TEST(plates_have_the_same_bytes_whoever_helps),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
