#include "../support.h"

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

static bool balance(const GArray *parts, int lines, Breaks *breaks) {
    g_autofree double *widths = breaks_widths(parts);

    return breaks_balance(parts, widths, lines, breaks);
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

            g_assert_true(balance(parts, lines, &breaks));
            g_assert_cmpint(breaks.count, ==, lines);
            g_assert_cmpuint(breaks.ends[lines - 1], ==, count - 1);
            g_assert_cmpfloat_with_epsilon(ratio_of(parts, breaks.ends, lines),
                                           best_ratio(parts, lines), 1e-6);
        }
    }
}

/* 1.6 + 2.4, 0.8 + 1.2, 2 and 1.6, 2.4 + 0.8, 1.2 + 2 are as even as each other. */
static void test_breaks_as_even_as_others_have_the_shorter_lines(void) {
    static const double widths[] = {1.6, 2.4, 0.8, 1.2, 2};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    for (guint i = 0; i < parts->len; i++)
        g_array_index(parts, Unbroken, i).space = 0;
    g_assert_true(balance(parts, 3, &breaks));
    g_assert_cmpfloat_with_epsilon(breaks.longest, 3.2, 1e-9);
    g_assert_cmpuint(breaks.ends[0], ==, 0);
    g_assert_cmpuint(breaks.ends[1], ==, 2);
}

static bool fill_narrowest(const GArray *parts, int lines, Breaks *breaks) {
    return breaks_fill(parts, lines, breaks_narrowest(parts, lines, true), breaks);
}

static void test_filled_lines_are_as_short_as_can_be(void) {
    static const double widths[] = {3, 3, 3, 9, 2};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_assert_cmpfloat_with_epsilon(breaks_narrowest(parts, 3, false), 11, 1e-3);
    g_assert_true(fill_narrowest(parts, 3, &breaks));
    g_assert_cmpint(breaks.count, ==, 3);
    g_assert_cmpfloat_with_epsilon(breaks.longest, 11, 1e-3);
    g_assert_cmpuint(breaks.ends[0], ==, 2);
    g_assert_cmpuint(breaks.ends[1], ==, 3);
    g_assert_true(fill_narrowest(parts, 2, &breaks));
    g_assert_cmpfloat_with_epsilon(breaks.longest, 12, 1e-3);
    g_assert_cmpfloat(breaks_narrowest(parts, 0, false), ==, INFINITY);
    g_assert_false(breaks_fill(parts, 2, 11.9, &breaks));
}

/* Tries every set of ends; the least of what breaks_fill looks at. */
static void assert_no_filling_is_better(const GArray *parts, int lines, double width,
                                        const Breaks *breaks) {
    double found = 0, least = INFINITY;
    guint first = 0;

    for (int i = 0; i < lines; i++) {
        found += pow(line_width(parts, first, breaks->ends[i]), 2);
        first = breaks->ends[i] + 1;
    }
    for (guint gaps = 0; gaps < 1u << (parts->len - 1); gaps++) {
        double sum = 0;
        int count = 0;

        first = 0;
        for (guint i = 0; i < parts->len; i++) {
            double line = line_width(parts, first, i);

            if (i + 1 < parts->len && !(gaps >> i & 1))
                continue;
            /* A word alone at the end is worse than anything. */
            sum += line > width ? INFINITY : line * line;
            sum += i + 1 == parts->len && first == i && i > 0 && line < width / 3 ? 1e9
                                                                                  : 0;
            first = i + 1;
            count++;
        }
        if (count == lines)
            least = fmin(least, sum);
    }
    g_assert_cmpfloat_with_epsilon(fmod(least, 1e9), found, 1e-6);
}

static void test_filled_lines_are_as_even_as_can_be(void) {
    g_autoptr(GRand) random = g_rand_new_with_seed(11);

    for (int round = 0; round < 200; round++) {
        guint count = (guint)g_rand_int_range(random, 1, 11);
        double widths[11];
        g_autoptr(GArray) parts = NULL;

        for (guint i = 0; i < count; i++)
            widths[i] = g_rand_double_range(random, 1, 12);
        parts = parts_of(widths, count);
        for (int lines = 1; lines <= (int)count; lines++) {
            double width = breaks_narrowest(parts, lines, false) * 1.3;
            Breaks breaks;

            if (!breaks_fill(parts, lines, width, &breaks))
                continue;
            g_assert_cmpint(breaks.count, ==, lines);
            assert_no_filling_is_better(parts, lines, width, &breaks);
        }
    }
}

