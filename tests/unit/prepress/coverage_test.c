#include "../support.h"

#include "prepress/coverage.h"

#include <string.h>

enum { WIDTH = 40, HEIGHT = 30, PLATES = 4 };

/* Plates of a whole page. */
typedef struct {
    guint8 inks[PLATES][HEIGHT][WIDTH];
} Page;

static void fill(Page *page, int plate, int x, int y, int width, int height, int ink) {
    for (int i = y; i < y + height; i++)
        memset(page->inks[plate][i] + x, ink, (size_t)width);
}

/* In bands of so many rows. */
static CoveragePeak measure(const Page *page, int side, int band) {
    g_autoptr(Coverage) coverage = coverage_new(WIDTH, HEIGHT, side);

    for (int top = 0; top < HEIGHT; top += band) {
        int rows = MIN(band, HEIGHT - top);
        g_autofree guint8 *plates = g_malloc((gsize)(PLATES * WIDTH * rows));

        for (int i = 0; i < PLATES; i++)
            memcpy(plates + i * WIDTH * rows, page->inks[i][top],
                   (size_t)(WIDTH * rows));
        coverage_add(coverage, plates, rows);
    }
    return coverage_peak(coverage);
}

static void assert_peak(const Page *page, int side, double ink, int x, int y) {
    static const int bands[] = {1, 7, HEIGHT};

    for (size_t i = 0; i < G_N_ELEMENTS(bands); i++) {
        CoveragePeak peak = measure(page, side, bands[i]);

        g_assert_cmpfloat_with_epsilon(peak.ink, ink, 1e-12);
        g_assert_cmpint(peak.x, ==, x);
        g_assert_cmpint(peak.y, ==, y);
    }
}

static void test_bare_paper_has_no_ink(void) {
    const Page page = {0};

    assert_peak(&page, 10, 0, 0, 0);
}

static void test_plates_add_up(void) {
    Page page = {0};

    fill(&page, 0, 0, 0, WIDTH, HEIGHT, 255);
    fill(&page, 1, 0, 0, WIDTH, HEIGHT, 51);
    fill(&page, 3, 20, 12, 10, 10, 204);
    assert_peak(&page, 10, 2, 20, 12);
}

static void test_a_spot_smaller_than_the_square_counts_by_its_share(void) {
    Page page = {0};

    for (int i = 0; i < PLATES; i++)
        fill(&page, i, 30, 20, 5, 4, 255);
    /* The first square that holds all of it. */
    assert_peak(&page, 10, 4 * 20 / 100.0, 25, 14);
}

static void test_squares_reach_the_edges(void) {
    Page page = {0};

    fill(&page, 2, WIDTH - 10, HEIGHT - 10, 10, 10, 255);
    assert_peak(&page, 10, 1, WIDTH - 10, HEIGHT - 10);
    fill(&page, 0, 0, HEIGHT - 10, 10, 10, 255);
    fill(&page, 1, 0, HEIGHT - 10, 10, 10, 255);
    assert_peak(&page, 10, 2, 0, HEIGHT - 10);
}

static void test_of_equals_the_first_is_told(void) {
    Page page = {0};

    fill(&page, 0, 25, 15, 10, 10, 255);
    fill(&page, 1, 5, 15, 10, 10, 255);
    fill(&page, 2, 30, 2, 10, 10, 255);
    assert_peak(&page, 10, 1, 30, 2);
}

static void test_a_square_is_never_larger_than_the_page(void) {
    Page page = {0};

    fill(&page, 0, 0, 0, WIDTH, HEIGHT / 2, 255);
    assert_peak(&page, 1000, 0.5, 0, 0);
    assert_peak(&page, 35, 0.5, 0, 0);
}

/* Every square, summed up pixel by pixel. */
static CoveragePeak measure_slowly(const Page *page, int side) {
    CoveragePeak peak = {0};
    int most = 0;

    for (int y = 0; y + side <= HEIGHT; y++) {
        for (int x = 0; x + side <= WIDTH; x++) {
            int sum = 0;

            for (int i = 0; i < PLATES * side * side; i++)
                sum += page->inks[i % PLATES][y + i / PLATES / side]
                                 [x + i / PLATES % side];
            if (sum > most)
                peak = (CoveragePeak){0, x, y};
            most = MAX(most, sum);
        }
    }
    peak.ink = most / (255.0 * side * side);
    return peak;
}

static void test_no_square_is_passed_over(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);

    for (int side = 1; side <= HEIGHT; side += 4) {
        Page page;
        CoveragePeak expected;

        for (int i = 0; i < PLATES * WIDTH * HEIGHT; i++)
            page.inks[i / WIDTH / HEIGHT][i / WIDTH % HEIGHT][i % WIDTH] =
                (guint8)g_rand_int_range(rand, 0, 256);
        expected = measure_slowly(&page, side);
        assert_peak(&page, side, expected.ink, expected.x, expected.y);
    }
}

static const UnitTest tests[] = {
    TEST(bare_paper_has_no_ink),
    TEST(plates_add_up),
    TEST(a_spot_smaller_than_the_square_counts_by_its_share),
    TEST(squares_reach_the_edges),
    TEST(of_equals_the_first_is_told),
    TEST(a_square_is_never_larger_than_the_page),
    TEST(no_square_is_passed_over),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
