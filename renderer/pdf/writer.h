/* Objects as bytes, and a file of them.
 *
 * A part is a run of objects that refer to each other by numbers of their own, from 0,
 * and to what they share with others by slots. It is made once and placed in any number
 * of files: the writer gives it a base number and binds its slots. */
#pragma once

#include "base/pack.h"
#include "pdf/value.h"

#include <gio/gio.h>

/* --- a part --- */

typedef struct PdfPart PdfPart;

PdfPart *pdf_part_new(void);
void pdf_part_free(PdfPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPart, pdf_part_free)

/* A number for an object that is written later. */
guint pdf_part_reserve(PdfPart *self);
guint pdf_part_count(const PdfPart *self);

/* The bytes of the object `number` follow, by the functions below, until `end`. Objects
 * are written one after the other, in any order; each reserved one once. */
void pdf_part_begin(PdfPart *self, guint number);
void pdf_part_end(PdfPart *self);

/* Syntax as it is, "<< /Type /XObject "; the caller takes care of space. */
void pdf_part_text(PdfPart *self, const char *syntax);
void pdf_part_bytes(PdfPart *self, const void *bytes, gsize length);
void pdf_part_name(PdfPart *self, const char *name); /* slash and escapes added */
void pdf_part_string(PdfPart *self, const char *bytes, gsize length);
/* A PDF text string: ASCII as it is, anything else UTF-16BE with its mark. */
void pdf_part_words(PdfPart *self, const char *utf8);
void pdf_part_number(PdfPart *self, double number, int decimals);
void pdf_part_numbers(PdfPart *self, const double *numbers, int count,
                      int decimals);                  /* an array: "[1 0.5]" */
void pdf_part_reference(PdfPart *self, guint number); /* of this part: "12 0 R" */
void pdf_part_slot(PdfPart *self, guint slot);        /* bound when it is placed */

/* A value without references in it. */
void pdf_part_value(PdfPart *self, const PdfValue *value);

/* A whole stream object: `dictionary` is what stands between << and >> but for Length
 * and Filter. Bytes are compressed (libdeflate at `level`, 1 to 12) unless `level` is
 * 0. With `filter` ("DCTDecode"…) they are taken as they are. */
typedef struct {
    const void *bytes;
    gsize length;
    int level;
    const char *filter; /* NULL: none but that of the level */
} PdfStream;
/* The dictionary is what was written since `pdf_part_begin`, "<<" included and ">>"
 * not; ends the object. */
void pdf_part_end_stream(PdfPart *self, const PdfStream *stream);

gsize pdf_part_size(const PdfPart *self); /* bytes */

/* All of a part for a file of this machine, and back; NULL: it is none. */
void pdf_part_pack(const PdfPart *self, GByteArray *bytes);
PdfPart *pdf_part_unpack(Unpack *unpack);

/* The same bytes for the same part: SHA-256 of all, slots by their numbers. */
void pdf_part_digest(const PdfPart *self, guint8 digest[32]);

/* --- a file --- */

typedef struct PdfWriter PdfWriter;

/* `version` is "1.6". */
PdfWriter *pdf_writer_new(const char *version);
void pdf_writer_free(PdfWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfWriter, pdf_writer_free)

/* Numbers for all objects of a part; its object 0 gets the returned one. */
guint pdf_writer_reserve(PdfWriter *self, const PdfPart *part);

/* Writes the part's objects under the numbers reserved for them. `slots` are object
 * numbers of the file, one for each slot of the part; NULL when it has none. */
void pdf_writer_place(PdfWriter *self, const PdfPart *part, guint base,
                      const guint *slots);

/* The table and the trailer. /ID is made from all that makes the file: the digests of
 * its parts, their places and slots. Equal files have equal ones. The writer is then
 * used up. */
GBytes *pdf_writer_finish(PdfWriter *self, guint catalog, guint info);

/* --- numbers --- */

enum { PDF_NUMBER_SIZE = 40 };
/* Fixed point, at most `decimals` (0 to 9) of them, rounded half away from zero,
 * without zeros at the end; "-0" is "0". Never an exponent, whatever the locale.
 * Returns how many bytes; `buffer` ends with NUL. Numbers of 1e15 and more, and what
 * is no number, are written as 0. */
guint pdf_number_print(char buffer[PDF_NUMBER_SIZE], double number, int decimals);
