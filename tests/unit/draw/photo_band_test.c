#include "../resources/pictures.h"

#include "bands.h"

#include <math.h>

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};

typedef struct {
    Folder *folder;
    Images *images;
    Poster *poster;
} Setting;

static Setting *setting_new(void) {
    Setting *self = g_new0(Setting, 1);

    self->folder = folder_new();
    self->images = images_new();
    self->poster = poster_new();
    return self;
}

static void setting_free(Setting *self) {
    poster_free(self->poster);
    images_free(self->images);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

/* A picture of soft waves. */
static Pixels *waves_new(int width, int height, int components) {
    Pixels *pixels = pixels_new_empty(width, height, components);

    for (int i = 0; i < width * height; i++) {
        double x = i % width / (double)width, y = i / width / (double)height;

        for (int j = 0; j < components; j++)
            pixels->bytes[i * components + j] =
                (guint8)lround(128 + 60 * sin(7 * x + j) + 60 * cos(5 * y - 2 * j * x));
    }
    return pixels;
}

/* The whole picture in the upper left of the page, a step within its pixels, at so many
 * of the picture's pixels for one of the page. */
static Item *add_photo(Setting *self, const char *path, double shrinks) {
    Item *item = item_new(ITEM_PHOTO);
    const ImageInfo *info;

    item->path = g_strdup(path);
    item->photo.image = images_load(self->images, path, NULL);
    info = image_info(item->photo.image);
    item->photo.ppi = shrinks * PAGE_SCALE * 72;
    item->photo.crop = (Rect){0, 0, info->width, info->height};
    item->area = (Rect){3.21, 4.56, info->width / shrinks / PAGE_SCALE,
                        info->height / shrinks / PAGE_SCALE};
    g_ptr_array_add(self->poster->items, item);
    return item;
}

/* What one of cairo's pixels is made of is a little more; so the edges are left out. */
static void test_photos_of_bands_look_like_those_of_cairo(void) {
    static const double shrinks[] = {0.31, 0.7, 1, 1.13, 1.7, 2.9, 4.4, 9.7};

    for (size_t i = 0; i < G_N_ELEMENTS(shrinks); i++) {
        g_autoptr(Setting) setting = setting_new();
        g_autoptr(Pixels) pixels =
            waves_new((int)(150 * shrinks[i]), (int)(110 * shrinks[i]), 3);
        g_autofree guint32 *expected = NULL, *drawn = NULL;
        Difference difference;

        write_png_pixels("a.png", pixels, (PngOptions){0});
        add_photo(setting, "a.png", shrinks[i]);
        expected = page_draw_whole(setting->poster);
        drawn = page_draw_bands(setting->poster, 16, false);
        difference = difference_of(drawn, expected);
        g_assert_cmpint(difference.most, <=, 2);
        g_assert_cmpint(difference.mean, <=, 30);
    }
}

/* How far a slope's steps are from what anybody can reckon for them, in the mean. */
static double slope_error(double shrinks, bool falls) {
    int width = (int)(100 * shrinks), height = (int)(90 * shrinks);
    double across = 180.0 / width, down = 50.0 / height, sum = 0;
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(width, height, 1);
    g_autofree guint32 *drawn = NULL;

    for (int i = 0; i < width * height; i++) {
        int value = (int)lround((i % width + 0.5) * across + (i / width + 0.5) * down);

        pixels->bytes[i] = (guint8)(falls ? 255 - value : value);
    }
    write_png_pixels("a.png", pixels, (PngOptions){0});
    add_photo(setting, "a.png", shrinks);
    drawn = page_draw_bands(setting->poster, 16, false);
    for (int i = 0; i < 60 * 60; i++) {
        int x = 20 + i % 60, y = 20 + i / 60;
        int value = (int)(drawn[y * PAGE_WIDTH + x] & 255);
        double right = x + 0.5 - PAGE_LEFT - 3.21 * PAGE_SCALE;
        double below = y + 0.5 - PAGE_TOP - 4.56 * PAGE_SCALE;

        sum +=
            (falls ? 255 - value : value) - (right * across + below * down) * shrinks;
    }
    return sum / (60 * 60);
}

/* What is rounded makes both slopes darker; where they stand makes one of them lighter.
 */
static void test_photos_stand_to_a_hundredth_of_a_pixel(void) {
    static const double shrinks[] = {0.45, 0.9, 1.3, 3.7};

    for (size_t i = 0; i < G_N_ELEMENTS(shrinks); i++) {
        double rising = slope_error(shrinks[i], false);
        double falling = slope_error(shrinks[i], true);

        /* They have 2.3 steps a pixel. */
        g_assert_cmpfloat(fabs(rising + falling) / 2, <, 0.023);
        g_assert_cmpfloat(fabs(rising - falling) / 2, <, 0.1);
    }
}

static const double both_ways[] = {0.4, 2.3};

static void test_bands_of_photos_fit_together(void) {
    for (size_t i = 0; i < 2; i++) {
        g_autoptr(Setting) setting = setting_new();
        g_autoptr(Pixels) pixels = pixels_new(120, 90, 4), mask = pixels_new(31, 50, 1);
        Item *item;

        write_png_pixels("a.png", pixels, (PngOptions){0});
        write_png_pixels("b.png", mask, (PngOptions){0});
        item = add_photo(setting, "a.png", both_ways[i]);
        assert_bands_agree(setting->poster);
        item->opacity = 0.7;
        item->blend = BLEND_MULTIPLY;
        item = add_photo(setting, "a.png", both_ways[1 - i]);
        item->area.x = 40;
        item->photo.cut_out = images_load(setting->images, "b.png", NULL);
        item->photo.dark = (Paint){&blue, 1};
        item->photo.light = (Paint){&gold, 1};
        assert_bands_agree(setting->poster);
    }
}

/* A picture that is turned upright is the same as one that is. */
static void assert_turned(int orientation, double shrinks) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) stored = waves_new(101, 67, 3), upright = NULL;
    g_autoptr(GByteArray) exif = exif_to_bytes(orientation, 72);
    g_autofree guint32 *turned = NULL, *straight = NULL;
    GPtrArray *items = setting->poster->items;

    write_jpeg("a.jpg", stored, &(JpegOptions){.exif = exif});
    add_photo(setting, "a.jpg", shrinks);
    upright = read_picture("a.jpg", NULL);
    write_png_pixels("b.png", upright, (PngOptions){0});
    turned = page_draw_bands(setting->poster, 16, false);
    g_ptr_array_set_size(items, 0);
    add_photo(setting, "b.png", shrinks);
    straight = page_draw_bands(setting->poster, 16, false);
    g_assert_cmpint(difference_of(turned, straight).most, <=, 1);
}

