#include "../support.h"

#include "preflight/gwg_names.h"

static void test_names_collide_that_differ_in_case_or_paper(void) {
    g_assert_true(gwg_names_collide("HKS 14 K", "HKS 14 N"));
    g_assert_true(gwg_names_collide("HKS 14 K", "hks 14 k"));
    g_assert_true(gwg_names_collide("PANTONE 485 C", "Pantone 485 CVC"));
    g_assert_true(gwg_names_collide("PANTONE 485 C", "PANTONE 485"));
    g_assert_true(gwg_names_collide("HKS 14K", "HKS-14 N"));
    g_assert_true(gwg_names_collide("PANTONE 10 TCX", "PANTONE 10 TPX"));
}

static void test_other_names_do_not_collide(void) {
    g_assert_false(gwg_names_collide("HKS 14 K", "HKS 14 K"));
    g_assert_false(gwg_names_collide("HKS 14 K", "HKS 15 K"));
    g_assert_false(gwg_names_collide("C", "K"));
    g_assert_false(gwg_names_collide("Lack", "Lac"));
}

static const UnitTest tests[] = {
    TEST(names_collide_that_differ_in_case_or_paper),
    TEST(other_names_do_not_collide),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
