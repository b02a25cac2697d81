#include "handoff/zip_reader.h"

#include "base/checksum.h"
#include "base/translate.h"
#include "handoff/zip_library.h"
#include "handoff/zip_list.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 1 << 17, NAME_MAX_LENGTH = 200 };

/* Of all entries together; and how many times the zip's own size that may be, where it
 * is much: packages hold PDFs and pictures, which hardly get smaller. */
static const guint64 TOTAL_MAX = (guint64)4 << 30;
static const guint64 RATIO_FREE = 64 << 20;
enum { RATIO_MAX = 50 };

struct ZipReader {
    int file;
    guint64 file_size;
    guint64 total; /* unpacked so far */
    GPtrArray *entries;
    GHashTable *by_name; /* of ZipEntry; borrowed */
    GPtrArray *listed;   /* of ZipListed: what the zip's own list says */
    GHashTable *wanted;  /* the same by name; borrowed */
};

G_DEFINE_QUARK(plakat - zip, zip_error)

static void free_entry(gpointer pointer) {
    ZipEntry *self = pointer;

    g_free(self->name);
    g_free(self->sha256);
    g_free(self->md5);
    g_clear_pointer(&self->bytes, g_bytes_unref);
    g_free(self);
}

void zip_reader_free(ZipReader *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_name);
    g_clear_pointer(&self->wanted, g_hash_table_unref);
    g_clear_pointer(&self->listed, g_ptr_array_unref);
    g_ptr_array_unref(self->entries);
    g_free(self);
}

const GPtrArray *zip_reader_entries(const ZipReader *self) {
    return self->entries;
}

const ZipEntry *zip_reader_find(const ZipReader *self, const char *name) {
    return g_hash_table_lookup(self->by_name, name);
}

/* Always false. */
static bool fail(GError **error, ZipError code, const char *problem) {
    g_set_error_literal(error, ZIP_ERROR, (gint)code, problem);
    return false;
}

/* Always false; `format` holds one %s. */
static bool fail_entry(GError **error, ZipError code, const char *format,
                       const char *name) {
    g_autofree char *valid = g_utf8_make_valid(name == NULL ? "?" : name, -1);
    g_auto(GStrv) parts = g_strsplit(format, "%s", 2);
    g_autofree char *problem = g_strjoinv(valid, parts);

    return fail(error, code, problem);
}

/* --- libarchive ----------------------------------------------------------------------
 */

typedef struct archive Archive;

static void archive_close(Archive *archive) {
    zip_library.archive_read_free(archive);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_close)

/* NULL with `error`. */
static Archive *open_archive(int file, GError **error) {
    g_autoptr(Archive) archive = zip_library.archive_read_new();

    if (lseek(file, 0, SEEK_SET) == 0 &&
        zip_library.archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK &&
        zip_library.archive_read_open_fd(archive, file, CHUNK) == ARCHIVE_OK)
        return g_steal_pointer(&archive);
    fail(error, ZIP_ERROR_UNREADABLE,
         _("this is no zip, or its end is missing or damaged"));
    return NULL;
}

/* The next entry; NULL at the end, or with `error`. */
static struct archive_entry *next_entry(Archive *archive, GError **error) {
    struct archive_entry *entry = NULL;
    int status = zip_library.archive_read_next_header(archive, &entry);

    if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
        return entry;
    if (status != ARCHIVE_EOF)
        fail(error, ZIP_ERROR_UNREADABLE,
             _("this zip is damaged: not all of its entries can be read"));
    return NULL;
}

/* --- names ---------------------------------------------------------------------------
 */

static bool is_good_name(const char *name) {
    size_t length = strlen(name);

    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isalnum(*at) && strchr("-_.", *at) == NULL)
            return false;
    return length > 0 && length <= NAME_MAX_LENGTH && strchr("-.", *name) == NULL;
}

enum { FLAG_ENCRYPTED = 1, STORED = 0, DEFLATED = 8 };

static bool check_listed(const ZipListed *listed, GError **error) {
    if (!is_good_name(listed->name))
        return fail_entry(
            error, ZIP_ERROR_BAD_NAME,
            _("the entry \"%s\" is none of a package: it has plain files without "
              "folders, named in ASCII letters, digits, -, _ and ."),
            listed->name);
    if (listed->flags & FLAG_ENCRYPTED)
        return fail_entry(error, ZIP_ERROR_ENCRYPTED,
                          _("the entry \"%s\" has a password, which no package has"),
                          listed->name);
    if (listed->method != STORED && listed->method != DEFLATED)
        return fail_entry(error, ZIP_ERROR_UNREADABLE,
                          _("the entry \"%s\" is compressed in a way that many "
                            "programs cannot read: packages have stored and deflated "
                            "ones"),
                          listed->name);
    if (listed->size > ZIP_ENTRY_MAX)
        return fail_entry(error, ZIP_ERROR_TOO_LARGE,
                          _("the entry \"%s\" unpacks to more than a package may hold"),
                          listed->name);
    return true;
}

