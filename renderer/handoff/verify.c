#include "handoff/verify_judge.h"

#include "base/translate.h"
#include "handoff/check_page.h"

#include <libxml/xmlerror.h>
#include <string.h>

/* --- telling -------------------------------------------------------------------------
 */

/* More help nobody; a stranger's package can have any number. */
enum { FINDINGS_MAX = 500 };

static void add_finding(Verify *self, Severity severity, const char *id,
                        const char *place, const char *message) {
    Finding *finding = g_new0(Finding, 1);

    finding->severity = severity;
    finding->id = g_strdup(id);
    finding->file = place == NULL ? NULL : text_for_terminal(place);
    finding->message = text_for_terminal(message);
    finding->subjects = g_ptr_array_new_with_free_func(g_free);
    diagnostics_take(self->found, finding);
}

void verify_found(Verify *self, Severity severity, const char *id, const char *entry,
                  unsigned line, const char *format, ...) {
    g_autofree char *message = NULL;
    g_autofree char *place = NULL;
    va_list arguments;

    if (self->found->findings->len >= FINDINGS_MAX) {
        if (self->found->findings->len == FINDINGS_MAX)
            add_finding(self, SEVERITY_ERROR, "package/more", NULL,
                        _("more is wrong with it than is said here"));
        return;
    }
    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    if (entry != NULL)
        place = line > 0 ? g_strdup_printf("%s:%u", entry, line) : g_strdup(entry);
    add_finding(self, severity, id, place, message);
}

GBytes *verify_bytes(const Verify *self, const char *entry) {
    const ZipEntry *found = zip_reader_find(self->zip, entry);

    return found == NULL ? NULL : found->bytes;
}

static void tell_zip(Verify *self, const GError *error) {
    static const char *const ids[] = {
        [ZIP_ERROR_UNREADABLE] = "package/unreadable",
        [ZIP_ERROR_ENCRYPTED] = "package/encrypted",
        [ZIP_ERROR_TOO_LARGE] = "package/too-large",
        [ZIP_ERROR_BAD_NAME] = "package/bad-name",
        [ZIP_ERROR_SAME_NAME] = "package/same-name",
    };

    verify_found(self, SEVERITY_ERROR, ids[error->code], NULL, 0, "%s", error->message);
}

/* --- what is read first --------------------------------------------------------------
 */

static void read_table(Verify *self) {
    GBytes *bytes = verify_bytes(self, PACKAGE_TABLE);
    g_autoptr(GError) error = NULL;

    if (bytes == NULL)
        return;
    self->table = package_table_read(bytes, &error);
    if (self->table == NULL)
        verify_found(self, SEVERITY_ERROR, "package/table", PACKAGE_TABLE, 0,
                     "this is no table of an order: %s", error->message);
}

static void read_ticket(Verify *self) {
    GBytes *bytes = verify_bytes(self, PACKAGE_TICKET);
    g_autoptr(GError) error = NULL;

    if (bytes == NULL)
        return;
    self->ticket = ticket_read(bytes, &error);
    if (self->ticket == NULL)
        verify_found(self, SEVERITY_ERROR, "package/ticket", PACKAGE_TICKET, 0,
                     "this is no ticket: %s", error->message);
}

/* --- checks --------------------------------------------------------------------------
 */

static void take_pdf(const ZipEntry *entry, GBytes *bytes, void *data) {
    Verify *self = data;
    const PackagePoster *poster =
        self->table == NULL ? NULL : package_table_find(self->table, entry->name);

    if (strcmp(entry->name, PACKAGE_SHEET) == 0)
        verify_sheet(self, bytes);
    else if (poster != NULL)
        verify_pdf(self, poster, bytes);
}

/* Another page than ours may be that of another version, or say that all is well. */
static void check_page(Verify *self) {
    GBytes *bytes = verify_bytes(self, PACKAGE_PAGE);
    gsize length = 0;
    const void *page = bytes == NULL ? NULL : g_bytes_get_data(bytes, &length);

    if (bytes != NULL &&
        (length != check_page_length || memcmp(page, check_page_bytes, length) != 0))
        verify_found(self, SEVERITY_WARNING, "package/page", PACKAGE_PAGE, 0,
                     "this is not the page that this version of plakat puts into "
                     "packages: do not rely on what it says");
}

static void check_all(Verify *self) {
    g_autoptr(GError) error = NULL;

    verify_sums(self);
    read_table(self);
    read_ticket(self);
    verify_entries(self);
    if (self->table != NULL)
        verify_table(self);
    if (!zip_reader_each_pdf(self->zip, take_pdf, self, &error))
        tell_zip(self, error);
    verify_ticket(self);
    check_page(self);
}

static VerifyCount count_all(const Verify *self) {
    VerifyCount count = {.files = zip_reader_entries(self->zip)->len};

    if (self->table == NULL)
        return count;
    count.posters = self->table->posters->len;
    for (guint i = 0; i < count.posters; i++) {
        const PackagePoster *poster = package_table_poster(self->table, i);
        guint copies = 0;

        if (package_amount(poster->first->cells[COLUMN_COPIES], &copies))
            count.copies += copies;
    }
    return count;
}

/* libxml2 prints some mistakes whatever it is told. */
static void be_silent(void *data, const char *format, ...) {
    (void)data, (void)format;
}

VerifyCount verify_package(int file, const VerifyOptions *options, Diagnostics *found) {
    Verify self = {.options = options, .found = found};
    g_autoptr(GError) error = NULL;
    VerifyCount count = {0};

    xmlSetGenericErrorFunc(NULL, be_silent);
    self.zip = zip_reader_open(file, &error);
    if (self.zip == NULL) {
        tell_zip(&self, error);
        return count;
    }
    check_all(&self);
    count = count_all(&self);
    ticket_free(self.ticket);
    package_table_free(self.table);
    zip_reader_free(self.zip);
    return count;
}
