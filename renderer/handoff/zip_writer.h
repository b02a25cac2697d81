/* A zip (PKWARE's APPNOTE 6.3) in a file that appears whole or not at all.
 *
 * The same entries give the same bytes: they stand in the order in which they are
 * added, all of one date, which is UTC's wherever it is made. What is compressed
 * already is stored, the rest deflated. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct ZipWriter ZipWriter;

/* `time`: of all entries, seconds since 1970. At most one file can be in the making
 * (base/output.h). NULL with `error`. */
ZipWriter *zip_writer_new(const char *path, gint64 time, GError **error);

/* Without zip_writer_finish there is no file. */
void zip_writer_free(ZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZipWriter, zip_writer_free)

/* Names are ASCII. */
bool zip_writer_add(ZipWriter *self, const char *name, const void *bytes, gsize length,
                    GError **error);

/* A file as it is on the disk, piece by piece. Fails when its SHA-256 (hexadecimal) is
 * another one: somebody has changed it. */
bool zip_writer_add_file(ZipWriter *self, const char *name, const char *path,
                         const char *sha256, GError **error);

/* After all entries: the file appears. */
bool zip_writer_finish(ZipWriter *self, GError **error);
