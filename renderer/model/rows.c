#include "model/rows.h"

#include "model/language.h"

#include <string.h>

static void free_cell(gpointer pointer) {
    DataCell *cell = pointer;

    g_free(cell->text);
    g_free(cell);
}

static void free_row(gpointer row) {
    data_row_free(row);
}

DataTable *data_table_new(void) {
    DataTable *self = g_new0(DataTable, 1);

    self->columns = g_ptr_array_new_with_free_func(g_free);
    self->rows = g_ptr_array_new_with_free_func(free_row);
    return self;
}

void data_table_free(DataTable *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->columns);
    g_ptr_array_unref(self->rows);
    g_free(self);
}

DataRow *data_row_new(guint number) {
    DataRow *self = g_new0(DataRow, 1);

    self->number = number;
    self->cells = g_ptr_array_new_with_free_func(free_cell);
    return self;
}

void data_row_free(DataRow *self) {
    if (self == NULL)
        return;
    g_free(self->id);
    g_free(self->label);
    g_ptr_array_unref(self->cells);
    g_free(self);
}

void data_row_add(DataRow *self, const char *text, size_t length, Origin origin) {
    DataCell *cell = g_new0(DataCell, 1);

    cell->text = g_strndup(text, length);
    cell->origin = origin;
    g_ptr_array_add(self->cells, cell);
}

static const DataCell *find_exactly(const DataTable *self, const DataRow *row,
                                    const char *column) {
    for (guint i = 0; i < self->columns->len && i < row->cells->len; i++) {
        if (strcmp(g_ptr_array_index(self->columns, i), column) == 0)
            return g_ptr_array_index(row->cells, i);
    }
    return NULL;
}

const DataCell *data_table_find(const DataTable *self, const DataRow *row,
                                const char *column, const char *language) {
    g_autofree char *tag = g_strdup(language);
    const DataCell *cell;

    do {
        g_autofree char *name = g_strdup_printf("%s.%s", column, tag);

        cell = find_exactly(self, row, name);
    } while (cell == NULL && language_shorten(tag));
    return cell != NULL ? cell : find_exactly(self, row, column);
}

const DataRow *data_table_find_row(const DataTable *self, const char *id) {
    for (guint i = 0; i < self->rows->len; i++) {
        const DataRow *row = g_ptr_array_index(self->rows, i);

        if (strcmp(row->id, id) == 0)
            return row;
    }
    return NULL;
}
