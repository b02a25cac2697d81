#include "../support.h"

#include "base/rows.h"

enum { LENGTH = 203 };

/* Each byte says where it comes from. */
static guint8 byte_at(guint plane, guint at) {
    return (guint8)(plane * 53 + at * 7);
}

static void check_woven(guint planes, gsize apart) {
    g_autofree guint8 *plane = g_malloc0(planes * apart);
    g_autofree guint8 *pixels = g_malloc0(planes * LENGTH + 1);

    for (guint i = 0; i < planes; i++) {
        for (guint j = 0; j < LENGTH; j++)
            plane[i * apart + j] = byte_at(i, j);
    }
    row_weave(plane, apart, planes, pixels, LENGTH);
    for (guint i = 0; i < planes * LENGTH; i++)
        g_assert_cmpint(pixels[i], ==, byte_at(i % planes, i / planes));
    g_assert_cmpint(pixels[planes * LENGTH], ==, 0);
}

static void test_planes_become_pixels(void) {
    for (guint planes = 1; planes <= 8; planes++) {
        check_woven(planes, LENGTH);
        check_woven(planes, LENGTH + 11);
    }
}

static void test_a_byte_weighs_what_it_is_away_from_zero(void) {
    guint8 row[LENGTH] = {0};

    g_assert_cmpuint(row_weight(row, LENGTH), ==, 0);
    row[0] = 1;
    row[100] = 255;
    row[LENGTH - 1] = 127;
    g_assert_cmpuint(row_weight(row, LENGTH), ==, 129);
    row[1] = 128;
    row[2] = 129;
    g_assert_cmpuint(row_weight(row, LENGTH), ==, 129 + 128 + 127);
    g_assert_cmpuint(row_weight(row, LENGTH - 1), ==, 2 + 128 + 127);
}

static void test_long_rows_weigh_more_than_an_int_holds(void) {
    gsize length = (gsize)17 << 20;
    g_autofree guint8 *row = g_malloc(length);

    memset(row, 128, length);
    g_assert_cmpuint(row_weight(row, length), ==, length * 128);
}

static const UnitTest tests[] = {
    TEST(planes_become_pixels),
    TEST(a_byte_weighs_what_it_is_away_from_zero),
    TEST(long_rows_weigh_more_than_an_int_holds),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
