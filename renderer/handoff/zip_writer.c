#include "handoff/zip_writer.h"

#include "base/checksum.h"
#include "base/output.h"
#include "base/translate.h"
#include "handoff/zip_library.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 1 << 17 };

struct ZipWriter {
    struct archive *archive;
    OutputFile *file;
    GError *problem; /* of the file; what libarchive then says is that it failed */
    gint64 time;
    bool is_given_up; /* what still comes goes nowhere */
    char *zone;       /* TZ as it was; NULL: it was not set */
};

/* --- the clock's zone ----------------------------------------------------------------
 */

/* A zip's dates are local ones (APPNOTE, 4.4.6), which libarchive asks the C library
 * for. So whatever this variable says is put aside for a while. */
static const char zone_variable[] = "TZ";

static void leave_zone(ZipWriter *self) {
    self->zone = g_strdup(g_getenv(zone_variable));
    g_setenv(zone_variable, "UTC0", TRUE);
    tzset();
}

static void restore_zone(const ZipWriter *self) {
    if (self->zone != NULL)
        g_setenv(zone_variable, self->zone, TRUE);
    else
        g_unsetenv(zone_variable);
    tzset();
}

/* --- libarchive ----------------------------------------------------------------------
 */

static la_ssize_t append(struct archive *archive, void *data, const void *bytes,
                         size_t length) {
    ZipWriter *self = data;

    (void)archive;
    if (self->is_given_up)
        return (la_ssize_t)length;
    if (self->problem == NULL &&
        output_append(self->file, bytes, length, &self->problem))
        return (la_ssize_t)length;
    return -1;
}

/* Always false. */
static bool fail(ZipWriter *self, GError **error) {
    const char *reason = zip_library.archive_error_string(self->archive);

    if (self->problem != NULL)
        g_propagate_error(error, g_steal_pointer(&self->problem));
    else
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the zip: %s"),
                    reason != NULL ? reason : "?");
    return false;
}

/* No padding at the end, as there would be for tapes. */
static bool open_archive(ZipWriter *self) {
    struct archive *archive = self->archive;

    return zip_library.archive_write_set_format_zip(archive) == ARCHIVE_OK &&
           zip_library.archive_write_set_options(archive, "zip:compression=deflate") ==
               ARCHIVE_OK &&
           zip_library.archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK &&
           zip_library.archive_write_open(archive, self, NULL, append, NULL) ==
               ARCHIVE_OK;
}

ZipWriter *zip_writer_new(const char *path, gint64 time, GError **error) {
    g_autoptr(ZipWriter) self = NULL;

    if (!zip_library_load(error))
        return NULL;
    self = g_new0(ZipWriter, 1);
    self->time = time;
    leave_zone(self);
    self->archive = zip_library.archive_write_new();
    self->file = output_begin(path, error);
    if (self->file == NULL)
        return NULL;
    if (open_archive(self))
        return g_steal_pointer(&self);
    fail(self, error);
    return NULL;
}

void zip_writer_free(ZipWriter *self) {
    if (self == NULL)
        return;
    /* Told that it failed, libarchive would not free all that it took. */
    self->is_given_up = true;
    zip_library.archive_write_free(self->archive);
    output_free(self->file);
    restore_zone(self);
    g_clear_error(&self->problem);
    g_free(self->zone);
    g_free(self);
}

static bool is_compressed(const char *name) {
    return g_str_has_suffix(name, ".pdf") || g_str_has_suffix(name, ".png");
}

static bool begin_entry(ZipWriter *self, const char *name, gint64 length) {
    struct archive_entry *entry = zip_library.archive_entry_new();
    int status;

    zip_library.archive_entry_set_pathname(entry, name);
    zip_library.archive_entry_set_filetype(entry, AE_IFREG);
    zip_library.archive_entry_set_perm(entry, 0644);
    zip_library.archive_entry_set_size(entry, length);
    zip_library.archive_entry_set_mtime(entry, self->time, 0);
    if (is_compressed(name))
        zip_library.archive_write_zip_set_compression_store(self->archive);
    else
        zip_library.archive_write_zip_set_compression_deflate(self->archive);
    status = zip_library.archive_write_header(self->archive, entry);
    zip_library.archive_entry_free(entry);
    return status == ARCHIVE_OK;
}

static bool write_all(ZipWriter *self, const void *bytes, gsize length) {
    const char *rest = bytes;

    while (length > 0) {
        la_ssize_t written =
            zip_library.archive_write_data(self->archive, rest, length);

        if (written <= 0)
            return false;
        rest += written;
        length -= (gsize)written;
    }
    return true;
}

bool zip_writer_add(ZipWriter *self, const char *name, const void *bytes, gsize length,
                    GError **error) {
    return (begin_entry(self, name, (gint64)length) && write_all(self, bytes, length) &&
            zip_library.archive_write_finish_entry(self->archive) == ARCHIVE_OK) ||
           fail(self, error);
}

/* --- files ---------------------------------------------------------------------------
 */

static bool fail_to_read(const char *path, GError **error) {
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                _("cannot read '%s': %s"), path, g_strerror(errno));
    return false;
}

static bool copy(ZipWriter *self, int file, const char *path, Checksum *sum,
                 GError **error) {
    g_autofree guint8 *chunk = g_malloc(CHUNK);
    ssize_t length;

    while ((length = read(file, chunk, CHUNK)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return fail_to_read(path, error);
        checksum_update(sum, chunk, (gsize)length);
        if (!write_all(self, chunk, (gsize)length))
            return fail(self, error);
    }
    return true;
}

static bool add_open_file(ZipWriter *self, const char *name, int file, const char *path,
                          const char *sha256, GError **error) {
    g_autoptr(Checksum) sum = checksum_new();
    g_autofree char *found = NULL;
    struct stat info;

    if (fstat(file, &info) != 0)
        return fail_to_read(path, error);
    if (!begin_entry(self, name, info.st_size))
        return fail(self, error);
    if (!copy(self, file, path, sum, error))
        return false;
    if (zip_library.archive_write_finish_entry(self->archive) != ARCHIVE_OK)
        return fail(self, error);
    found = checksum_take_text(sum);
    if (strcmp(found, sha256) == 0)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("'%s' was changed while it was being packed"), path);
    return false;
}

bool zip_writer_add_file(ZipWriter *self, const char *name, const char *path,
                         const char *sha256, GError **error) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool added;

    if (file < 0)
        return fail_to_read(path, error);
    added = add_open_file(self, name, file, path, sha256, error);
    close(file);
    return added;
}

bool zip_writer_finish(ZipWriter *self, GError **error) {
    return (zip_library.archive_write_close(self->archive) == ARCHIVE_OK ||
            fail(self, error)) &&
           output_commit(self->file, error);
}