/* Names that differ in nothing but capitals are one file on many systems; entries that
 * share their bytes are no program's but a bomb's. */
static bool check_list(ZipReader *self, GError **error) {
    g_autoptr(GHashTable) shapes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) offsets = g_hash_table_new(NULL, NULL);

    self->wanted = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < self->listed->len; i++) {
        ZipListed *listed = g_ptr_array_index(self->listed, i);

        if (!check_listed(listed, error))
            return false;
        if (!g_hash_table_add(shapes, g_ascii_strdown(listed->name, -1)))
            return fail_entry(error, ZIP_ERROR_SAME_NAME,
                              _("there are two entries \"%s\": which one is unpacked "
                                "depends on the program"),
                              listed->name);
        if (!g_hash_table_add(offsets, GUINT_TO_POINTER(listed->offset)))
            return fail_entry(error, ZIP_ERROR_UNREADABLE,
                              _("the entry \"%s\" has the bytes of another one"),
                              listed->name);
        g_hash_table_insert(self->wanted, listed->name, listed);
    }
    return true;
}

/* What stands before an entry says the same as the list. */
static const ZipListed *find_listed(const ZipReader *self, struct archive_entry *entry,
                                    GError **error) {
    const char *name = zip_library.archive_entry_pathname(entry);
    const ZipListed *listed =
        name == NULL ? NULL : g_hash_table_lookup(self->wanted, name);

    if (listed == NULL)
        fail_entry(error, ZIP_ERROR_UNREADABLE,
                   _("the entry \"%s\" has another name in the list of entries"), name);
    else if (zip_library.archive_entry_filetype(entry) != AE_IFREG)
        fail_entry(error, ZIP_ERROR_BAD_NAME, _("the entry \"%s\" is no plain file"),
                   name);
    else
        return listed;
    return NULL;
}

/* --- bytes ---------------------------------------------------------------------------
 */

typedef struct {
    Checksum *sha256; /* NULL: not wanted */
    GChecksum *md5;   /* likewise */
    GByteArray *kept; /* likewise */
    guint64 size;     /* so far */
    guint64 limit;    /* of it */
} Reading;

static bool check_size(const ZipReader *self, const char *name, const Reading *reading,
                       GError **error) {
    if (reading->size <= reading->limit && self->total <= TOTAL_MAX &&
        (self->total <= RATIO_FREE || self->total / RATIO_MAX <= self->file_size))
        return true;
    return fail_entry(error, ZIP_ERROR_TOO_LARGE,
                      _("the entry \"%s\" unpacks to more than a package may hold"),
                      name);
}

static void take_chunk(Reading *self, const guint8 *chunk, gsize length) {
    if (self->sha256 != NULL)
        checksum_update(self->sha256, chunk, length);
    if (self->md5 != NULL)
        g_checksum_update(self->md5, chunk, (gssize)length);
    if (self->kept != NULL)
        g_byte_array_append(self->kept, chunk, (guint)length);
}

static bool read_entry(ZipReader *self, Archive *archive, const ZipListed *listed,
                       Reading *reading, GError **error) {
    g_autofree guint8 *chunk = g_malloc(CHUNK);
    la_ssize_t length;

    while ((length = zip_library.archive_read_data(archive, chunk, CHUNK)) > 0) {
        self->total += (guint64)length;
        reading->size += (guint64)length;
        if (!check_size(self, listed->name, reading, error))
            return false;
        take_chunk(reading, chunk, (gsize)length);
    }
    if (length == 0 && reading->size == listed->size)
        return true;
    return fail_entry(error, ZIP_ERROR_UNREADABLE,
                      _("the entry \"%s\" is damaged: fetch the package once more"),
                      listed->name);
}

static bool is_pdf(const char *name) {
    return g_str_has_suffix(name, ".pdf");
}

/* Of pictures, profiles and PDFs only the beginning, or nothing, is looked at here. */
static bool is_kept(const char *name) {
    return !is_pdf(name) && !g_str_has_suffix(name, ".png") &&
           !g_str_has_suffix(name, ".icc");
}

