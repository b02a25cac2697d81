#include "handoff/package.h"

#include "base/checksum.h"
#include "base/translate.h"
#include "handoff/check_page.h"
#include "handoff/letter.h"
#include "handoff/order_csv.h"
#include "handoff/order_pdf.h"
#include "handoff/sums.h"
#include "handoff/ticket.h"
#include "handoff/ticket_rules.h"
#include "handoff/zip_writer.h"
#include "model/package.h"

#include <string.h>

/* What comes from memory, or else from a file of the docket. */
typedef struct {
    const char *name;
    GBytes *bytes;          /* owned; NULL: */
    const DocketFile *file; /* borrowed */
    char *sha256;           /* owned */
} Entry;

static void clear_entry(gpointer pointer) {
    Entry *self = pointer;

    g_clear_pointer(&self->bytes, g_bytes_unref);
    g_free(self->sha256);
}

/* Takes over `bytes`. */
static void add_bytes(GArray *entries, const char *name, GBytes *bytes) {
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    Entry entry = {.name = name, .bytes = bytes, .sha256 = checksum_of(data, length)};

    g_array_append_val(entries, entry);
}

/* Takes over `text`. */
static void add_text(GArray *entries, const char *name, char *text) {
    add_bytes(entries, name, g_bytes_new_take(text, strlen(text)));
}

static void add_file(GArray *entries, const DocketFile *file) {
    Entry entry = {.name = file->name, .file = file, .sha256 = g_strdup(file->sha256)};

    g_array_append_val(entries, entry);
}

/* --- the ticket ----------------------------------------------------------------------
 */

/* What is in an order can be what no ticket may have. */
static bool fail_by_ticket(const GPtrArray *problems, GError **error) {
    const TicketProblem *first;

    if (problems->len == 0)
        return true;
    first = g_ptr_array_index(problems, 0);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("the ticket would not be right: %s (%s)"), first->message,
                first->clause != NULL ? first->clause : "xjdf.xsd");
    return false;
}

static bool check_ticket(const char *ticket, const char *schema, GError **error) {
    g_autoptr(GPtrArray) broken = ticket_rules_check(ticket, strlen(ticket));
    g_autoptr(GPtrArray) invalid = NULL;

    if (!fail_by_ticket(broken, error))
        return false;
    if (schema == NULL)
        return true;
    invalid = ticket_schema_check(ticket, strlen(ticket), schema, error);
    return invalid != NULL && fail_by_ticket(invalid, error);
}

/* --- what is in it -------------------------------------------------------------------
 */

/* What people read first comes first. */
static bool add_papers(GArray *entries, const Docket *docket,
                       const PackageOptions *options, Resources *resources,
                       GError **error) {
    g_autofree char *csv = order_csv_make(docket);
    g_autofree char *ticket = ticket_make(docket);
    GBytes *sheet = check_ticket(ticket, options->schema, error)
                        ? order_pdf_make(docket, csv, resources, error)
                        : NULL;

    if (sheet == NULL)
        return false;
    add_text(entries, PACKAGE_LETTER, letter_make(docket));
    add_bytes(entries, PACKAGE_PAGE,
              g_bytes_new_static(check_page_bytes, check_page_length));
    add_bytes(entries, PACKAGE_SHEET, sheet);
    add_text(entries, PACKAGE_TABLE, g_steal_pointer(&csv));
    add_text(entries, PACKAGE_TICKET, g_steal_pointer(&ticket));
    return true;
}

static void add_files(GArray *entries, const Docket *docket) {
    for (guint i = 0; i < docket->posters->len; i++)
        for (int kind = 0; kind < DOCKET_FILES; kind++)
            add_file(entries, &docket_poster(docket, i)->files[kind]);
    if (docket->profile.name != NULL)
        add_file(entries, &docket->profile);
}

static void add_sums(GArray *entries) {
    g_autoptr(GArray) sums = g_array_new(FALSE, FALSE, sizeof(Sum));

    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        Sum sum = {entry->name, entry->sha256};

        g_array_append_val(sums, sum);
    }
    add_text(entries, PACKAGE_SUMS, sums_to_text(sums));
}

/* --- the file ------------------------------------------------------------------------
 */

static bool write_entry(ZipWriter *writer, const Entry *entry, GError **error) {
    gsize length = 0;
    const void *bytes =
        entry->bytes == NULL ? NULL : g_bytes_get_data(entry->bytes, &length);

    return entry->bytes != NULL
               ? zip_writer_add(writer, entry->name, bytes, length, error)
               : zip_writer_add_file(writer, entry->name, entry->file->path,
                                     entry->sha256, error);
}

static bool write_all(const GArray *entries, const char *path, gint64 time,
                      GError **error) {
    g_autoptr(ZipWriter) writer = zip_writer_new(path, time, error);

    if (writer == NULL)
        return false;
    for (guint i = 0; i < entries->len; i++)
        if (!write_entry(writer, &g_array_index(entries, Entry, i), error))
            return false;
    return zip_writer_finish(writer, error);
}

bool package_write(const Docket *docket, const PackageOptions *options,
                   Resources *resources, const char *path, GError **error) {
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));

    g_array_set_clear_func(entries, clear_entry);
    if (!add_papers(entries, docket, options, resources, error))
        return false;
    add_files(entries, docket);
    add_sums(entries);
    return write_all(entries, path, docket->time, error);
}