static void test_turned_photos_are_upright(void) {
    for (int orientation = 1; orientation <= 8; orientation++) {
        assert_turned(orientation, 0.7);
        assert_turned(orientation, 1.3);
    }
}

/* Only what is on the page is made; what is beyond changes nothing. */
static void test_photos_may_reach_out_of_the_page(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = waves_new(300, 300, 3);
    g_autofree guint32 *expected = NULL, *drawn = NULL, *empty = NULL;
    Item *item;

    write_png_pixels("a.png", pixels, (PngOptions){0});
    item = add_photo(setting, "a.png", 0.9);
    item->area.x = item->area.y = -50;
    expected = page_draw_whole(setting->poster);
    drawn = page_draw_bands(setting->poster, 16, false);
    g_assert_cmpint(difference_of(drawn, expected).most, <=, 2);
    item->area.x = 1000;
    empty = page_draw_bands(setting->poster, 16, false);
    for (int i = 0; i < PAGE_WIDTH * PAGE_HEIGHT; i++)
        g_assert_cmphex(empty[i], ==, 0xffffffff);
}

/* An edge from black to white has no other colours far from it, and no more than a
 * little of them near it. */
static void test_edges_stay_sharp(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(200, 200, 1);
    g_autofree guint32 *drawn = NULL;
    int between = 0;

    for (int i = 0; i < 200 * 200; i++)
        pixels->bytes[i] = i % 200 < 99 ? 40 : 215;
    write_png_pixels("a.png", pixels, (PngOptions){0});
    add_photo(setting, "a.png", 2.1);
    drawn = page_draw_bands(setting->poster, 16, false);
    for (int x = 10; x < 90; x++) {
        int value = (int)(drawn[40 * PAGE_WIDTH + x] & 255);

        g_assert_cmpint(value, >=, 40 - 175 / 10);
        g_assert_cmpint(value, <=, 215 + 175 / 10);
        between += value > 40 + 20 && value < 215 - 20;
    }
    g_assert_cmpint(between, ==, 1);
}

static const UnitTest tests[] = {
    TEST(photos_of_bands_look_like_those_of_cairo),
    TEST(photos_stand_to_a_hundredth_of_a_pixel),
    TEST(bands_of_photos_fit_together),
    TEST(turned_photos_are_upright),
    TEST(photos_may_reach_out_of_the_page),
    TEST(edges_stay_sharp),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
