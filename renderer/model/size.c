#include "model/size.h"

#include <math.h>

static const Ruler no_u = {.px = 0, .u = 0};

static double points_per_pixel(const Size *self) {
    return 72 / self->ppi;
}

static Rect trim_box(const Size *self) {
    Ruler ruler = no_u;

    ruler.px = points_per_pixel(self);
    return (Rect){0, 0, length_to_points(self->trim[0], &ruler, 0),
                  length_to_points(self->trim[1], &ruler, 0)};
}

Ruler size_ruler(const Size *self) {
    Rect trim = trim_box(self);

    return (Ruler){.px = points_per_pixel(self),
                   .u = fmin(trim.width, trim.height) / 100};
}

static Insets insets_to_points(const Length lengths[4], const Ruler *ruler, Rect trim) {
    return (Insets){length_to_points(lengths[0], ruler, trim.height),
                    length_to_points(lengths[1], ruler, trim.width),
                    length_to_points(lengths[2], ruler, trim.height),
                    length_to_points(lengths[3], ruler, trim.width)};
}

void size_free(Size *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->parts, g_ptr_array_unref);
    g_free(self);
}

PageBoxes size_boxes(const Size *self) {
    Ruler ruler = size_ruler(self);
    Rect trim = trim_box(self);

    return (PageBoxes){
        .bleed =
            rect_outset(trim, length_to_points(self->bleed, &ruler, ruler.u * 100)),
        .trim = trim,
        .visible = rect_inset(trim, insets_to_points(self->visible, &ruler, trim)),
        .safe = rect_inset(trim, insets_to_points(self->safe, &ruler, trim)),
    };
}

int size_pixels(double points, double ppi) {
    return (int)lround(points * ppi / 72);
}

Shape size_shape(const Size *self) {
    /* Small print needs a composition of its own below this short side. */
    const double card_below = 110 * 72 / 25.4;
    static const struct {
        double below; /* width / height */
        Shape shape;
    } limits[] = {{0.6, SHAPE_TALL}, {0.9, SHAPE_PORTRAIT}};
    Rect trim = trim_box(self);
    double ratio = trim.width / trim.height;

    if (fmin(trim.width, trim.height) < card_below)
        return SHAPE_CARD;
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (ratio < limits[i].below)
            return limits[i].shape;
    }
    if (ratio <= 1.1)
        return SHAPE_SQUARE;
    return ratio < 1.7 ? SHAPE_LANDSCAPE : SHAPE_WIDE;
}

const char *shape_to_text(Shape shape) {
    static const char *const names[] = {"tall",      "portrait", "square",
                                        "landscape", "wide",     "card"};

    return names[shape];
}
