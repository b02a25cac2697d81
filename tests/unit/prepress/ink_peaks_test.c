#include "../support.h"

#include "prepress/ink_bound.h"
#include "prepress/ink_peaks.h"

#include <math.h>

/* Points of a millimetre. */
#define MM (72 / 25.4)

static Ink dark = {.name = "dark", .screen = {0, 0, .3}, .recipe = {100, 80, 0, 40}};
static Ink red = {.name = "red", .screen = {.9, 0, 0}, .recipe = {0, 100, 90, 10}};
static Ink black = {.name = "black", .screen = {0, 0, 0}, .recipe = {0, 0, 0, 100}};
static Ink own = {.name = "own",
                  .screen = {0, .6, .4},
                  .recipe = {100, 100, 100, 100},
                  .spot = "HKS 1"};

/* Everything that a poster needs to be looked at. */
typedef struct {
    Resources *resources;
    PrintRoom *room;
    Campaign *campaign;
    Poster *poster;
} Desk;

static Desk *desk_new(double width, double height) {
    Desk *self = g_new0(Desk, 1);
    g_autoptr(GError) error = NULL;

    self->resources = resources_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    self->room = print_room_new(self->resources, NULL);
    self->campaign = campaign_new();
    self->poster = poster_new();
    self->poster->title = g_strdup("P");
    self->poster->language = g_strdup("de");
    self->poster->boxes.trim = (Rect){0, 0, width * MM, height * MM};
    self->poster->boxes.bleed = rect_outset(self->poster->boxes.trim, 3 * MM);
    self->poster->ppi = 72;
    return self;
}

static void desk_free(Desk *self) {
    poster_free(self->poster);
    print_room_free(self->room);
    campaign_free(self->campaign);
    resources_free(self->resources);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

/* Millimetres. */
static Item *add_panel(GPtrArray *items, const Ink *ink, double x, double y,
                       double width, double height) {
    Item *item = item_new(ITEM_PANEL);

    item->area = (Rect){x * MM, y * MM, width * MM, height * MM};
    item->paint = (Paint){ink, 1};
    g_ptr_array_add(items, item);
    return item;
}

static PrintJob job_of(const Desk *desk) {
    return (PrintJob){
        .campaign = desk->campaign, .job = "motif", .date = "2026-11-22T00:00:00Z"};
}

static double bound_of(const Desk *desk) {
    g_autoptr(InkLooks) bounds = ink_looks_new(desk->room);
    PrintJob job = job_of(desk);
    g_autoptr(GError) error = NULL;
    double most = 0;

    g_assert_true(ink_bounds_reckon(bounds, desk->poster, &job, &most, &error));
    g_assert_no_error(error);
    return most;
}

static InkPeak peak_of(const Desk *desk, double limit) {
    g_autoptr(InkPeaks) peaks = ink_peaks_new(desk->room);
    PrintJob job = job_of(desk);
    g_autoptr(GError) error = NULL;
    InkPeak peak;

    g_assert_true(ink_peaks_find(peaks, desk->poster, &job, limit, &peak, &error));
    g_assert_no_error(error);
    return peak;
}

/* Millimetres, to half of one. */
static void assert_peak(const Desk *desk, double limit, double ink, double x,
                        double y) {
    InkPeak peak = peak_of(desk, limit);

    g_assert_cmpfloat_with_epsilon(peak.ink, ink, 0.012);
    g_assert_cmpfloat_with_epsilon(peak.place.x / MM, x, 0.55);
    g_assert_cmpfloat_with_epsilon(peak.place.y / MM, y, 0.55);
    g_assert_cmpfloat_with_epsilon(peak.place.width / MM, 15, 0.01);
}

/* --- what is reckoned
 * -----------------------------------------------------------------
 */

static void test_what_covers_counts_alone(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);

    add_panel(desk->poster->items, &dark, 0, 0, 100, 100);
    add_panel(desk->poster->items, &red, 10, 10, 50, 50);
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.2, 1e-9);
}

static void test_what_multiplies_adds_up_where_it_meets(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);
    Item *item;

    add_panel(desk->poster->items, &dark, 0, 0, 50, 100);
    item = add_panel(desk->poster->items, &red, 60, 0, 40, 100);
    item->blend = BLEND_MULTIPLY;
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.2, 1e-9);
    item->area.x = 40 * MM;
    /* C 100, M 100, Y 90, K 1 - .6 x .9 */
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 3.36, 1e-9);
}

