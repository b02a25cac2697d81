#include "batch/store.h"

#include "base/output.h"
#include "base/sealed.h"
#include "base/translate.h"
#include "base/words.h"
#include "batch/pack.h"
#include "batch/store_clean.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char last_kind[] = "last 4";

enum { PLACE_TEXTS = 9 };

/* What the last run left at a path. */
typedef struct {
    char *key;
    guint8 world[CHECKSUM_BYTES];
    Stamp stamp;
    char *place[PLACE_TEXTS]; /* as TaskPlace has it; owned */
} Last;

struct Store {
    char *folder; /* of the files */
    char *objects, *tasks, *last_file, *lock_file;
    bool verify;
    FileIds *files;
    GHashTable *last;    /* path from the folder to Last; owned */
    GHashTable *changed; /* likewise, what this run did; owned */
};

static void free_last(gpointer pointer) {
    Last *last = pointer;

    g_free(last->key);
    for (int i = 0; i < PLACE_TEXTS; i++)
        g_free(last->place[i]);
    g_free(last);
}

static GHashTable *new_table(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_last);
}

static void load_last(const Store *self, GHashTable *table) {
    g_autoptr(GByteArray) bytes = sealed_read(self->last_file, last_kind);
    Unpack unpack = {0};
    guint32 count;

    if (bytes == NULL)
        return;
    unpack = unpack_of(bytes);
    count = unpack_number(&unpack);
    for (guint32 i = 0; i < count && !unpack.failed; i++) {
        g_autofree char *path = unpack_text(&unpack);
        Last *last = g_new0(Last, 1);

        last->key = unpack_text(&unpack);
        unpack_bytes(&unpack, last->world, sizeof last->world);
        unpack_bytes(&unpack, &last->stamp, sizeof last->stamp);
        for (int j = 0; j < PLACE_TEXTS; j++)
            last->place[j] = unpack_text(&unpack);
        if (unpack.failed)
            free_last(last);
        else
            g_hash_table_insert(table, g_steal_pointer(&path), last);
    }
}

Store *store_new(const char *folder, bool verify) {
    Store *self = g_new0(Store, 1);
    g_autofree char *files = g_build_filename(folder, ".store", "files", NULL);

    self->folder = g_strdup(folder);
    self->objects = g_build_filename(folder, ".store", "objects", NULL);
    self->tasks = g_build_filename(folder, ".store", "tasks", NULL);
    self->last_file = g_build_filename(folder, ".store", "last", NULL);
    self->lock_file = g_build_filename(folder, ".store", "lock", NULL);
    self->verify = verify;
    self->files = file_ids_new(files, verify);
    self->last = new_table();
    self->changed = new_table();
    load_last(self, self->last);
    return self;
}

static char *shelf_of(const char *folder) {
    return g_build_filename(folder, ".store", "shelf", NULL);
}

Shelf *store_shelf_new(const char *folder) {
    g_autofree char *path = shelf_of(folder);

    return shelf_new(path);
}

void store_free(Store *self) {
    if (self == NULL)
        return;
    g_free(self->folder);
    g_free(self->objects);
    g_free(self->tasks);
    g_free(self->last_file);
    g_free(self->lock_file);
    file_ids_free(self->files);
    g_hash_table_unref(self->last);
    g_hash_table_unref(self->changed);
    g_free(self);
}

FileIds *store_files(const Store *self) {
    return self->files;
}

/* `path` from the output folder. */
static const char *path_inside(const Store *self, const char *path) {
    gsize length = strlen(self->folder);

    if (strncmp(path, self->folder, length) != 0)
        return path;
    path += length;
    while (*path == '/')
        path++;
    return path;
}

static char *path_of(const Store *self, const Product *product) {
    return g_build_filename(self->folder, product->path, NULL);
}

static char *object_of(const Store *self, const Product *product) {
    return g_build_filename(self->objects, product->sha256, NULL);
}

/* --- finding -------------------------------------------------------------------------
 */

Record *store_find(const Store *self, const char *key) {
    g_autofree char *path = g_build_filename(self->tasks, key, NULL);

    return record_load(path, key);
}

const char *store_last_key(const Store *self, const char *path) {
    const Last *last = g_hash_table_lookup(self->last, path_inside(self, path));

    return last == NULL ? NULL : last->key;
}

const char *store_same_key(const Store *self, const char *path, const guint8 *world) {
    const Last *last = g_hash_table_lookup(self->last, path_inside(self, path));

    return last == NULL || memcmp(last->world, world, sizeof last->world) != 0
               ? NULL
               : last->key;
}

/* By its bytes. */
static bool holds(const char *path, const Product *product) {
    g_autoptr(FileIds) ids = file_ids_new(NULL, true);
    const guint8 *digest = file_ids_find(ids, path);
    g_autofree char *text = checksum_to_text(digest);

    return strcmp(text, product->sha256) == 0;
}

static const Product *product_at(const Record *record, guint index) {
    return g_ptr_array_index(record->products, index);
}

