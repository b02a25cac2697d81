#include "parse/rows.h"

#include "base/translate.h"
#include "base/words.h"
#include "parse/forms.h"

#include <csv.h>
#include <string.h>

typedef struct {
    const Source *source;
    Diagnostics *diagnostics;
    DataTable *table;
    GHashTable *files; /* what file names have of ids, to the DataRow; owned */
    DataRow *row;      /* being read */
    size_t start;      /* where the field being read begins */
    size_t at;         /* the byte being read */
    bool has_heading;
    bool stopped; /* findings that forbid the use of the table */
} Reader;

static void add_finding(Reader *self, const char *id, Origin origin,
                        const char *message) {
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, id, &origin, "%s", _(message));
}

static void stop(Reader *self, const char *id, Origin origin, const char *message) {
    add_finding(self, id, origin, message);
    self->stopped = true;
}

/* The field as it is written, without blanks and quotes around it. */
static Origin field_origin(const Reader *self) {
    const char *bytes = self->source->bytes;
    size_t start = self->start, end = self->at;

    while (start < end && strchr(" \"", bytes[start]) != NULL)
        start++;
    while (end > start && strchr(" \"", bytes[end - 1]) != NULL)
        end--;
    return (Origin){self->source, start, end - start, NULL};
}

/* --- the heading
 * ---------------------------------------------------------------------- */

/* "name" or "name.de" */
static bool is_column_name(const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, ".", 2);

    return parts[0] != NULL && value_is_name(parts[0]) &&
           (parts[1] == NULL || value_is_language(parts[1]));
}

static void add_column(Reader *self, const DataCell *cell) {
    GPtrArray *columns = self->table->columns;

    if (!is_column_name(cell->text))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "rows/bad-column",
                        &cell->origin,
                        "\"%s\" is no name for a column; use letters, digits, - and _, "
                        "and a language behind a point if you like: name, name.tr",
                        cell->text);
    else if (g_ptr_array_find_with_equal_func(columns, cell->text, g_str_equal, NULL))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "rows/same-column",
                        &cell->origin, "there is a column \"%s\" already", cell->text);
    g_ptr_array_add(columns, g_strdup(cell->text));
}

static void end_heading(Reader *self) {
    unsigned before = self->diagnostics->errors;

    for (guint i = 0; i < self->row->cells->len; i++)
        add_column(self, g_ptr_array_index(self->row->cells, i));
    self->has_heading = true;
    self->stopped |= self->diagnostics->errors != before;
    g_clear_pointer(&self->row, data_row_free);
}

/* --- rows
 * --------------------------------------------------------------------------------- */

static const DataCell *first_cell(const DataRow *row) {
    return g_ptr_array_index(row->cells, 0);
}

/* Findings of one row say its number; it has no name yet. */
static void break_row(Reader *self, const char *id, const Origin *origin,
                      const char *message) {
    g_autofree char *number = g_strdup_printf("%u", self->row->number);
    Subject subject = {.row = number};

    self->row->is_broken = true;
    diagnostics_set_subject(self->diagnostics, &subject);
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, id, origin, "%s", _(message));
    diagnostics_set_subject(self->diagnostics, NULL);
}

static void name_cells(const Reader *self) {
    for (guint i = 0; i < self->row->cells->len; i++) {
        DataCell *cell = g_ptr_array_index(self->row->cells, i);

        cell->origin.label = i < self->table->columns->len
                                 ? g_ptr_array_index(self->table->columns, i)
                                 : NULL;
    }
}

/* The row before this one whose files would have the same names. */
static const DataRow *find_twin(const Reader *self) {
    char *file = file_name_part(self->row->id);
    const DataRow *twin = g_hash_table_lookup(self->files, file);

    if (twin == NULL)
        g_hash_table_insert(self->files, file, self->row);
    else
        g_free(file);
    return twin;
}

/* The column "id", else the row's number. */
static void name_row(Reader *self) {
    const DataCell *cell = data_table_find(self->table, self->row, "id", "und");
    g_autofree char *message = NULL;
    const DataRow *twin;

    self->row->id = cell != NULL && *cell->text != '\0'
                        ? g_strdup(cell->text)
                        : g_strdup_printf("%03u", self->row->number);
    self->row->label = cell != NULL && *cell->text != '\0'
                           ? g_strdup_printf("%u %s", self->row->number, cell->text)
                           : g_strdup_printf("%u", self->row->number);
    twin = cell == NULL ? NULL : find_twin(self);
    if (cell != NULL && *cell->text == '\0')
        break_row(self, "rows/no-id", &first_cell(self->row)->origin,
                  "this row has no id; its files are named by it");
    else if (twin != NULL) {
        message = g_strdup_printf(
            _("row %u has this id already, as far as file names go; change one"),
            twin->number);
        break_row(self, "rows/same-id", &cell->origin, message);
    }
}

