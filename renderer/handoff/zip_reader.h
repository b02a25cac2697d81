/* A stranger's zip: read in full, nothing unpacked to the disk.
 *
 * What a package never holds is refused: folders, paths, links, names with other than
 * ASCII letters, digits, "-", "_" and ".", the same name twice (whatever the case),
 * passwords, other methods than stored and deflated, and what unpacks to more than a
 * package may. Entries are those of the central directory, as every program that
 * unpacks shows them. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

enum {
    ZIP_ENTRIES_MAX = 20000,
    ZIP_ENTRY_MAX = 512 << 20, /* bytes of one entry, unpacked */
    ZIP_KEPT_MAX = 16 << 20,   /* of a text or page */
};

typedef enum {
    ZIP_ERROR_UNREADABLE,
    ZIP_ERROR_ENCRYPTED,
    ZIP_ERROR_TOO_LARGE,
    ZIP_ERROR_BAD_NAME,
    ZIP_ERROR_SAME_NAME,
} ZipError;

#define ZIP_ERROR (zip_error_quark())
GQuark zip_error_quark(void);

typedef struct {
    char *name;
    guint64 size;  /* bytes, unpacked */
    char *sha256;  /* in small hexadecimal digits */
    char *md5;     /* likewise; of PDFs, else NULL */
    GBytes *bytes; /* of texts and the page; NULL: not kept */
} ZipEntry;

typedef struct ZipReader ZipReader;

/* An open file, which stays the caller's. NULL with `error` of ZIP_ERROR. */
ZipReader *zip_reader_open(int file, GError **error);
void zip_reader_free(ZipReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipReader, zip_reader_free)

/* Of ZipEntry, in the zip's order; borrowed. */
const GPtrArray *zip_reader_entries(const ZipReader *self);

/* NULL: there is none. */
const ZipEntry *zip_reader_find(const ZipReader *self, const char *name);

typedef void (*ZipTake)(const ZipEntry *entry, GBytes *bytes, void *data);

/* Reads all PDFs once more, one at a time. False with `error`: the file has changed
 * meanwhile. */
bool zip_reader_each_pdf(ZipReader *self, ZipTake take, void *data, GError **error);
