#include "../support.h"

#include "pdf/flate.h"
#include "pdf/flate_reader.h"
#include "pdf/flate_rows.h"

enum { WIDTH = 37, HEIGHT = 29, COMPONENTS = 4, LENGTH = WIDTH * COMPONENTS };

/* Flat above, then slopes, then dots: each filter is the best one somewhere. */
static void fill_row(guint8 *row, int y) {
    for (int i = 0; i < LENGTH; i++) {
        guint32 noise = (guint32)(i * 7919 + y * 104729) * 2654435761u;

        row[i] = y < 8    ? (guint8)(i % COMPONENTS * 60)
                 : y < 20 ? (guint8)(i * 3 + y * 7 + (int)(noise >> 30))
                          : (guint8)(noise >> 29 == 0 ? 128 : 0);
    }
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

static void assert_rows(FlateReader *reader) {
    guint8 expected[LENGTH], row[LENGTH];

    for (int y = 0; y < HEIGHT; y++) {
        fill_row(expected, y);
        g_assert_true(flate_reader_next(reader, row));
        g_assert_true(memcmp(row, expected, sizeof row) == 0);
    }
    g_assert_false(flate_reader_next(reader, row));
}

static void test_rows_come_back_without_their_filters(void) {
    g_autoptr(GByteArray) bytes = compress_rows();
    g_autoptr(FlateReader) reader =
        flate_reader_new(bytes->data, bytes->len, LENGTH, COMPONENTS);

    assert_rows(reader);
}

static void test_rows_may_have_none(void) {
    guint8 rows[HEIGHT * LENGTH];
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(FlateReader) reader = NULL;
    gsize length = 0;
    const guint8 *data;

    for (int y = 0; y < HEIGHT; y++)
        fill_row(rows + y * LENGTH, y);
    bytes = flate_compress(rows, sizeof rows, 6, G_MAXUINT32);
    data = g_bytes_get_data(bytes, &length);
    reader = flate_reader_new(data, length, LENGTH, 0);
    assert_rows(reader);
}

/* Every filter of PNG, undone by hand: 10 20 30 above 11 22 33. */
static void test_each_filter_is_undone(void) {
    static const guint8 filters[5][4] = {
        {0, 11, 22, 33}, {1, 11, 11, 11}, {2, 1, 2, 3}, {3, 6, 7, 7}, {4, 1, 2, 3},
    };
    static const guint8 expected[3] = {11, 22, 33};

    for (int i = 0; i < 5; i++) {
        guint8 rows[8] = {0, 10, 20, 30}, row[3];
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(FlateReader) reader = NULL;
        gsize length = 0;
        const guint8 *data;

        memcpy(rows + 4, filters[i], 4);
        bytes = flate_compress(rows, sizeof rows, 6, G_MAXUINT32);
        data = g_bytes_get_data(bytes, &length);
        reader = flate_reader_new(data, length, 3, 1);
        g_assert_true(flate_reader_next(reader, row));
        g_assert_true(flate_reader_next(reader, row));
        g_assert_true(memcmp(row, expected, sizeof row) == 0);
    }
}

static void test_damaged_streams_end(void) {
    g_autoptr(GByteArray) bytes = compress_rows();
    guint8 row[LENGTH];

    for (guint i = 0; i < bytes->len; i++) {
        g_autoptr(FlateReader) reader =
            flate_reader_new(bytes->data, i, LENGTH, COMPONENTS);
        int rows = 0;

        while (rows <= HEIGHT && flate_reader_next(reader, row))
            rows++;
        g_assert_cmpint(rows, <=, HEIGHT);
    }
}

static const UnitTest tests[] = {
    TEST(rows_come_back_without_their_filters),
    TEST(rows_may_have_none),
    TEST(each_filter_is_undone),
    TEST(damaged_streams_end),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
