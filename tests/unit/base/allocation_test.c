#include "../support.h"

#include "base/allocation.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { REFUSED = 40, LIMIT = 1 << 30 };

static void end(void) {
    _exit(REFUSED);
}

/* What became of a process that takes so many bytes again and again, until it is told
 * that there are none (1), or ended. */
static int take_all(size_t bytes) {
    const struct rlimit limit = {(rlim_t)LIMIT, (rlim_t)LIMIT};
    pid_t process = fork();
    int status = 0;

    if (process == 0) {
        allocation_when_refused(end);
        setrlimit(RLIMIT_AS, &limit);
        while (malloc(bytes) != NULL)
            continue;
        _exit(1);
    }
    g_assert_cmpint(waitpid(process, &status, 0), ==, process);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_who_is_refused_little_ends(void) {
    g_assert_cmpint(take_all(ALLOCATION_MUCH / 2), ==, REFUSED);
}

static void test_who_is_refused_much_is_told(void) {
    g_assert_cmpint(take_all(ALLOCATION_MUCH), ==, 1);
}

static const UnitTest tests[] = {
    TEST(who_is_refused_little_ends),
    TEST(who_is_refused_much_is_told),
};

/* Sanitizers have a malloc, and limits, of their own. */
int main(int argc, char **argv) {
    size_t count = G_N_ELEMENTS(tests);

#ifdef PLAKAT_SANITIZED
    count = 0;
#endif
    return run_tests(argc, argv, tests, count);
}
