#include "../support.h"

#include "handoff/zip_writer.h"

#include "base/checksum.h"

#include <string.h>
#include <time.h>

enum { NOON = 1795867200 }; /* 2026-11-28T12:00:00Z */

static char *folder;

static char *path_of(const char *name) {
    return g_build_filename(folder, name, NULL);
}

/* A zip of two entries, made in that time zone. */
static GBytes *make(const char *zone) {
    g_autofree char *path = path_of("a.zip"), *file = path_of("b");
    g_autofree char *sum = checksum_of("poster", 6);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZipWriter) writer = NULL;
    char *bytes = NULL;
    gsize length = 0;

    g_setenv("TZ", zone, TRUE);
    tzset();
    g_assert_true(g_file_set_contents(file, "poster", 6, NULL));
    writer = zip_writer_new(path, NOON, &error);
    g_assert_no_error(error);
    g_assert_true(zip_writer_add(writer, "a.txt", "hello", 5, &error));
    g_assert_true(zip_writer_add_file(writer, "b.pdf", file, sum, &error));
    g_assert_true(zip_writer_finish(writer, &error));
    g_clear_pointer(&writer, zip_writer_free);
    g_assert_cmpstr(g_getenv("TZ"), ==, zone);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_unlink(path);
    g_unlink(file);
    return g_bytes_new_take(bytes, length);
}

static void test_bytes_are_the_same_in_every_time_zone(void) {
    g_autoptr(GBytes) here = make("Europe/Berlin"), there = make("Pacific/Auckland");

    g_assert_true(g_bytes_equal(here, there));
}

static void test_without_an_end_there_is_no_file(void) {
    g_autofree char *path = path_of("a.zip");
    g_autoptr(ZipWriter) writer = zip_writer_new(path, NOON, NULL);
    g_autoptr(GDir) dir = NULL;

    g_assert_true(zip_writer_add(writer, "a.txt", "hello", 5, NULL));
    g_clear_pointer(&writer, zip_writer_free);
    dir = g_dir_open(folder, 0, NULL);
    g_assert_null(g_dir_read_name(dir));
}

static void test_a_file_that_was_changed_is_refused(void) {
    g_autofree char *path = path_of("a.zip"), *file = path_of("b");
    g_autofree char *sum = checksum_of("poster", 6);
    g_autofree char *expected =
        g_strdup_printf("'%s' was changed while it was being packed", file);
    g_autoptr(GError) error = NULL;
    g_autoptr(ZipWriter) writer = zip_writer_new(path, NOON, NULL);

    g_assert_true(g_file_set_contents(file, "foster", 6, NULL));
    g_assert_false(zip_writer_add_file(writer, "b.pdf", file, sum, &error));
    g_assert_cmpstr(error->message, ==, expected);
    g_unlink(file);
}

static const UnitTest tests[] = {
    TEST(bytes_are_the_same_in_every_time_zone),
    TEST(without_an_end_there_is_no_file),
    TEST(a_file_that_was_changed_is_refused),
};

int main(int argc, char **argv) {
    int result;

    folder = g_dir_make_tmp("plakat-XXXXXX", NULL);
    result = run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
    g_rmdir(folder);
    g_free(folder);
    return result;
}
