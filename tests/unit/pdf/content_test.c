#include "../support.h"

#include "pdf/content.h"

#include <locale.h>

static const char kinds[] = {
    [PDF_OPERAND_NUMBER] = 'n',     [PDF_OPERAND_NAME] = '/',
    [PDF_OPERAND_STRING] = '(',     [PDF_OPERAND_ARRAY] = '[',
    [PDF_OPERAND_DICTIONARY] = '<', [PDF_OPERAND_WORD] = 'w',
};

static void append_operation(GString *text, const PdfContent *content,
                             const PdfOperation *operation) {
    g_string_append(text, operation->name);
    for (guint i = 0; i < operation->count; i++) {
        const PdfOperand *operand = &operation->operands[i];

        g_string_append_printf(text, " %c", kinds[operand->kind]);
        if (operand->kind == PDF_OPERAND_NUMBER)
            number_append(text, operand->number, 9);
        else
            g_string_append_len(text, content->bytes + operand->start,
                                (gssize)(operand->end - operand->start));
    }
    g_string_append_c(text, '\n');
}

/* Operator, operands with their kinds; a line an operation. An error is the last line.
 * Caller frees. */
static char *operations_of(const char *bytes, gsize length) {
    /* With nothing behind it that could be read by mistake. */
    g_autofree char *exact = g_memdup2(bytes, length);
    PdfContent content = {exact, length, 0};
    PdfOperation operation;
    GString *text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    while (pdf_content_next(&content, &operation, &error))
        append_operation(text, &content, &operation);
    if (error != NULL)
        g_string_append(text, error->message);
    else
        g_assert_cmpuint(content.at, ==, length);
    return g_string_free(text, FALSE);
}

static void assert_operations(const char *content, const char *expected) {
    g_autofree char *operations = operations_of(content, strlen(content));

    g_assert_cmpstr(operations, ==, expected);
}

static void assert_refused(const char *content, gulong at, const char *problem) {
    g_autofree char *message =
        g_strdup_printf("no content of a PDF at byte %lu: %s", at, problem);

    assert_operations(content, message);
}

static void test_operations_have_their_operands(void) {
    assert_operations("q 1 0 0 -1 0.5 800 cm\n/a0 gs BT <01FF>Tj(a)' 1 2(b)\" ET\nQ f*",
                      "q\ncm n1 n0 n0 n-1 n0.5 n800\ngs //a0\nBT\nTj (<01FF>\n"
                      "' ((a)\n\" n1 n2 ((b)\nET\nQ\nf*\n");
}

static void test_nothing_is_no_operation(void) {
    assert_operations("", "");
    assert_operations(" \r\n\t\f", "");
    assert_operations("% only\n% comments", "");
}

static void test_last_operator_needs_no_end(void) {
    assert_operations("f", "f\n");
    assert_operations("[]TJ", "TJ [[]\n");
}

static void test_words_end_where_others_begin(void) {
    assert_operations("/a/b<</c[1(d)/e]>>DP[/f<0>]TJ",
                      "DP //a //b <<</c[1(d)/e]>>\nTJ [[/f<0>]\n");
    assert_operations("/ gs%c\nf%", "gs //\nf\n");
}

static void test_comments_and_nul_bytes_are_white_space(void) {
    static const char content[] = "1%2 3\r4\0005\f6 m% [(\n7 w";
    g_autofree char *operations = operations_of(content, sizeof content - 1);

    g_assert_cmpstr(operations, ==, "m n1 n4 n5 n6\nw n7\n");
}

static void test_numbers_are_read_as_they_are_written(void) {
    assert_operations("0 -0 +1 -2 .5 -.5 5. 007 0.10 12345.678901 d",
                      "d n0 n0 n1 n-2 n0.5 n-0.5 n5 n7 n0.1 n12345.678901\n");
    assert_operations("123456789012345678 0.000000001 d",
                      "d n123456789012345680 n0.000000001\n");
    assert_operations("0.3333333333333333333333333333333333333333 d",
                      "d n0.333333333\n");
}