static const Stamp *stamp_at(const Record *record, guint index) {
    return &g_array_index(record->stamps, Stamp, index);
}

/* Linked, it looks as the one in the store did; copied, as the last run saw it. */
static bool is_in_place(const Store *self, const Record *record, guint index) {
    const Product *product = product_at(record, index);
    const Last *last = g_hash_table_lookup(self->last, product->path);
    g_autofree char *path = path_of(self, product);
    Stamp stamp;

    if (!stamp_take(path, &stamp) || stamp.bytes != product->bytes)
        return false;
    if (self->verify)
        return holds(path, product);
    return stamp_is_same(&stamp, stamp_at(record, index)) ||
           (last != NULL && strcmp(last->key, record->key) == 0 &&
            stamp_is_same(&stamp, &last->stamp));
}

bool store_is_in_place(const Store *self, const Record *record) {
    for (guint i = 0; i < record->products->len; i++) {
        if (!is_in_place(self, record, i))
            return false;
    }
    return true;
}

/* One that looks otherwise was moved with its folder, or damaged. */
static bool has_object(const Store *self, const Record *record, guint index) {
    const Product *product = product_at(record, index);
    g_autofree char *object = object_of(self, product);
    Stamp stamp;

    if (!stamp_take(object, &stamp) || stamp.bytes != product->bytes)
        return false;
    return (!self->verify && stamp_is_same(&stamp, stamp_at(record, index))) ||
           holds(object, product);
}

bool store_has(const Store *self, const Record *record) {
    for (guint i = 0; i < record->products->len; i++) {
        if (!has_object(self, record, i))
            return false;
    }
    return true;
}

/* --- giving and keeping --------------------------------------------------------------
 */

bool store_give(const Store *self, const Record *record, GError **error) {
    for (guint i = 0; i < record->products->len; i++) {
        g_autofree char *object = object_of(self, product_at(record, i));
        g_autofree char *path = path_of(self, product_at(record, i));

        if (!is_in_place(self, record, i) && !output_link_or_copy(object, path, error))
            return false;
    }
    return true;
}

static void make_read_only(const char *path) {
    struct stat about;

    if (stat(path, &about) == 0)
        chmod(path, about.st_mode & 0444);
}

/* Whether the record that there was before with the key says so. */
static bool has_product(const Store *self, const Product *product, const char *key) {
    g_autoptr(Record) last = store_find(self, key);

    for (guint i = 0; last != NULL && i < last->products->len; i++) {
        if (strcmp(product_at(last, i)->sha256, product->sha256) == 0)
            return has_object(self, last, i);
    }
    return false;
}

/* The same bytes may be there already, from another task or the last run: then both are
 * one file. */
static bool keep_object(const Store *self, const Product *product, const char *path,
                        const char *key, GError **error) {
    g_autofree char *object = object_of(self, product);

    if (link(path, object) != 0) {
        if (errno == EEXIST &&
            (has_product(self, product, key) || holds(object, product)))
            return output_link(object, path, NULL) || true;
        if (!output_link_or_copy(path, object, error))
            return false;
    }
    make_read_only(object);
    return true;
}

static bool keep_product(const Store *self, Record *record, guint index,
                         GError **error) {
    Product *product = g_ptr_array_index(record->products, index);
    g_autofree char *path = g_steal_pointer(&product->path);
    g_autofree char *object = object_of(self, product);
    Stamp stamp = {0};

    product->path = g_strdup(path_inside(self, path));
    if (!keep_object(self, product, path, record->key, error))
        return false;
    stamp_take(object, &stamp);
    g_array_append_val(record->stamps, stamp);
    return true;
}

bool store_keep(const Store *self, Record *record, GError **error) {
    g_autofree char *path = g_build_filename(self->tasks, record->key, NULL);

    if (g_mkdir_with_parents(self->objects, 0777) != 0) {
        g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                    _("cannot make the folder '%s': %s"), self->objects,
                    g_strerror(errno));
        return false;
    }
    for (guint i = 0; i < record->products->len; i++) {
        if (!keep_product(self, record, i, error))
            return false;
    }
    return record_save(record, path, error);
}

/* --- notes ---------------------------------------------------------------------------
 */

void store_note(Store *self, const char *path, const char *key, const guint8 *world,
                const TaskPlace *place) {
    const char *const texts[PLACE_TEXTS] = {
        place->motif,      place->size,          place->language,
        place->row,        place->kind,          place->title,
        place->size_title, place->language_name, place->supplier};
    Last *last = g_new0(Last, 1);

    for (int i = 0; i < PLACE_TEXTS; i++)
        last->place[i] = g_strdup(texts[i]);
    last->key = g_strdup(key);
    memcpy(last->world, world, sizeof last->world);
    stamp_take(path, &last->stamp);
    g_hash_table_insert(self->changed, g_strdup(path_inside(self, path)), last);
}

