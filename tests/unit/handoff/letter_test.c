#include "../support.h"
#include "docket.h"

#include "handoff/letter.h"

#include <string.h>

static void test_every_line_ends_as_windows_has_it(void) {
    g_autoptr(Docket) docket = sample_docket();
    g_autofree char *letter = letter_make(docket);

    g_assert_true(g_str_has_prefix(letter, "Druckauftrag KV-1\r\nHerbst\r\n"));
    g_assert_true(g_str_has_suffix(letter, "\r\n"));
    for (const char *end = letter; (end = strchr(end, '\n')) != NULL; end++)
        g_assert_cmpint(end[-1], ==, '\r');
}

static void test_a_scale_is_told_twice(void) {
    g_autoptr(Docket) docket = sample_docket();
    g_autofree char *letter = NULL;

    ((DocketPoster *)g_ptr_array_index(docket->posters, 1))->scale = 10;
    letter = letter_make(docket);
    g_assert_nonnull(strstr(letter, "Auflage 50, Daten 1:10\r\n"));
    g_assert_nonnull(strstr(letter, "Achtung: Druckdaten sind verkleinert"));
}

static const UnitTest tests[] = {
    TEST(every_line_ends_as_windows_has_it),
    TEST(a_scale_is_told_twice),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
