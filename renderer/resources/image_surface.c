#include "base/translate.h"
#include "resources/image_format.h"
#include "resources/image_rows.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

enum { REDUCTION_LIMIT = 4096 };

static guint32 premultiply(guint32 colour, guint32 alpha) {
    return (colour * alpha + 127) / 255;
}

/* A row of grey or sRGB, perhaps with alpha, as pixels of a surface that lie `across`
 * apart. */
static void place_row(const guint8 *row, int colours, bool has_alpha, int width,
                      guint32 *pixel, gint64 across) {
    int green = colours == 1 ? 0 : 1, blue = colours == 1 ? 0 : 2;

    for (int x = 0; x < width; x++, row += colours + has_alpha) {
        guint32 alpha = has_alpha ? row[colours] : 255;

        *pixel = alpha << 24 | premultiply(row[0], alpha) << 16 |
                 premultiply(row[green], alpha) << 8 | premultiply(row[blue], alpha);
        pixel += across;
    }
}

static cairo_surface_t *surface_new(const Image *image, int width, int height,
                                    GError **error) {
    cairo_surface_t *surface = cairo_image_surface_create(
        image->info.has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width,
        height);
    cairo_status_t status = cairo_surface_status(surface);

    if (status == CAIRO_STATUS_SUCCESS)
        return surface;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("cannot draw '%s' with %d x %d pixels: %s"), image->path, width,
                height, cairo_status_to_string(status));
    return NULL;
}

static bool fill(const Image *image, cairo_surface_t *surface, ImageRows *rows,
                 GError **error) {
    const ImageInfo *info = &image->info;
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    bool swaps = image_swaps_sides(info->orientation);
    int stored_width = swaps ? height : width, stored_height = swaps ? width : height;
    int components = image_rows_components(rows);
    ImagePlacement placement =
        image_placement(info->orientation, stored_width, stored_height,
                        cairo_image_surface_get_stride(surface) / 4);
    guint32 *pixels = (guint32 *)(void *)cairo_image_surface_get_data(surface);
    g_autofree guint8 *row = g_malloc((size_t)stored_width * (size_t)components);

    for (int y = 0; y < stored_height; y++) {
        if (!image_rows_next(rows, row, error))
            return false;
        place_row(row, components - info->has_alpha, info->has_alpha, stored_width,
                  pixels + placement.start + y * placement.down, placement.across);
    }
    return true;
}

static cairo_surface_t *make_surface(Image *image, const ImageSurfaceOptions *options,
                                     GError **error) {
    int width = MIN(options->width, image->info.width);
    int height = MIN(options->height, image->info.height);
    bool swaps = image_swaps_sides(image->info.orientation);
    ImageRowsOptions wanted = {swaps ? height : width, swaps ? width : height,
                               options->is_grey ? IMAGE_ROWS_GREY : IMAGE_ROWS_SRGB,
                               options->cmyk_profile};
    g_autoptr(ImageRows) rows = image_rows_new(image, &wanted, error);
    g_autoptr(cairo_surface_t) surface = NULL;

    if (rows == NULL)
        return NULL;
    surface = surface_new(image, width, height, error);
    if (surface == NULL)
        return NULL;
    cairo_surface_flush(surface);
    if (!fill(image, surface, rows, error))
        return NULL;
    cairo_surface_mark_dirty(surface);
    return g_steal_pointer(&surface);
}

cairo_surface_t *image_to_surface(Image *self, const ImageSurfaceOptions *options,
                                  GError **error) {
    cairo_surface_t *surface = image_cache_find(self->images, self, options);

    g_assert(options->width >= 1 && options->height >= 1);
    if (surface != NULL)
        return cairo_surface_reference(surface);
    surface = make_surface(self, options, error);
    if (surface != NULL)
        image_cache_add(self->images, self, options, surface);
    return surface;
}

int image_reduction(const Image *self, double share) {
    const ImageInfo *info = &self->info;
    int reduction = 1;

    while (reduction < REDUCTION_LIMIT &&
           (2 * reduction * share <= 1 ||
            MAX(info->width, info->height) / reduction >= IMAGE_SURFACE_SIDE_MAX ||
            (gint64)(info->width / reduction) * (info->height / reduction) >=
                IMAGE_SURFACE_PIXELS_MAX))
        reduction *= 2;
    return reduction;
}
