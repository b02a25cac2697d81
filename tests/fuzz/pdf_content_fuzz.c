/* Any bytes as a content stream: operations inside of it, one behind the other, or one
 * line that says why not. What is between them is white space. */
#include "fuzz.h"

#include "pdf/content.h"

#include <string.h>

static void check_error(const GError *error) {
    g_assert_true(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_null(strchr(error->message, '\n'));
}

/* White space and comments. */
static void check_gap(const char *bytes, gsize from, gsize to) {
    bool in_comment = false;

    for (gsize i = from; i < to; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r')
            in_comment = false;
        else if (bytes[i] == '%')
            in_comment = true;
        else
            g_assert_true(in_comment || memchr(" \t\f\0", bytes[i], 4) != NULL);
    }
}

static void check_operand(const char *bytes, const PdfOperand *operand) {
    static const char *const firsts[] = {
        [PDF_OPERAND_NUMBER] = "0123456789+-.",
        [PDF_OPERAND_NAME] = "/",
        [PDF_OPERAND_STRING] = "(<",
        [PDF_OPERAND_ARRAY] = "[",
        [PDF_OPERAND_DICTIONARY] = "<",
        [PDF_OPERAND_WORD] = "tfn",
    };

    g_assert_cmpuint(operand->start, <, operand->end);
    g_assert_true(bytes[operand->start] != '\0' &&
                  strchr(firsts[operand->kind], bytes[operand->start]) != NULL);
    if (operand->kind == PDF_OPERAND_NUMBER)
        g_assert_true(operand->number >= -1e18 && operand->number <= 1e18);
}

/* Those of an inline image stand between its operators. */
static void check_operands(const char *bytes, const PdfOperation *operation) {
    bool is_image = pdf_operation_is(operation, "BI");
    gsize at = is_image ? operation->start + strlen("BI") : operation->start;

    g_assert_cmpuint(operation->count, <=, PDF_OPERANDS_MAX);
    for (guint i = 0; i < operation->count; i++) {
        const PdfOperand *operand = &operation->operands[i];

        g_assert_cmpuint(operand->start, >=, at);
        check_gap(bytes, at, operand->start);
        check_operand(bytes, operand);
        at = operand->end;
    }
    g_assert_cmpuint(at, <=, operation->end);
    if (!is_image)
        check_gap(bytes, at, operation->operator_start);
}

static void check_operation(const char *bytes, const PdfOperation *operation) {
    gsize length = strlen(operation->name);

    g_assert_cmpuint(length, >, 0);
    g_assert_cmpuint(length, <=, PDF_OPERATOR_MAX);
    g_assert_cmpint(memcmp(bytes + operation->operator_start, operation->name, length),
                    ==, 0);
    g_assert_cmpuint(operation->start, <=, operation->operator_start);
    if (pdf_operation_is(operation, "BI"))
        g_assert_cmpint(memcmp(bytes + operation->end - 2, "EI", 2), ==, 0);
    else
        g_assert_cmpuint(operation->operator_start + length, ==, operation->end);
    check_operands(bytes, operation);
}

int LLVMFuzzerTestOneInput(const uint8_t *given, size_t length) {
    g_autofree char *bytes = g_memdup2(given, length);
    PdfContent content = {bytes, length, 0};
    PdfOperation operation;
    g_autoptr(GError) error = NULL;
    gsize at = 0;

    while (pdf_content_next(&content, &operation, &error)) {
        g_assert_cmpuint(operation.start, >=, at);
        g_assert_cmpuint(operation.end, <=, length);
        g_assert_cmpuint(operation.end, ==, content.at);
        check_gap(bytes, at, operation.start);
        check_operation(bytes, &operation);
        at = operation.end;
    }
    if (error != NULL) {
        check_error(error);
    } else {
        g_assert_cmpuint(content.at, ==, length);
        check_gap(bytes, at, length);
    }
    return 0;
}
