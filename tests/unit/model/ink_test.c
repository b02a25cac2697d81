#include "../support.h"

#include "model/ink.h"

#include <math.h>

static void assert_paint(unsigned screen, double tint, unsigned expected) {
    Ink ink = {.screen = {(screen >> 16) / 255.0, (screen >> 8 & 0xff) / 255.0,
                          (screen & 0xff) / 255.0}};
    Rgb colour = paint_to_rgb((Paint){&ink, tint});
    long found = lround(colour.red * 255) << 16 | lround(colour.green * 255) << 8 |
                 lround(colour.blue * 255);

    g_assert_cmphex((unsigned long)found, ==, expected);
}

static void test_tint_is_mixed_with_white_paper(void) {
    assert_paint(0x0061ad, 0.6, 0x66a0ce);
    assert_paint(0x0061ad, 1, 0x0061ad);
    assert_paint(0x0061ad, 0, 0xffffff);
    assert_paint(0xffffff, 0.5, 0xffffff);
    assert_paint(0x000000, 0.5, 0x808080);
}

static const UnitTest tests[] = {
    TEST(tint_is_mixed_with_white_paper),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
