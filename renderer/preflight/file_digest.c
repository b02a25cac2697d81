#include "preflight/file_checks.h"

#include "base/checksum.h"

#include <string.h>

enum { DEPTH_MAX = 12 };

static void add_value(Checksum *sum, FilePdf *pdf, const FileValue *value, int depth);

static void add_stream(Checksum *sum, FilePdf *pdf, const FileObject *stream) {
    g_autoptr(GBytes) data = file_pdf_data(pdf, stream, NULL);

    if (data != NULL)
        checksum_update(sum, g_bytes_get_data(data, NULL), g_bytes_get_size(data));
}

/* Of a stream's dictionary only its data and what its functions need; how it is packed
 * changes nothing. */
static bool is_packing(const char *key) {
    static const char *const keys[] = {"Length", "Filter", "DecodeParms", NULL};

    return g_strv_contains(keys, key);
}

static void add_items(Checksum *sum, FilePdf *pdf, const FileValue *value, int depth) {
    for (guint i = 0; i < value->count; i++) {
        if (value->kind == FILE_ARRAY) {
            add_value(sum, pdf, &value->items[i], depth + 1);
        } else if (!is_packing(value->entries[i].key)) {
            checksum_update(sum, value->entries[i].key,
                            strlen(value->entries[i].key) + 1);
            add_value(sum, pdf, &value->entries[i].value, depth + 1);
        }
    }
}

static void add_value(Checksum *sum, FilePdf *pdf, const FileValue *value, int depth) {
    const FileObject *stream = file_pdf_stream(pdf, value);

    value = file_pdf_resolve(pdf, value);
    if (value == NULL || depth > DEPTH_MAX)
        return;
    checksum_update(sum, &value->kind, sizeof value->kind);
    switch (value->kind) {
    case FILE_BOOLEAN:
    case FILE_NUMBER:
        checksum_update(sum, &value->number, sizeof value->number);
        break;
    case FILE_NAME:
    case FILE_STRING:
        checksum_update(sum, value->text, value->count + 1);
        break;
    case FILE_ARRAY:
    case FILE_DICTIONARY:
        add_items(sum, pdf, value, depth);
        break;
    default:
        break;
    }
    if (stream != NULL)
        add_stream(sum, pdf, stream);
}

char *file_value_digest(FilePdf *pdf, const FileValue *array, guint first) {
    g_autoptr(Checksum) sum = checksum_new();

    for (guint i = first; i < array->count; i++)
        add_value(sum, pdf, &array->items[i], 0);
    return checksum_take_text(sum);
}

char *file_stream_digest(FilePdf *pdf, const FileObject *stream) {
    g_autoptr(GBytes) data = file_pdf_content(pdf, stream, NULL);

    return data == NULL
               ? NULL
               : checksum_of(g_bytes_get_data(data, NULL), g_bytes_get_size(data));
}
