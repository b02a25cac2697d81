/* The cells of a grid: which column and row each item stands in. */
#pragma once

#include "model/box.h"

typedef struct {
    const Box *box;
    int row;
    double x, width; /* points from the grid's left edge */
} Cell;

typedef struct {
    GArray *cells; /* of Cell, in the order of the items */
    int rows;
    double row_gap;
} Grid;

Grid *grid_new(const Box *box, const Ruler *ruler, double width);
void grid_free(Grid *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Grid, grid_free)