static void keep_entry(ZipReader *self, const char *name, Reading *reading) {
    ZipEntry *entry = g_new0(ZipEntry, 1);

    entry->name = g_strdup(name);
    entry->size = reading->size;
    entry->sha256 = checksum_take_text(reading->sha256);
    entry->md5 =
        reading->md5 == NULL ? NULL : g_strdup(g_checksum_get_string(reading->md5));
    entry->bytes = reading->kept == NULL
                       ? NULL
                       : g_byte_array_free_to_bytes(g_steal_pointer(&reading->kept));
    g_ptr_array_add(self->entries, entry);
    g_hash_table_insert(self->by_name, entry->name, entry);
}

static bool add_entry(ZipReader *self, Archive *archive, struct archive_entry *entry,
                      GError **error) {
    const ZipListed *listed = find_listed(self, entry, error);
    g_autoptr(Checksum) sha256 = checksum_new();
    g_autoptr(GChecksum) md5 = NULL;
    Reading reading = {.sha256 = sha256, .limit = ZIP_ENTRY_MAX};
    bool is_read;

    if (listed == NULL)
        return false;
    if (is_pdf(listed->name))
        reading.md5 = md5 = g_checksum_new(G_CHECKSUM_MD5);
    if (is_kept(listed->name)) {
        reading.limit = ZIP_KEPT_MAX;
        reading.kept = g_byte_array_new();
    }
    is_read = read_entry(self, archive, listed, &reading, error);
    if (is_read)
        keep_entry(self, listed->name, &reading);
    g_clear_pointer(&reading.kept, g_byte_array_unref);
    return is_read;
}

/* --- the door ------------------------------------------------------------------------
 */

static bool read_all(ZipReader *self, GError **error) {
    g_autoptr(Archive) archive = open_archive(self->file, error);
    struct archive_entry *entry;
    GError *problem = NULL;

    if (archive == NULL)
        return false;
    while ((entry = next_entry(archive, &problem)) != NULL)
        if (!add_entry(self, archive, entry, error))
            return false;
    if (problem != NULL)
        g_propagate_error(error, problem);
    else if (self->entries->len != self->listed->len)
        return fail(error, ZIP_ERROR_UNREADABLE,
                    _("this zip is damaged: not all of its entries can be read"));
    return problem == NULL;
}

ZipReader *zip_reader_open(int file, GError **error) {
    g_autoptr(ZipReader) self = g_new0(ZipReader, 1);
    g_autoptr(GError) problem = NULL;
    struct stat about;

    self->file = file;
    self->entries = g_ptr_array_new_with_free_func(free_entry);
    self->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        fail(error, ZIP_ERROR_UNREADABLE, _("this is no file"));
        return NULL;
    }
    if (!zip_library_load(&problem)) {
        fail(error, ZIP_ERROR_UNREADABLE, problem->message);
        return NULL;
    }
    self->file_size = (guint64)about.st_size;
    self->listed = zip_list_read(file, self->file_size, error);
    if (self->listed == NULL || !check_list(self, error) || !read_all(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

static bool take_pdf(ZipReader *self, Archive *archive, const ZipEntry *entry,
                     ZipTake take, void *data, GError **error) {
    GByteArray *kept = g_byte_array_new();
    g_autoptr(GBytes) bytes = NULL;
    bool is_read;
    Reading reading = {.kept = kept, .limit = ZIP_ENTRY_MAX};

    is_read = read_entry(self, archive, g_hash_table_lookup(self->wanted, entry->name),
                         &reading, error);
    bytes = g_byte_array_free_to_bytes(kept);
    if (is_read)
        take(entry, bytes, data);
    return is_read;
}

bool zip_reader_each_pdf(ZipReader *self, ZipTake take, void *data, GError **error) {
    g_autoptr(Archive) archive = open_archive(self->file, error);
    struct archive_entry *next;
    GError *problem = NULL;

    self->total = 0;
    while (archive != NULL && (next = next_entry(archive, &problem)) != NULL) {
        const char *name = zip_library.archive_entry_pathname(next);
        const ZipEntry *entry = name == NULL ? NULL : zip_reader_find(self, name);

        if (entry != NULL && is_pdf(name) &&
            !take_pdf(self, archive, entry, take, data, error))
            return false;
    }
    if (problem != NULL)
        g_propagate_error(error, problem);
    return archive != NULL && problem == NULL;
}
