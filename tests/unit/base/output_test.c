#include "../support.h"

#include "base/output.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static void assert_holds(const char *path, const char *expected) {
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(path, &text, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text, ==, expected);
}

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the current folder, hidden ones too, in one text. */
static void assert_names(const char *expected) {
    g_autoptr(GDir) dir = g_dir_open(".", 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *joined = NULL;
    const char *name;

    while ((name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    joined = g_strjoinv(" ", (char **)names->pdata);
    g_assert_cmpstr(joined, ==, expected);
}

static void write_fine(const char *path, const char *text) {
    g_autoptr(GError) error = NULL;

    g_assert_true(output_write(path, text, strlen(text), &error));
    g_assert_no_error(error);
}

static void assert_refused(const char *path, size_t length, const char *message) {
    g_autofree char *bytes = g_strnfill(length, 'x');
    g_autoptr(GError) error = NULL;

    g_assert_false(output_write(path, bytes, length, &error));
    g_assert_nonnull(error);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_file_is_whole_and_alone(void) {
    IN_A_FOLDER;

    write_fine("f", "one");
    assert_holds("f", "one");
    write_fine("f", "two");
    assert_holds("f", "two");
    write_fine("empty", "");
    assert_holds("empty", "");
    assert_names("empty f");
}

static void test_missing_folders_are_made(void) {
    IN_A_FOLDER;

    write_fine("a/b c/d", "one");
    assert_holds("a/b c/d", "one");
}

static void test_file_has_the_rights_of_the_umask(void) {
    IN_A_FOLDER;
    mode_t before = umask(027);
    struct stat about;

    write_fine("f", "one");
    umask(before);
    g_assert_cmpint(stat("f", &about), ==, 0);
    g_assert_cmpuint(about.st_mode & 0777, ==, 0640);
}

static void test_nothing_is_written_below_a_file(void) {
    IN_A_FOLDER;

    write_fine("f", "one");
    assert_refused("f/g", 3, "cannot make the folder 'f': Not a directory");
    assert_refused("f/g/h", 3, "cannot make the folder 'f/g': Not a directory");
    assert_holds("f", "one");
    assert_names("f");
}

static void test_folder_is_not_replaced(void) {
    IN_A_FOLDER;

    write_fine("a/b", "one");
    assert_refused("a", 3, "cannot write 'a': there is something else of that name");
    assert_holds("a/b", "one");
    assert_names("a");
}

/* As when the disk is full: the file that was there stays, whole. */
static void test_half_a_file_leaves_the_old_one(void) {
    IN_A_FOLDER;
    struct rlimit before, small;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);

    write_fine("f", "one");
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    small = (struct rlimit){4096, before.rlim_max};
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    assert_refused("f", 10000, "cannot write 'f': File too large");
    assert_refused("new", 10000, "cannot write 'new': File too large");
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
    signal(SIGXFSZ, handler);
    assert_holds("f", "one");
    assert_names("f");
}

static void test_name_that_is_too_long_is_refused(void) {
    IN_A_FOLDER;
    g_autofree char *name = g_strnfill(300, 'n');
    g_autofree char *message =
        g_strdup_printf("cannot write '%s': File name too long", name);

    assert_refused(name, 3, message);
    assert_names("");
}

static void raise_termination(int signal_number) {
    (void)signal_number;
    raise(SIGTERM);
}

/* The limit on file sizes interrupts the writing half way. */
static void test_signal_removes_what_is_half_written(void) {
    IN_A_FOLDER;
    g_autofree char *bytes = g_strnfill(10000, 'x');
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        output_remove_on_signals();
        signal(SIGXFSZ, raise_termination);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, 4096});
        output_write("f", bytes, 10000, NULL);
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, SIGTERM);
    assert_names("");
}

static void append_fine(OutputFile *file, const char *text) {
    g_autoptr(GError) error = NULL;

    g_assert_true(output_append(file, text, strlen(text), &error));
    g_assert_no_error(error);
}

static void test_file_appears_when_it_is_whole(void) {
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;
    g_autoptr(OutputFile) file = NULL;

    write_fine("f", "old");
    file = output_begin("f", &error);
    g_assert_no_error(error);
    append_fine(file, "one");
    append_fine(file, " two");
    assert_holds("f", "old");
    g_assert_true(output_commit(file, &error));
    g_assert_no_error(error);
    assert_holds("f", "one two");
    assert_names("f");
}

static void test_abandoned_file_is_gone(void) {
    IN_A_FOLDER;
    OutputFile *file;

    write_fine("f", "old");
    file = output_begin("f", NULL);
    append_fine(file, "one");
    output_free(file);
    assert_holds("f", "old");
    assert_names("f");
    output_free(NULL);
}

