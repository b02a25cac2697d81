#include "resources/image_format.h"
#include "resources/profiles.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

enum {
    REDUCTION_MAX = 8,      /* of a decoder */
    REDUCTION_LIMIT = 4096, /* of a surface */
};

/* Averages areas. All positions are whole numbers: across, a pixel of the picture is
 * `width` wide and one of the result `full_width`, so that edges of both fall on units;
 * likewise down. Weights are overlaps of these, and an average is exact until it is
 * rounded. Colours weigh as much as they are opaque. */
typedef struct {
    int full_width; /* of the stored picture, pixels */
    int full_height;
    int width; /* of the result, before it is turned upright */
    int height;
    int reduction; /* pixels of the stored picture in one of the reader's, each way */
    int colours;
    bool has_alpha;
    int components;
    guint8 *row;                      /* from the reader */
    guint32 *sums;                    /* of one row, across */
    guint64 *areas;                   /* of the rows until now, down */
    guint8 *mixed;                    /* colours of a finished row */
    guint8 *alpha;                    /* likewise */
    guint8 *rgb;                      /* likewise, in sRGB */
    const ColourTransform *transform; /* NULL: it is sRGB already */
    bool is_grey;                     /* the result is to be */
    guint32 *pixels;                  /* of the surface */
    ImagePlacement placement;
} Reducer;

static void reducer_clear(Reducer *self) {
    g_free(self->row);
    g_free(self->sums);
    g_free(self->areas);
    g_free(self->mixed);
    g_free(self->alpha);
    g_free(self->rgb);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reducer, reducer_clear)

static void reducer_allocate(Reducer *self, int reader_width) {
    size_t width = (size_t)self->width, components = (size_t)self->components;

    self->row = g_malloc((size_t)reader_width * components);
    self->sums = g_new(guint32, width * components);
    self->areas = g_new0(guint64, width * components);
    self->mixed = g_malloc(width * (size_t)self->colours);
    self->alpha = g_malloc(width);
    self->rgb = g_malloc(width * 3);
}

/* The sums stay below 65500 x 255 x 255 < 2^32. */
static void add_pixel(const Reducer *self, guint32 *sums, const guint8 *pixel,
                      guint32 weight) {
    if (self->has_alpha) {
        weight *= pixel[self->colours];
        sums[self->colours] += weight;
    }
    for (int i = 0; i < self->colours; i++)
        sums[i] += weight * pixel[i];
}

static void add_across(Reducer *self) {
    guint32 *sums = self->sums;
    const guint8 *pixel = self->row;
    guint64 full = (guint64)self->full_width, at = 0, edge = full;
    guint64 end = full * (guint64)self->width;
    guint64 step = (guint64)self->reduction * (guint64)self->width;

    memset(sums, 0, sizeof *sums * (size_t)(self->width * self->components));
    for (guint64 next = MIN(step, end); at < end; next = MIN(next + step, end)) {
        while (at < next) {
            guint64 stop = MIN(next, edge);

            add_pixel(self, sums, pixel, (guint32)(stop - at));
            at = stop;
            if (at == edge) {
                sums += self->components;
                edge += full;
            }
        }
        pixel += self->components;
    }
}

static guint8 divide(guint64 sum, guint64 by) {
    return (guint8)(by == 0 ? 0 : (sum + by / 2) / by);
}

static void mix(Reducer *self) {
    guint64 area = (guint64)self->full_width * (guint64)self->full_height;
    const guint64 *sum = self->areas;
    guint8 *mixed = self->mixed;

    for (int x = 0; x < self->width; x++) {
        guint64 weight = self->has_alpha ? sum[self->colours] : area;

        self->alpha[x] = self->has_alpha ? divide(weight, area) : 255;
        for (int i = 0; i < self->colours; i++)
            *mixed++ = divide(sum[i], weight);
        sum += self->components;
    }
}

static void convert(Reducer *self) {
    if (self->transform != NULL) {
        colour_transform_run(self->transform, self->mixed, self->rgb, self->width);
    } else if (self->colours == IMAGE_RGB) {
        memcpy(self->rgb, self->mixed, (size_t)self->width * 3);
    } else {
        for (int x = 0; x < self->width; x++)
            memset(self->rgb + (size_t)x * 3, self->mixed[x], 3);
    }
    if (self->is_grey)
        image_make_grey(self->rgb, self->width);
}

static guint32 premultiply(guint32 colour, guint32 alpha) {
    return (colour * alpha + 127) / 255;
}

static void place(const Reducer *self, int y) {
    guint32 *pixel = self->pixels + self->placement.start + y * self->placement.down;
    const guint8 *rgb = self->rgb;

    for (int x = 0; x < self->width; x++, rgb += 3) {
        guint32 alpha = self->alpha[x];

        *pixel = alpha << 24 | premultiply(rgb[0], alpha) << 16 |
                 premultiply(rgb[1], alpha) << 8 | premultiply(rgb[2], alpha);
        pixel += self->placement.across;
    }
}

