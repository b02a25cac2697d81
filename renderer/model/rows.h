/* Data rows of a motif: a table whose first line names its columns. */
#pragma once

#include "base/source.h"

#include <stdbool.h>

typedef struct {
    char *text;    /* UTF-8; owned */
    Origin origin; /* with the column's name as its label */
} DataCell;

typedef struct {
    char *id;         /* the column "id", else its number in three digits; owned */
    char *label;      /* for people: its number, and what stands in the column "id" */
    guint number;     /* from 1, the heading not counted */
    bool is_broken;   /* has findings of its own: no poster is made of it */
    GPtrArray *cells; /* of DataCell, one a column; owned */
} DataRow;

typedef struct {
    GPtrArray *columns; /* of char *; owned */
    GPtrArray *rows;    /* of DataRow, in file order; owned */
} DataTable;

DataTable *data_table_new(void);
void data_table_free(DataTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DataTable, data_table_free)

DataRow *data_row_new(guint number);
void data_row_free(DataRow *self);
void data_row_add(DataRow *self, const char *text, size_t length, Origin origin);

/* What a row has for a column in a language: that of "name.de-simple", else "name.de",
 * else "name"; NULL when there is no such column. */
const DataCell *data_table_find(const DataTable *self, const DataRow *row,
                                const char *column, const char *language);

const DataRow *data_table_find_row(const DataTable *self, const char *id);
