#include "batch/record.h"

#include "base/sealed.h"
#include "batch/pack.h"

#include <string.h>
#include <sys/stat.h>

static const char kind[] = "record 2";

static void free_product(gpointer product) {
    product_free(product);
}

static void free_shown(gpointer pointer) {
    Shown *shown = pointer;

    g_free(shown->path);
    g_free(shown);
}

void record_add_file(Record *self, const char *path, const guint8 *digest) {
    Shown *shown = g_new0(Shown, 1);

    shown->path = g_strdup(path);
    memcpy(shown->digest, digest, sizeof shown->digest);
    g_ptr_array_add(self->files, shown);
}

Record *record_new(const char *key) {
    Record *self = g_new0(Record, 1);

    self->key = g_strdup(key);
    self->notes = g_array_new(FALSE, FALSE, sizeof(InputNote));
    self->files = g_ptr_array_new_with_free_func(free_shown);
    self->products = g_ptr_array_new_with_free_func(free_product);
    self->stamps = g_array_new(FALSE, FALSE, sizeof(Stamp));
    self->findings = findings_new();
    return self;
}

void record_free(Record *self) {
    if (self == NULL)
        return;
    g_free(self->key);
    g_free(self->locale);
    g_array_unref(self->notes);
    g_ptr_array_unref(self->files);
    g_ptr_array_unref(self->products);
    g_array_unref(self->stamps);
    g_ptr_array_unref(self->findings);
    g_free(self);
}

static void pack_files(GByteArray *bytes, const GPtrArray *files) {
    pack_number(bytes, files->len);
    for (guint i = 0; i < files->len; i++) {
        const Shown *shown = g_ptr_array_index(files, i);

        pack_text(bytes, shown->path);
        pack_bytes(bytes, shown->digest, sizeof shown->digest);
    }
}

static void unpack_files(Unpack *unpack, Record *self) {
    guint32 count = unpack_number(unpack);

    for (guint32 i = 0; i < count && !unpack->failed; i++) {
        g_autofree char *path = unpack_text(unpack);
        guint8 digest[CHECKSUM_BYTES];

        unpack_bytes(unpack, digest, sizeof digest);
        if (path != NULL)
            record_add_file(self, path, digest);
    }
}

static void fill(Record *self, Unpack *unpack) {
    self->locale = unpack_text(unpack);
    self->cost = unpack_long(unpack);
    unpack_array(unpack, self->notes);
    unpack_files(unpack, self);
    unpack_products(unpack, self->products);
    unpack_array(unpack, self->stamps);
    unpack_findings(unpack, self->findings);
    unpack->failed |= self->stamps->len != self->products->len;
}

Record *record_load(const char *path, const char *key) {
    g_autoptr(GByteArray) bytes = sealed_read(path, kind);
    g_autoptr(Record) self = record_new(key);
    Unpack unpack = {0};
    g_autofree char *said = NULL;

    if (bytes == NULL)
        return NULL;
    unpack = unpack_of(bytes);
    said = unpack_text(&unpack);
    fill(self, &unpack);
    return unpack.failed || g_strcmp0(said, key) != 0 ? NULL : g_steal_pointer(&self);
}

bool record_save(const Record *self, const char *path, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    pack_text(bytes, self->key);
    pack_text(bytes, self->locale);
    pack_long(bytes, self->cost);
    pack_array(bytes, self->notes);
    pack_files(bytes, self->files);
    pack_products(bytes, self->products);
    pack_array(bytes, self->stamps);
    pack_findings(bytes, self->findings);
    return sealed_write(path, kind, bytes, error);
}

bool stamp_take(const char *path, Stamp *stamp) {
    struct stat about;

    if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    *stamp = (Stamp){.bytes = (guint64)about.st_size,
                     .number = about.st_ino,
                     .modified = (gint64)about.st_mtim.tv_sec * 1000000000 +
                                 about.st_mtim.tv_nsec};
    return true;
}

bool stamp_is_same(const Stamp *a, const Stamp *b) {
    return a->bytes == b->bytes && a->number == b->number && a->modified == b->modified;
}
