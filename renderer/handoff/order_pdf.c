#include "handoff/order_pdf.h"

#include "base/checksum.h"
#include "base/translate.h"
#include "base/xmp.h"
#include "handoff/order_page.h"
#include "model/package.h"
#include "report/sheet_pdf.h"

#include <stdio.h>
#include <string.h>

/* What an update has to know of cairo's file. */
typedef struct {
    guint objects, root, info;
    gsize start;       /* of its table of objects */
    const char *pages; /* what stands in its catalogue; borrowed */
    int pages_length;
} Trailer;

/* --- what cairo wrote ----------------------------------------------------------------
 */

/* The last one in the file, which may hold any bytes; NULL: there is none. */
static const char *find_last(const char *bytes, gsize length, const char *text) {
    gsize size = strlen(text);

    for (gsize at = length >= size ? length - size + 1 : 0; at > 0; at--)
        if (memcmp(bytes + at - 1, text, size) == 0)
            return bytes + at - 1;
    return NULL;
}

/* `bytes` ends with a NUL. */
static bool find_catalogue(const char *bytes, gsize length, Trailer *trailer) {
    g_autofree char *head = g_strdup_printf("\n%u 0 obj\n<<", trailer->root);
    const char *catalogue = find_last(bytes, length, head);
    const char *end;

    if (catalogue == NULL)
        return false;
    trailer->pages = catalogue + strlen(head);
    end = strstr(trailer->pages, ">>\nendobj");
    if (end == NULL)
        return false;
    trailer->pages_length = (int)(end - trailer->pages);
    return true;
}

static bool read_trailer(const char *bytes, gsize length, Trailer *trailer) {
    const char *text = find_last(bytes, length, "\ntrailer\n");

    return text != NULL &&
           sscanf(text,
                  " trailer << /Size %u /Root %u 0 R /Info %u 0 R >> startxref %zu",
                  &trailer->objects, &trailer->root, &trailer->info,
                  &trailer->start) == 4 &&
           find_catalogue(bytes, length, trailer);
}

/* --- what it says of itself ----------------------------------------------------------
 */

/* XML takes a lone "\r" for a new line (2.11). */
static void add_table(GString *xmp, const char *csv) {
    g_autofree char *escaped = g_markup_escape_text(csv, -1);
    g_auto(GStrv) parts = g_strsplit(escaped, "\r", -1);
    g_autofree char *text = g_strjoinv("&#13;", parts);

    g_string_append_printf(xmp, "<%s>%s</%s>\n", PACKAGE_XMP_TABLE, text,
                           PACKAGE_XMP_TABLE);
}

static char *make_xmp(const Docket *docket, const char *csv, const char *title,
                      const char *pages, gsize length) {
    static const XmpNamespace namespaces[] = {
        XMP_DUBLIN_CORE,
        {"xmp", "http://ns.adobe.com/xap/1.0/"},
        XMP_PLAKAT,
        {0},
    };
    GString *xmp = xmp_begin(namespaces);
    g_autofree char *date = g_strdup_printf("%sT00:00:00Z", docket->date);
    g_autofree char *bytes = g_strdup_printf("%zu", length);
    g_autofree char *sum = checksum_of(pages, length);

    xmp_add_text(xmp, "dc:format", "application/pdf");
    xmp_add_words(xmp, "dc:title", title, "de");
    xmp_add_text(xmp, "xmp:CreateDate", date);
    xmp_add_text(xmp, "xmp:CreatorTool", "plakat " PLAKAT_VERSION);
    xmp_add_text(xmp, PACKAGE_XMP_ORDER, docket->id);
    xmp_add_text(xmp, PACKAGE_XMP_BYTES, bytes);
    xmp_add_text(xmp, PACKAGE_XMP_PAGES, sum);
    add_table(xmp, csv);
    xmp_end(xmp);
    return g_string_free(xmp, FALSE);
}

/* The catalogue anew, and the metadata it refers to. */
static void append_update(GString *file, const Trailer *trailer, const char *xmp) {
    gsize metadata, catalogue, table;

    metadata = file->len;
    g_string_append_printf(
        file,
        "%u 0 obj\n<</Type/Metadata/Subtype/XML/Length %zu>>\nstream\n%s\nendstream\nendobj\n",
        trailer->objects, strlen(xmp), xmp);
    catalogue = file->len;
    g_string_append_printf(file,
                           "%u 0 obj\n<<%.*s/Metadata %u 0 R/Lang(de-DE)"
                           "/ViewerPreferences<</DisplayDocTitle true>>>>\nendobj\n",
                           trailer->root, trailer->pages_length, trailer->pages,
                           trailer->objects);
    table = file->len;
    g_string_append_printf(file,
                           "xref\n%u 1\n%010zu 00000 n \n%u 1\n%010zu 00000 n \n"
                           "trailer\n<</Size %u/Root %u 0 R/Info %u 0 R/Prev %zu>>\n"
                           "startxref\n%zu\n%%%%EOF\n",
                           trailer->root, catalogue, trailer->objects, metadata,
                           trailer->objects + 1, trailer->root, trailer->info,
                           trailer->start, table);
}

/* --- the file ------------------------------------------------------------------------
 */

static GBytes *add_metadata(const Docket *docket, const char *csv, const char *title,
                            GBytes *drawn, GError **error) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(drawn, &length);
    g_autoptr(GString) file = g_string_new_len(bytes, (gssize)length);
    g_autofree char *xmp = make_xmp(docket, csv, title, bytes, length);
    Trailer trailer = {0};

    /* The trailer borrows from bytes that do not move. */
    g_autofree char *pages = g_memdup2(file->str, length + 1);

    if (!read_trailer(pages, length, &trailer)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("what cairo wrote is not understood"));
        return NULL;
    }
    append_update(file, &trailer, xmp);
    return g_string_free_to_bytes(g_steal_pointer(&file));
}

GBytes *order_pdf_make(const Docket *docket, const char *csv, Resources *resources,
                       GError **error) {
    g_autoptr(Sheet) sheet = sheet_new(resources);
    g_autofree char *title = g_strdup_printf("Druckauftrag %s", docket->id);
    g_autofree char *date = g_strdup_printf("%sT00:00:00Z", docket->date);
    g_autoptr(GBytes) drawn = NULL;

    if (order_lay_out(docket, sheet, resources, error))
        drawn = sheet_to_pdf(sheet, &(SheetAbout){title, date}, error);
    return drawn == NULL ? NULL : add_metadata(docket, csv, title, drawn, error);
}
