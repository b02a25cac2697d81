#include "../support.h"

#include "base/memory.h"

/* What is shared with others counts by its share in one, in full in the other. */
static void test_at_most_is_at_least_what_is_used(void) {
    g_assert_cmpuint(memory_used(), >, 0);
    g_assert_cmpuint(memory_used_at_most(), >=, memory_used());
    g_assert_cmpuint(memory_used_at_most(), <, G_MAXSIZE);
}

static void test_what_is_used_is_seen(void) {
    const gsize more = 64 << 20;
    gsize before = memory_used_at_most();
    g_autofree char *block = g_malloc(more);

    memset(block, 1, more);
    g_assert_cmpuint(memory_used_at_most(), >=, before + more * 3 / 4);
    g_assert_cmpuint(memory_of_family(getpid()), >=, more * 3 / 4);
}

static const UnitTest tests[] = {
    TEST(at_most_is_at_least_what_is_used),
    TEST(what_is_used_is_seen),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
