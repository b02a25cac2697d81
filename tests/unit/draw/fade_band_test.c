#include "../support.h"

#include "bands.h"

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};
static Ink night = {.name = "night", .screen = {8 / 255.0, 8 / 255.0, 8 / 255.0}};
static Ink dusk = {.name = "dusk", .screen = {11 / 255.0, 11 / 255.0, 11 / 255.0}};

static Item *add_fade(Poster *poster, Rect area, const Ink *from, const Ink *to,
                      double angle) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = (Paint){from, 1};
    item->fade = (Fade){.to = {to, 1}, .angle = angle};
    g_ptr_array_add(poster->items, item);
    return item;
}

/* A circle that reaches out of the fade's area, turned. */
static Item *add_shape(Poster *poster) {
    Item *item = add_fade(poster, (Rect){30, 20, 70, 50}, &gold, &blue, 20);

    item->kind = ITEM_SHAPE;
    item->outline = outline_new();
    outline_move(item->outline, 20, 10);
    outline_line(item->outline, 120, 30);
    outline_line(item->outline, 60, 90);
    item->stroke = 12;
    item->rotation = 33;
    item->pivot_x = 60;
    item->pivot_y = 50;
    return item;
}

static const double angles[] = {0, 90, 180, 270, 31, 200, -45};

static void assert_near_cairo(const Poster *poster) {
    g_autofree guint32 *expected = page_draw_whole(poster);
    g_autofree guint32 *pixels = page_draw_bands(poster, 16, false);

    g_assert_cmpint(difference_of(pixels, expected).most, <=, 2);
}

static void test_fades_of_bands_look_like_those_of_cairo(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(angles); i++) {
        g_autoptr(Poster) poster = poster_new();

        add_fade(poster, (Rect){-20, -10, 180, 130}, &gold, &blue, angles[i]);
        add_fade(poster, (Rect){20, 30, 50, 40}, &blue, &gold, angles[i]);
        assert_near_cairo(poster);
    }
}

static void test_round_fades_of_bands_look_like_those_of_cairo(void) {
    g_autoptr(Poster) poster = poster_new();

    add_fade(poster, (Rect){-20, -10, 180, 130}, &gold, &blue, 0)->fade.radial = true;
    add_fade(poster, (Rect){20, 30, 50, 40}, &blue, &gold, 0)->fade.radial = true;
    assert_near_cairo(poster);
}

static void test_turned_fades_of_bands_look_like_those_of_cairo(void) {
    g_autoptr(Poster) poster = poster_new();

    add_shape(poster);
    assert_near_cairo(poster);
    add_shape(poster)->fade.angle = 200;
    assert_near_cairo(poster);
    add_shape(poster)->fade.radial = true;
    assert_near_cairo(poster);
}

static void test_bands_of_fades_fit_together(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(angles); i++) {
        g_autoptr(Poster) poster = poster_new();

        add_fade(poster, (Rect){-20, -10, 180, 130}, &gold, &blue, angles[i]);
        add_fade(poster, (Rect){20, 30, 90, 40}, &night, &dusk, angles[i]);
        add_shape(poster)->fade.radial = true;
        assert_bands_agree(poster);
    }
}

/* In groups they are drawn at other places than those of the page. */
static void test_bands_of_fades_in_groups_fit_together(void) {
    g_autoptr(Poster) poster = poster_new();
    Item *group = item_new(ITEM_GROUP);

    add_fade(poster, (Rect){-20, -10, 180, 130}, &gold, &blue, 70);
    add_fade(poster, (Rect){20, 30, 90, 40}, &night, &dusk, 10)->opacity = 0.8;
    add_shape(poster)->blend = BLEND_MULTIPLY;
    for (int i = 0; i < 3; i++)
        g_ptr_array_add(group->items, g_ptr_array_steal_index(poster->items, 0));
    group->isolate = true;
    group->opacity = 0.9;
    g_ptr_array_add(poster->items, group);
    assert_bands_agree(poster);
}

/* The longest way along a dark fade, in pixels, on which eight of them across it have
 * the same colours. */
