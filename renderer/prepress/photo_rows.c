#include "prepress/photo_parts.h"

#include "resources/image_rows.h"

#include <string.h>

/* Rows of the part, taken apart. */
typedef struct {
    int colours; /* components but for alpha */
    bool has_alpha;
    guint8 *row;     /* of the whole grid; owned */
    guint8 *colour;  /* owned */
    guint8 *alpha;   /* owned */
    guint8 *printed; /* owned */
} Buffers;

static void buffers_clear(Buffers *self) {
    g_free(self->row);
    g_free(self->colour);
    g_free(self->alpha);
    g_free(self->printed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Buffers, buffers_clear)

static Buffers buffers_new(const PhotoGrid *grid, int components, bool has_alpha) {
    size_t width = (size_t)grid->width, part = (size_t)grid->part_width;

    return (Buffers){
        .colours = components - has_alpha,
        .has_alpha = has_alpha,
        .row = g_malloc(width * (size_t)components),
        .colour = g_malloc(part * (size_t)components),
        .alpha = g_malloc(part),
        .printed = g_malloc(part * 4),
    };
}

static void take_apart(Buffers *self, const PhotoGrid *grid) {
    int components = self->colours + self->has_alpha;
    const guint8 *from = self->row + (size_t)grid->left * (size_t)components;
    guint8 *colour = self->colour;

    memset(self->alpha, 255, (size_t)grid->part_width);
    for (int x = 0; x < grid->part_width; x++) {
        for (int i = 0; i < self->colours; i++)
            *colour++ = *from++;
        if (self->has_alpha)
            self->alpha[x] = *from++;
    }
}

static void add_pixels(PhotoRows *self, Buffers *buffers) {
    const guint8 *pixels = buffers->colour;

    if (self->transform != NULL) {
        press_transform_run(self->transform, buffers->colour, buffers->printed,
                            self->grid->part_width);
        pixels = buffers->printed;
    }
    photo_stream_add(self->pixels, pixels);
}

static bool is_opaque(const guint8 *alpha, int width) {
    for (int x = 0; x < width; x++)
        if (alpha[x] != 255)
            return false;
    return true;
}

static void add_alpha(PhotoRows *self, int row, guint8 *alpha) {
    if (self->alpha == NULL)
        return;
    if (self->cut_out != NULL)
        photo_mask_apply(self->cut_out, row, alpha);
    self->is_opaque &= is_opaque(alpha, self->grid->part_width);
    photo_stream_add(self->alpha, alpha);
}

/* Also what lies below the part is read: a file that is damaged there is damaged. */
bool photo_rows_run(PhotoRows *self, GError **error) {
    const PhotoGrid *grid = self->grid;
    ImageRowsOptions options = {grid->width, grid->height,
                                self->photo->dark.ink != NULL ? IMAGE_ROWS_GREY
                                                              : IMAGE_ROWS_OWN,
                                self->photo->cmyk_profile};
    g_autoptr(ImageRows) rows = image_rows_new(self->photo->image, &options, error);
    g_auto(Buffers) buffers = {0};

    if (rows == NULL)
        return false;
    buffers = buffers_new(grid, image_rows_components(rows),
                          image_info(self->photo->image)->has_alpha);
    self->is_opaque = true;
    for (int y = 0; y < grid->height; y++) {
        int row = y - grid->top;

        if (!image_rows_next(rows, buffers.row, error))
            return false;
        if (row < 0 || row >= grid->part_height)
            continue;
        take_apart(&buffers, grid);
        add_pixels(self, &buffers);
        add_alpha(self, row, buffers.alpha);
    }
    return true;
}
