#include "../support.h"

#include "base/paths.h"
#include "prepress/print_pdf.h"
#include "resources/svgs.h"

#include <glib/gstdio.h>

static Ink blue = {.name = "blue", .screen = {0, 0.5, 1}, .recipe = {90, 40, 0, 0}};

static Poster *make_poster(void) {
    Poster *poster = poster_new();
    Item *item = item_new(ITEM_PANEL);

    poster->title = g_strdup("Titel – ä");
    poster->language = g_strdup("de");
    poster->boxes.trim = (Rect){0, 0, 297, 420};
    poster->boxes.bleed = (Rect){-10, -10, 317, 440};
    poster->ppi = 72;
    item->area = poster->boxes.bleed;
    item->paint = (Paint){&blue, 1};
    g_ptr_array_add(poster->items, item);
    return poster;
}

/* Of one campaign without a condition of its own. */
static GBytes *make_file_of(const Poster *poster, const Supplier *supplier,
                            GError **error) {
    g_autoptr(Resources) resources = resources_load(TEST_FONTS, error);
    g_autoptr(PrintRoom) room = print_room_new(resources, NULL);
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    PrintJob job = {
        .campaign = campaign, .job = "motif", .date = "2026-11-22T00:00:00Z"};

    campaign->supplier = supplier;
    return print_pdf_make(room, poster, &job, diagnostics, error);
}

/* The file's bytes, each NUL made a blank so that they can be searched as text. */
static char *make_pdf(const Poster *poster, const Supplier *supplier) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = make_file_of(poster, supplier, &error);
    gsize length = 0;
    const void *data = file == NULL ? NULL : g_bytes_get_data(file, &length);
    char *bytes = g_malloc0(length + 1);

    g_assert_no_error(error);
    memcpy(bytes, data, length);
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] == '\0')
            bytes[i] = ' ';
    }
    return bytes;
}

static void test_page_is_the_bleed_box(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = make_pdf(poster, NULL);

    g_assert_true(g_str_has_prefix(pdf, "%PDF-1.6\n"));
    g_assert_true(g_str_has_suffix(pdf, "%%EOF\n"));
    g_assert_nonnull(strstr(pdf, "/MediaBox[0 0 317 440]/BleedBox[0 0 317 440]"
                                 "/TrimBox[10 10 307 430]"));
}

static void test_marks_stand_outside_the_bleed(void) {
    IN_A_FOLDER;
    Supplier supplier = {.marks = MARKS_CROP, .scale = 1};
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = make_pdf(poster, &supplier);

    g_assert_nonnull(strstr(pdf, "/MediaBox[0 0 357 480]/BleedBox[20 20 337 460]"
                                 "/TrimBox[30 30 327 450]"));
    g_assert_nonnull(strstr(pdf, "[/Separation/All/DeviceCMYK"));
}

static void test_delivery_at_a_tenth_scales_everything(void) {
    IN_A_FOLDER;
    Supplier supplier = {.scale = 10};
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = make_pdf(poster, &supplier);

    g_assert_nonnull(strstr(pdf, "/MediaBox[0 0 31.7 44]/BleedBox[0 0 31.7 44]"
                                 "/TrimBox[1 1 30.7 43]"));
    g_assert_nonnull(strstr(pdf, "<pdfx:Scale>1:10</pdfx:Scale>"));
}

static void test_date_is_the_one_that_was_given(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = make_pdf(poster, NULL);

    g_assert_nonnull(strstr(pdf, "/CreationDate (D:20261122000000Z)"));
    g_assert_nonnull(strstr(pdf, "/ModDate (D:20261122000000Z)"));
    g_assert_nonnull(strstr(pdf, "<xmp:ModifyDate>2026-11-22T00:00:00Z<"));
}

static void test_same_poster_has_the_same_bytes(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *first = make_pdf(poster, NULL);
    g_autofree char *second = make_pdf(poster, NULL);

    g_assert_cmpstr(first, ==, second);
}

/* A drawing of 30 x 30 points, turned by 45 degrees about its middle. */
static Item *make_art(Svgs *svgs, const char *fill, double middle_x) {
    static const double middle_y = 200;
    Item *item = item_new(ITEM_ART);
    g_autofree char *svg =
        g_strdup_printf("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 30'>"
                        "<path fill='%s' d='M0 0h30v30H0z'/></svg>",
                        fill);

    write_file("a.svg", svg);
    item->svg = svgs_load(svgs, "a.svg", NULL);
    g_assert_nonnull(item->svg);
    item->path = g_strdup("a.svg");
    item->unit = 1;
    item->origin_x = middle_x - 15;
    item->origin_y = middle_y - 15;
    item->rotation = 45;
    item->pivot_x = middle_x;
    item->pivot_y = middle_y;
    return item;
}

/* cairo drops what it does not need; a drawing is missed only when it should be seen.
 * The bleed begins at -10; a corner of the drawing reaches 21.2 from its middle. */
static void test_drawings_that_are_not_seen_are_not_missed(void) {
    static const struct {
        double middle_x, opacity;
        bool is_seen;
    } rows[] = {{100, 1, true},  {-25, 1, true},      {-35, 1, false},
                {100, 0, false}, {100, 0.003, false}, {100, 0.01, true}};

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        IN_A_FOLDER;
        g_autoptr(Svgs) svgs = svgs_new(NULL);
        g_autoptr(Poster) poster = make_poster();
        Item *item = make_art(svgs, "black", rows[i].middle_x);
        g_autofree char *pdf = NULL;

        item->opacity = rows[i].opacity;
        g_ptr_array_add(poster->items, item);
        pdf = make_pdf(poster, NULL);
        g_assert_true((strstr(pdf, "/Matrix[0.00") != NULL) == rows[i].is_seen);
    }
}

