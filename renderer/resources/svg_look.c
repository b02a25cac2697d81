#include "resources/svg_look.h"

#include "base/translate.h"

#include <math.h>
#include <stdlib.h>

/* Pixels of the longer side of a drawing that is looked at. */
#define LOOK_SIDE 512.0

enum { SAME = 2 /* levels of a byte */ };

cairo_surface_t *svg_picture(RsvgHandle *handle, const char *id, Rect box,
                             Affine to_pixels, int width, int height, GError **error) {
    cairo_surface_t *picture =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_status_t status = cairo_surface_status(picture);
    cairo_t *cr = cairo_create(picture);
    cairo_matrix_t matrix;
    bool drawn;

    cairo_matrix_init(&matrix, to_pixels.xx, to_pixels.yx, to_pixels.xy, to_pixels.yy,
                      to_pixels.x0, to_pixels.y0);
    cairo_set_matrix(cr, &matrix);
    if (status != CAIRO_STATUS_SUCCESS)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                    cairo_status_to_string(status));
    drawn = status == CAIRO_STATUS_SUCCESS && svg_render(handle, id, box, cr, error);
    cairo_destroy(cr);
    cairo_surface_flush(picture);
    if (drawn)
        return picture;
    cairo_surface_destroy(picture);
    return NULL;
}

SvgLook svg_look_at(Rect view_box, double around) {
    double longer = fmax(view_box.width, view_box.height);
    double scale = LOOK_SIDE / longer, margin = around * longer;
    Affine to_pixels = {scale,
                        0,
                        0,
                        scale,
                        (margin - view_box.x) * scale,
                        (margin - view_box.y) * scale};

    return (SvgLook){to_pixels, (int)ceil((view_box.width + 2 * margin) * scale),
                     (int)ceil((view_box.height + 2 * margin) * scale)};
}

static const guint8 *row_of(cairo_surface_t *picture, int row) {
    return cairo_image_surface_get_data(picture) +
           (gsize)row * (gsize)cairo_image_surface_get_stride(picture);
}

Rect svg_look_find(cairo_surface_t *picture) {
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    int left = width, right = 0, top = height, bottom = 0;

    for (int y = 0; y < height; y++) {
        const guint32 *row = (gconstpointer)row_of(picture, y);

        for (int x = 0; x < width; x++) {
            if (row[x] >> 24 == 0)
                continue;
            left = MIN(left, x);
            right = MAX(right, x + 1);
            top = MIN(top, y);
            bottom = y + 1;
        }
    }
    if (right == 0)
        return (Rect){0, 0, 0, 0};
    return (Rect){left, top, right - left, bottom - top};
}

bool svg_look_is_same(cairo_surface_t *one, cairo_surface_t *other) {
    int bytes = 4 * cairo_image_surface_get_width(one);

    for (int y = 0; y < cairo_image_surface_get_height(one); y++) {
        const guint8 *a = row_of(one, y), *b = row_of(other, y);

        for (int x = 0; x < bytes; x++) {
            if (abs(a[x] - b[x]) > SAME)
                return false;
        }
    }
    return true;
}
