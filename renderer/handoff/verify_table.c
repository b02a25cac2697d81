/* auftrag.csv against itself, and against the checksums of the files it names. */
#include "handoff/verify_judge.h"

#include "base/translate.h"
#include "base/units.h"

#include <string.h>

/* --- values --------------------------------------------------------------------------
 */

static bool is_amount(const char *text) {
    guint amount = 0;

    return package_amount(text, &amount) && amount > 0;
}

static bool is_trim(const char *text) {
    double width, height;

    return package_trim(text, &width, &height);
}

static bool is_length(const char *text) {
    double length;

    return number_parse(text, &length) && length >= 0;
}

static bool is_scale(const char *text) {
    guint scale;

    return package_scale(text, &scale);
}

static bool is_file(const char *text) {
    return g_str_has_suffix(text, ".pdf") && strcmp(text, PACKAGE_SHEET) != 0;
}

static bool is_sum(const char *text) {
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static bool is_word(const char *text) {
    return *text != '\0';
}

static const struct {
    PackageColumn column;
    bool (*is_good)(const char *text);
    const char *wanted;
} values[] = {
    {COLUMN_ORDER, is_word, N_("a job number")},
    {COLUMN_POSITION, is_amount, N_("a whole number from 1")},
    {COLUMN_FILE, is_file, N_("the name of a print PDF")},
    {COLUMN_MOTIF, is_word, N_("the name of a motif")},
    {COLUMN_SIZE, is_word, N_("the name of a size")},
    {COLUMN_LANGUAGE, is_word, N_("a language")},
    {COLUMN_CONTENT, is_word, N_("what was approved")},
    {COLUMN_TRIM, is_trim, N_("millimetres, \"1185x1750\"")},
    {COLUMN_BLEED, is_length, N_("millimetres, \"10\"")},
    {COLUMN_SCALE, is_scale, N_("\"1:1\" or \"1:10\"")},
    {COLUMN_COPIES, is_amount, N_("a whole number from 1")},
    {COLUMN_DELIVERY, is_word, N_("the name of an address")},
    {COLUMN_DELIVERED, is_amount, N_("a whole number from 1")},
    {COLUMN_ADDRESS, is_word, N_("an address")},
    {COLUMN_CHECKSUM, is_sum, N_("64 hexadecimal digits")},
};

static void check_values(Verify *self, const PackageLine *line) {
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        const char *text = line->cells[values[i].column];

        if (!values[i].is_good(text))
            verify_found(self, SEVERITY_ERROR, "package/value", PACKAGE_TABLE,
                         line->number, "%s is \"%s\", it must be %s",
                         package_columns[values[i].column], text, _(values[i].wanted));
    }
}

/* --- lines ---------------------------------------------------------------------------
 */

static void compare(Verify *self, const PackageLine *line, const PackageLine *other,
                    PackageColumn column) {
    if (strcmp(line->cells[column], other->cells[column]) != 0)
        verify_found(self, SEVERITY_ERROR, "package/line-differs", PACKAGE_TABLE,
                     line->number, "%s is \"%s\", in line %u it is \"%s\"",
                     package_columns[column], line->cells[column], other->number,
                     other->cells[column]);
}

static bool is_of_delivery(int column) {
    return column == COLUMN_DELIVERY || column == COLUMN_DELIVERED ||
           column == COLUMN_ADDRESS;
}

/* Lines of one order; lines of one poster. */
static void compare_lines(Verify *self) {
    static const PackageColumn of_order[] = {COLUMN_ORDER, COLUMN_CUSTOMER,
                                             COLUMN_SUPPLIER, COLUMN_DUE};
    const PackageLine *first = g_ptr_array_index(self->table->lines, 0);

    for (guint i = 0; i < self->table->lines->len; i++) {
        const PackageLine *line = g_ptr_array_index(self->table->lines, i);
        const PackageLine *poster =
            package_table_find(self->table, line->cells[COLUMN_FILE])->first;

        for (size_t j = 0; j < G_N_ELEMENTS(of_order); j++)
            compare(self, line, first, of_order[j]);
        for (int column = COLUMN_POSITION; column < PACKAGE_COLUMNS; column++)
            if (!is_of_delivery(column))
                compare(self, line, poster, (PackageColumn)column);
    }
}