static void test_what_is_hidden_does_not_count(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);

    add_panel(desk->poster->items, &dark, 0, 0, 100, 100);
    add_panel(desk->poster->items, &red, 0, 0, 100, 50)->blend = BLEND_MULTIPLY;
    add_panel(desk->poster->items, &red, 0, 0, 100, 60);
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.2, 1e-9);
}

static void test_members_of_a_picture_multiply_among_themselves(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);
    Item *group = item_new(ITEM_GROUP);

    add_panel(desk->poster->items, &dark, 0, 0, 100, 100);
    group->area = (Rect){0, 0, 100 * MM, 100 * MM};
    group->isolate = true;
    add_panel(group->items, &red, 0, 0, 50, 50)->blend = BLEND_MULTIPLY;
    g_ptr_array_add(desk->poster->items, group);
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.2, 1e-9);
    group->isolate = false;
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 3.36, 1e-9);
}

static void test_plates_of_their_own_do_not_count(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);

    add_panel(desk->poster->items, &own, 0, 0, 100, 100);
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 0, 1e-9);
}

static void test_small_black_overprints(void) {
    g_autoptr(Desk) desk = desk_new(100, 100);
    Item *line = item_new(ITEM_SHAPE);

    add_panel(desk->poster->items, &dark, 0, 0, 100, 100);
    line->area = (Rect){0, 10 * MM, 100 * MM, MM};
    line->paint = (Paint){&black, 1};
    line->stroke = 1;
    line->outline = outline_new();
    outline_move(line->outline, 0, 10 * MM);
    outline_line(line->outline, 100 * MM, 10 * MM);
    g_ptr_array_add(desk->poster->items, line);
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.8, 1e-9);
    line->stroke = 20;
    g_assert_cmpfloat_with_epsilon(bound_of(desk), 2.2, 1e-9);
}

/* --- what is measured
 * -----------------------------------------------------------------
 */

static void test_the_square_with_most_ink_is_found(void) {
    g_autoptr(Desk) desk = desk_new(120, 90);

    add_panel(desk->poster->items, &dark, -3, -3, 126, 96);
    add_panel(desk->poster->items, &red, 40, 30, 20, 20)->blend = BLEND_MULTIPLY;
    assert_peak(desk, 3, 3.36, 40, 30);
    g_assert_cmpfloat(peak_of(desk, 3.4).ink, ==, 0);
}

static void test_small_overlaps_count_by_their_share(void) {
    g_autoptr(Desk) desk = desk_new(120, 90);

    add_panel(desk->poster->items, &dark, -3, -3, 126, 96);
    add_panel(desk->poster->items, &red, 40, 30, 10, 10)->blend = BLEND_MULTIPLY;
    /* 100 of 225 mm² */
    g_assert_cmpfloat(peak_of(desk, 3).ink, ==, 0);
    assert_peak(desk, 2.5, 2.2 + 1.16 * 100 / 225, 35, 25);
}

static void test_ink_in_the_bleed_does_not_count(void) {
    g_autoptr(Desk) desk = desk_new(120, 90);

    desk->poster->boxes.bleed = rect_outset(desk->poster->boxes.trim, 30 * MM);
    add_panel(desk->poster->items, &dark, -30, -30, 180, 150);
    add_panel(desk->poster->items, &red, -30, -30, 31, 150)->blend = BLEND_MULTIPLY;
    g_assert_cmpfloat(peak_of(desk, 3).ink, ==, 0);
}

/* Coarsely first. */
static void test_large_posters_are_measured_as_exactly(void) {
    g_autoptr(Desk) desk = desk_new(3560, 2520);

    add_panel(desk->poster->items, &dark, -3, -3, 3566, 2526);
    add_panel(desk->poster->items, &red, 2000.4, 1500.7, 16, 16)->blend =
        BLEND_MULTIPLY;
    assert_peak(desk, 3, 3.36, 2001, 1501);
}

static const UnitTest tests[] = {
    TEST(what_covers_counts_alone),
    TEST(what_multiplies_adds_up_where_it_meets),
    TEST(what_is_hidden_does_not_count),
    TEST(members_of_a_picture_multiply_among_themselves),
    TEST(plates_of_their_own_do_not_count),
    TEST(small_black_overprints),
    TEST(the_square_with_most_ink_is_found),
    TEST(small_overlaps_count_by_their_share),
    TEST(ink_in_the_bleed_does_not_count),
    TEST(large_posters_are_measured_as_exactly),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
