#include "parse/approvals.h"

#include "base/output.h"
#include "base/translate.h"
#include "parse/forms.h"
#include "parse/rows.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { ID_DIGITS = 12 };

static const struct {
    const char *name;
    size_t offset; /* of the field, a text */
    bool required;
} columns[] = {
    {"content-id", offsetof(Approval, content_id), true},
    {"role", offsetof(Approval, role), true},
    {"date", offsetof(Approval, date), true},
    {"remark", offsetof(Approval, remark), false},
    {"motif", offsetof(Approval, motif), false},
    {"size", offsetof(Approval, size), false},
    {"language", offsetof(Approval, language), false},
    {"row", offsetof(Approval, row), false},
};

static char **field_of(const Approval *approval, guint column) {
    return (char **)((char *)approval + columns[column].offset);
}

/* --- reading -----------------------------------------------------------------------
 */

static bool is_id(const char *text) {
    return strlen(text) == ID_DIGITS && strspn(text, "0123456789abcdef") == ID_DIGITS;
}

static bool check_field(const DataCell *cell, guint column, Diagnostics *diagnostics) {
    const char *name = columns[column].name;

    if (*cell->text == '\0' && columns[column].required)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "approvals/bad-field",
                        &cell->origin, "an approval needs its %s", name);
    else if (column == 0 && !is_id(cell->text))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "approvals/bad-field",
                        &cell->origin,
                        "expected the id of what a poster shows, twelve hexadecimal "
                        "digits, found \"%s\"",
                        cell->text);
    else if (strcmp(name, "date") == 0 && !value_is_date(cell->text))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "approvals/bad-field",
                        &cell->origin,
                        "expected a date such as 2026-11-22, found \"%s\"", cell->text);
    else
        return true;
    return false;
}

static void add_row(Approvals *approvals, const DataTable *table, const DataRow *row,
                    Diagnostics *diagnostics) {
    g_autoptr(Approval) approval = g_new0(Approval, 1);
    bool is_fine = !row->is_broken;

    for (guint i = 0; is_fine && i < G_N_ELEMENTS(columns); i++) {
        const DataCell *cell = data_table_find(table, row, columns[i].name, "und");

        *field_of(approval, i) = g_strdup(cell == NULL ? "" : cell->text);
        if (cell != NULL)
            is_fine = check_field(cell, i, diagnostics);
        if (i == 0 && cell != NULL)
            approval->origin = cell->origin;
    }
    if (is_fine)
        approvals_add(approvals, g_steal_pointer(&approval));
}

static bool check_columns(const DataTable *table, const Source *source,
                          Diagnostics *diagnostics) {
    bool is_fine = true;

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (!columns[i].required ||
            g_ptr_array_find_with_equal_func(table->columns, columns[i].name,
                                             g_str_equal, NULL))
            continue;
        is_fine = false;
        diagnostics_add(diagnostics, SEVERITY_ERROR, "approvals/no-column",
                        &(Origin){source, 0, 0, NULL},
                        "the first line names the columns; \"%s\" is not among them",
                        columns[i].name);
    }
    return is_fine;
}

/* As rows of a motif, but that there may be none yet. */
static DataTable *parse_table(const Source *source, Diagnostics *diagnostics) {
    g_autoptr(Diagnostics) aside = diagnostics_new();
    DataTable *table = rows_parse(source, aside);

    for (guint i = 0; i < aside->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(aside->findings, i);

        if (strcmp(finding->id, "rows/empty") != 0)
            diagnostics_take(diagnostics, finding_copy(finding));
    }
    return table;
}

Approvals *approvals_parse(const Source *source, Diagnostics *diagnostics) {
    g_autoptr(DataTable) table = parse_table(source, diagnostics);
    Approvals *approvals = approvals_new();

    if (table == NULL || !check_columns(table, source, diagnostics))
        return approvals;
    for (guint i = 0; i < table->rows->len; i++)
        add_row(approvals, table, g_ptr_array_index(table->rows, i), diagnostics);
    return approvals;
}

