#include "../support.h"

#include "resources/pixel_store.h"

#include <sys/wait.h>

static guint32 value_at(int x, int y) {
    return (guint32)(x * 1000 + y);
}

/* All rows or columns, from the last one if they come `backwards`. */
static PixelStore *fill(int width, int height, bool by_columns, bool backwards) {
    g_autoptr(GError) error = NULL;
    PixelStore *self = pixel_store_new(width, height, by_columns, &error);
    int count = by_columns ? width : height, length = by_columns ? height : width;
    g_autofree guint32 *pixels = g_new(guint32, (gsize)length);

    g_assert_no_error(error);
    for (int i = 0; i < count; i++) {
        int index = backwards ? count - 1 - i : i;

        for (int j = 0; j < length; j++)
            pixels[j] = by_columns ? value_at(index, j) : value_at(j, index);
        g_assert_true(pixel_store_put(self, index, pixels, &error));
    }
    g_assert_true(pixel_store_finish(self, &error));
    g_assert_no_error(error);
    return self;
}

static void assert_rows(const PixelStore *store, int top, int rows) {
    int width = pixel_store_width(store);
    g_autofree guint32 *pixels = g_new(guint32, (gsize)(width * rows));
    g_autoptr(GError) error = NULL;

    g_assert_true(pixel_store_get(store, top, rows, pixels, &error));
    g_assert_no_error(error);
    for (int i = 0; i < width * rows; i++)
        g_assert_cmpuint(pixels[i], ==, value_at(i % width, top + i / width));
}

static void assert_all_rows(bool by_columns, bool backwards) {
    static const int widths[] = {1, 63, 64, 65, 200, 5003 /* windows */};

    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        g_autoptr(PixelStore) store = fill(widths[i], 50, by_columns, backwards);

        assert_rows(store, 0, 50);
        assert_rows(store, 17, 5);
        assert_rows(store, 49, 1);
    }
}

static void test_rows_come_back(void) {
    assert_all_rows(false, false);
    assert_all_rows(false, true);
}

static void test_columns_come_back_as_rows(void) {
    assert_all_rows(true, false);
    assert_all_rows(true, true);
}

static void test_forked_processes_read_rows(void) {
    g_autoptr(PixelStore) store = fill(100, 50, true, false);

    for (int i = 0; i < 3; i++) {
        pid_t child = fork();
        int status = -1;

        if (child == 0) {
            assert_rows(store, i * 10, 20);
            _exit(0);
        }
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        g_assert_cmpint(status, ==, 0);
    }
}

/* Rows that nobody wrote. */
static void assert_fails_in(const char *folder) {
    g_autoptr(GError) error = NULL;
    g_autoptr(PixelStore) store = pixel_store_new(10, 10, false, &error);
    guint32 pixels[10];
    g_autofree char *expected = g_strdup_printf(
        "cannot keep a photo's pixels in '%s': Input/output error", folder);

    g_assert_no_error(error);
    g_assert_false(pixel_store_get(store, 3, 1, pixels, &error));
    g_assert_cmpstr(error->message, ==, expected);
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void test_pixels_lie_on_the_disk_or_where_they_are_told_to(void) {
    g_autofree char *told = g_strdup(g_getenv("TMPDIR"));

    g_setenv("TMPDIR", g_get_tmp_dir(), TRUE);
    assert_fails_in(g_get_tmp_dir());
    g_unsetenv("TMPDIR");
    assert_fails_in(access("/var/tmp", W_OK) == 0 ? "/var/tmp" : g_get_tmp_dir());
    if (told != NULL)
        g_setenv("TMPDIR", told, TRUE);
}

static const UnitTest tests[] = {
    TEST(rows_come_back),
    TEST(columns_come_back_as_rows),
    TEST(forked_processes_read_rows),
    TEST(pixels_lie_on_the_disk_or_where_they_are_told_to),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
