#include "handoff/zip_list.h"

#include "base/translate.h"
#include "handoff/zip_reader.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* Records and where their fields stand; all are little-endian. */
enum {
    END_SIGNATURE = 0x06054b50,
    END_SIZE = 22,
    END_COUNT = 10,
    END_LIST_SIZE = 12,
    END_LIST_OFFSET = 16,
    COMMENT_MAX = 65535,

    ENTRY_SIGNATURE = 0x02014b50,
    ENTRY_SIZE = 46,
    ENTRY_FLAGS = 8,
    ENTRY_METHOD = 10,
    ENTRY_PACKED = 20,
    ENTRY_UNPACKED = 24,
    ENTRY_NAME_SIZE = 28,
    ENTRY_EXTRA_SIZE = 30,
    ENTRY_COMMENT_SIZE = 32,
    ENTRY_OFFSET = 42,
};

/* Stands where a number needs more room: zip64. */
#define TOO_LARGE_16 0xffff
#define TOO_LARGE_32 0xffffffff

typedef struct {
    guint count;
    guint32 offset, size;
} List;

static guint16 number_16(const guint8 *bytes) {
    return (guint16)(bytes[0] | bytes[1] << 8);
}

static guint32 number_32(const guint8 *bytes) {
    return number_16(bytes) | (guint32)number_16(bytes + 2) << 16;
}

static void free_listed(gpointer pointer) {
    ZipListed *self = pointer;

    g_free(self->name);
    g_free(self);
}

/* Always NULL. */
static void *fail(GError **error, ZipError code) {
    g_set_error_literal(error, ZIP_ERROR, (gint)code,
                        code == ZIP_ERROR_TOO_LARGE
                            ? _("this zip holds more than a package may")
                            : _("this is no zip, or its end is missing or damaged"));
    return NULL;
}

/* NULL: there are not so many bytes. */
static guint8 *read_bytes(int file, guint64 offset, gsize length) {
    g_autofree guint8 *bytes = g_malloc(length + 1);
    gsize done = 0;

    while (done < length) {
        ssize_t got = pread(file, bytes + done, length - done, (off_t)(offset + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return NULL;
        done += (gsize)got;
    }
    return g_steal_pointer(&bytes);
}

/* The record at the end says where the list is; only a comment may follow it. */
static bool find_list(int file, guint64 file_size, List *list, GError **error) {
    gsize length = (gsize)MIN(file_size, END_SIZE + COMMENT_MAX);
    g_autofree guint8 *tail = read_bytes(file, file_size - length, length);

    for (gsize at = length; tail != NULL && at >= END_SIZE; at--) {
        const guint8 *end = tail + at - END_SIZE;

        if (number_32(end) != END_SIGNATURE)
            continue;
        list->count = number_16(end + END_COUNT);
        list->size = number_32(end + END_LIST_SIZE);
        list->offset = number_32(end + END_LIST_OFFSET);
        if (list->count == TOO_LARGE_16 || list->size == TOO_LARGE_32 ||
            list->offset == TOO_LARGE_32 || list->count > ZIP_ENTRIES_MAX)
            return fail(error, ZIP_ERROR_TOO_LARGE) != NULL;
        if ((guint64)list->offset + list->size <= file_size)
            return true;
        break;
    }
    return fail(error, ZIP_ERROR_UNREADABLE) != NULL;
}

/* The bytes of one record; 0: it is none. */
static gsize read_entry(const guint8 *bytes, gsize length, GPtrArray *entries) {
    gsize name_size, size;
    ZipListed *entry;

    if (length < ENTRY_SIZE || number_32(bytes) != ENTRY_SIGNATURE)
        return 0;
    name_size = number_16(bytes + ENTRY_NAME_SIZE);
    size = ENTRY_SIZE + name_size + number_16(bytes + ENTRY_EXTRA_SIZE) +
           number_16(bytes + ENTRY_COMMENT_SIZE);
    if (size > length)
        return 0;
    entry = g_new0(ZipListed, 1);
    entry->name = g_strndup((const char *)bytes + ENTRY_SIZE, name_size);
    entry->size = number_32(bytes + ENTRY_UNPACKED);
    entry->offset = number_32(bytes + ENTRY_OFFSET);
    entry->flags = number_16(bytes + ENTRY_FLAGS);
    entry->method = number_16(bytes + ENTRY_METHOD);
    if (number_32(bytes + ENTRY_PACKED) == TOO_LARGE_32)
        entry->size = TOO_LARGE_32;
    g_ptr_array_add(entries, entry);
    return size;
}

GPtrArray *zip_list_read(int file, guint64 file_size, GError **error) {
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_listed);
    g_autofree guint8 *bytes = NULL;
    List list = {0};

    if (!find_list(file, file_size, &list, error))
        return NULL;
    bytes = read_bytes(file, list.offset, list.size);
    for (gsize at = 0; bytes != NULL && entries->len < list.count;) {
        gsize size = read_entry(bytes + at, list.size - at, entries);

        if (size == 0)
            break;
        at += size;
    }
    return bytes != NULL && entries->len == list.count
               ? g_steal_pointer(&entries)
               : fail(error, ZIP_ERROR_UNREADABLE);
}
