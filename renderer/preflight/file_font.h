/* A font of a PDF, as far as it takes to know where its letters stand. */
#pragma once

#include "preflight/file_pdf.h"

typedef struct {
    const FileObject *object; /* NULL: it stands in a dictionary itself */
    const FileValue *dictionary;
    const char *name; /* BaseFont; "" */
    bool is_composite, is_type3;
    bool is_two_bytes;   /* codes of a composite font; else their length is not known */
    bool is_identity;    /* codes are CIDs */
    double widths[256];  /* of simple fonts, in thousandths */
    GHashTable *others;  /* CID + 1 to width; of composite fonts */
    double missing;      /* width of those that are not listed */
    double matrix[6];    /* of Type 3 */
    guint8 notdef[32];   /* bits: codes that /Differences call .notdef */
    const char **glyphs; /* of Type 3: the 256 names; NULL where there is none */
} FileFont;

FileFont *file_font_new(FilePdf *pdf, const FileObject *object,
                        const FileValue *dictionary);
void file_font_free(FileFont *self);

/* The next code of a text from `at`, which moves on; false at its end. */
bool file_font_next(const FileFont *self, const char *text, gsize length, gsize *at,
                    guint *code);

double file_font_width(const FileFont *self, guint code); /* in thousandths */
bool file_font_is_notdef(const FileFont *self, guint code);
