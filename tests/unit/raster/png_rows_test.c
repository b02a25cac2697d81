#include "../support.h"
#include "bytes.h"

#include "raster/png_rows.h"

#include <stdlib.h>

enum { LENGTH_MAX = 300 };

/* The standard's own words (ISO/IEC 15948, 9.4), one byte at a time. */
static int paeth(int a, int b, int c) {
    int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

    if (pa <= pb && pa <= pc)
        return a;
    return pb <= pc ? b : c;
}

static guint8 byte_left_of(const guint8 *row, gsize i, gsize step) {
    return i >= step ? row[i - step] : 0;
}

/* Turns a filtered row into what it was. */
static void unfilter(const guint8 *filtered, const guint8 *above, gsize length,
                     gsize step, guint8 *row) {
    for (gsize i = 0; i < length; i++) {
        int left = byte_left_of(row, i, step), up = above != NULL ? above[i] : 0;
        int corner = above != NULL ? byte_left_of(above, i, step) : 0;
        const int guesses[] = {[ROW_NONE] = 0,
                               [ROW_SUB] = left,
                               [ROW_UP] = up,
                               [ROW_AVERAGE] = (left + up) / 2,
                               [ROW_PAETH] = paeth(left, up, corner)};

        row[i] = (guint8)(filtered[1 + i] + guesses[filtered[0]]);
    }
}

/* Few values make ties, which the standard decides. */
static void fill(GRand *rand, guint8 *bytes, gsize length, int values) {
    for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8)g_rand_int_range(rand, 0, values);
}

static void test_guess_is_that_of_the_standard(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    guint8 row[LENGTH_MAX], above[LENGTH_MAX], guess[LENGTH_MAX];

    for (gsize length = 4; length < LENGTH_MAX; length++) {
        gsize step = length % 4 + 1;

        fill(rand, row, length, length % 2 == 0 ? 256 : 4);
        fill(rand, above, length, length % 2 == 0 ? 256 : 4);
        row_guess_paeth(row, above, guess, length, step);
        for (gsize i = 0; i < length; i++)
            g_assert_cmpint(guess[i], ==,
                            paeth(byte_left_of(row, i, step), above[i],
                                  byte_left_of(above, i, step)));
    }
}

static void test_guess_is_right_for_all_three_bytes(void) {
    for (int left = 0; left < 256; left++) {
        guint8 row[257], above[257], guess[257];

        for (int corner = 0; corner < 256; corner++) {
            for (int i = 0; i < 256; i++) {
                row[i] = (guint8)left;
                /* Every second byte is a corner, the one behind it an up. */
                above[i] = (guint8)(i % 2 == 0 ? corner : i);
            }
            row_guess_paeth(row, above, guess, 256, 1);
            for (int i = 1; i < 256; i++)
                g_assert_cmpint(guess[i], ==, paeth(left, above[i], above[i - 1]));
        }
    }
}

static void test_distance_is_the_sum_of_differences(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(2);
    guint8 row[LENGTH_MAX], other[LENGTH_MAX];

    for (gsize length = 1; length < LENGTH_MAX; length++) {
        guint64 sum = 0;

        fill(rand, row, length, 256);
        fill(rand, other, length, 256);
        for (gsize i = 0; i < length; i++)
            sum += (guint64)abs(row[i] - other[i]);
        g_assert_cmpuint(row_distance(row, other, length), ==, sum);
    }
}

static void test_distance_of_a_long_row_does_not_overflow(void) {
    gsize length = 17 << 20;
    g_autofree guint8 *row = g_malloc(length), *other = g_malloc0(length);

    memset(row, 255, length);
    g_assert_cmpuint(row_distance(row, other, length), ==, 255 * (guint64)length);
}

static void test_filtered_row_can_be_read_back(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    guint8 row[LENGTH_MAX], above[LENGTH_MAX], read[LENGTH_MAX], spare[LENGTH_MAX];
    guint8 chosen[1 + LENGTH_MAX];

    for (gsize length = 4; length < LENGTH_MAX; length++) {
        gsize step = length % 4 + 1;
        const guint8 *before = length % 3 == 0 ? NULL : above;

        fill(rand, row, length, 256);
        fill(rand, above, length, 256);
        row_filter_best(row, before, length, step, length % 2 == 0, chosen, spare);
        unfilter(chosen, before, length, step, read);
        assert_same_bytes(read, length, row, length);
        row_filter_none(row, before, length, chosen);
        unfilter(chosen, before, length, step, read);
        assert_same_bytes(read, length, row, length);
    }
}

static void test_nearest_guess_is_taken(void) {
    static const struct {
        guint8 above[6], row[6];
        RowFilter filter;
    } rows[] = {
        /* A ramp from left to right below noise. */
        {{90, 7, 200, 31, 150, 3}, {1, 2, 3, 4, 5, 6}, ROW_SUB},
        /* One byte differs from the row above. */
        {{90, 7, 200, 31, 150, 3}, {90, 7, 200, 31, 150, 4}, ROW_UP},
        /* Between the one on the left and the one above. */
        {{90, 90, 90, 90, 90, 90}, {45, 67, 78, 84, 87, 88}, ROW_AVERAGE},
        /* Stripes that end in a ramp. */
        {{0, 50, 0, 50, 0, 50}, {0, 50, 0, 50, 100, 150}, ROW_PAETH},
    };
    guint8 chosen[7], spare[6];

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(
            row_filter_best(rows[i].row, rows[i].above, 6, 1, false, chosen, spare), ==,
            rows[i].filter);
}

static void test_equal_row_is_all_zero(void) {
    static const guint8 row[] = {1, 2, 3}, zero[] = {ROW_UP, 0, 0, 0};
    guint8 chosen[4], spare[3];

    g_assert_cmpint(row_filter_best(row, row, 3, 3, false, chosen, spare), ==, ROW_UP);
    assert_same_bytes(chosen, 4, zero, 4);
    g_assert_cmpint(row_filter_none(row, row, 3, chosen), ==, ROW_UP);
    assert_same_bytes(chosen, 4, zero, 4);
}

static void test_first_row_needs_none_above(void) {
    static const guint8 row[] = {1, 2, 3, 4};
    static const guint8 plain[] = {ROW_NONE, 1, 2, 3, 4};
    guint8 chosen[5], spare[4];

    g_assert_cmpint(row_filter_best(row, NULL, 4, 1, false, chosen, spare), ==,
                    ROW_SUB);
    g_assert_cmpint(row_filter_none(row, NULL, 4, chosen), ==, ROW_NONE);
    assert_same_bytes(chosen, 5, plain, 5);
}

static void test_alpha_is_divided_out(void) {
    static const guint32 pixels[] = {0xff102030, 0x80408000, 0x01010001, 0x00000000};
    static const guint8 expected[] = {16,  32, 48,  255, 128, 255, 0, 128,
                                      255, 0,  255, 1,   0,   0,   0, 0};
    guint8 row[16];

    row_pack_rgba(pixels, row, 4);
    assert_same_bytes(row, 16, expected, 16);
}

static const UnitTest tests[] = {
    TEST(guess_is_that_of_the_standard),
    TEST(guess_is_right_for_all_three_bytes),
    TEST(distance_is_the_sum_of_differences),
    TEST(distance_of_a_long_row_does_not_overflow),
    TEST(filtered_row_can_be_read_back),
    TEST(nearest_guess_is_taken),
    TEST(equal_row_is_all_zero),
    TEST(first_row_needs_none_above),
    TEST(alpha_is_divided_out),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