static void test_numbers_are_the_nearest_there_are(void) {
    static const char *const numbers[] = {"0.1",         "0.7",      "123.456",
                                          "9999.999999", "0.000001", "841.8897637795"};

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *bytes = g_strdup_printf("%s w", numbers[i]);
        PdfContent content = {bytes, strlen(bytes), 0};
        PdfOperation operation;

        g_assert_true(pdf_content_next(&content, &operation, NULL));
        g_assert_true(operation.operands[0].number == g_ascii_strtod(numbers[i], NULL));
    }
}

static void test_no_locale_changes_a_number(void) {
    g_assert_nonnull(setlocale(LC_ALL, "de_DE.UTF-8"));
    assert_operations("1.5 w", "w n1.5\n");
    setlocale(LC_ALL, "C");
}

static void test_what_is_no_number_is_refused(void) {
    static const char *const wrong[] = {
        "-", "+", ".", "-.", "--1", "1-2", "1.2.3", "1e5", "1a", "1234567890123456789"};

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *content = g_strdup_printf("q %s w", wrong[i]);
        g_autofree char *said = operations_of(content, strlen(content));

        g_assert_cmpstr(said, ==,
                        "q\nno content of a PDF at byte 2: a number that is none, "
                        "or too large");
    }
}

static void test_strings_may_hold_brackets(void) {
    assert_operations("(a(b)(c(d)))Tj", "Tj ((a(b)(c(d)))\n");
    assert_operations("(\\)\\(\\\\)Tj(%[<)Tj", "Tj ((\\)\\(\\\\)\nTj ((%[<)\n");
    assert_operations("(a\nb)Tj< 0 1\n2>Tj", "Tj ((a\nb)\nTj (< 0 1\n2>\n");
}

static void test_brackets_may_hold_anything(void) {
    assert_operations("[(]) <5D> %]\n [/a] true null]TJ",
                      "TJ [[(]) <5D> %]\n [/a] true null]\n");
    assert_operations("/P<</A[1]/B<</C(>>)>>/D false>>BDC",
                      "BDC //P <<</A[1]/B<</C(>>)>>/D false>>\n");
}

static void test_words_are_operands(void) {
    assert_operations("true false null X n", "X wtrue wfalse wnull\nn\n");
    assert_operations("tru n", "tru\nn\n");
}

static void test_inline_image_is_one_operation(void) {
    assert_operations("q\nBI\n/IM true\n/W 8\n/H 2\n/BPC 1\n/D [1 0]\nID ab\nEI\nQ",
                      "q\nBI //IM wtrue //W n8 //H n2 //BPC n1 //D [[1 0]\nQ\n");
    assert_operations("BI ID \nEI", "BI\n");
    assert_operations("BI/W 1 ID x EI Q", "BI //W n1\nQ\n");
}

static void test_bytes_of_an_image_may_look_like_its_end(void) {
    assert_operations("BI ID EIEI xEI EIx \n EI\x01 EI \x80 EI\nQ q", "BI\nQ\nq\n");
}

static void test_places_are_those_in_the_content(void) {
    static const char bytes[] = " 1 [ 2 ]Do  BI ID x EI";
    PdfContent content = {bytes, strlen(bytes), 0};
    PdfOperation operation;

    g_assert_true(pdf_content_next(&content, &operation, NULL));
    g_assert_true(pdf_operation_is(&operation, "Do"));
    g_assert_false(pdf_operation_is(&operation, "D"));
    g_assert_cmpuint(operation.start, ==, 1);
    g_assert_cmpuint(operation.operator_start, ==, 8);
    g_assert_cmpuint(operation.end, ==, 10);
    g_assert_cmpuint(operation.operands[1].start, ==, 3);
    g_assert_cmpuint(operation.operands[1].end, ==, 8);
    g_assert_cmpuint(content.at, ==, 10);
    g_assert_true(pdf_content_next(&content, &operation, NULL));
    g_assert_cmpuint(operation.start, ==, 12);
    g_assert_cmpuint(operation.operator_start, ==, 12);
    g_assert_cmpuint(operation.end, ==, strlen(bytes));
    g_assert_false(pdf_content_next(&content, &operation, NULL));
}

