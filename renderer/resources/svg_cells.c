#include "resources/svg_cells.h"

#include "resources/svg_look.h"

#include <math.h>

/* Cells of the longer side: one of them is as wide as a few letters of a headline. */
enum { CELLS = 192 };

struct SvgCells {
    Affine to_cells;
    int width, height;
    guint8 *cells; /* row by row, 1: something lies there; owned */
};

static void read_cells(SvgCells *self, cairo_surface_t *picture) {
    int stride = cairo_image_surface_get_stride(picture);
    const guint8 *data;

    cairo_surface_flush(picture);
    data = cairo_image_surface_get_data(picture);
    for (int y = 0; y < self->height; y++) {
        const guint32 *row = (const guint32 *)(const void *)(data + y * stride);

        for (int x = 0; x < self->width; x++)
            self->cells[y * self->width + x] = row[x] >> 24 > 0;
    }
}

SvgCells *svg_cells_new(RsvgHandle *handle, Rect view_box) {
    double scale = CELLS / fmax(view_box.width, view_box.height);
    SvgCells *self = g_new0(SvgCells, 1);
    cairo_surface_t *picture;

    self->to_cells =
        (Affine){scale, 0, 0, scale, -view_box.x * scale, -view_box.y * scale};
    self->width = MAX((int)ceil(view_box.width * scale), 1);
    self->height = MAX((int)ceil(view_box.height * scale), 1);
    picture = svg_picture(handle, NULL, view_box, self->to_cells, self->width,
                          self->height, NULL);
    if (picture == NULL) {
        svg_cells_free(self);
        return NULL;
    }
    self->cells = g_new0(guint8, (gsize)self->width * (gsize)self->height);
    read_cells(self, picture);
    cairo_surface_destroy(picture);
    return self;
}

void svg_cells_free(SvgCells *self) {
    if (self == NULL)
        return;
    g_free(self->cells);
    g_free(self);
}

bool svg_cells_meet(const SvgCells *self, Rect place) {
    Rect cells = affine_whole_pixels(self->to_cells, place);
    int left = (int)CLAMP(cells.x, 0, self->width);
    int top = (int)CLAMP(cells.y, 0, self->height);
    int right = (int)CLAMP(cells.x + cells.width, 0, self->width);
    int bottom = (int)CLAMP(cells.y + cells.height, 0, self->height);

    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
            if (self->cells[y * self->width + x] != 0)
                return true;
        }
    }
    return false;
}
