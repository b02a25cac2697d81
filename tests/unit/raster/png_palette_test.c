#include "../support.h"
#include "bytes.h"

#include "raster/png_palette.h"

/* A row of so many greys, from the lightest. */
static void fill_greys(guint32 *row, int count) {
    for (int i = 0; i < count; i++)
        row[i] = 0x010101U * (guint32)(count - 1 - i);
}

static bool add_row(PngPalette *palette, const guint32 *row, int width) {
    return png_palette_add(palette, (const guint8 *)row, 4 * width, width, 1);
}

static void test_256_colours_are_a_palette(void) {
    PngPalette palette = {0};
    guint32 row[256];

    fill_greys(row, 256);
    g_assert_true(add_row(&palette, row, 256));
    g_assert_true(add_row(&palette, row, 256));
    png_palette_sort(&palette);
    g_assert_cmpint(palette.count, ==, 256);
    for (guint32 i = 0; i < 256; i++)
        g_assert_cmpuint(png_palette_index(&palette, 0x010101U * i), ==, i);
}

static void test_257_colours_are_none(void) {
    PngPalette palette = {0};
    guint32 row[257];

    fill_greys(row, 256);
    row[256] = 0xff0000;
    g_assert_false(add_row(&palette, row, 257));
}

static void test_unused_byte_does_not_matter(void) {
    PngPalette palette = {0};
    static const guint32 row[] = {0xff123456, 0x00123456, 0x7f123456};

    g_assert_true(add_row(&palette, row, 3));
    g_assert_cmpint(palette.count, ==, 1);
    g_assert_cmpuint(png_palette_index(&palette, 0x99123456), ==, 0);
}

static void test_order_does_not_matter(void) {
    PngPalette one = {0}, first = {0}, second = {0};
    static const guint32 row[] = {5, 0xff0000, 3, 4, 0x00ff00, 3};

    g_assert_true(add_row(&one, row, 6));
    g_assert_true(add_row(&first, row, 3));
    g_assert_true(add_row(&second, row + 3, 3));
    g_assert_true(png_palette_join(&second, &first));
    png_palette_sort(&one);
    png_palette_sort(&second);
    assert_same_bytes(&one, sizeof one, &second, sizeof second);
}

static void test_joined_palettes_can_be_too_many(void) {
    PngPalette first = {0}, second = {0};
    static const guint32 red = 0xff0000;
    guint32 row[256];

    fill_greys(row, 256);
    g_assert_true(add_row(&first, row, 256));
    g_assert_true(add_row(&second, &red, 1));
    g_assert_false(png_palette_join(&first, &second));
}

static const UnitTest tests[] = {
    TEST(256_colours_are_a_palette),       TEST(257_colours_are_none),
    TEST(unused_byte_does_not_matter),     TEST(order_does_not_matter),
    TEST(joined_palettes_can_be_too_many),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
