#include "../support.h"

#include "base/crew.h"
#include "base/process.h"

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIECES = 40 };

typedef struct {
    GString *taken;
    guint fails_at, refuses_at; /* PIECES: never */
    bool does_not_end;
    atomic_uint *dead; /* shared: helpers that die with a piece; NULL: none is to */
    pid_t parent;
} Work;

/* This process goes on when somebody is dead. */
static void die_if_helper(const Work *self) {
    if (getpid() != self->parent) {
        atomic_fetch_add(self->dead, 1);
        raise(SIGKILL);
    }
    while (atomic_load(self->dead) == 0)
        sched_yield();
}

/* The later ones are ready first. */
static bool make(void *data, guint index, GByteArray *made, GError **error) {
    const Work *self = data;
    g_autofree char *text = g_strdup_printf("%u ", index);

    if (self->dead != NULL)
        die_if_helper(self);
    if (index == self->fails_at) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "no piece %u", index);
        return false;
    }
    for (guint i = 0; i < (PIECES - index) * 1000; i++)
        g_byte_array_append(made, (const guint8 *)text, (guint)strlen(text));
    return true;
}

static bool take(void *data, guint index, const guint8 *made, gsize length,
                 GError **error) {
    Work *self = data;

    if (index == self->refuses_at) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "not piece %u", index);
        return false;
    }
    g_string_append_printf(self->taken, "%.*s", (int)strcspn((const char *)made, " "),
                           (const char *)made);
    g_string_append_printf(self->taken, ":%zu ", length);
    return true;
}

static bool end(void *data, GError **error) {
    Work *self = data;

    g_string_append(self->taken, "end");
    if (self->does_not_end)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no end");
    return !self->does_not_end;
}

static bool run(Work *work, guint helpers, GError **error) {
    const Crew crew = {PIECES, helpers, work, make, take, end};
    bool done;

    work->taken = g_string_new(NULL);
    done = crew_run(&crew, error);
    /* All of them end. */
    process_wait_left();
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    return done;
}

static void test_pieces_arrive_in_order_whoever_makes_them(void) {
    static const guint counts[] = {1, 2, 3, 8, 100};
    g_autofree char *first = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        Work work = {.fails_at = PIECES, .refuses_at = PIECES};
        g_autoptr(GError) error = NULL;

        g_assert_true(run(&work, counts[i], &error));
        if (first == NULL)
            first = g_strdup(work.taken->str);
        g_assert_cmpstr(work.taken->str, ==, first);
        g_string_free(work.taken, TRUE);
    }
    g_assert_true(g_str_has_prefix(first, "0:80000 1:78000 "));
    g_assert_true(g_str_has_suffix(first, " 39:3000 end"));
}

static void assert_ends(Work work, guint helpers, const char *message) {
    g_autoptr(GError) error = NULL;

    g_assert_false(run(&work, helpers, &error));
    g_assert_cmpstr(error->message, ==, message);
    g_assert_true(work.does_not_end == g_str_has_suffix(work.taken->str, "end"));
    g_string_free(work.taken, TRUE);
}

static void test_a_piece_that_cannot_be_made_ends_it(void) {
    assert_ends((Work){.fails_at = 7, .refuses_at = PIECES}, 1, "no piece 7");
    assert_ends((Work){.fails_at = 7, .refuses_at = PIECES}, 3, "no piece 7");
}

static void test_a_piece_that_cannot_be_taken_ends_it(void) {
    assert_ends((Work){.fails_at = PIECES, .refuses_at = 5}, 1, "not piece 5");
    assert_ends((Work){.fails_at = PIECES, .refuses_at = 5}, 3, "not piece 5");
}

static void test_an_end_that_fails_is_one(void) {
    const Work work = {.fails_at = PIECES, .refuses_at = PIECES, .does_not_end = true};

    assert_ends(work, 1, "no end");
    assert_ends(work, 3, "no end");
}

static void test_a_helper_that_dies_ends_it(void) {
    atomic_uint *dead = mmap(NULL, sizeof *dead, PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    g_assert_true(dead != MAP_FAILED);
    atomic_init(dead, 0);
    assert_ends(
        (Work){
            .fails_at = PIECES, .refuses_at = PIECES, .dead = dead, .parent = getpid()},
        3, "a process that helped has ended before its work");
    munmap(dead, sizeof *dead);
}

static const UnitTest tests[] = {
    TEST(pieces_arrive_in_order_whoever_makes_them),
    TEST(a_piece_that_cannot_be_made_ends_it),
    TEST(a_piece_that_cannot_be_taken_ends_it),
    TEST(an_end_that_fails_is_one),
    TEST(a_helper_that_dies_ends_it),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
