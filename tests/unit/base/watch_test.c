#include "../support.h"

#include "base/watch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static Watch *watch_two(void) {
    g_autoptr(GError) error = NULL;
    Watch *watch;

    write_file("one/file", "x");
    write_file("two/file", "x");
    watch = watch_new(&error);
    g_assert_no_error(error);
    g_assert_true(watch_add(watch, "one", &error));
    g_assert_true(watch_add(watch, "two", &error));
    g_assert_true(watch_add(watch, "nowhere", &error));
    g_assert_no_error(error);
    return watch;
}

/* "one/a two/b", of what has changed by now. */
static char *changed(Watch *watch) {
    g_autoptr(GPtrArray) paths = watch_wait(watch, 0, 0);

    g_assert_nonnull(paths);
    g_ptr_array_add(paths, NULL);
    return g_strjoinv(" ", (char **)paths->pdata);
}

static void assert_changed(Watch *watch, const char *expected) {
    g_autofree char *paths = changed(watch);

    g_assert_cmpstr(paths, ==, expected);
}

static void put(const char *path) {
    int file = open(path, O_WRONLY | O_CREAT, 0600);

    g_assert_cmpint(write(file, "y", 1), ==, 1);
    close(file);
}

static void test_what_is_written_has_changed_once_and_in_order(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();

    assert_changed(watch, "");
    put("two/file");
    put("one/new");
    put("one/file");
    put("one/file");
    assert_changed(watch, "one/file one/new two/file");
    assert_changed(watch, "");
}

static void test_editors_that_rename_are_noticed(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();

    put("one/file.tmp");
    g_assert_cmpint(rename("one/file.tmp", "one/file"), ==, 0);
    assert_changed(watch, "one/file one/file.tmp");
    g_assert_cmpint(unlink("one/file"), ==, 0);
    assert_changed(watch, "one/file");
}

static void test_a_file_has_changed_when_it_is_closed(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    int file = open("one/new", O_WRONLY | O_CREAT, 0600);

    g_assert_cmpint(write(file, "y", 1), ==, 1);
    assert_changed(watch, "");
    close(file);
    assert_changed(watch, "one/new");
}

static void test_new_folders_are_named_and_what_lies_below_is_not(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();

    write_file("one/below/file", "x");
    assert_changed(watch, "one/below");
}

static void test_waiting_ends_with_the_first_change(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    g_autoptr(GPtrArray) paths = NULL;

    put("one/file");
    paths = watch_wait(watch, -1, 1);
    g_assert_cmpuint(paths->len, ==, 1);
}

static void test_who_writes_on_and_on_is_not_awaited(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    g_autoptr(GPtrArray) paths = NULL;
    pid_t writer = fork();

    while (writer == 0)
        put("one/file");
    paths = watch_wait(watch, -1, 1000);
    g_assert_cmpuint(paths->len, ==, 1);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
}

static void test_what_the_kernel_lost_is_not_made_up(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    g_autofree char *limit = NULL;

    g_assert_true(g_file_get_contents("/proc/sys/fs/inotify/max_queued_events", &limit,
                                      NULL, NULL));
    for (int i = 0; i < atoi(limit) + 10; i++)
        put(i % 2 == 0 ? "one/file" : "two/file");
    g_assert_null(watch_wait(watch, 0, 0));
    assert_changed(watch, "");
}

static bool is_no_backup(const char *path, void *data) {
    return !g_str_has_suffix(path, data);
}

static void test_what_nobody_cares_for_is_not_awaited(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();

    watch_care(watch, is_no_backup, (gpointer) "~");
    put("one/file~");
    g_assert_false(watch_has_news(watch));
    assert_changed(watch, "");
    put("one/file~");
    put("one/file");
    g_assert_true(watch_has_news(watch));
    assert_changed(watch, "one/file");
    g_assert_false(watch_has_news(watch));
}

static void test_what_was_taken_away_is_awaited(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    g_autoptr(GPtrArray) paths = NULL;
    pid_t writer;

    g_assert_cmpint(rename("one/file", "nowhere"), ==, 0);
    writer = fork();
    if (writer == 0) {
        g_usleep(20 * 1000);
        put("one/file");
        _exit(0);
    }
    paths = watch_wait(watch, -1, 0);
    g_assert_cmpuint(paths->len, ==, 1);
    waitpid(writer, NULL, 0);
    assert_changed(watch, "");
}

static void test_links_are_whole_at_once(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();

    g_assert_cmpint(symlink("file", "one/soft"), ==, 0);
    g_assert_cmpint(link("one/file", "one/hard"), ==, 0);
    assert_changed(watch, "one/hard one/soft");
}

static void test_waiting_ends_by_another_file(void) {
    IN_A_FOLDER;
    g_autoptr(Watch) watch = watch_two();
    g_autoptr(GPtrArray) paths = NULL;
    int ends[2];

    g_assert_cmpint(pipe(ends), ==, 0);
    g_assert_cmpint(write(ends[1], "x", 1), ==, 1);
    watch_until(watch, ends[0]);
    paths = watch_wait(watch, -1, 0);
    g_assert_cmpuint(paths->len, ==, 0);
    close(ends[0]);
    close(ends[1]);
}

static const UnitTest tests[] = {
    TEST(what_is_written_has_changed_once_and_in_order),
    TEST(editors_that_rename_are_noticed),
    TEST(a_file_has_changed_when_it_is_closed),
    TEST(new_folders_are_named_and_what_lies_below_is_not),
    TEST(waiting_ends_with_the_first_change),
    TEST(who_writes_on_and_on_is_not_awaited),
    TEST(what_the_kernel_lost_is_not_made_up),
    TEST(what_nobody_cares_for_is_not_awaited),
    TEST(what_was_taken_away_is_awaited),
    TEST(links_are_whole_at_once),
    TEST(waiting_ends_by_another_file),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
