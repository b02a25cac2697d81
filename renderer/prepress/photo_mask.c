#include "prepress/photo_parts.h"

#include "resources/image_rows.h"

#include <math.h>

enum { MASK_PIXELS_MAX = 64 << 20 };

struct PhotoMask {
    PhotoGrid grid;
    int width; /* of the plane, which lies on the whole grid */
    int height;
    guint8 *plane; /* owned */
};

void photo_mask_free(PhotoMask *self) {
    if (self == NULL)
        return;
    g_free(self->plane);
    g_free(self);
}

/* --- the plane --- */

/* Where pixels of rows as they are stored go in the plane. */
typedef struct {
    gint64 start, across, down;
} Steps;

static gint64 index_of(const PhotoMask *self, Affine turn, double x, double y) {
    affine_point(turn, &x, &y);
    return (gint64)floor(y * self->height) * self->width +
           (gint64)floor(x * self->width);
}

static Steps find_steps(const PhotoMask *self, Affine turn, int width, int height) {
    double x = 0.5 / width, y = 0.5 / height;
    gint64 start = index_of(self, turn, x, y);

    return (Steps){start, width > 1 ? index_of(self, turn, 3 * x, y) - start : 0,
                   height > 1 ? index_of(self, turn, x, 3 * y) - start : 0};
}

static void place_row(guint8 *to, const guint8 *row, bool has_alpha, int width,
                      gint64 across) {
    for (int x = 0; x < width; x++, to += across) {
        int grey = *row++;

        *to = (guint8)(has_alpha ? (grey * *row++ + 127) / 255 : grey);
    }
}

static bool fill(PhotoMask *self, ImageRows *rows, Affine turn, bool swaps,
                 GError **error) {
    int width = swaps ? self->height : self->width;
    int height = swaps ? self->width : self->height;
    int components = image_rows_components(rows);
    g_autofree guint8 *row = g_malloc((size_t)width * (size_t)components);
    Steps steps = find_steps(self, turn, width, height);

    for (int y = 0; y < height; y++) {
        if (!image_rows_next(rows, row, error))
            return false;
        place_row(self->plane + steps.start + y * steps.down, row, components > 1,
                  width, steps.across);
    }
    return true;
}

/* No more pixels than the file or the grid have. The plane lies as the photo is stored,
 * `info` speaks of the upright picture. */
static void find_size(PhotoMask *self, const ImageInfo *info, bool is_photo_turned) {
    int width = is_photo_turned ? info->height : info->width;
    int height = is_photo_turned ? info->width : info->height;
    double share;

    self->width = MIN(width, self->grid.width);
    self->height = MIN(height, self->grid.height);
    share = sqrt((double)MASK_PIXELS_MAX / self->width / self->height);
    if (share < 1) {
        self->width = MAX((int)(self->width * share), 1);
        self->height = MAX((int)(self->height * share), 1);
    }
}

PhotoMask *photo_mask_new(const Photo *photo, const PhotoGrid *grid, GError **error) {
    g_autoptr(PhotoMask) self = g_new0(PhotoMask, 1);
    const ImageInfo *info = image_info(photo->cut_out);
    Affine turn = affine_then(image_turn(photo->cut_out),
                              affine_inverse(image_turn(photo->image)));
    bool swaps = fabs(turn.xx) < 0.5;
    ImageRowsOptions options = {.colours = IMAGE_ROWS_GREY,
                                .cmyk_profile = photo->cmyk_profile};
    g_autoptr(ImageRows) rows = NULL;

    self->grid = *grid;
    find_size(self, info, image_info(photo->image)->orientation >= 5);
    options.width = swaps ? self->height : self->width;
    options.height = swaps ? self->width : self->height;
    rows = image_rows_new(photo->cut_out, &options, error);
    if (rows == NULL)
        return NULL;
    self->plane = g_malloc((size_t)self->width * (size_t)self->height);
    if (!fill(self, rows, turn, swaps, error))
        return NULL;
    return g_steal_pointer(&self);
}

/* --- rows of the grid --- */

/* A place between two pixels of the plane, and how much the second one counts. */
typedef struct {
    int first, second;
    double share;
} Between;

static Between find_between(int index, int count, int plane_count) {
    double at = (index + 0.5) * plane_count / count - 0.5;
    int first = CLAMP((int)floor(at), 0, plane_count - 1);

    return (Between){first, MIN(first + 1, plane_count - 1), CLAMP(at - first, 0, 1)};
}

static double mix(double first, double second, double share) {
    return first + (second - first) * share;
}

void photo_mask_apply(const PhotoMask *self, int row, guint8 *alpha) {
    const PhotoGrid *grid = &self->grid;
    Between down = find_between(grid->top + row, grid->height, self->height);
    const guint8 *above = self->plane + (size_t)down.first * (size_t)self->width;
    const guint8 *below = self->plane + (size_t)down.second * (size_t)self->width;

    for (int x = 0; x < grid->part_width; x++) {
        Between across = find_between(grid->left + x, grid->width, self->width);
        double opacity = mix(
            mix(above[across.first], above[across.second], across.share),
            mix(below[across.first], below[across.second], across.share), down.share);

        alpha[x] = (guint8)lround(alpha[x] * opacity / 255);
    }
}
