/* The list of entries at the end of a zip (PKWARE's APPNOTE 6.3, 4.3.12), as it is
 * written: libarchive passes over what is damaged in it, or believes what stands before
 * each entry. */
#pragma once

#include <gio/gio.h>

typedef struct {
    char *name;     /* bytes of anybody's */
    guint32 size;   /* bytes, unpacked */
    guint32 offset; /* where the entry stands */
    guint16 flags, method;
} ZipListed;

/* Of ZipListed, owned; NULL with `error` (of ZIP_ERROR, zip_reader.h). Zip64 is no
 * package's: too large. */
GPtrArray *zip_list_read(int file, guint64 file_size, GError **error);