/* --- adding ------------------------------------------------------------------------
 */

/* Quotes are needed where the text holds what tables are made of. */
static void append_field(GString *text, const char *field) {
    g_auto(GStrv) parts = NULL;
    g_autofree char *doubled = NULL;

    if (strpbrk(field, ",;\"\r\n") == NULL && *field != ' ' &&
        !g_str_has_suffix(field, " ")) {
        g_string_append(text, field);
        return;
    }
    parts = g_strsplit(field, "\"", -1);
    doubled = g_strjoinv("\"\"", parts);
    g_string_append_printf(text, "\"%s\"", doubled);
}

static char **own_columns(void) {
    char **names = g_new0(char *, G_N_ELEMENTS(columns) + 1);

    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        names[i] = g_strdup(columns[i].name);
    return names;
}

/* In the order of the file's own columns, which somebody may have moved about. */
static void append_line(GString *text, const Approval *approval, char **names,
                        char delimiter) {
    for (char **name = names; *name != NULL; name++) {
        if (name != names)
            g_string_append_c(text, delimiter);
        for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
            if (strcmp(columns[i].name, *name) == 0)
                append_field(text, *field_of(approval, i));
        }
    }
    g_string_append_c(text, '\n');
}

/* The first line of a file: its columns, and what stands between them. */
static char **read_heading(const char *bytes, char *delimiter) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    g_autofree char *line = NULL;
    char marks[2] = {0};

    if (g_str_has_prefix(bytes, byte_order_mark))
        bytes += strlen(byte_order_mark);
    line = g_strndup(bytes, strcspn(bytes, "\r\n"));
    *delimiter = marks[0] = strchr(line, ';') != NULL ? ';' : ',';
    g_strdelimit(line, "\" ", ' ');
    return g_strsplit(line, marks, -1);
}

static void strip(char **names) {
    for (; *names != NULL; names++)
        g_strstrip(*names);
}

/* What the file holds afterwards; `bytes` is NULL when there is none yet. */
static GString *add_lines(const char *bytes, const GPtrArray *approvals) {
    GString *text = g_string_new(bytes);
    char delimiter = ',';
    g_auto(GStrv) names =
        text->len > 0 ? read_heading(bytes, &delimiter) : own_columns();

    strip(names);
    if (text->len == 0) {
        g_autofree char *heading = g_strjoinv(",", names);

        g_string_printf(text, "%s\n", heading);
    }
    if (text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
    for (guint i = 0; i < approvals->len; i++)
        append_line(text, g_ptr_array_index(approvals, i), names, delimiter);
    return text;
}

/* The folder is locked: the file itself is replaced. -1 with `error`. */
static int lock_folder(const char *path, GError **error) {
    g_autofree char *folder = g_path_get_dirname(path);
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int result = -1;

    while (lock >= 0 && (result = flock(lock, LOCK_EX)) != 0 && errno == EINTR)
        continue;
    if (result == 0)
        return lock;
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                _("cannot lock '%s': %s"), folder, g_strerror(errno));
    if (lock >= 0)
        close(lock);
    return -1;
}

static bool append_locked(const char *path, const GPtrArray *approvals,
                          GError **error) {
    g_autofree char *bytes = NULL;
    g_autoptr(GString) text = NULL;

    if (g_file_test(path, G_FILE_TEST_EXISTS) &&
        !g_file_get_contents(path, &bytes, NULL, error))
        return false;
    text = add_lines(bytes, approvals);
    return output_write(path, text->str, text->len, error);
}

bool approvals_append(const char *path, const GPtrArray *approvals, GError **error) {
    int lock = lock_folder(path, error);
    bool is_done = lock >= 0 && append_locked(path, approvals, error);

    if (lock >= 0)
        close(lock);
    return is_done;
}