/* "Vielfalts-gestaltung im Veedel", with a place for a hyphen. */
static GArray *divided(void) {
    static const double widths[] = {9, 10, 2, 6};
    GArray *parts = parts_of(widths, G_N_ELEMENTS(widths));

    g_array_index(parts, Unbroken, 0).space = 0;
    g_array_index(parts, Unbroken, 0).hyphen = 0.5;
    return parts;
}

static void test_lines_end_inside_words_only_where_that_is_wanted(void) {
    g_autoptr(GArray) parts = divided();
    Breaks breaks;

    g_assert_cmpfloat_with_epsilon(breaks_narrowest(parts, 2, false), 19, 1e-3);
    g_assert_cmpfloat_with_epsilon(breaks_narrowest(parts, 2, true), 19, 1e-3);
    g_assert_cmpfloat_with_epsilon(breaks_narrowest(parts, 3, true), 10, 1e-3);
    g_assert_cmpfloat_with_epsilon(breaks_narrowest(parts, 3, false), 19, 1e-3);
    g_assert_true(breaks_fill(parts, 3, 10, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 0);
    g_assert_cmpuint(breaks.ends[1], ==, 1);
    /* With the hyphen that the line then shows. */
    g_assert_false(breaks_fill(parts, 3, 9.4, &breaks));
    /* Where there is room, none. */
    g_assert_true(breaks_fill(parts, 3, 19, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 1);
}

static void test_balanced_lines_never_end_inside_words(void) {
    g_autoptr(GArray) parts = divided();
    Breaks breaks;

    g_assert_true(balance(parts, 2, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 1);
    g_assert_true(balance(parts, 3, &breaks));
    g_assert_false(balance(parts, 4, &breaks));
}

static void test_no_word_stands_alone_where_that_can_be_helped(void) {
    static const double widths[] = {5, 5, 5, 1};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_assert_true(breaks_fill(parts, 2, 20, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 1);
    g_assert_false(breaks_are_poor(parts, &breaks));
    g_array_index(parts, Unbroken, 2).width = 20;
    g_assert_true(breaks_fill(parts, 3, 20, &breaks));
    g_assert_true(breaks_are_poor(parts, &breaks));
}

static void test_a_line_that_was_asked_for_is_kept(void) {
    static const double widths[] = {1, 1, 20, 1};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_array_index(parts, Unbroken, 0).ends_line = true;
    g_assert_cmpint(breaks_fewest(parts), ==, 2);
    g_assert_false(fill_narrowest(parts, 1, &breaks));
    g_assert_false(balance(parts, 1, &breaks));
    g_assert_true(balance(parts, 2, &breaks));
    g_assert_cmpuint(breaks.ends[0], ==, 0);
    g_assert_cmpuint(breaks.ends[1], ==, 3);
}

static void test_there_are_no_more_lines_than_parts(void) {
    static const double widths[] = {4, 5};
    g_autoptr(GArray) parts = parts_of(widths, G_N_ELEMENTS(widths));
    Breaks breaks;

    g_assert_false(balance(parts, 3, &breaks));
    g_assert_false(fill_narrowest(parts, 3, &breaks));
}

static const UnitTest tests[] = {
    TEST(no_other_break_is_better_balanced),
    TEST(breaks_as_even_as_others_have_the_shorter_lines),
    TEST(filled_lines_are_as_short_as_can_be),
    TEST(filled_lines_are_as_even_as_can_be),
    TEST(lines_end_inside_words_only_where_that_is_wanted),
    TEST(balanced_lines_never_end_inside_words),
    TEST(no_word_stands_alone_where_that_can_be_helped),
    TEST(a_line_that_was_asked_for_is_kept),
    TEST(there_are_no_more_lines_than_parts),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