/* Which poster is made first, and in which process, must not be seen in reports. */
static void test_doubtful_colours_are_told_of_each_poster(void) {
    IN_A_FOLDER;
    g_autoptr(Resources) resources = resources_load(TEST_FONTS, NULL);
    g_autoptr(PrintRoom) room = print_room_new(resources, NULL);
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    PrintJob job = {
        .campaign = campaign, .job = "motif", .date = "2026-11-22T00:00:00Z"};

    g_ptr_array_set_free_func(campaign->inks, NULL);
    g_ptr_array_add(campaign->inks, &blue);
    g_ptr_array_add(poster->items, make_art(svgs, "#0081ff", 100));
    for (int i = 0; i < 2; i++) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        const Finding *finding;

        g_bytes_unref(print_pdf_make(room, poster, &job, diagnostics, NULL));
        g_assert_cmpuint(diagnostics->findings->len, ==, 1);
        finding = g_ptr_array_index(diagnostics->findings, 0);
        g_assert_cmpstr(finding->message, ==,
                        "#0081ff in 'a.svg' is nearly, but not exactly \"blue\" "
                        "(#0080ff): it is printed by the profile, not by the recipe");
    }
}

/* A PDF with a drawing in that colour, by a process of its own. */
static GBytes *make_with_shelf(const char *colour) {
    g_autoptr(Resources) resources = resources_load(TEST_FONTS, NULL);
    g_autoptr(Shelf) shelf = shelf_new("shelf");
    g_autoptr(PrintRoom) room = print_room_new(resources, shelf);
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    PrintJob job = {
        .campaign = campaign, .job = "motif", .date = "2026-11-22T00:00:00Z"};
    GBytes *bytes;

    g_ptr_array_set_free_func(campaign->inks, NULL);
    g_ptr_array_add(campaign->inks, &blue);
    g_ptr_array_add(poster->items, make_art(svgs, colour, 100));
    bytes = print_pdf_make(room, poster, &job, diagnostics, NULL);
    g_assert_nonnull(bytes);
    return bytes;
}

/* What the only file on the shelf holds, which is then removed. */
static GBytes *take_from_shelf(char **path) {
    g_autoptr(GPtrArray) names = path_list("shelf", NULL);
    char *bytes = NULL;
    gsize length = 0;

    g_assert_cmpuint(names->len, ==, 1);
    *path = g_build_filename("shelf", g_ptr_array_index(names, 0), NULL);
    g_assert_true(g_file_get_contents(*path, &bytes, &length, NULL));
    g_assert_cmpint(g_remove(*path), ==, 0);
    return g_bytes_new_take(bytes, length);
}

static void put_on_shelf(const char *path, GBytes *bytes, gsize length) {
    g_assert_true(
        g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)length, NULL));
}

/* One drawing is found where the other was kept: so what is kept is what is printed. */
static void test_converted_drawings_are_kept(void) {
    IN_A_FOLDER;
    g_autofree char *red_path = NULL, *black_path = NULL;
    g_autoptr(GBytes) red = make_with_shelf("red");
    g_autoptr(GBytes) kept_red = take_from_shelf(&red_path);
    g_autoptr(GBytes) black = make_with_shelf("black");
    g_autoptr(GBytes) kept_black = take_from_shelf(&black_path);
    g_autoptr(GBytes) again = NULL, swapped = NULL, damaged = NULL;

    g_assert_cmpstr(red_path, !=, black_path);
    put_on_shelf(red_path, kept_red, g_bytes_get_size(kept_red));
    again = make_with_shelf("red");
    g_assert_true(g_bytes_equal(again, red));
    put_on_shelf(red_path, kept_black, g_bytes_get_size(kept_black));
    swapped = make_with_shelf("red");
    g_assert_false(g_bytes_equal(swapped, red));
    g_assert_cmpuint(g_bytes_get_size(swapped), ==, g_bytes_get_size(black));
    put_on_shelf(red_path, kept_black, g_bytes_get_size(kept_black) - 1);
    damaged = make_with_shelf("red");
    g_assert_true(g_bytes_equal(damaged, red));
}

static void test_two_plates_in_a_fade_are_the_mistake_of_an_author(void) {
    IN_A_FOLDER;
    Ink gold = {.name = "gold", .screen = {0.8, 0.6, 0}, .spot = "Gold"};
    Ink silver = {.name = "silver", .screen = {0.7, 0.7, 0.8}, .spot = "Silver"};
    g_autoptr(Poster) poster = make_poster();
    Item *item = g_ptr_array_index(poster->items, 0);
    g_autoptr(GError) error = NULL;

    item->paint = (Paint){&gold, 1};
    item->fade.to = (Paint){&silver, 1};
    g_assert_null(make_file_of(poster, NULL, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr(error->message, ==,
                    "inks \"gold\" and \"silver\" cannot run into one another: each "
                    "has a plate of its own");
}

static const UnitTest tests[] = {
    TEST(page_is_the_bleed_box),
    TEST(marks_stand_outside_the_bleed),
    TEST(delivery_at_a_tenth_scales_everything),
    TEST(date_is_the_one_that_was_given),
    TEST(same_poster_has_the_same_bytes),
    TEST(drawings_that_are_not_seen_are_not_missed),
    TEST(doubtful_colours_are_told_of_each_poster),
    TEST(converted_drawings_are_kept),
    TEST(two_plates_in_a_fade_are_the_mistake_of_an_author),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
