/* The filters of a stream (ISO 32000-1, 7.4), undone with a limit. */
#pragma once

#include "preflight/file_pdf.h"

enum {
    FILE_FILTERS_MAX = 8,
    FILE_LIBRARY_MAX = 256 << 10, /* bytes of a stream that libqpdf may expand: LZW
                                   * makes at most some 1300 times as much */
};

typedef enum { FILE_FLATE, FILE_ASCII_HEX, FILE_ASCII_85 } FileFilter;

typedef struct {
    FileFilter filters[FILE_FILTERS_MAX]; /* in the order in which they are undone */
    guint count;
    bool needs_library; /* it is one filter that we leave to libqpdf */
} FileFilters;

/* Of a stream's dictionary. False with `error` when they are not of text, or too many.
 */
bool file_filters_read(FilePdf *pdf, const FileValue *dictionary, FileFilters *filters,
                       GError **error);

/* NULL with `error` when the bytes are damaged, or would be more than `limit`. */
GBytes *file_filters_undo(const FileFilters *self, GBytes *raw, gsize limit,
                          GError **error);

/* The first bytes only, `count` or more unless there are fewer; of at most one filter.
 */
GBytes *file_filters_start(const FileFilters *self, GBytes *raw, gsize count);
