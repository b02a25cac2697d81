#include "preflight/file_pdf.h"

#include "base/late.h"
#include "base/translate.h"
#include "preflight/file_filters.h"

#include <qpdf/DLL.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* --- libqpdf ------------------------------------------------------------------------
 */

/* That of qpdf 11. */
#define LIBRARY "libqpdf.so.29"

G_STATIC_ASSERT(QPDF_MAJOR_VERSION == 11);

/* What is called of it. */
#define FUNCTIONS(F)                 \
    F(qpdf_cleanup)                  \
    F(qpdf_get_error)                \
    F(qpdf_get_error_code)           \
    F(qpdf_get_error_message_detail) \
    F(qpdf_get_last_string_length)   \
    F(qpdf_get_num_pages)            \
    F(qpdf_get_object_by_id)         \
    F(qpdf_get_page_n)               \
    F(qpdf_get_trailer)              \
    F(qpdf_has_error)                \
    F(qpdf_init)                     \
    F(qpdf_is_encrypted)             \
    F(qpdf_more_warnings)            \
    F(qpdf_next_warning)             \
    F(qpdf_oh_get_dict)              \
    F(qpdf_oh_get_generation)        \
    F(qpdf_oh_get_object_id)         \
    F(qpdf_oh_get_stream_data)       \
    F(qpdf_oh_is_stream)             \
    F(qpdf_oh_release)               \
    F(qpdf_oh_unparse_resolved)      \
    F(qpdf_read_memory)              \
    F(qpdf_set_suppress_warnings)    \
    F(qpdf_silence_errors)

static struct { FUNCTIONS(LATE_MEMBER) } library;

bool file_pdf_prepare(GError **error) {
    static const char *const names[] = {FUNCTIONS(LATE_NAME) NULL};

    return late_load(LIBRARY, names, &library, error);
}

/* --- files ---------------------------------------------------------------------------
 */

enum {
    REFERENCES_MAX = 16,     /* one after the other */
    PARENTS_MAX = 64,        /* of a page */
    CONTENT_KEPT = 64 << 20, /* bytes */
    WHOLE_MAX = 1024 << 20,  /* bytes of all streams together */
    GENERATIONS = G_MAXUINT16 + 1,
};

struct FilePdf {
    GBytes *bytes;
    qpdf_data qpdf;
    FileMemory *memory;
    FileValue trailer;
    GPtrArray *objects; /* of FileObject by number; NULL: not asked for yet */
    GHashTable *others; /* of generations over 0 */
    guint size, pages;
    gsize kept, expanded; /* bytes of content */
};

static void free_object(gpointer pointer) {
    FileObject *self = pointer;

    if (self == NULL)
        return;
    g_clear_pointer(&self->content, g_bytes_unref);
    g_free(self);
}

static bool fail(GError **error, const char *problem) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
    return false;
}

/* --- values out of libqpdf -----------------------------------------------------------
 */

/* What cannot be read is null, as it is to libqpdf. */
static void read_value(FilePdf *self, qpdf_oh handle, FileValue *value) {
    const char *text = library.qpdf_oh_unparse_resolved(self->qpdf, handle);

    if (text == NULL ||
        !file_value_read(self->memory, text,
                         library.qpdf_get_last_string_length(self->qpdf), value))
        *value = (FileValue){.kind = FILE_NULL};
}

static FileObject *load(FilePdf *self, guint number, guint generation) {
    FileObject *object = g_new0(FileObject, 1);
    qpdf_oh handle =
        library.qpdf_get_object_by_id(self->qpdf, (int)number, (int)generation);

    object->number = number;
    object->generation = generation;
    object->is_stream = library.qpdf_oh_is_stream(self->qpdf, handle);
    if (object->is_stream) {
        qpdf_oh dictionary = library.qpdf_oh_get_dict(self->qpdf, handle);

        read_value(self, dictionary, &object->value);
        library.qpdf_oh_release(self->qpdf, dictionary);
    } else {
        read_value(self, handle, &object->value);
    }
    library.qpdf_oh_release(self->qpdf, handle);
    return object;
}

static const FileObject *find_object(FilePdf *self, guint number, guint generation) {
    gpointer key = GSIZE_TO_POINTER((gsize)number * GENERATIONS + generation);
    FileObject *object;

    if (generation == 0 && number < self->size) {
        if (g_ptr_array_index(self->objects, number) == NULL)
            g_ptr_array_index(self->objects, number) = load(self, number, 0);
        return g_ptr_array_index(self->objects, number);
    }
    object = g_hash_table_lookup(self->others, key);
    if (object == NULL) {
        object = load(self, number, generation);
        g_hash_table_insert(self->others, key, object);
    }
    return object;
}

/* --- opening -------------------------------------------------------------------------
 */

