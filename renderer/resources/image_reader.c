#include "resources/image_format.h"

#include <string.h>

struct ImageReader {
    ImageFile *file; /* NULL once all is in `turned`; owned */
    int width;       /* of the rows given */
    int height;
    int components;
    int reduction;
    int row;       /* the next one */
    bool mirrored; /* rows must be given from right to left */
    guint8
        *turned; /* the whole upright picture; NULL: rows come from the file; owned */
    guint8 *stored; /* a row of it; owned */
};

static bool same_profile(GBytes *a, GBytes *b) {
    return a == b || (a != NULL && b != NULL && g_bytes_equal(a, b));
}

/* Layout and colours rest on what the header said at first. */
static bool check_unchanged(const Image *image, const ImageInfo *stored,
                            GError **error) {
    const ImageInfo *info = &image->info;
    bool swaps = image_swaps_sides(stored->orientation);

    if (info->width == (swaps ? stored->height : stored->width) &&
        info->height == (swaps ? stored->width : stored->height) &&
        info->model == stored->model && info->has_alpha == stored->has_alpha &&
        info->orientation == stored->orientation &&
        same_profile(info->profile, stored->profile))
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                "'%s' was changed after it was first read", image->path);
    return false;
}

static bool start(ImageReader *self, const Image *image, int reduction,
                  GError **error) {
    ImageFile *file = image_file_open(image->path, error);

    self->file = file;
    if (file == NULL || !check_unchanged(image, &file->stored, error) ||
        !file->format->start(file->decoder, &reduction, error))
        return false;
    self->reduction = reduction;
    self->width = (file->stored.width + reduction - 1) / reduction;
    self->height = (file->stored.height + reduction - 1) / reduction;
    self->components = image_components(&file->stored);
    self->stored = g_malloc((size_t)self->width * (size_t)self->components);
    return true;
}

static bool next_stored(ImageReader *self, guint8 *row, GError **error) {
    return self->file->format->next(self->file->decoder, row, error);
}

static bool fill_turned(ImageReader *self, ImagePlacement placement, GError **error) {
    int components = self->components;

    for (int y = 0; y < self->height; y++) {
        guint8 *pixel =
            self->turned + (placement.start + y * placement.down) * components;

        if (!next_stored(self, self->stored, error))
            return false;
        for (int x = 0; x < self->width; x++) {
            memcpy(pixel, self->stored + (size_t)x * (size_t)components,
                   (size_t)components);
            pixel += placement.across * components;
        }
    }
    return true;
}

/* Decodes everything into an upright picture. */
static bool turn(ImageReader *self, int orientation, GError **error) {
    int width = self->width, height = self->height;
    bool swaps = image_swaps_sides(orientation);
    ImagePlacement placement =
        image_placement(orientation, width, height, swaps ? height : width);
    guint64 bytes = (guint64)width * (guint64)height * (guint64)self->components;

    if (!image_input_check_memory(self->file->input, bytes, "must be turned upright",
                                  error))
        return false;
    self->turned = g_try_malloc(bytes);
    if (self->turned == NULL)
        return image_input_fail(self->file->input, self->file->format->name,
                                "out of memory", error);
    if (!fill_turned(self, placement, error))
        return false;
    g_clear_pointer(&self->file, image_file_free);
    self->width = swaps ? height : width;
    self->height = swaps ? width : height;
    return true;
}

ImageReader *image_reader_new(const Image *image, const ImageReaderOptions *options,
                              GError **error) {
    g_autoptr(ImageReader) self = g_new0(ImageReader, 1);
    int reduction = options != NULL && options->reduction > 0 ? options->reduction : 1;
    int orientation =
        options != NULL && options->as_stored ? 1 : image->info.orientation;

    g_assert(reduction == 1 || reduction == 2 || reduction == 4 || reduction == 8);
    if (!start(self, image, reduction, error))
        return NULL;
    self->mirrored = orientation == 2;
    if (orientation > 2 && !turn(self, orientation, error))
        return NULL;
    return g_steal_pointer(&self);
}

void image_reader_free(ImageReader *self) {
    if (self == NULL)
        return;
    image_file_free(self->file);
    g_free(self->turned);
    g_free(self->stored);
    g_free(self);
}

int image_reader_width(const ImageReader *self) {
    return self->width;
}

int image_reader_height(const ImageReader *self) {
    return self->height;
}

int image_reader_reduction(const ImageReader *self) {
    return self->reduction;
}

static bool next_mirrored(ImageReader *self, guint8 *row, GError **error) {
    size_t components = (size_t)self->components, width = (size_t)self->width;

    if (!next_stored(self, self->stored, error))
        return false;
    for (size_t x = 0; x < width; x++)
        memcpy(row + x * components, self->stored + (width - 1 - x) * components,
               components);
    return true;
}

bool image_reader_next(ImageReader *self, guint8 *row, GError **error) {
    size_t bytes = (size_t)self->width * (size_t)self->components;
    size_t index = (size_t)self->row;

    g_assert(self->row < self->height);
    self->row++;
    if (self->turned != NULL) {
        memcpy(row, self->turned + index * bytes, bytes);
        return true;
    }
    return self->mirrored ? next_mirrored(self, row, error)
                          : next_stored(self, row, error);
}
