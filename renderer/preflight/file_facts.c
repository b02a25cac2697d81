#include "preflight/file_facts.h"

#include "base/checksum.h"
#include "preflight/file_pdf.h"
#include "preflight/file_xmp.h"

enum { PAGES_MAX = 1000 };

void file_facts_free(FileFacts *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->xmp, g_hash_table_unref);
    g_free(self->pages);
    g_free(self);
}

const char *file_facts_find(const FileFacts *self, const char *property) {
    return g_hash_table_lookup(self->xmp, property);
}

static GHashTable *read_xmp(FilePdf *pdf, GError **error) {
    const FileValue *catalog = file_pdf_find(pdf, file_pdf_trailer(pdf), "Root");
    const FileObject *stream =
        file_pdf_stream(pdf, file_value_find(catalog, "Metadata"));
    g_autoptr(GBytes) bytes = NULL;

    if (stream == NULL)
        return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bytes = file_pdf_data(pdf, stream, error);
    return bytes == NULL ? NULL : file_xmp_read(bytes, error);
}

static bool add_stream(FilePdf *pdf, const FileValue *value, Checksum *sum,
                       GError **error) {
    const FileObject *stream = file_pdf_stream(pdf, value);
    g_autoptr(GBytes) bytes = stream == NULL ? NULL : file_pdf_data(pdf, stream, error);

    if (bytes != NULL)
        checksum_update(sum, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return stream == NULL || bytes != NULL;
}

/* A page's contents are a stream, or several. */
static bool add_page(FilePdf *pdf, const FileObject *page, Checksum *sum,
                     GError **error) {
    const FileValue *contents = file_value_find(&page->value, "Contents");
    const FileValue *streams = file_pdf_resolve(pdf, contents);

    if (streams == NULL || streams->kind != FILE_ARRAY)
        return add_stream(pdf, contents, sum, error);
    for (guint i = 0; i < streams->count; i++)
        if (!add_stream(pdf, &streams->items[i], sum, error))
            return false;
    return true;
}

FileFacts *file_facts_read(GBytes *bytes, GError **error) {
    g_autoptr(FilePdf) pdf = file_pdf_open(bytes, error);
    g_autoptr(FileFacts) self = g_new0(FileFacts, 1);
    g_autoptr(Checksum) sum = checksum_new();

    if (pdf == NULL)
        return NULL;
    self->count = file_pdf_pages(pdf);
    for (guint i = 0; i < MIN(self->count, PAGES_MAX); i++)
        if (!add_page(pdf, file_pdf_page(pdf, i), sum, error))
            return NULL;
    self->pages = checksum_take_text(sum);
    self->xmp = read_xmp(pdf, error);
    return self->xmp == NULL ? NULL : g_steal_pointer(&self);
}