/* Every object takes some bytes, and a hostile size none. */
static guint count_objects(const FilePdf *self) {
    double size = file_value_number(file_value_find(&self->trailer, "Size"), 0);
    double most = MIN((double)g_bytes_get_size(self->bytes), FILE_OBJECTS_MAX);

    return size >= 1 ? (guint)MIN(size, most) : 1;
}

static void read_trailer(FilePdf *self) {
    qpdf_oh handle = library.qpdf_get_trailer(self->qpdf);

    read_value(self, handle, &self->trailer);
    library.qpdf_oh_release(self->qpdf, handle);
    self->size = count_objects(self);
    g_ptr_array_set_size(self->objects, (int)self->size);
}

/* What libqpdf says without the name of the file. */
static void fail_to_open(FilePdf *self, GError **error) {
    qpdf_error problem = library.qpdf_get_error(self->qpdf);

    if (library.qpdf_get_error_code(self->qpdf, problem) == qpdf_e_password)
        fail(error, _("it is encrypted with a password"));
    else
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                    library.qpdf_get_error_message_detail(self->qpdf, problem));
}

static bool open_bytes(FilePdf *self, GError **error) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(self->bytes, &length);
    int pages;

    library.qpdf_silence_errors(self->qpdf);
    library.qpdf_set_suppress_warnings(self->qpdf, QPDF_TRUE);
    if (length == 0)
        return fail(error, _("it is empty"));
    if ((library.qpdf_read_memory(self->qpdf, "PDF", bytes, length, NULL) &
         QPDF_ERRORS) != 0) {
        fail_to_open(self, error);
        return false;
    }
    read_trailer(self);
    pages = library.qpdf_get_num_pages(self->qpdf);
    if (library.qpdf_has_error(self->qpdf)) {
        fail_to_open(self, error);
        return false;
    }
    self->pages = pages > 0 ? (guint)pages : 0;
    return true;
}

FilePdf *file_pdf_open(GBytes *bytes, GError **error) {
    g_autoptr(FilePdf) self = NULL;

    if (!file_pdf_prepare(error))
        return NULL;
    self = g_new0(FilePdf, 1);
    self->bytes = g_bytes_ref(bytes);
    self->qpdf = library.qpdf_init();
    self->memory = file_memory_new();
    self->objects = g_ptr_array_new_with_free_func(free_object);
    self->others = g_hash_table_new_full(NULL, NULL, NULL, free_object);
    return open_bytes(self, error) ? g_steal_pointer(&self) : NULL;
}

void file_pdf_free(FilePdf *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->objects);
    g_hash_table_unref(self->others);
    file_memory_free(self->memory);
    library.qpdf_cleanup(&self->qpdf);
    g_bytes_unref(self->bytes);
    g_free(self);
}

GBytes *file_pdf_bytes(const FilePdf *self) {
    return self->bytes;
}

FileMemory *file_pdf_memory(FilePdf *self) {
    return self->memory;
}

const FileValue *file_pdf_trailer(const FilePdf *self) {
    return &self->trailer;
}

bool file_pdf_is_encrypted(const FilePdf *self) {
    return library.qpdf_is_encrypted(self->qpdf);
}

char *file_pdf_next_warning(FilePdf *self) {
    qpdf_error warning;

    if (library.qpdf_has_error(self->qpdf))
        warning = library.qpdf_get_error(self->qpdf);
    else if (library.qpdf_more_warnings(self->qpdf))
        warning = library.qpdf_next_warning(self->qpdf);
    else
        return NULL;
    return g_strdup(library.qpdf_get_error_message_detail(self->qpdf, warning));
}

/* --- objects -------------------------------------------------------------------------
 */

guint file_pdf_size(const FilePdf *self) {
    return self->size;
}

const FileObject *file_pdf_object(FilePdf *self, guint number) {
    return find_object(self, number, 0);
}

const FileObject *file_pdf_referred(FilePdf *self, const FileValue *value) {
    const FileObject *object = NULL;

    for (int i = 0; value != NULL && value->kind == FILE_REFERENCE; i++) {
        if (i == REFERENCES_MAX)
            return NULL;
        object = find_object(self, value->object, value->count);
        value = &object->value;
    }
    return object;
}

const FileValue *file_pdf_resolve(FilePdf *self, const FileValue *value) {
    const FileObject *object = file_pdf_referred(self, value);

    if (object != NULL)
        value = &object->value;
    else if (value != NULL && value->kind == FILE_REFERENCE)
        return NULL;
    return value == NULL || value->kind == FILE_NULL ? NULL : value;
}

const FileValue *file_pdf_find(FilePdf *self, const FileValue *dictionary,
                               const char *key) {
    return file_pdf_resolve(self, file_value_find(dictionary, key));
}

const FileValue *file_pdf_item(FilePdf *self, const FileValue *array, guint index) {
    if (array == NULL || array->kind != FILE_ARRAY || index >= array->count)
        return NULL;
    return file_pdf_resolve(self, &array->items[index]);
}

