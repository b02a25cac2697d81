#include "../support.h"

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const readable[] = {"in", "nowhere", NULL};
static const char *const writable[] = {"out", NULL};
static const char *const scratch[] = {"scratch", NULL};

/* 0, or what it fails with. */
typedef int (*Attempt)(void);

static int result_of(int result) {
    return result < 0 ? errno : 0;
}

/* In a process of its own. */
static int try_inside(Attempt attempt) {
    const SandboxFolders folders = {readable, writable, scratch};
    pid_t process = fork();
    int status = 0;

    if (process == 0)
        _exit(sandbox_enter(&folders) != 0 ? 255 : attempt());
    g_assert_cmpint(waitpid(process, &status, 0), ==, process);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int read_readable(void) {
    return result_of(open("in/file", O_RDONLY));
}

static int write_readable(void) {
    return result_of(open("in/file", O_WRONLY));
}

static int make_in_readable(void) {
    return result_of(open("in/new", O_WRONLY | O_CREAT, 0600));
}

static int read_secret(void) {
    return result_of(open("secret/file", O_RDONLY));
}

static int read_secret_by_a_way_round(void) {
    return result_of(open("in/../secret/file", O_RDONLY));
}

static int read_secret_by_a_link(void) {
    return result_of(open("in/link", O_RDONLY));
}

static int truncate_secret(void) {
    return result_of(truncate("secret/file", 0));
}

static int list_secret(void) {
    return result_of(open("secret", O_RDONLY | O_DIRECTORY));
}

static int make_in_writable(void) {
    return result_of(open("out/new", O_WRONLY | O_CREAT | O_EXCL, 0600));
}

static int link_within_writable(void) {
    return result_of(link("out/file", "out/other/new"));
}

static int rename_within_writable(void) {
    return result_of(rename("out/file", "out/other/file"));
}

static int make_a_way_out(void) {
    return result_of(symlink("../secret", "out/link"));
}

static int make_nameless(void) {
    return result_of(open("scratch", O_TMPFILE | O_RDWR, 0600));
}

static int make_in_scratch(void) {
    return result_of(open("scratch/new", O_WRONLY | O_CREAT, 0600));
}

static int open_socket(void) {
    return result_of(socket(AF_INET, SOCK_STREAM, 0));
}

static int run_program(void) {
    return result_of(execl("/bin/true", "true", NULL));
}

/* What is forked in there is shut in, too. */
static int read_secret_in_a_child(void) {
    pid_t process = fork();
    int status = 0;

    if (process == 0)
        _exit(read_secret());
    return waitpid(process, &status, 0) == process ? WEXITSTATUS(status) : 255;
}

static void make_files(void) {
    write_file("in/file", "x");
    write_file("out/file", "x");
    write_file("out/other/file", "x");
    write_file("scratch/file", "x");
    write_file("secret/file", "x");
    g_assert_cmpint(symlink("../secret/file", "in/link"), ==, 0);
}

static void test_only_what_is_named_can_be_reached(void) {
    static const struct {
        const char *name;
        Attempt attempt;
        int expected;
    } cases[] = {
        {"read what is readable", read_readable, 0},
        {"write it", write_readable, EACCES},
        {"make a file there", make_in_readable, EACCES},
        {"read another file", read_secret, EACCES},
        {"by way of a folder above", read_secret_by_a_way_round, EACCES},
        {"by a link", read_secret_by_a_link, EACCES},
        {"in a child", read_secret_in_a_child, EACCES},
        {"truncate it", truncate_secret, EACCES},
        {"list its folder", list_secret, EACCES},
        {"make what is writable", make_in_writable, 0},
        {"link it", link_within_writable, 0},
        {"rename it", rename_within_writable, 0},
        {"make a symbolic link", make_a_way_out, EACCES},
        {"make a file without a name", make_nameless, 0},
        {"and one with a name", make_in_scratch, EACCES},
        {"open a socket", open_socket, EPERM},
        {"run a program", run_program, EPERM},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        IN_A_FOLDER;

        make_files();
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(try_inside(cases[i].attempt), ==, cases[i].expected);
    }
}

static const UnitTest tests[] = {
    TEST(only_what_is_named_can_be_reached),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
