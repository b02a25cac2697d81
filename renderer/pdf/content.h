/* A content stream, operation by operation (ISO 32000-1, 7.8.2). Also what is judged
 * by others is read with it, so it takes all of the syntax, comments included. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

enum {
    PDF_OPERANDS_MAX = 64, /* cairo writes 6 at most; DeviceN takes up to 32 */
    PDF_OPERATOR_MAX = 8,
    PDF_NESTING_MAX = 32
};

typedef enum {
    PDF_OPERAND_NUMBER,
    PDF_OPERAND_NAME,   /* `start` is that of its slash; escapes as they are written */
    PDF_OPERAND_STRING, /* as it is written, ( ) or < > included */
    PDF_OPERAND_ARRAY,  /* [ … ] as it is written */
    PDF_OPERAND_DICTIONARY, /* << … >> as it is written */
    PDF_OPERAND_WORD,       /* true, false, null */
} PdfOperandKind;

typedef struct {
    PdfOperandKind kind;
    gsize start, end; /* in the stream */
    double number;
} PdfOperand;

typedef struct {
    /* Of the operator. "BI" is a whole inline image; its operands are the keys and
     * values of its dictionary, and its bytes reach to `end`. */
    char name[PDF_OPERATOR_MAX + 1];
    gsize start, end; /* from the first operand to behind the operator */
    gsize operator_start;
    guint count;
    PdfOperand operands[PDF_OPERANDS_MAX];
} PdfOperation;

typedef struct {
    const char *bytes; /* borrowed */
    gsize length, at;
} PdfContent;

/* The next operation; false at the end, and with `error` where it is no content: an
 * operand that never ends, too many of them, operands without an operator. */
bool pdf_content_next(PdfContent *self, PdfOperation *operation, GError **error);

bool pdf_operation_is(const PdfOperation *self, const char *name);
