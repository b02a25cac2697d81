#include "draw/kinds.h"

bool draw_panel(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error) {
    (void)options;
    (void)error;
    cairo_rectangle(cr, item->area.x, item->area.y, item->area.width,
                    item->area.height);
    cairo_fill(cr);
    return true;
}

/* One path for all modules, each row's neighbours joined: no seams between them. */
bool draw_qr(cairo_t *cr, const Item *item, const DrawOptions *options,
             GError **error) {
    double module = item->area.width / item->side;

    (void)options;
    (void)error;
    for (int row = 0; row < item->side; row++) {
        int start = -1;

        for (int column = 0; column <= item->side; column++) {
            bool dark = column < item->side &&
                        item->modules->data[row * item->side + column] != 0;

            if (dark && start < 0)
                start = column;
            if (!dark && start >= 0) {
                cairo_rectangle(cr, item->area.x + start * module,
                                item->area.y + row * module, (column - start) * module,
                                module);
                start = -1;
            }
        }
    }
    cairo_fill(cr);
    return true;
}
