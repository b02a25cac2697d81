#include "../support.h"

#include "pdf/flate.h"
#include "pdf/flate_rows.h"

#include <stdlib.h>

enum { WIDTH = 37, HEIGHT = 29, COMPONENTS = 4, LENGTH = WIDTH * COMPONENTS };

/* Flat above, then slopes, then dots: each filter is the best one somewhere. */
static guint8 value_at(int x, int y, int component) {
    guint32 noise =
        (guint32)(x * 7919 + y * 104729 + component * 1299709) * 2654435761u;

    if (y < 8)
        return (guint8)(component * 60);
    if (y < 16)
        return (guint8)(x * 5 + component);
    if (y < 22)
        return (guint8)(x * 3 + y * 7 + (int)(noise >> 30));
    return noise >> 29 == 0 ? 128 : 0;
}

static void fill_row(guint8 *row, int y) {
    for (int i = 0; i < LENGTH; i++)
        row[i] = value_at(i / COMPONENTS, y, i % COMPONENTS);
}

static GByteArray *compress_rows(void) {
    g_autoptr(FlateRows) rows = flate_rows_new(WIDTH, COMPONENTS);
    guint8 row[LENGTH];

    for (int y = 0; y < HEIGHT; y++) {
        fill_row(row, y);
        flate_rows_add(rows, row);
    }
    return flate_rows_finish(rows);
}

/* PNG, 9.4: what a filter has taken away is put back. */
static int predicted(int filter, int left, int above, int corner) {
    int at = left + above - corner;
    int nearest =
        abs(at - left) <= abs(at - above) && abs(at - left) <= abs(at - corner) ? left
        : abs(at - above) <= abs(at - corner)                                   ? above
                                              : corner;
    const int all[] = {0, left, above, (left + above) / 2, nearest};

    return all[filter];
}

static void test_rows_come_back_by_the_filters_of_png(void) {
    g_autoptr(GByteArray) bytes = compress_rows();
    g_autoptr(GBytes) expanded = NULL;
    guint8 above[LENGTH] = {0}, row[LENGTH], wanted[LENGTH];
    const guint8 *at;
    guint seen = 0;
    gsize length = 0;

    g_assert_cmpint(flate_expand(bytes->data, bytes->len, 1 << 20, &expanded), ==,
                    FLATE_FINE);
    at = g_bytes_get_data(expanded, &length);
    g_assert_cmpuint(length, ==, HEIGHT * (LENGTH + 1));
    for (int y = 0; y < HEIGHT; y++, at += LENGTH + 1) {
        g_assert_cmpuint(at[0], <=, 4);
        seen |= 1u << at[0];
        for (int i = 0; i < LENGTH; i++) {
            bool is_first = i < COMPONENTS;

            row[i] =
                (guint8)(at[i + 1] +
                         predicted(at[0], is_first ? 0 : row[i - COMPONENTS], above[i],
                                   is_first ? 0 : above[i - COMPONENTS]));
        }
        fill_row(wanted, y);
        g_assert_cmpint(memcmp(row, wanted, sizeof row), ==, 0);
        memcpy(above, row, sizeof row);
    }
    g_assert_cmpuint(seen, ==, 1u << 0 | 1u << 1 | 1u << 2 | 1u << 4);
}

static void test_same_rows_make_the_same_bytes(void) {
    g_autoptr(GByteArray) first = compress_rows(), second = compress_rows();

    g_assert_cmpuint(first->len, ==, second->len);
    g_assert_cmpint(memcmp(first->data, second->data, first->len), ==, 0);
}

static void test_parameters_say_how_wide_rows_are(void) {
    g_autofree char *parameters = flate_rows_to_parameters(9933, 4);

    g_assert_cmpstr(parameters, ==, "<< /Predictor 15 /Colors 4 /Columns 9933 >>");
}

static const UnitTest tests[] = {
    TEST(rows_come_back_by_the_filters_of_png),
    TEST(same_rows_make_the_same_bytes),
    TEST(parameters_say_how_wide_rows_are),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
