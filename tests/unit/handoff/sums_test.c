#include "../support.h"

#include "handoff/sums.h"

static void test_entries_stand_by_name(void) {
    g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(Sum));
    const Sum entries[] = {{"b.pdf", "22"}, {"PRUEFEN.html", "33"}, {"a.pdf", "11"}};
    g_autofree char *text = NULL;

    g_array_append_vals(sums, entries, G_N_ELEMENTS(entries));
    text = sums_to_text(sums);
    g_assert_cmpstr(text, ==, "33  PRUEFEN.html\n11  a.pdf\n22  b.pdf\n");
}

static const UnitTest tests[] = {
    TEST(entries_stand_by_name),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
