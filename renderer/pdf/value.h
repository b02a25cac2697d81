/* The objects of a PDF as a tree (ISO 32000-1, 7.3). */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    PDF_NULL,
    PDF_BOOLEAN,    /* number: 0 or 1 */
    PDF_NUMBER,     /* number */
    PDF_NAME,       /* text: without the slash, escapes undone */
    PDF_STRING,     /* text: its bytes */
    PDF_ARRAY,      /* items */
    PDF_DICTIONARY, /* entries, in file order */
    PDF_REFERENCE,  /* reference: the number of an object */
} PdfKind;

typedef struct PdfValue PdfValue;
typedef struct PdfEntry PdfEntry;

struct PdfValue {
    PdfKind kind;
    guint count; /* of items or entries; bytes of a name or string */
    union {
        double number;
        guint reference;
        const char *text; /* ends with a NUL that is not counted */
        const PdfValue *items;
        const PdfEntry *entries;
    };
};

struct PdfEntry {
    const char *key; /* without the slash */
    PdfValue value;
};

/* The entry of a dictionary; NULL when there is none, or `self` is NULL or no
 * dictionary. References are not followed. */
const PdfValue *pdf_value_find(const PdfValue *self, const char *key);

/* It is this name; false for NULL. */
bool pdf_value_is_name(const PdfValue *self, const char *name);

/* `fallback` when it is NULL or no number. */
double pdf_value_number(const PdfValue *self, double fallback);