static int longest_run(const guint32 *pixels, bool is_down) {
    int length = is_down ? PAGE_HEIGHT : PAGE_WIDTH, longest = 0;
    int along = is_down ? PAGE_WIDTH : 1, across = is_down ? 1 : PAGE_WIDTH;

    for (int i = 1, start = 0; i < length; i++) {
        for (int j = 0; j < 8; j++) {
            const guint32 *pixel = pixels + i * along + j * across;

            if (pixel[0] != pixel[-along])
                start = i;
        }
        longest = MAX(longest, i - start + 1);
    }
    return longest;
}

/* Three steps of a byte on `length` pixels, each a third of them long. */
static void assert_stripes(double angle, int length, int plain, int dithered) {
    bool is_down = angle == 90;
    g_autoptr(Poster) poster = poster_new();
    g_autofree guint32 *before = NULL, *after = NULL;

    add_fade(poster,
             (Rect){-PAGE_LEFT / PAGE_SCALE, -PAGE_TOP / PAGE_SCALE,
                    (is_down ? PAGE_WIDTH : length) / PAGE_SCALE,
                    (is_down ? length : PAGE_HEIGHT) / PAGE_SCALE},
             &night, &dusk, angle);
    before = page_draw_bands(poster, 16, false);
    after = page_draw_bands(poster, 16, true);
    g_assert_cmpint(longest_run(before, is_down), ==, plain);
    g_assert_cmpint(longest_run(after, is_down), ==, dithered);
}

/* An eighth of a step, and the pattern at both sides. */
static void test_dark_fades_have_no_wide_stripes(void) {
    assert_stripes(90, 150, 50, 14);
    assert_stripes(0, 198, 66, 22);
}

/* Steps of less than a pixel: the pattern would only make files larger. */
static void test_steep_fades_are_not_dithered(void) {
    g_autoptr(Poster) poster = poster_new();
    g_autofree guint32 *plain = NULL, *dithered = NULL;

    add_fade(poster, (Rect){-10, -10, 160, 160}, &gold, &blue, 90);
    plain = page_draw_bands(poster, 16, false);
    dithered = page_draw_bands(poster, 16, true);
    g_assert_cmpint(difference_of(plain, dithered).most, ==, 0);
}

/* A dithered fade is as light as the plain one. */
static void test_pattern_changes_no_mean(void) {
    for (int angle = 0; angle <= 90; angle += 30) {
        g_autoptr(Poster) poster = poster_new();
        g_autofree guint32 *dithered = NULL;
        int sum = 0;

        add_fade(poster,
                 (Rect){-PAGE_LEFT / PAGE_SCALE, -PAGE_TOP / PAGE_SCALE,
                        PAGE_WIDTH / PAGE_SCALE, PAGE_HEIGHT / PAGE_SCALE},
                 &night, &dusk, angle);
        dithered = page_draw_bands(poster, 16, true);
        for (int i = 0; i < PAGE_WIDTH * PAGE_HEIGHT; i++)
            sum += (int)(dithered[i] & 255);
        g_assert_cmpint(abs(sum * 10 / (PAGE_WIDTH * PAGE_HEIGHT) - 95), <=, 1);
    }
}

/* It is of the page, not of the fade: neighbours go on with it. */
static void test_pattern_lies_on_the_page(void) {
    for (int angle = 0; angle <= 90; angle += 90) {
        g_autoptr(Poster) poster = poster_new();
        g_autofree guint32 *first = NULL, *second = NULL;
        Item *item = add_fade(poster, (Rect){9, 9, 120, 90}, &night, &dusk, angle);
        int same = 0;

        first = page_draw_bands(poster, 16, true);
        item->area.x += 3 / PAGE_SCALE;
        item->area.y += 3 / PAGE_SCALE;
        second = page_draw_bands(poster, 16, true);
        for (int i = 0; i < 100 * 100; i++) {
            int at = (i / 100 + 20) * PAGE_WIDTH + i % 100 + 20;

            same += first[at] == second[at];
        }
        g_assert_cmpint(same, >=, 80 * 100);
    }
}

static const UnitTest tests[] = {
    TEST(fades_of_bands_look_like_those_of_cairo),
    TEST(round_fades_of_bands_look_like_those_of_cairo),
    TEST(turned_fades_of_bands_look_like_those_of_cairo),
    TEST(bands_of_fades_fit_together),
    TEST(bands_of_fades_in_groups_fit_together),
    TEST(dark_fades_have_no_wide_stripes),
    TEST(steep_fades_are_not_dithered),
    TEST(pattern_changes_no_mean),
    TEST(pattern_lies_on_the_page),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
