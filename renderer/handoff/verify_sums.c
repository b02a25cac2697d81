/* Whether a package is whole. */
#include "handoff/verify_judge.h"

#include "base/translate.h"

#include <string.h>

enum { SUM_DIGITS = 64 };

/* --- SHA256SUMS ----------------------------------------------------------------------
 */

/* "hash  name" (two blanks); the name is in the line, NULL when it is no such one. */
static char *split_line(char *line) {
    size_t digits = strspn(line, "0123456789abcdef");

    if (digits != SUM_DIGITS || strncmp(line + digits, "  ", 2) != 0)
        return NULL;
    line[digits] = '\0';
    return line + digits + 2;
}

static void compare_sum(Verify *self, const char *name, const char *sum) {
    const ZipEntry *entry = zip_reader_find(self->zip, name);

    if (entry == NULL)
        verify_found(self, SEVERITY_ERROR, "package/missing", name, 0,
                     "it stands in SHA256SUMS, but is not in the package");
    else if (strcmp(entry->sha256, sum) != 0)
        verify_found(self, SEVERITY_ERROR, "package/checksum", name, 0,
                     "it was changed after it was packed: its checksum is another one "
                     "than in SHA256SUMS");
}

static void read_line(Verify *self, char *line, unsigned number, GHashTable *listed) {
    const char *name = split_line(line);

    if (name == NULL)
        verify_found(self, SEVERITY_ERROR, "package/sums", PACKAGE_SUMS, number,
                     "this line is no checksum: 64 hexadecimal digits, two blanks, the "
                     "name");
    else if (strcmp(name, PACKAGE_SUMS) == 0 ||
             !g_hash_table_add(listed, (gpointer)name))
        verify_found(self, SEVERITY_ERROR, "package/sums", PACKAGE_SUMS, number,
                     "\"%s\" has no place in this list, or stands there twice", name);
    else
        compare_sum(self, name, line);
}

static void find_unlisted(Verify *self, GHashTable *listed) {
    const GPtrArray *entries = zip_reader_entries(self->zip);

    for (guint i = 0; i < entries->len; i++) {
        const ZipEntry *entry = g_ptr_array_index(entries, i);

        if (strcmp(entry->name, PACKAGE_SUMS) != 0 &&
            !g_hash_table_contains(listed, entry->name))
            verify_found(self, SEVERITY_ERROR, "package/sums", PACKAGE_SUMS, 0,
                         "the entry \"%s\" has no checksum", entry->name);
    }
}

void verify_sums(Verify *self) {
    GBytes *bytes = verify_bytes(self, PACKAGE_SUMS);
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    if (bytes == NULL)
        return;
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        if (lines[i + 1] != NULL || *lines[i] != '\0')
            read_line(self, lines[i], i + 1, listed);
    find_unlisted(self, listed);
}

/* --- entries -------------------------------------------------------------------------
 */

static void need(Verify *self, GHashTable *needed, char *name, const char *why) {
    if (zip_reader_find(self->zip, name) == NULL &&
        !g_hash_table_contains(needed, name))
        verify_found(self, SEVERITY_ERROR, "package/missing", name, 0, "%s", _(why));
    g_hash_table_add(needed, name);
}

/* What lies beside a print PDF. */
static void need_poster(Verify *self, GHashTable *needed, const char *file) {
    static const char *const endings[] = {PACKAGE_PREVIEW, PACKAGE_PROOF,
                                          PACKAGE_REPORT};
    g_autofree char *stem = g_strdup(file);

    need(self, needed, g_strdup(file), N_("it is ordered, but is not in the package"));
    if (g_str_has_suffix(stem, ".pdf"))
        stem[strlen(stem) - strlen(".pdf")] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        need(self, needed, g_strconcat(stem, endings[i], NULL),
             N_("every print PDF has one beside it, and it is not in the package"));
}

static void find_extra(Verify *self, GHashTable *needed) {
    const GPtrArray *entries = zip_reader_entries(self->zip);

    for (guint i = 0; i < entries->len; i++) {
        const ZipEntry *entry = g_ptr_array_index(entries, i);

        if (!g_hash_table_contains(needed, entry->name) &&
            !g_str_has_suffix(entry->name, ".icc"))
            verify_found(self, SEVERITY_ERROR, "package/extra", entry->name, 0,
                         "nobody ordered it: it is no file of a poster in "
                         "auftrag.csv, nor one that every package has");
    }
}

void verify_entries(Verify *self) {
    static const char *const always[] = {PACKAGE_SHEET, PACKAGE_TABLE,  PACKAGE_TICKET,
                                         PACKAGE_PAGE,  PACKAGE_LETTER, PACKAGE_SUMS};
    g_autoptr(GHashTable) needed =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        need(self, needed, g_strdup(always[i]),
             N_("every package has one, and it is not in the package"));
    if (self->table == NULL)
        return;
    for (guint i = 0; i < self->table->posters->len; i++)
        need_poster(self, needed,
                    package_table_poster(self->table, i)->first->cells[COLUMN_FILE]);
    find_extra(self, needed);
}