static void end_row(Reader *self) {
    guint wanted = self->table->columns->len, found = self->row->cells->len;
    g_autofree char *message = NULL;

    name_cells(self);
    if (found != wanted) {
        message = g_strdup_printf(
            P_("this row has %u field, the heading has %u; look at commas and quotes",
               "this row has %u fields, the heading has %u; look at commas and quotes",
               found),
            found, wanted);
        break_row(self, "rows/wrong-number", &first_cell(self->row)->origin, message);
    }
    name_row(self);
    g_ptr_array_add(self->table->rows, g_steal_pointer(&self->row));
}

static bool is_blank(const DataRow *row) {
    return row->cells->len == 0 ||
           (row->cells->len == 1 && *first_cell(row)->text == '\0');
}

static void on_field(void *bytes, size_t length, void *data) {
    Reader *self = data;
    Origin origin = field_origin(self);

    if (self->stopped)
        return;
    if (self->row == NULL)
        self->row = data_row_new(self->table->rows->len + 1);
    if (length > ROWS_FIELD_MAX)
        stop(self, "rows/too-large", origin, "this field is too long (over 16 KiB)");
    else if (self->row->cells->len >= ROWS_COLUMNS_MAX)
        stop(self, "rows/too-large", origin, "a row may have 200 fields");
    else
        data_row_add(self->row, bytes == NULL ? "" : bytes, length, origin);
    self->start = self->at + 1;
}

static void on_row(int byte, void *data) {
    Reader *self = data;

    (void)byte;
    if (self->row == NULL || self->stopped)
        return;
    if (is_blank(self->row))
        g_clear_pointer(&self->row, data_row_free);
    else if (!self->has_heading)
        end_heading(self);
    else if (self->table->rows->len == ROWS_MAX)
        stop(self, "rows/too-large", first_cell(self->row)->origin,
             "a file may have 20000 rows; split it");
    else
        end_row(self);
}

/* --- the file
 * ------------------------------------------------------------------------------ */

/* Whichever is more frequent in the heading. */
static char find_delimiter(const char *bytes) {
    int commas = 0, semicolons = 0;
    bool is_quoted = false;

    for (; *bytes != '\0' && (is_quoted || strchr("\r\n", *bytes) == NULL); bytes++) {
        is_quoted ^= *bytes == '"';
        commas += !is_quoted && *bytes == ',';
        semicolons += !is_quoted && *bytes == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static bool check_bytes(Reader *self) {
    const Source *source = self->source;
    const char *bad = NULL;

    if (!g_utf8_validate(source->bytes, (gssize)source->length, &bad)) {
        stop(self, "rows/not-utf-8",
             (Origin){source, (size_t)(bad - source->bytes), 0, NULL},
             "this is not UTF-8; save the table as \"CSV UTF-8\"");
        return false;
    }
    for (size_t i = 0; i < source->length; i++) {
        unsigned char byte = (unsigned char)source->bytes[i];

        if ((byte < 0x20 && strchr("\n\r", byte) == NULL) || byte == 0x7F) {
            stop(self, "rows/control-character", (Origin){source, i, 1, NULL},
                 byte == '\t' ? "a tab; fields are separated by commas or semicolons"
                              : "a control character; remove it");
            return false;
        }
    }
    return true;
}

/* One byte at a time, so that every field has its place. */
static void read_bytes(Reader *self, struct csv_parser *parser, size_t start) {
    const Source *source = self->source;

    self->start = start;
    for (self->at = start; self->at < source->length && !self->stopped; self->at++) {
        const char *byte = source->bytes + self->at;

        if (self->start == self->at && self->row == NULL && strchr("\r\n", *byte))
            self->start++;
        if (csv_parse(parser, byte, 1, on_field, on_row, self) == 1)
            continue;
        stop(
            self, "rows/bad-quotes", (Origin){source, self->at, 1, NULL},
            "a quote where none may be; a field with quotes in it is put in quotes, and "
            "its own are doubled: \"a \"\"b\"\" c\"");
    }
    if (!self->stopped && csv_fini(parser, on_field, on_row, self) != 0)
        stop(self, "rows/bad-quotes", (Origin){source, self->start, 1, NULL},
             "this quote is never closed");
}

DataTable *rows_parse(const Source *source, Diagnostics *diagnostics) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    g_autoptr(DataTable) table = data_table_new();
    Reader reader = {.source = source, .diagnostics = diagnostics, .table = table};
    size_t start = g_str_has_prefix(source->bytes, byte_order_mark) ? 3 : 0;
    struct csv_parser parser;

    if (!check_bytes(&reader))
        return NULL;
    reader.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)find_delimiter(source->bytes + start));
    read_bytes(&reader, &parser, start);
    csv_free(&parser);
    g_hash_table_unref(reader.files);
    data_row_free(reader.row);
    if (!reader.stopped && table->rows->len == 0)
        stop(
            &reader, "rows/empty", (Origin){source, 0, 0, NULL},
            "this table has no rows; the first line names the columns, each other line "
            "is a row");
    return reader.stopped ? NULL : g_steal_pointer(&table);
}