/* A worker that ends, however, leaves alone what its parent writes. */
static void test_forked_process_leaves_the_file_alone(void) {
    IN_A_FOLDER;

    for (int way = 0; way < 2; way++) {
        g_autoptr(OutputFile) file = output_begin("f", NULL);
        pid_t child = fork();
        int status = 0;

        if (child == 0) {
            output_remove_on_signals();
            if (way == 0)
                raise(SIGTERM);
            output_free(file);
            _exit(0);
        }
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        append_fine(file, "one");
        g_assert_true(output_commit(file, NULL));
        assert_holds("f", "one");
        g_assert_cmpint(g_unlink("f"), ==, 0);
    }
}

static void link_fine(const char *from, const char *path) {
    g_autoptr(GError) error = NULL;

    g_assert_true(output_link(from, path, &error));
    g_assert_no_error(error);
}

static void test_link_takes_the_place_of_what_was_there(void) {
    IN_A_FOLDER;
    struct stat about;

    write_fine("a", "one");
    write_fine("b", "two");
    link_fine("a", "b");
    link_fine("a", "b");
    assert_holds("b", "one");
    g_assert_cmpint(lstat("a", &about), ==, 0);
    g_assert_cmpuint(about.st_nlink, ==, 2);
    assert_names("a b");
}

static void test_link_to_nothing_leaves_what_was_there(void) {
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;

    write_fine("b", "two");
    g_assert_false(output_link("a", "b", &error));
    g_assert_cmpstr(error->message, ==, "cannot write 'b': No such file or directory");
    assert_holds("b", "two");
    assert_names("b");
}

/* Left by a process that was killed, of another name, and still being written. */
static void test_sweep_takes_what_nobody_writes(void) {
    IN_A_FOLDER;
    g_autoptr(OutputFile) file = output_begin("f", NULL);

    write_file(".plakat-0000000a.tmp", "half");
    write_file(".plakat-other", "whole");
    output_sweep(".");
    append_fine(file, "one");
    g_assert_true(output_commit(file, NULL));
    assert_holds("f", "one");
    assert_names(".plakat-other f");
}

/* A process that writes, and tells by a byte that it has begun. */
static void write_and_wait(int told, bool has_helper) {
    OutputFile *file = output_begin("f", NULL);
    bool goes_on =
        file != NULL && (!has_helper || fork() >= 0) && write(told, "", 1) == 1;

    /* Where the test has failed nobody kills them. */
    alarm(60);
    while (goes_on)
        pause();
    _exit(1);
}

static pid_t fork_writer(bool has_helper) {
    int ends[2];
    char byte;
    pid_t writer;

    g_assert_cmpint(pipe(ends), ==, 0);
    writer = fork();
    if (writer == 0) {
        setpgid(0, 0);
        write_and_wait(ends[1], has_helper);
    }
    for (int i = 0; i < (has_helper ? 2 : 1); i++)
        g_assert_cmpint(read(ends[0], &byte, 1), ==, 1);
    close(ends[0]);
    close(ends[1]);
    return writer;
}

static guint count_names(void) {
    g_autoptr(GDir) dir = g_dir_open(".", 0, NULL);
    guint count = 0;

    while (g_dir_read_name(dir) != NULL)
        count++;
    return count;
}

static void test_sweep_leaves_what_others_write(void) {
    IN_A_FOLDER;
    pid_t writer = fork_writer(false);

    output_sweep(".");
    g_assert_cmpuint(count_names(), ==, 1);
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    output_sweep(".");
    assert_names("");
}

/* They have its files open, but write none. */
static void test_sweep_does_not_wait_for_those_that_a_writer_forked(void) {
    IN_A_FOLDER;
    pid_t writer = fork_writer(true);

    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    output_sweep(".");
    assert_names("");
    g_assert_cmpint(kill(-writer, SIGKILL), ==, 0);
}

static const UnitTest tests[] = {
    TEST(file_is_whole_and_alone),
    TEST(missing_folders_are_made),
    TEST(file_has_the_rights_of_the_umask),
    TEST(nothing_is_written_below_a_file),
    TEST(folder_is_not_replaced),
    TEST(half_a_file_leaves_the_old_one),
    TEST(name_that_is_too_long_is_refused),
    TEST(signal_removes_what_is_half_written),
    TEST(file_appears_when_it_is_whole),
    TEST(abandoned_file_is_gone),
    TEST(forked_process_leaves_the_file_alone),
    TEST(link_takes_the_place_of_what_was_there),
    TEST(link_to_nothing_leaves_what_was_there),
    TEST(sweep_takes_what_nobody_writes),
    TEST(sweep_leaves_what_others_write),
    TEST(sweep_does_not_wait_for_those_that_a_writer_forked),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
