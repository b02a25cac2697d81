#include "batch/file_ids.h"

#include "base/output.h"
#include "base/pack.h"
#include "base/sealed.h"
#include "base/words.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file may change again within what its file system takes for one moment. */
enum { MOMENT_NS = 2000000000 };

static const char kind[] = "files 1";

typedef struct {
    guint64 size, number, device;
    gint64 modified, changed; /* ns: of the bytes, of anything about it */
} Look;

typedef struct {
    Look look;
    guint8 digest[CHECKSUM_BYTES];
    bool is_seen;   /* in this run */
    bool is_recent; /* it may change without looking otherwise */
} Entry;

struct FileIds {
    char *note;
    bool read_all, is_changed;
    GHashTable *entries; /* path to Entry; owned */
};

static gint64 nanoseconds(struct timespec time) {
    return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void load_note(FileIds *self) {
    g_autoptr(GByteArray) bytes = sealed_read(self->note, kind);
    Unpack unpack = {0};
    guint32 count;

    if (bytes == NULL)
        return;
    unpack = unpack_of(bytes);
    count = unpack_number(&unpack);
    for (guint32 i = 0; i < count && !unpack.failed; i++) {
        g_autofree char *path = unpack_text(&unpack);
        g_autofree Entry *entry = g_new0(Entry, 1);

        unpack_bytes(&unpack, &entry->look, sizeof entry->look);
        unpack_bytes(&unpack, entry->digest, sizeof entry->digest);
        if (!unpack.failed)
            g_hash_table_insert(self->entries, g_steal_pointer(&path),
                                g_steal_pointer(&entry));
    }
}

FileIds *file_ids_new(const char *note, bool read_all) {
    FileIds *self = g_new0(FileIds, 1);

    self->note = g_strdup(note);
    self->read_all = read_all;
    self->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (note != NULL && !read_all)
        load_note(self);
    return self;
}

void file_ids_free(FileIds *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->entries);
    g_free(self->note);
    g_free(self);
}

static bool look_at(int file, Look *look) {
    struct stat about;

    if (file < 0 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    *look = (Look){.size = (guint64)about.st_size,
                   .number = about.st_ino,
                   .device = about.st_dev,
                   .modified = nanoseconds(about.st_mtim),
                   .changed = nanoseconds(about.st_ctim)};
    return true;
}

static bool is_same(const Look *a, const Look *b) {
    return a->size == b->size && a->number == b->number && a->device == b->device &&
           a->modified == b->modified && a->changed == b->changed;
}

static bool read_digest(int file, guint8 digest[CHECKSUM_BYTES]) {
    enum { BLOCK = 64 << 10 };
    g_autoptr(Checksum) sum = checksum_new();
    g_autofree guint8 *block = g_malloc(BLOCK);
    ssize_t got;

    while ((got = read(file, block, BLOCK)) != 0) {
        if (got < 0 && errno != EINTR)
            return false;
        if (got > 0)
            checksum_update(sum, block, (gsize)got);
    }
    checksum_take(sum, digest);
    return true;
}

/* Sets everything of `entry` but that it has been seen. */
static void read_file(FileIds *self, Entry *entry, const char *path) {
    struct timespec now;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    Look look = {0};

    if (!look_at(file, &look)) {
        *entry = (Entry){0};
    } else if (!is_same(&look, &entry->look) || entry->is_recent) {
        self->is_changed = true;
        clock_gettime(CLOCK_REALTIME, &now);
        entry->look = look;
        entry->is_recent = nanoseconds(now) - look.changed < MOMENT_NS;
        if (!read_digest(file, entry->digest))
            *entry = (Entry){0};
    }
    if (file >= 0)
        close(file);
}

const guint8 *file_ids_find(FileIds *self, const char *path) {
    Entry *entry = g_hash_table_lookup(self->entries, path);

    if (entry == NULL) {
        entry = g_new0(Entry, 1);
        g_hash_table_insert(self->entries, g_strdup(path), entry);
    }
    if (!entry->is_seen)
        read_file(self, entry, path);
    entry->is_seen = true;
    return entry->digest;
}

void file_ids_look_again(FileIds *self) {
    GHashTableIter all;
    gpointer entry;

    g_hash_table_iter_init(&all, self->entries);
    while (g_hash_table_iter_next(&all, NULL, &entry))
        ((Entry *)entry)->is_seen = false;
}

void file_ids_save(FileIds *self) {
    g_autoptr(GPtrArray) paths = table_names(self->entries);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    guint32 count = 0;

    if (self->note == NULL || !self->is_changed)
        return;
    pack_number(bytes, 0);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const Entry *entry = g_hash_table_lookup(self->entries, path);

        if (entry->look.number == 0 || entry->is_recent)
            continue;
        pack_text(bytes, path);
        pack_bytes(bytes, &entry->look, sizeof entry->look);
        pack_bytes(bytes, entry->digest, sizeof entry->digest);
        count++;
    }
    memcpy(bytes->data, &count, sizeof count);
    sealed_write(self->note, kind, bytes, NULL);
    self->is_changed = false;
}
