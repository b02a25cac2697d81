#include "layout/breaks.h"

#include <math.h>

static GArray *parts_of(const double *widths, guint count) {
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Unbroken));

    for (guint i = 0; i < count; i++) {
        Unbroken part = {.width = widths[i], .space = 1};

        g_array_append_val(parts, part);
    }
    return parts;
}

static double line_width(const GArray *parts, guint first, guint last) {
    double width = 0;

    for (guint i = first; i <= last; i++) {
        const Unbroken *part = &g_array_index(parts, Unbroken, i);

        width += part->width + (i < last ? part->space : 0);
    }
    return width;
}

static double ratio_of(const GArray *parts, const guint *ends, int count) {
    double longest = 0, shortest = INFINITY;
    guint first = 0;

    for (int i = 0; i < count; i++) {
        double width = line_width(parts, first, ends[i]);

        longest = fmax(longest, width);
        shortest = fmin(shortest, width);
        first = ends[i] + 1;
    }
    return longest / shortest;
}

/* Tries every set of ends, one bit a gap between parts. */
static double best_ratio(const GArray *parts, int lines) {
    double best = INFINITY;

    for (guint gaps = 0; gaps < 1u << (parts->len - 1); gaps++) {
        guint ends[BREAKS_LINES_MAX];
        int count = 0;

        for (guint i = 0; i + 1 < parts->len; i++) {
            if (gaps >> i & 1)
                ends[count++] = i;
        }
        ends[count++] = parts->len - 1;
        if (count == lines)
            best = fmin(best, ratio_of(parts, ends, count));
    }
    return best;
}

static void test_no_other_break_is_better_balanced(void) {
    g_autoptr(GRand) random = g_rand_new_with_seed(7);

    for (int round = 0; round < 200; round++) {
        guint count = (guint)g_rand_int_range(random, 1, 10);
        double widths[10];
        g_autoptr(GArray) parts = NULL;

        for (guint i = 0; i < count; i++)
            widths[i] = g_rand_double_range(random, 1, 12);
        parts = parts_of(widths, count);
        for (int lines = 1; lines <= (int)count; lines++) {
            Breaks breaks;

            g_assert_true(breaks_balance(parts, lines, &breaks));
            g_assert_cmpint(breaks.count, ==, lines);
            g_assert_cmpuint(breaks.ends[lines - 1], ==, count - 1);
            g_assert_cmpfloat_with_epsilon(ratio_of(parts, breaks.ends, lines),
                                           best_ratio(parts, lines), 1e-6);
        }
    }
}

static void test_filled_lines_are_as_short_as_can_be(void) {
    static const double widths[] = {3, 3, 3, 9, 2};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_assert_true(breaks_fill(parts, 3, &breaks));
    g_assert_cmpint(breaks.count, ==, 3);
    g_assert_cmpfloat_with_epsilon(breaks.longest, 11, 1e-3);
    g_assert_cmpuint(breaks.ends[0], ==, 2);
    g_assert_cmpuint(breaks.ends[1], ==, 3);
    g_assert_true(breaks_fill(parts, 2, &breaks));
    g_assert_cmpfloat_with_epsilon(breaks.longest, 12, 1e-3);
}

static void test_a_line_that_was_asked_for_is_kept(void) {
    static const double widths[] = {1, 1, 20, 1};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_array_index(parts, Unbroken, 0).ends_line = true;
    g_assert_cmpint(breaks_fewest(parts), ==, 2);
    g_assert_false(breaks_fill(parts, 1, &breaks));
    g_assert_false(breaks_balance(parts, 1, &breaks));
    g_assert_true(breaks_balance(parts, 2, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 0);
    g_assert_cmpuint(breaks.ends[1], ==, 3);
}

static void test_there_are_no_more_lines_than_parts(void) {
    static const double widths[] = {4, 5};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_assert_false(breaks_balance(parts, 3, &breaks));
    g_assert_true(breaks_fill(parts, 3, &breaks));
    g_assert_cmpint(breaks.count, ==, 2);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/breaks/no-other-break-is-better-balanced",
                    test_no_other_break_is_better_balanced);
    g_test_add_func("/breaks/filled-lines-are-as-short-as-can-be",
                    test_filled_lines_are_as_short_as_can_be);
    g_test_add_func("/breaks/a-line-that-was-asked-for-is-kept",
                    test_a_line_that_was_asked_for_is_kept);
    g_test_add_func("/breaks/there-are-no-more-lines-than-parts",
                    test_there_are_no_more_lines_than_parts);
    return g_test_run();
}
