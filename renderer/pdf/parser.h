/* Values out of the bytes of a file. All of a file lie in a few large pieces of memory,
 * which the parser owns. */
#pragma once

#include "pdf/tokens.h"
#include "pdf/value.h"

#include <gio/gio.h>

typedef struct {
    const char *bytes; /* borrowed */
    gsize length;
    GPtrArray *pieces; /* owned */
    char *room;        /* of the last piece */
    gsize left;
    GArray *stack; /* of PdfValue: items of what is not yet closed */
} PdfParser;

void pdf_parser_init(PdfParser *self, const char *bytes, gsize length);
void pdf_parser_clear(PdfParser *self);

/* Zeroed; for ever as long as the parser. */
void *pdf_parser_take(PdfParser *self, gsize size);

/* The one value from `at` up to a word that is none, which becomes `after`. */
bool pdf_parser_read(PdfParser *self, gsize at, PdfValue *value, Token *after,
                     GError **error);

/* "cannot read the PDF at byte …"; false. `problem` is translated. */
bool pdf_parser_fail(gsize at, const char *problem, GError **error);