static void test_what_never_ends_is_refused(void) {
    assert_refused("(a", 0, "a string never ends");
    assert_refused("(a\\)", 0, "a string never ends");
    assert_refused(" (a(b)", 1, "a string never ends");
    assert_refused("(\\", 0, "a string never ends");
    assert_refused("<41", 0, "a string never ends");
    assert_refused("<", 0, "a string never ends");
    assert_refused("1 [2", 2, "an unmatched bracket");
    assert_refused("<</A", 0, "an unmatched bracket");
    assert_refused("[(", 1, "a string never ends");
    assert_refused("BI ID x EIx", 0, "an inline image never ends");
    assert_refused("BI ID", 0, "an inline image never ends");
    assert_refused("BI /W 1", 7, "operands without an operator");
}

static void test_what_does_not_match_is_refused(void) {
    assert_refused("1 ]", 2, "an unmatched bracket");
    assert_refused(">>", 0, "an unmatched bracket");
    assert_refused(">", 0, "an unmatched bracket");
    assert_refused(")", 0, "an unmatched bracket");
    assert_refused("{ }", 0, "an unmatched bracket");
    assert_refused("[<</A 1]>>", 7, "an unmatched bracket");
    assert_refused("<4G>", 0, "a string in hexadecimal digits has something else");
    assert_refused("[1 re]TJ", 3, "an operator in brackets");
}

static void test_operands_want_an_operator(void) {
    assert_refused("1 2", 3, "operands without an operator");
    assert_refused("1 true", 6, "operands without an operator");
}

static void test_words_must_look_like_operators(void) {
    assert_refused("123456 abcdefghi", 7, "a word that is no operator");
    assert_refused("caf\xC3\xA9", 0, "a word that is no operator");
    assert_refused("1 BI ID x EI", 2, "an inline image with operands");
    assert_refused("BI /W EI", 6, "an operator in an inline image");
}

static void test_there_are_limits(void) {
    g_autofree char *deep = g_strnfill(PDF_NESTING_MAX, '[');
    g_autofree char *closed = g_strnfill(PDF_NESTING_MAX, ']');
    g_autofree char *fits = g_strdup_printf("%s%sTJ", deep, closed);
    g_autofree char *fits_not = g_strdup_printf("[%s%s]TJ", deep, closed);
    g_autoptr(GString) many = g_string_new(NULL);
    g_autofree char *operations = NULL;

    operations = operations_of(fits, strlen(fits));
    g_assert_true(g_str_has_prefix(operations, "TJ ["));
    assert_refused(fits_not, PDF_NESTING_MAX, "brackets nested too deeply");

    for (int i = 0; i < PDF_OPERANDS_MAX; i++)
        g_string_append(many, "/ ");
    g_string_append(many, "scn");
    g_clear_pointer(&operations, g_free);
    operations = operations_of(many->str, many->len);
    g_assert_true(g_str_has_prefix(operations, "scn //"));
    g_string_prepend(many, "/ ");
    assert_refused(many->str, 2 * PDF_OPERANDS_MAX, "too many operands");
}

static const UnitTest tests[] = {
    TEST(operations_have_their_operands),
    TEST(nothing_is_no_operation),
    TEST(last_operator_needs_no_end),
    TEST(words_end_where_others_begin),
    TEST(comments_and_nul_bytes_are_white_space),
    TEST(numbers_are_read_as_they_are_written),
    TEST(numbers_are_the_nearest_there_are),
    TEST(no_locale_changes_a_number),
    TEST(what_is_no_number_is_refused),
    TEST(strings_may_hold_brackets),
    TEST(brackets_may_hold_anything),
    TEST(words_are_operands),
    TEST(inline_image_is_one_operation),
    TEST(bytes_of_an_image_may_look_like_its_end),
    TEST(places_are_those_in_the_content),
    TEST(what_never_ends_is_refused),
    TEST(what_does_not_match_is_refused),
    TEST(operands_want_an_operator),
    TEST(words_must_look_like_operators),
    TEST(there_are_limits),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
