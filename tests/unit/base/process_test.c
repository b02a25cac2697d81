#include "../support.h"

#include "base/process.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* One that lives until it is killed. */
static pid_t fork_waiting(void) {
    pid_t process = process_fork(SIGKILL);

    while (process == 0)
        pause();
    g_assert_cmpint(process, >, 0);
    return process;
}

static bool is_there(pid_t process) {
    return kill(process, 0) == 0;
}

static void test_who_was_left_is_waited_for(void) {
    pid_t first = fork_waiting(), second = fork_waiting();

    process_leave(first);
    process_leave(second);
    g_assert_true(is_there(first) && is_there(second));
    kill(first, SIGKILL);
    kill(second, SIGKILL);
    process_wait_left();
    g_assert_false(is_there(first) || is_there(second));
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
    process_wait_left();
}

static void test_who_has_ended_is_gone_when_another_is_forked(void) {
    pid_t first = fork_waiting(), second = fork_waiting(), third;
    siginfo_t about;

    process_leave(first);
    process_leave(second);
    kill(first, SIGKILL);
    g_assert_cmpint(waitid(P_PID, (id_t)first, &about, WEXITED | WNOWAIT), ==, 0);
    g_assert_true(is_there(first));
    third = fork_waiting();
    g_assert_false(is_there(first));
    g_assert_true(is_there(second));
    kill(second, SIGKILL);
    process_wait_left();
    g_assert_false(is_there(second));
    g_assert_true(is_there(third));
    kill(third, SIGKILL);
    g_assert_cmpint(WTERMSIG(process_wait(third)), ==, SIGKILL);
}

/* They are nobody's children there. */
static void test_a_child_waits_for_none_of_its_parents(void) {
    pid_t first = fork_waiting(), second;

    process_leave(first);
    second = process_fork(SIGKILL);
    if (second == 0) {
        process_wait_left();
        _exit(7);
    }
    g_assert_cmpint(WEXITSTATUS(process_wait(second)), ==, 7);
    kill(first, SIGKILL);
    process_wait_left();
}

static const UnitTest tests[] = {
    TEST(who_was_left_is_waited_for),
    TEST(who_has_ended_is_gone_when_another_is_forked),
    TEST(a_child_waits_for_none_of_its_parents),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