static void merge(GHashTable *into, GHashTable *from) {
    g_autoptr(GPtrArray) paths = table_names(from);

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const Last *last = g_hash_table_lookup(from, path);
        Last *copied = g_memdup2(last, sizeof *last);

        copied->key = g_strdup(last->key);
        for (int j = 0; j < PLACE_TEXTS; j++)
            copied->place[j] = g_strdup(last->place[j]);
        g_hash_table_insert(into, g_strdup(path), copied);
    }
}

GPtrArray *store_entries(const Store *self) {
    g_autoptr(GPtrArray) paths = table_names(self->last);
    GPtrArray *entries = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < paths->len; i++) {
        gpointer path = NULL, pointer = NULL;
        const Last *last;
        StoreEntry entry;

        g_hash_table_lookup_extended(self->last, g_ptr_array_index(paths, i), &path,
                                     &pointer);
        last = pointer;
        entry = (StoreEntry){path,
                             last->key,
                             last->world,
                             {last->place[0], last->place[1], last->place[2],
                              last->place[3], last->place[4], last->place[5],
                              last->place[6], last->place[7], last->place[8]}};
        g_ptr_array_add(entries, g_memdup2(&entry, sizeof entry));
    }
    return entries;
}

/* With names from the output folder, as the other record has them. */
static Record *copy_record(const Record *record) {
    Record *copy = record_new(record->key);

    copy->locale = g_strdup(record->locale);
    copy->cost = record->cost;
    g_array_append_vals(copy->notes, record->notes->data, record->notes->len);
    for (guint i = 0; i < record->files->len; i++) {
        const Shown *shown = g_ptr_array_index(record->files, i);

        record_add_file(copy, shown->path, shown->digest);
    }
    for (guint i = 0; i < record->findings->len; i++)
        g_ptr_array_add(copy->findings,
                        finding_copy(g_ptr_array_index(record->findings, i)));
    return copy;
}

bool store_adopt(Store *self, const Store *other, const StoreEntry *entry,
                 GError **error) {
    g_autoptr(Record) record = store_find(other, entry->key);
    g_autoptr(Record) own = record == NULL ? NULL : copy_record(record);
    g_autofree char *path = g_build_filename(self->folder, entry->path, NULL);

    for (guint i = 0; own != NULL && i < record->products->len; i++) {
        Product *product = product_copy(product_at(record, i));
        g_autofree char *from = path_of(other, product);
        g_autofree char *to = path_of(self, product);

        g_free(product->path);
        product->path = g_strdup(to);
        g_ptr_array_add(own->products, product);
        if (!output_link_or_copy(from, to, error))
            return false;
    }
    if (own == NULL)
        return true;
    if (!store_keep(self, own, error))
        return false;
    store_note(self, path, entry->key, entry->world, &entry->place);
    return true;
}

static void write_last(const Store *self, GHashTable *table) {
    g_autoptr(GPtrArray) paths = table_names(table);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    pack_number(bytes, paths->len);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const Last *last = g_hash_table_lookup(table, path);

        pack_text(bytes, path);
        pack_text(bytes, last->key);
        pack_bytes(bytes, last->world, sizeof last->world);
        pack_bytes(bytes, &last->stamp, sizeof last->stamp);
        for (int j = 0; j < PLACE_TEXTS; j++)
            pack_text(bytes, last->place[j]);
    }
    sealed_write(self->last_file, last_kind, bytes, NULL);
}

bool store_has_news(const Store *self) {
    return g_hash_table_size(self->changed) > 0;
}

void store_save(Store *self) {
    g_autofree char *folder = g_path_get_dirname(self->lock_file);
    int lock = -1;

    if (!g_file_test(self->folder, G_FILE_TEST_IS_DIR) ||
        g_mkdir_with_parents(folder, 0777) != 0)
        return;
    file_ids_save(self->files);
    if (g_hash_table_size(self->changed) == 0)
        return;
    /* What another run has written meanwhile stays. */
    lock = open(self->lock_file, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock >= 0)
        flock(lock, LOCK_EX);
    g_hash_table_remove_all(self->last);
    load_last(self, self->last);
    merge(self->last, self->changed);
    write_last(self, self->last);
    if (lock >= 0)
        close(lock);
}

/* --- cleaning ------------------------------------------------------------------------
 */

void store_sweep(const Store *self) {
    g_autofree char *folder = g_path_get_dirname(self->lock_file);
    g_autofree char *shelf = shelf_of(self->folder);

    output_sweep(folder);
    output_sweep(self->objects);
    output_sweep(self->tasks);
    output_sweep(shelf);
    sweep_below(self->folder);
}

/* When a second run cleans meanwhile, nothing is lost. */
void store_clean(const Store *self, guint days, guint64 bytes) {
    g_autoptr(GHashTable) needed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *shelf = shelf_of(self->folder);
    GHashTableIter all;
    gpointer last;

    g_hash_table_iter_init(&all, self->last);
    while (g_hash_table_iter_next(&all, NULL, &last))
        g_hash_table_add(needed, ((Last *)last)->key);
    clean_objects(self->objects, days, bytes);
    clean_objects(shelf, days, bytes);
    clean_records(self->tasks, days, needed);
}
