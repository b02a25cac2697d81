#include "layout/grid.h"

#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 24 };

typedef struct {
    int count;
    double widths[COLUMNS_MAX];
    double gap;
} Columns;

static void split_tracks(const char *text, const Ruler *ruler, double room,
                         Columns *columns) {
    g_auto(GStrv) tracks = g_strsplit(text, " ", -1);
    double shares[COLUMNS_MAX] = {0};
    double total = 0, left;

    columns->count = 0;
    left = room;
    for (char **track = tracks; *track != NULL && columns->count < COLUMNS_MAX;
         track++) {
        Length length = {0, UNIT_PT};
        int i = columns->count;

        if (**track == '\0')
            continue;
        columns->count++;
        if (g_str_has_suffix(*track, "fr")) {
            shares[i] = g_ascii_strtod(*track, NULL);
            total += shares[i];
            columns->widths[i] = 0;
        } else {
            length_parse(*track, &length);
            columns->widths[i] = length_to_points(length, ruler, room);
        }
        left -= columns->widths[i] + (i > 0 ? columns->gap : 0);
    }
    for (int i = 0; i < columns->count; i++) {
        if (shares[i] > 0)
            columns->widths[i] = fmax(left, 0) * shares[i] / total;
    }
}

static Columns make_columns(const Box *box, const Ruler *ruler, double room) {
    Columns columns = {.gap = length_to_points(box->gap[1], ruler, room)};
    double number;

    if (!number_parse(box->columns, &number)) {
        split_tracks(box->columns, ruler, room, &columns);
        return columns;
    }
    columns.count = (int)number;
    for (int i = 0; i < columns.count; i++)
        columns.widths[i] =
            fmax(room - (columns.count - 1) * columns.gap, 0) / columns.count;
    return columns;
}

static Cell make_cell(const Columns *columns, const Box *box, int row, int column,
                      int span) {
    Cell cell = {.box = box, .row = row};

    for (int i = 0; i < column; i++)
        cell.x += columns->widths[i] + columns->gap;
    for (int i = column; i < column + span; i++)
        cell.width += columns->widths[i] + (i > column ? columns->gap : 0);
    return cell;
}

Grid *grid_new(const Box *box, const Ruler *ruler, double width) {
    Grid *self = g_new0(Grid, 1);
    Columns columns = make_columns(box, ruler, width);
    int row = 0, next = 0;

    self->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    self->row_gap = length_to_points(box->gap[0], ruler, width);
    for (guint i = 0; i < box->items->len; i++) {
        const Box *item = g_ptr_array_index(box->items, i);
        int span = MIN(item->span, columns.count);
        int column = item->column > 0 ? MIN(item->column, columns.count) - 1 : next;
        Cell cell;

        if (item->hide || item->inside != INSIDE_PARENT)
            continue;
        if (column < next || column + span > columns.count) {
            row += next > 0;
            column = item->column > 0 ? MIN(column, columns.count - span) : 0;
        }
        cell = make_cell(&columns, item, row, column, span);
        g_array_append_val(self->cells, cell);
        next = column + span;
        self->rows = row + 1;
    }
    return self;
}

void grid_free(Grid *self) {
    if (self == NULL)
        return;
    g_array_free(self->cells, TRUE);
    g_free(self);
}