const FileObject *file_pdf_stream(FilePdf *self, const FileValue *value) {
    const FileObject *object = file_pdf_referred(self, value);

    return object != NULL && object->is_stream ? object : NULL;
}

bool file_pdf_numbers(FilePdf *self, const FileValue *array, double *numbers,
                      guint count) {
    if (array == NULL || array->kind != FILE_ARRAY || array->count != count)
        return false;
    for (guint i = 0; i < count; i++) {
        const FileValue *item = file_pdf_item(self, array, i);

        if (item == NULL || item->kind != FILE_NUMBER)
            return false;
        numbers[i] = item->number;
    }
    return true;
}

/* --- streams -------------------------------------------------------------------------
 */

/* qpdf's own decoding has no limit, so only what cannot grow much goes through it. */
static GBytes *read_stream(FilePdf *self, const FileObject *stream, bool decoded,
                           GError **error) {
    qpdf_oh handle = library.qpdf_get_object_by_id(self->qpdf, (int)stream->number,
                                                   (int)stream->generation);
    QPDF_BOOL is_decoded = QPDF_FALSE;
    unsigned char *bytes = NULL;
    size_t length = 0;
    QPDF_ERROR_CODE code = library.qpdf_oh_get_stream_data(
        self->qpdf, handle, decoded ? qpdf_dl_generalized : qpdf_dl_none, &is_decoded,
        &bytes, &length);

    library.qpdf_oh_release(self->qpdf, handle);
    if ((code & QPDF_ERRORS) == 0 && (!decoded || is_decoded))
        return g_bytes_new_with_free_func(bytes, length, free, bytes);
    free(bytes);
    fail(error, _("a stream is damaged"));
    return NULL;
}

GBytes *file_pdf_raw(FilePdf *self, const FileObject *stream, GError **error) {
    return read_stream(self, stream, false, error);
}

GBytes *file_pdf_data(FilePdf *self, const FileObject *stream, GError **error) {
    g_autoptr(GBytes) raw = NULL;
    GBytes *data = NULL;
    FileFilters filters;

    if (!file_filters_read(self, &stream->value, &filters, error))
        return NULL;
    raw = read_stream(self, stream, false, error);
    if (raw == NULL)
        return NULL;
    if (self->expanded > WHOLE_MAX) {
        fail(error, _("its streams make more than can be judged"));
        return NULL;
    }
    if (filters.needs_library)
        data = g_bytes_get_size(raw) <= FILE_LIBRARY_MAX
                   ? read_stream(self, stream, true, error)
                   : NULL;
    else
        data = file_filters_undo(&filters, raw, FILE_STREAM_MAX, error);
    if (data != NULL)
        self->expanded += g_bytes_get_size(data);
    else if (error != NULL && *error == NULL)
        fail(error, _("a stream is too large for its filter"));
    return data;
}

GBytes *file_pdf_start(FilePdf *self, const FileObject *stream, gsize count) {
    g_autoptr(GBytes) raw = NULL;
    FileFilters filters;

    if (stream->content != NULL)
        return g_bytes_ref(stream->content);
    if (!file_filters_read(self, &stream->value, &filters, NULL))
        return NULL;
    if (filters.needs_library || filters.count > 1)
        return file_pdf_data(self, stream, NULL);
    raw = read_stream(self, stream, false, NULL);
    return raw == NULL ? NULL : file_filters_start(&filters, raw, count);
}

GBytes *file_pdf_content(FilePdf *self, const FileObject *stream, GError **error) {
    FileObject *kept = (FileObject *)stream;
    GBytes *data;

    if (stream->content != NULL)
        return g_bytes_ref(stream->content);
    data = file_pdf_data(self, stream, error);
    if (data == NULL || self->kept + g_bytes_get_size(data) > CONTENT_KEPT)
        return data;
    self->kept += g_bytes_get_size(data);
    kept->content = g_bytes_ref(data);
    return data;
}

/* --- pages ---------------------------------------------------------------------------
 */

guint file_pdf_pages(const FilePdf *self) {
    return self->pages;
}

const FileObject *file_pdf_page(FilePdf *self, guint index) {
    qpdf_oh handle = library.qpdf_get_page_n(self->qpdf, index);
    int number = library.qpdf_oh_get_object_id(self->qpdf, handle);
    int generation = library.qpdf_oh_get_generation(self->qpdf, handle);

    library.qpdf_oh_release(self->qpdf, handle);
    return find_object(self, (guint)MAX(number, 0), (guint)MAX(generation, 0));
}

const FileValue *file_pdf_page_find(FilePdf *self, const FileObject *page,
                                    const char *key) {
    const FileValue *node = &page->value;

    for (int i = 0; node != NULL && i < PARENTS_MAX; i++) {
        const FileValue *found = file_pdf_find(self, node, key);

        if (found != NULL)
            return found;
        node = file_pdf_find(self, node, "Parent");
    }
    return NULL;
}
