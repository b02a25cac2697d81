/* Reads what cairo's PDF surface writes, and nothing else: one page, a cross-reference
 * table, generation 0, no encryption, no object streams, no filter but Flate and DCT.
 * Anything else is an error that names it: what is not understood is not passed on. */
#pragma once

#include "pdf/value.h"

#include <gio/gio.h>

typedef struct {
    PdfValue value;       /* PDF_NULL: a free number */
    const guint8 *stream; /* as it stands in the file; NULL: it is no stream */
    gsize length;         /* of the stream */
} PdfObject;

typedef struct PdfFile PdfFile;

/* Keeps a reference to `bytes`. NULL with `error` (G_IO_ERROR_INVALID_DATA). */
PdfFile *pdf_file_read(GBytes *bytes, GError **error);

/* Likewise what our own writer made of such: pictures may have DecodeParms. */
PdfFile *pdf_file_read_own(GBytes *bytes, GError **error);
void pdf_file_free(PdfFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFile, pdf_file_free)

/* Numbers go from 1 to the size less one; a number that is not there, or is free, gives
 * an object of PDF_NULL. Everything is owned by `self`. */
guint pdf_file_size(const PdfFile *self);
const PdfObject *pdf_file_object(const PdfFile *self, guint number);

/* The dictionary of its only page. */
const PdfObject *pdf_file_page(const PdfFile *self);

/* What a reference refers to; the value itself when it is none; NULL for NULL. */
const PdfValue *pdf_file_resolve(const PdfFile *self, const PdfValue *value);

/* pdf_value_find and pdf_file_resolve in one. */
const PdfValue *pdf_file_find(const PdfFile *self, const PdfValue *dictionary,
                              const char *key);

/* A stream's bytes with Flate taken off; `limit` is the most that are taken. NULL with
 * `error` when it has another filter, is damaged or larger. */
GBytes *pdf_file_inflate(const PdfFile *self, const PdfObject *object, gsize limit,
                         GError **error);
