#include "handoff/table_reader.h"

#include "base/translate.h"
#include "base/units.h"

#include <csv.h>
#include <string.h>

enum { LINES_MAX = 20000, AMOUNT_DIGITS = 9, SCALE_MAX = 100 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

typedef struct {
    PackageTable *table;
    PackageLine *line; /* being read; NULL: none */
    guint cells;       /* of it */
    guint number;      /* of lines so far */
    GError *error;     /* the first; NULL: none */
} Reader;

/* --- the table -----------------------------------------------------------------------
 */

static void free_line(gpointer pointer) {
    PackageLine *self = pointer;

    for (int i = 0; self != NULL && i < PACKAGE_COLUMNS; i++)
        g_free(self->cells[i]);
    g_free(self);
}

static void free_poster(gpointer pointer) {
    PackagePoster *self = pointer;

    g_ptr_array_unref(self->lines);
    g_free(self);
}

static PackageTable *table_new(void) {
    PackageTable *self = g_new0(PackageTable, 1);

    self->lines = g_ptr_array_new_with_free_func(free_line);
    self->posters = g_ptr_array_new_with_free_func(free_poster);
    self->by_file = g_hash_table_new(g_str_hash, g_str_equal);
    return self;
}

void package_table_free(PackageTable *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_file);
    g_ptr_array_unref(self->posters);
    g_ptr_array_unref(self->lines);
    g_free(self);
}

const PackagePoster *package_table_poster(const PackageTable *self, guint index) {
    return g_ptr_array_index(self->posters, index);
}

const PackagePoster *package_table_find(const PackageTable *self, const char *file) {
    return g_hash_table_lookup(self->by_file, file);
}

static void join_posters(PackageTable *self) {

    for (guint i = 0; i < self->lines->len; i++) {
        PackageLine *line = g_ptr_array_index(self->lines, i);
        PackagePoster *poster =
            g_hash_table_lookup(self->by_file, line->cells[COLUMN_FILE]);

        if (poster == NULL) {
            poster = g_new0(PackagePoster, 1);
            poster->first = line;
            poster->lines = g_ptr_array_new();
            g_ptr_array_add(self->posters, poster);
            g_hash_table_insert(self->by_file, line->cells[COLUMN_FILE], poster);
        }
        g_ptr_array_add(poster->lines, line);
    }
}

/* --- values --------------------------------------------------------------------------
 */

bool package_amount(const char *text, guint *amount) {
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > AMOUNT_DIGITS || text[digits] != '\0')
        return false;
    *amount = (guint)g_ascii_strtoull(text, NULL, 10);
    return true;
}

bool package_trim(const char *text, double *width, double *height) {
    g_auto(GStrv) sides = g_strsplit(text, "x", 2);

    return sides[0] != NULL && sides[1] != NULL && number_parse(sides[0], width) &&
           number_parse(sides[1], height) && *width > 0 && *height > 0;
}

bool package_scale(const char *text, guint *scale) {
    return g_str_has_prefix(text, "1:") && package_amount(text + 2, scale) &&
           *scale >= 1 && *scale <= SCALE_MAX;
}

/* --- reading -------------------------------------------------------------------------
 */

static void stop(Reader *self, const char *problem) {
    if (self->error == NULL)
        g_set_error_literal(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
}

static void on_field(void *bytes, size_t length, void *data) {
    Reader *self = data;

    if (self->error != NULL)
        return;
    if (self->line == NULL) {
        self->line = g_new0(PackageLine, 1);
        self->cells = 0;
    }
    if (self->cells < PACKAGE_COLUMNS)
        self->line->cells[self->cells] =
            bytes == NULL ? g_strdup("") : g_strndup(bytes, length);
    self->cells++;
}

static void check_heading(Reader *self) {
    for (guint i = 0; i < PACKAGE_COLUMNS; i++) {
        g_autofree char *problem = NULL;

        if (strcmp(self->line->cells[i], package_columns[i]) == 0)
            continue;
        problem = g_strdup_printf(_("column %u is \"%s\", it must be \"%s\""), i + 1,
                                  self->line->cells[i], package_columns[i]);
        stop(self, problem);
    }
}

static void on_line(int byte, void *data) {
    Reader *self = data;
    g_autofree char *problem = NULL;

    (void)byte;
    if (self->error != NULL)
        return;
    self->number++;
    if (self->line != NULL && self->cells == PACKAGE_COLUMNS) {
        self->line->number = self->number;
        if (self->number == 1) {
            check_heading(self);
            g_clear_pointer(&self->line, free_line);
        } else {
            g_ptr_array_add(self->table->lines, g_steal_pointer(&self->line));
        }
        if (self->number > LINES_MAX)
            stop(self, _("it has more lines than an order can have"));
        return;
    }
    problem = g_strdup_printf(_("line %u has %u fields, it must have %u"), self->number,
                              self->line == NULL ? 0 : self->cells, PACKAGE_COLUMNS);
    stop(self, problem);
}

static bool check_text(Reader *self, const char *text, gsize length) {
    if (length < strlen(byte_order_mark) ||
        memcmp(text, byte_order_mark, strlen(byte_order_mark)) != 0)
        stop(self, _("it does not begin with a byte order mark, so that spreadsheets "
                     "misread its letters"));
    else if (!g_utf8_validate(text, (gssize)length, NULL))
        stop(self, _("it is not in UTF-8"));
    return self->error == NULL;
}

static void parse(Reader *self, const char *text, gsize length) {
    struct csv_parser parser;

    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, ';');
    if (csv_parse(&parser, text, length, on_field, on_line, self) != length ||
        csv_fini(&parser, on_field, on_line, self) != 0)
        stop(self, _("a quote stands where none may be, or is never closed"));
    csv_free(&parser);
    if (self->table->lines->len == 0)
        stop(self, _("it has no lines"));
}

PackageTable *package_table_read(GBytes *bytes, GError **error) {
    g_autoptr(PackageTable) table = table_new();
    Reader reader = {.table = table};
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);

    if (check_text(&reader, text, length))
        parse(&reader, text + strlen(byte_order_mark),
              length - strlen(byte_order_mark));
    free_line(reader.line);
    if (reader.error != NULL) {
        g_propagate_error(error, reader.error);
        return NULL;
    }
    join_posters(table);
    return g_steal_pointer(&table);
}
