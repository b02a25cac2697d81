#include "../support.h"

#include "base/roff.h"

static void assert_text(const char *text, const char *expected) {
    g_autoptr(GString) page = g_string_new(NULL);

    roff_append_text(page, text);
    g_assert_cmpstr(page->str, ==, expected);
}

static void test_signs_of_roff_are_escaped(void) {
    assert_text("a-b", "a\\-b\n");
    assert_text("a\\b", "a\\eb\n");
    assert_text("it's \"so\" ^~", "it\\(aqs \\(dqso\\(dq \\(ha\\(ti\n");
    assert_text("'x", "\\(aqx\n");
}

static void test_no_line_begins_with_a_dot(void) {
    assert_text(".TH is text", "\\&.TH is text\n");
    assert_text("See. .so", "See.\n\\&.so\n");
}

static void test_letters_beyond_ascii_have_their_numbers(void) {
    assert_text("ü… ا 𝄞", "\\[u00FC]\\[u2026] \\[u0627] \\[u1D11E]\n");
}

static void test_backticks_are_bold_across_words(void) {
    assert_text("type `plakat list` now", "type \\fBplakat list\\fR now\n");
    assert_text("`.x`", "\\fB.x\\fR\n");
}

static void test_sentences_and_long_lines_break(void) {
    assert_text("One. Two", "One.\nTwo\n");
    assert_text("a sentence that goes on and on and on until it is longer than a line "
                "may be here now",
                "a sentence that goes on and on and on until it is longer than a line "
                "may be here\nnow\n");
}

static void test_parts_of_a_line_have_their_fonts(void) {
    g_autoptr(GString) page = g_string_new(NULL);

    roff_append_tag(page);
    roff_append_bold(page, "--out");
    roff_append_plain(page, "=");
    roff_append_italic(page, "DIR");
    g_assert_cmpstr(page->str, ==, ".TP\n\\fB\\-\\-out\\fR=\\fIDIR\\fR");
}

static void test_headings_are_quoted(void) {
    g_autoptr(GString) page = g_string_new(NULL);

    roff_append_subsection(page, "plakat \"x\" [Y…]");
    g_assert_cmpstr(page->str, ==, ".SS \"plakat \\(dqx\\(dq [Y\\[u2026]]\"\n");
}

static void test_examples_keep_their_lines(void) {
    g_autoptr(GString) page = g_string_new(NULL);

    roff_append_example(page, "a:\n  - b\n.c");
    g_assert_cmpstr(page->str, ==, ".EX\na:\n  \\- b\n\\&.c\n.EE\n");
}

static const UnitTest tests[] = {
    TEST(signs_of_roff_are_escaped),
    TEST(no_line_begins_with_a_dot),
    TEST(letters_beyond_ascii_have_their_numbers),
    TEST(backticks_are_bold_across_words),
    TEST(sentences_and_long_lines_break),
    TEST(parts_of_a_line_have_their_fonts),
    TEST(headings_are_quoted),
    TEST(examples_keep_their_lines),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
