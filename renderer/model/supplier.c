#include "model/supplier.h"

#include <math.h>
#include <stdio.h>

/* A tenth of a millimetre: lengths are rounded on their way. */
static const double slack = 0.1 * 72 / 25.4;

static bool fits(double width, double height, double most_wide, double most_high) {
    return (width <= most_wide + slack && height <= most_high + slack) ||
           (height <= most_wide + slack && width <= most_high + slack);
}

bool supplier_prints(const Supplier *self, const Size *size) {
    Ruler ruler = size_ruler(size);
    PageBoxes boxes = size_boxes(size);
    double side = ruler.u * 100;
    double wide = length_to_points(self->largest[0], &ruler, boxes.trim.width);
    double high = length_to_points(self->largest[1], &ruler, boxes.trim.height);
    double bleed = fmax(-boxes.bleed.x, length_to_points(self->bleed, &ruler, side));
    double overlap = length_to_points(size->overlap, &ruler, side);

    if (self->largest[0].unit == UNIT_NONE ||
        fits(boxes.trim.width + 2 * bleed, boxes.trim.height + 2 * bleed, wide, high))
        return true;
    for (guint i = 0; size->parts != NULL && i < size->parts->len; i++) {
        unsigned columns = 1, rows = 1;

        /* The table of keys has checked them: "3x2". */
        if (sscanf(g_ptr_array_index(size->parts, i), "%ux%u", &columns, &rows) == 2 &&
            fits(boxes.trim.width / columns + overlap + 2 * bleed,
                 boxes.trim.height / rows + overlap + 2 * bleed, wide, high))
            return true;
    }
    return false;
}
