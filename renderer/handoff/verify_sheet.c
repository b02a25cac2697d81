/* Druckauftrag.pdf: people read its pages, programs the table in its XMP. */
#include "handoff/verify_judge.h"

#include "base/checksum.h"
#include "base/translate.h"
#include "preflight/file_guard.h"

#include <string.h>

/* --- the table -----------------------------------------------------------------------
 */

/* As XML has it: no carriage returns, nothing around it. Caller frees. */
static char *plain(const char *text, gsize length) {
    GString *plain = g_string_sized_new(length);

    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    for (gsize i = 0; i < length && text[i] != '\0'; i++)
        if (text[i] != '\r')
            g_string_append_c(plain, text[i]);
    return g_strstrip(g_string_free(plain, FALSE));
}

static void tell_difference(Verify *self, const char *sheet, const char *table) {
    g_auto(GStrv) said = g_strsplit(sheet, "\n", -1);
    g_auto(GStrv) found = g_strsplit(table, "\n", -1);
    unsigned line = 0;

    while (said[line] != NULL && found[line] != NULL &&
           strcmp(said[line], found[line]) == 0)
        line++;
    verify_found(
        self, SEVERITY_ERROR, "package/sheet-differs", PACKAGE_SHEET, 0,
        "it orders other things than auftrag.csv, first in line %u: \"%s\", in "
        "auftrag.csv \"%s\"",
        line + 1, said[line] == NULL ? "" : said[line],
        found[line] == NULL ? "" : found[line]);
}

static void compare_table(Verify *self, const FileFacts *facts) {
    GBytes *bytes = verify_bytes(self, PACKAGE_TABLE);
    const char *said = file_facts_find(facts, PACKAGE_XMP_TABLE);
    g_autofree char *sheet = NULL;
    g_autofree char *table = NULL;

    if (said == NULL) {
        verify_found(self, SEVERITY_ERROR, "package/sheet", PACKAGE_SHEET, 0,
                     "its XMP holds no table of the order");
        return;
    }
    if (bytes == NULL)
        return;
    sheet = plain(said, strlen(said));
    table = plain(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    if (strcmp(sheet, table) != 0)
        tell_difference(self, sheet, table);
}

static void compare_order(Verify *self, const FileFacts *facts) {
    const char *said = file_facts_find(facts, PACKAGE_XMP_ORDER);
    const PackageLine *first =
        self->table == NULL ? NULL : g_ptr_array_index(self->table->lines, 0);

    if (first != NULL && said != NULL && strcmp(said, first->cells[COLUMN_ORDER]) != 0)
        verify_found(self, SEVERITY_ERROR, "package/sheet-differs", PACKAGE_SHEET, 0,
                     "it is of the order \"%s\", auftrag.csv of \"%s\"", said,
                     first->cells[COLUMN_ORDER]);
}

/* --- the pages -----------------------------------------------------------------------
 */

/* The file before XMP was added; NULL: it does not say, or has not so many bytes. */
static GBytes *find_pages(const FileFacts *facts, GBytes *bytes) {
    const char *said = file_facts_find(facts, PACKAGE_XMP_BYTES);
    guint64 length = 0;

    if (said == NULL || !g_ascii_string_to_unsigned(
                            said, 10, 1, g_bytes_get_size(bytes), &length, NULL))
        return NULL;
    return g_bytes_new_from_bytes(bytes, 0, (gsize)length);
}

/* The pages are those that were signed, and what was added brings no others. */
static bool are_pages(const FileFacts *facts, GBytes *pages) {
    const char *said = file_facts_find(facts, PACKAGE_XMP_PAGES);
    g_autofree char *sum =
        checksum_of(g_bytes_get_data(pages, NULL), g_bytes_get_size(pages));
    g_autoptr(FileFacts) before = NULL;

    if (g_strcmp0(said, sum) != 0)
        return false;
    before = file_guard_read(pages, NULL);
    return before != NULL && before->count == facts->count &&
           strcmp(before->pages, facts->pages) == 0;
}

static void check_pages(Verify *self, const FileFacts *facts, GBytes *bytes) {
    g_autoptr(GBytes) pages = find_pages(facts, bytes);

    if (pages == NULL || !are_pages(facts, pages))
        verify_found(self, SEVERITY_ERROR, "package/sheet-changed", PACKAGE_SHEET, 0,
                     "its pages were changed after it was made: what people read there "
                     "need not be what is ordered");
}

void verify_sheet(Verify *self, GBytes *bytes) {
    g_autoptr(GError) error = NULL;
    g_autoptr(FileFacts) facts = file_guard_read(bytes, &error);

    if (facts == NULL) {
        verify_found(self, SEVERITY_ERROR, "package/sheet", PACKAGE_SHEET, 0,
                     "this cannot be read: %s", error->message);
        return;
    }
    compare_table(self, facts);
    compare_order(self, facts);
    check_pages(self, facts, bytes);
}
