#include "../support.h"

#include "model/explain.h"

static void test_explanations_stand_in_the_order_of_their_ids(void) {
    for (const Explanation *at = explanations; at[1].id != NULL; at++)
        g_assert_cmpstr(at[0].id, <, at[1].id);
}

static void test_every_explanation_is_whole_sentences(void) {
    for (const Explanation *at = explanations; at->id != NULL; at++) {
        g_test_message("%s", at->id);
        g_assert_true(g_str_has_suffix(at->text, ".") ||
                      g_str_has_suffix(at->text, "\"."));
        g_assert_null(strstr(at->text, "  "));
        g_assert_nonnull(strchr(at->id, '/'));
    }
}

static void test_only_known_ids_are_found(void) {
    g_assert_cmpstr(explanation_find("motif/unit-missing")->id, ==,
                    "motif/unit-missing");
    g_assert_null(explanation_find("motif/unit"));
    g_assert_null(explanation_find(""));
}

static const UnitTest tests[] = {
    TEST(explanations_stand_in_the_order_of_their_ids),
    TEST(every_explanation_is_whole_sentences),
    TEST(only_known_ids_are_found),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