/* Adds the sums of row `y` of the reader to the rows of the result that it covers. */
static void add_down(Reducer *self, int y) {
    size_t count = (size_t)self->width * (size_t)self->components;
    guint64 full = (guint64)self->full_height, height = (guint64)self->height;
    guint64 step = (guint64)self->reduction * height;
    guint64 at = (guint64)y * step, next = MIN(at + step, full * height);

    while (at < next) {
        guint64 result = at / full, edge = (result + 1) * full, stop = MIN(next, edge);

        for (size_t i = 0; i < count; i++)
            self->areas[i] += self->sums[i] * (stop - at);
        at = stop;
        if (at == edge) {
            mix(self);
            convert(self);
            place(self, (int)result);
            memset(self->areas, 0, sizeof *self->areas * count);
        }
    }
}

static bool reduce(Reducer *self, ImageReader *reader, GError **error) {
    reducer_allocate(self, image_reader_width(reader));
    for (int y = 0; y < image_reader_height(reader); y++) {
        if (!image_reader_next(reader, self->row, error))
            return false;
        add_across(self);
        add_down(self, y);
    }
    return true;
}

/* The decoder reduces by so much that areas of 4 x 4 pixels are left to average. Its
 * own pixels straddle the edges of areas; smaller ones would show that. */
static int find_reduction(const Reducer *reducer) {
    int reduction = REDUCTION_MAX;

    while (reduction > 1 && (reducer->full_width / reduction < 4 * reducer->width ||
                             reducer->full_height / reduction < 4 * reducer->height))
        reduction /= 2;
    return reduction;
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
                "cannot draw '%s' with %d x %d pixels: %s", image->path, width, height,
                cairo_status_to_string(status));
    return NULL;
}

bool image_is_srgb(Image *self) {
    const ImageInfo *info = &self->info;
    bool is_srgb;

    if (info->profile == NULL)
        return info->model != IMAGE_CMYK;
    if (self->srgb == SRGB_UNKNOWN) {
        is_srgb = profile_is_srgb(info->profile, (int)info->model);
        self->srgb = is_srgb ? SRGB_YES : SRGB_NO;
    }
    return self->srgb == SRGB_YES;
}

/* Leaves `transform` NULL when the colours are sRGB as they are. */
static bool find_transform(Image *image, GBytes *cmyk_profile,
                           ColourTransform **transform, GError **error) {
    const ImageInfo *info = &image->info;
    GBytes *profile = info->profile;

    if (image_is_srgb(image))
        return true;
    if (profile == NULL)
        profile = cmyk_profile;
    if (profile == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    "'%s' is CMYK and has no colour profile", image->path);
        return false;
    }
    *transform = colour_transform_new(profile, (int)info->model);
    if (*transform == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    "the colours of '%s' cannot be converted with its profile",
                    image->path);
    return *transform != NULL;
}

static bool fill(const Image *image, cairo_surface_t *surface,
                 const ColourTransform *transform, bool is_grey, GError **error) {
    const ImageInfo *info = &image->info;
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    bool swaps = image_swaps_sides(info->orientation);
    g_auto(Reducer) reducer = {
        .full_width = swaps ? info->height : info->width,
        .full_height = swaps ? info->width : info->height,
        .width = swaps ? height : width,
        .height = swaps ? width : height,
        .colours = (int)info->model,
        .has_alpha = info->has_alpha,
        .components = image_components(info),
        .transform = transform,
        .is_grey = is_grey,
        .pixels = (guint32 *)(void *)cairo_image_surface_get_data(surface),
    };
    ImageReaderOptions options = {find_reduction(&reducer), .as_stored = true};
    g_autoptr(ImageReader) reader = image_reader_new(image, &options, error);

    if (reader == NULL)
        return false;
    reducer.reduction = image_reader_reduction(reader);
    reducer.placement =
        image_placement(info->orientation, reducer.width, reducer.height,
                        cairo_image_surface_get_stride(surface) / 4);
    return reduce(&reducer, reader, error);
}

static cairo_surface_t *make_surface(Image *image, const ImageSurfaceOptions *options,
                                     GError **error) {
    g_autoptr(ColourTransform) transform = NULL;
    g_autoptr(cairo_surface_t) surface = NULL;

    if (!find_transform(image, options->cmyk_profile, &transform, error))
        return NULL;
    surface = surface_new(image, MIN(options->width, image->info.width),
                          MIN(options->height, image->info.height), error);
    if (surface == NULL)
        return NULL;
    cairo_surface_flush(surface);
    if (!fill(image, surface, transform, options->is_grey, error))
        return NULL;
    cairo_surface_mark_dirty(surface);
    image->is_sound = true;
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
