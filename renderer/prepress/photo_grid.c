#include "prepress/photo_parts.h"

#include "resources/images.h"

#include <math.h>

/* Pixels around what is seen that a renderer may mix with those at its edge. */
enum { MARGIN = 1 };

static const double EXCESS_MAX =
    1.5;                          /* of pixels per inch, before some are taken away */
static const double SLACK = 1e-6; /* of a pixel: what rounding makes of an edge */

static Rect unit_square(void) {
    return (Rect){0, 0, 1, 1};
}

static void take_part(int whole, double from, double length, int *start, int *count) {
    int first = CLAMP((int)floor(from * whole + SLACK) - MARGIN, 0, whole - 1);
    int end =
        CLAMP((int)ceil((from + length) * whole - SLACK) + MARGIN, first + 1, whole);

    *start = first;
    *count = end - first;
}

PhotoGrid photo_grid(const Photo *photo, double ppi) {
    const ImageInfo *info = image_info(photo->image);
    bool swaps = info->orientation >= 5;
    double excess = photo->ppi / ppi;
    Rect crop = {photo->crop.x / info->width, photo->crop.y / info->height,
                 photo->crop.width / info->width, photo->crop.height / info->height};
    Rect seen = affine_bounds(affine_inverse(image_turn(photo->image)), crop);
    PhotoGrid grid = {swaps ? info->height : info->width,
                      swaps ? info->width : info->height,
                      .shrinks = excess > EXCESS_MAX};

    if (grid.shrinks) {
        grid.width = (int)ceil(grid.width / excess - SLACK);
        grid.height = (int)ceil(grid.height / excess - SLACK);
    }
    take_part(grid.width, seen.x, seen.width, &grid.left, &grid.part_width);
    take_part(grid.height, seen.y, seen.height, &grid.top, &grid.part_height);
    return grid;
}

void photo_grid_widen(PhotoGrid *self) {
    self->left = self->top = 0;
    self->part_width = self->width;
    self->part_height = self->height;
}

Affine photo_grid_place(const PhotoGrid *self, const Item *item) {
    const Photo *photo = &item->photo;
    const ImageInfo *info = image_info(photo->image);
    double scale = 72 / photo->ppi;
    Rect part = {(double)self->left / self->width, (double)self->top / self->height,
                 (double)self->part_width / self->width,
                 (double)self->part_height / self->height};
    Rect whole = {item->area.x - photo->crop.x * scale,
                  item->area.y - photo->crop.y * scale, info->width * scale,
                  info->height * scale};
    Affine stored = affine_between(unit_square(), part);
    Affine upright = affine_then(stored, image_turn(photo->image));

    return affine_then(upright, affine_between(unit_square(), whole));
}