static void check_addresses(Verify *self) {
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < self->table->lines->len; i++) {
        const PackageLine *line = g_ptr_array_index(self->table->lines, i), *other;
        char *name = line->cells[COLUMN_DELIVERY];

        other = g_hash_table_lookup(known, name);
        if (other == NULL)
            g_hash_table_insert(known, name, (gpointer)line);
        else if (strcmp(line->cells[COLUMN_ADDRESS], other->cells[COLUMN_ADDRESS]) != 0)
            verify_found(self, SEVERITY_ERROR, "package/address", PACKAGE_TABLE,
                         line->number, "\"%s\" is \"%s\" here, in line %u it is \"%s\"",
                         name, line->cells[COLUMN_ADDRESS], other->number,
                         other->cells[COLUMN_ADDRESS]);
    }
}

/* --- posters -------------------------------------------------------------------------
 */

static void check_amount(Verify *self, const PackagePoster *poster) {
    guint copies = 0, part = 0;
    guint64 sum = 0;
    g_autofree char *total = NULL;

    if (!package_amount(poster->first->cells[COLUMN_COPIES], &copies))
        return;
    for (guint i = 0; i < poster->lines->len; i++) {
        const PackageLine *line = g_ptr_array_index(poster->lines, i);

        if (!package_amount(line->cells[COLUMN_DELIVERED], &part))
            return;
        sum += part;
    }
    total = g_strdup_printf("%" G_GUINT64_FORMAT, sum);
    if (sum != copies)
        verify_found(self, SEVERITY_ERROR, "package/amount", PACKAGE_TABLE,
                     poster->first->number,
                     "%u copies of \"%s\" are ordered, %s are delivered", copies,
                     poster->first->cells[COLUMN_FILE], total);
}

static void check_sum(Verify *self, const PackagePoster *poster) {
    const char *file = poster->first->cells[COLUMN_FILE];
    const ZipEntry *entry = zip_reader_find(self->zip, file);

    if (entry != NULL &&
        strcmp(entry->sha256, poster->first->cells[COLUMN_CHECKSUM]) != 0)
        verify_found(self, SEVERITY_ERROR, "package/file-checksum", file, 0,
                     "its checksum is another one than in auftrag.csv: it is not the "
                     "file that was ordered");
}

/* Which poster it is, and which position: neither is ordered twice. Caller frees. */
static char *poster_key(const PackageLine *line) {
    return g_strjoin("\n", line->cells[COLUMN_MOTIF], line->cells[COLUMN_SIZE],
                     line->cells[COLUMN_LANGUAGE], line->cells[COLUMN_ROW], NULL);
}

static void find_twin(Verify *self, GHashTable *known, char *key,
                      const PackageLine *line) {
    const PackageLine *other = g_hash_table_lookup(known, key);

    if (other != NULL)
        verify_found(self, SEVERITY_ERROR, "package/same-poster", PACKAGE_TABLE,
                     line->number,
                     "line %u orders this poster, or has this position, too, with "
                     "another file",
                     other->number);
    g_hash_table_insert(known, key, (gpointer)line);
}

static void find_twins(Verify *self) {
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < self->table->posters->len; i++) {
        const PackageLine *line = package_table_poster(self->table, i)->first;

        find_twin(self, known, poster_key(line), line);
        find_twin(self, known, g_strdup(line->cells[COLUMN_POSITION]), line);
    }
}

void verify_table(Verify *self) {
    for (guint i = 0; i < self->table->lines->len; i++)
        check_values(self, g_ptr_array_index(self->table->lines, i));
    compare_lines(self);
    check_addresses(self);
    for (guint i = 0; i < self->table->posters->len; i++) {
        const PackagePoster *poster = package_table_poster(self->table, i);

        check_amount(self, poster);
        check_sum(self, poster);
    }
    find_twins(self);
}
