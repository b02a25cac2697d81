#include "prepress/coverage.h"

enum { PROCESS_PLATES = 4, SOLID = 255 };

struct Coverage {
    int width, across, down; /* pixels: of a row; of a square */
    int row;                 /* the next one */
    guint16 *kept;    /* `down` rows of inks, one in place of the oldest; owned */
    guint32 *columns; /* each the sum of them; owned */
    guint64 most;     /* the sum of a square */
    int x, y;         /* where that lies */
};

Coverage *coverage_new(int width, int height, int side) {
    Coverage *self = g_new0(Coverage, 1);

    self->width = width;
    self->across = MIN(side, width);
    self->down = MIN(side, height);
    self->kept = g_new0(guint16, (gsize)width * (gsize)self->down);
    self->columns = g_new0(guint32, (gsize)width);
    return self;
}

void coverage_free(Coverage *self) {
    if (self == NULL)
        return;
    g_free(self->kept);
    g_free(self->columns);
    g_free(self);
}

/* Puts a row of inks in place of the one that no square reaches any more. */
static void take_row(Coverage *self, const guint8 *row, gsize plate) {
    guint16 *kept = self->kept + (gsize)(self->row % self->down) * (gsize)self->width;

    for (int x = 0; x < self->width; x++) {
        guint16 ink = 0;

        for (int i = 0; i < PROCESS_PLATES; i++)
            ink = (guint16)(ink + row[(gsize)i * plate + (gsize)x]);
        self->columns[x] += (guint32)ink - kept[x];
        kept[x] = ink;
    }
}

/* All squares whose last row is the latest. */
static void look(Coverage *self) {
    guint64 sum = 0;

    for (int x = 0; x < self->width; x++) {
        sum += self->columns[x];
        if (x >= self->across)
            sum -= self->columns[x - self->across];
        if (x >= self->across - 1 && sum > self->most) {
            self->most = sum;
            self->x = x - self->across + 1;
            self->y = self->row - self->down + 1;
        }
    }
}

void coverage_add(Coverage *self, const guint8 *plates, int rows) {
    gsize plate = (gsize)self->width * (gsize)rows;

    for (int y = 0; y < rows; y++) {
        take_row(self, plates + (gsize)y * (gsize)self->width, plate);
        if (self->row >= self->down - 1)
            look(self);
        self->row++;
    }
}

CoveragePeak coverage_peak(const Coverage *self) {
    double all = (double)self->across * self->down * SOLID;

    return (CoveragePeak){(double)self->most / all, self->x, self->y};
}
