/* Anybody's PDF, read by libqpdf: objects as values, streams as bytes, pages.
 *
 * Made to survive hostile files: what is asked for is read, what is read is limited.
 * Everything returned is owned by the file unless it says otherwise. */
#pragma once

#include "preflight/file_value.h"

#include <gio/gio.h>

enum {
    FILE_OBJECTS_MAX = 1 << 20,
    FILE_STREAM_MAX = 256 << 20, /* bytes of one stream as it is read */
};

typedef struct FilePdf FilePdf;

typedef struct {
    guint number, generation;
    FileValue value; /* of a stream its dictionary; FILE_NULL: nothing is there */
    bool is_stream;
    GBytes *content; /* file_pdf_content keeps it here */
} FileObject;

/* Loads libqpdf, which most runs do not need; called before a process is shut in, which
 * cannot do it then. False with `error`: it is not there, and no file can be opened. */
bool file_pdf_prepare(GError **error);

/* Keeps a reference to `bytes`. NULL with `error` (G_IO_ERROR_INVALID_DATA): no PDF,
 * damaged beyond repair, or encrypted with a password. */
FilePdf *file_pdf_open(GBytes *bytes, GError **error);
void file_pdf_free(FilePdf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FilePdf, file_pdf_free)

GBytes *file_pdf_bytes(const FilePdf *self);

/* For values that must live as long as the file. */
FileMemory *file_pdf_memory(FilePdf *self);

const FileValue *file_pdf_trailer(const FilePdf *self);
bool file_pdf_is_encrypted(const FilePdf *self);

/* What libqpdf had to mend or could not read so far, in its own words; NULL: nothing
 * more. Caller frees. */
char *file_pdf_next_warning(FilePdf *self);

/* Numbers go from 1 to the size less one. */
guint file_pdf_size(const FilePdf *self);

/* The object of a number and generation 0, read when it is first asked for; never NULL.
 */
const FileObject *file_pdf_object(FilePdf *self, guint number);

/* The same for what a reference refers to; NULL when `value` is none. */
const FileObject *file_pdf_referred(FilePdf *self, const FileValue *value);

/* What a reference refers to in the end, the value itself when it is none; NULL for
 * NULL, null and references without end. */
const FileValue *file_pdf_resolve(FilePdf *self, const FileValue *value);

/* file_value_find and file_pdf_resolve in one. */
const FileValue *file_pdf_find(FilePdf *self, const FileValue *dictionary,
                               const char *key);

/* The item of an array, resolved; NULL when there is none. */
const FileValue *file_pdf_item(FilePdf *self, const FileValue *array, guint index);

/* The stream that a reference refers to; NULL when it is none. */
const FileObject *file_pdf_stream(FilePdf *self, const FileValue *value);

/* As many numbers of an array as `count`; false when it has not exactly these. */
bool file_pdf_numbers(FilePdf *self, const FileValue *array, double *numbers,
                      guint count);

/* The stream's bytes as they stand in the file; caller unrefs. NULL with `error`. */
GBytes *file_pdf_raw(FilePdf *self, const FileObject *stream, GError **error);

/* The same with its filters undone, at most FILE_STREAM_MAX; caller unrefs. NULL with
 * `error` when one of them is no filter of text, damaged, or makes more. */
GBytes *file_pdf_data(FilePdf *self, const FileObject *stream, GError **error);

/* The first bytes of that, `count` of them or fewer; caller unrefs. NULL when there
 * are none. */
GBytes *file_pdf_start(FilePdf *self, const FileObject *stream, gsize count);

/* The same, kept for the next time while there is room; caller unrefs. */
GBytes *file_pdf_content(FilePdf *self, const FileObject *stream, GError **error);

/* How many pages; their objects. */
guint file_pdf_pages(const FilePdf *self);
const FileObject *file_pdf_page(FilePdf *self, guint index);

/* What a page has itself or inherits. */
const FileValue *file_pdf_page_find(FilePdf *self, const FileObject *page,
                                    const char *key);
