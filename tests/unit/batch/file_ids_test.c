#include "../support.h"

#include "batch/file_ids.h"

#include <fcntl.h>
#include <sys/stat.h>

static void assert_id(FileIds *ids, const char *path, const char *bytes) {
    g_autofree char *text = checksum_to_text(file_ids_find(ids, path));
    g_autofree char *expected = checksum_of(bytes, strlen(bytes));

    g_assert_cmpstr(text, ==, expected);
}

/* A time that is long past, so that the file is not too young to be trusted; what
 * changes about it is as old as `seconds` says. */
static void set_time(const char *path, time_t seconds) {
    struct timespec times[2] = {{seconds, 0}, {seconds, 0}};

    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static void test_file_is_known_by_what_it_holds(void) {
    IN_A_FOLDER;
    g_autoptr(FileIds) ids = file_ids_new(NULL, false);

    write_file("a", "one");
    write_file("b", "");
    assert_id(ids, "a", "one");
    assert_id(ids, "b", "");
}

static void test_what_cannot_be_read_is_all_zeros(void) {
    IN_A_FOLDER;
    g_autoptr(FileIds) ids = file_ids_new(NULL, false);
    static const guint8 zeros[CHECKSUM_BYTES];

    g_assert_cmpint(mkfifo("pipe", 0666), ==, 0);
    g_assert_cmpint(memcmp(file_ids_find(ids, "none"), zeros, sizeof zeros), ==, 0);
    g_assert_cmpint(memcmp(file_ids_find(ids, "pipe"), zeros, sizeof zeros), ==, 0);
}

static void test_file_is_looked_at_once_a_run(void) {
    IN_A_FOLDER;
    g_autoptr(FileIds) ids = file_ids_new(NULL, false);

    write_file("a", "one");
    assert_id(ids, "a", "one");
    write_file("a", "other");
    assert_id(ids, "a", "one");
    file_ids_look_again(ids);
    assert_id(ids, "a", "other");
}

/* Size, time and inode alike: only the time of the last change tells. */
static void test_young_file_is_read_again(void) {
    IN_A_FOLDER;
    g_autoptr(FileIds) ids = file_ids_new(NULL, false);
    int file;

    write_file("a", "one");
    set_time("a", 1000);
    assert_id(ids, "a", "one");
    file = g_open("a", O_WRONLY, 0);
    g_assert_cmpint(write(file, "two", 3), ==, 3);
    close(file);
    set_time("a", 1000);
    file_ids_look_again(ids);
    assert_id(ids, "a", "two");
}

static void test_note_that_is_damaged_is_none(void) {
    IN_A_FOLDER;
    g_autoptr(FileIds) ids = file_ids_new("note", false), again = NULL;

    write_file("a", "one");
    assert_id(ids, "a", "one");
    file_ids_save(ids);
    g_assert_true(g_file_test("note", G_FILE_TEST_IS_REGULAR));
    write_file("note", "no note");
    again = file_ids_new("note", false);
    assert_id(again, "a", "one");
}

static const UnitTest tests[] = {
    TEST(file_is_known_by_what_it_holds), TEST(what_cannot_be_read_is_all_zeros),
    TEST(file_is_looked_at_once_a_run),   TEST(young_file_is_read_again),
    TEST(note_that_is_damaged_is_none),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
