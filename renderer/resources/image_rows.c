#include "resources/image_rows.h"

#include "base/translate.h"
#include "resources/image_format.h"

#include <string.h>

enum { REDUCTION_MAX = 8 }; /* of a decoder */

/* Averages areas. All positions are whole numbers: across, a pixel of the picture is
 * `width` wide and one of the result `full_width`, so that edges of both fall on units;
 * likewise down. Weights are overlaps of these, and an average is exact until it is
 * rounded. Colours weigh as much as they are opaque. */
struct ImageRows {
    Image *image;
    ImageReader *reader; /* owned */
    int full_width;      /* of the stored picture, pixels */
    int full_height;
    int width; /* of the result */
    int height;
    int reduction; /* pixels of the stored picture in one of the reader's, each way */
    int colours;   /* of the picture */
    bool has_alpha;
    int components;
    int reader_row;             /* the next one */
    guint8 *row;                /* from the reader; owned */
    guint32 *sums;              /* of one row, across; owned; NULL: nothing shrinks */
    guint64 *areas;             /* of the rows until now, down; owned */
    guint8 *mixed;              /* colours of a finished row; owned */
    guint8 *alpha;              /* likewise */
    guint8 *rgb;                /* likewise, in sRGB */
    ColourTransform *transform; /* NULL: it is sRGB already; owned */
    ImageRowsColours wanted;
};

void image_rows_free(ImageRows *self) {
    if (self == NULL)
        return;
    image_reader_free(self->reader);
    colour_transform_free(self->transform);
    g_free(self->row);
    g_free(self->sums);
    g_free(self->areas);
    g_free(self->mixed);
    g_free(self->alpha);
    g_free(self->rgb);
    g_free(self);
}

/* --- averages --- */

/* The sums stay below 65500 x 255 x 255 < 2^32. */
static inline void add_pixel(guint32 *sums, const guint8 *pixel, int colours,
                             bool has_alpha, guint32 weight) {
    if (has_alpha) {
        weight *= pixel[colours];
        sums[colours] += weight;
    }
    for (int i = 0; i < colours; i++)
        sums[i] += weight * pixel[i];
}

static inline void add_pixels(ImageRows *self, int colours, bool has_alpha) {
    int components = colours + has_alpha;
    guint32 *sums = self->sums;
    const guint8 *pixel = self->row;
    guint64 full = (guint64)self->full_width, at = 0, edge = full;
    guint64 end = full * (guint64)self->width;
    guint64 step = (guint64)self->reduction * (guint64)self->width;

    memset(sums, 0, sizeof *sums * (size_t)(self->width * components));
    for (guint64 next = MIN(step, end); at < end; next = MIN(next + step, end)) {
        while (at < next) {
            guint64 stop = MIN(next, edge);

            add_pixel(sums, pixel, colours, has_alpha, (guint32)(stop - at));
            at = stop;
            if (at == edge) {
                sums += components;
                edge += full;
            }
        }
        pixel += components;
    }
}

/* Most pictures have three colours: a loop of their own takes half as long. */
static void add_across(ImageRows *self) {
    if (self->colours == IMAGE_RGB && !self->has_alpha)
        add_pixels(self, IMAGE_RGB, false);
    else
        add_pixels(self, self->colours, self->has_alpha);
}

static guint8 divide(guint64 sum, guint64 by) {
    return (guint8)(by == 0 ? 0 : (sum + by / 2) / by);
}

static void mix(ImageRows *self) {
    guint64 area = (guint64)self->full_width * (guint64)self->full_height;
    const guint64 *sum = self->areas;
    guint8 *mixed = self->mixed;

    for (int x = 0; x < self->width; x++) {
        guint64 weight = self->has_alpha ? sum[self->colours] : area;

        if (self->has_alpha)
            self->alpha[x] = divide(weight, area);
        for (int i = 0; i < self->colours; i++)
            *mixed++ = divide(sum[i], weight);
        sum += self->components;
    }
}

static void add_sums(ImageRows *self, guint64 weight) {
    size_t count = (size_t)self->width * (size_t)self->components;

    for (size_t i = 0; i < count; i++)
        self->areas[i] += self->sums[i] * weight;
}

/* Adds the sums of the reader's last row to the row of the result that it lies in, or
 * to two of them; true when one of them is finished. */
static bool add_down(ImageRows *self) {
    size_t count = (size_t)self->width * (size_t)self->components;
    guint64 full = (guint64)self->full_height, height = (guint64)self->height;
    guint64 step = (guint64)self->reduction * height;
    guint64 at = (guint64)(self->reader_row - 1) * step;
    guint64 next = MIN(at + step, full * height), edge = (at / full + 1) * full;

    add_sums(self, MIN(next, edge) - at);
    if (next < edge)
        return false;
    mix(self);
    memset(self->areas, 0, sizeof *self->areas * count);
    add_sums(self, next - edge);
    return true;
}

static bool read_row(ImageRows *self, GError **error) {
    self->reader_row++;
    return image_reader_next(self->reader, self->row, error);
}

static void split_row(ImageRows *self) {
    const guint8 *pixel = self->row;
    guint8 *mixed = self->mixed;

    if (!self->has_alpha) {
        memcpy(mixed, pixel, (size_t)self->width * (size_t)self->colours);
        return;
    }
    for (int x = 0; x < self->width; x++, pixel += self->components) {
        for (int i = 0; i < self->colours; i++)
            *mixed++ = pixel[i];
        self->alpha[x] = pixel[self->colours];
    }
}

/* Leaves the next row in `mixed` and, if the picture has some, `alpha`. */
static bool next_mixed(ImageRows *self, GError **error) {
    if (self->sums == NULL) {
        if (!read_row(self, error))
            return false;
        split_row(self);
        return true;
    }
    do {
        if (!read_row(self, error))
            return false;
        add_across(self);
    } while (!add_down(self));
    return true;
}

/* --- colours --- */

static void convert(ImageRows *self) {
    if (self->transform != NULL) {
        colour_transform_run(self->transform, self->mixed, self->rgb, self->width);
    } else if (self->colours == IMAGE_RGB) {
        memcpy(self->rgb, self->mixed, (size_t)self->width * 3);
    } else {
        for (int x = 0; x < self->width; x++)
            memset(self->rgb + (size_t)x * 3, self->mixed[x], 3);
    }
    if (self->wanted == IMAGE_ROWS_GREY)
        image_make_grey(self->rgb, self->width);
}

static int colours_of(const ImageRows *self) {
    static const int counts[] = {[IMAGE_ROWS_SRGB] = 3, [IMAGE_ROWS_GREY] = 1};

    return self->wanted == IMAGE_ROWS_OWN ? self->colours : counts[self->wanted];
}

int image_rows_components(const ImageRows *self) {
    return colours_of(self) + self->has_alpha;
}

static void join_row(const ImageRows *self, guint8 *row) {
    bool is_own = self->wanted == IMAGE_ROWS_OWN;
    const guint8 *from = is_own ? self->mixed : self->rgb;
    int step = is_own ? self->colours : 3, colours = colours_of(self);

    if (step == colours && !self->has_alpha) {
        memcpy(row, from, (size_t)self->width * (size_t)colours);
        return;
    }
    for (int x = 0; x < self->width; x++, from += step) {
        for (int i = 0; i < colours; i++)
            *row++ = from[i];
        if (self->has_alpha)
            *row++ = self->alpha[x];
    }
}

bool image_rows_next(ImageRows *self, guint8 *row, GError **error) {
    if (!next_mixed(self, error))
        return false;
    if (self->wanted != IMAGE_ROWS_OWN)
        convert(self);
    join_row(self, row);
    if (self->reader_row == image_reader_height(self->reader))
        self->image->is_sound = true;
    return true;
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

bool image_find_transform(Image *self, GBytes *cmyk_profile,
                          ColourTransform **transform, GError **error) {
    const ImageInfo *info = &self->info;
    GBytes *profile = info->profile != NULL ? info->profile : cmyk_profile;

    *transform = NULL;
    if (image_is_srgb(self))
        return true;
    if (profile == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    _("'%s' is CMYK and has no colour profile"), self->path);
        return false;
    }
    *transform = colour_transform_new(profile, (int)info->model);
    if (*transform == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("the colours of '%s' cannot be converted with its profile"),
                    self->path);
    return *transform != NULL;
}

/* --- new --- */

/* The decoder reduces by so much that areas of 4 x 4 pixels are left to average. Its
 * own pixels straddle the edges of areas; smaller ones would show that. */
static int find_reduction(const ImageRows *self) {
    int reduction = REDUCTION_MAX;

    while (reduction > 1 && (self->full_width / reduction < 4 * self->width ||
                             self->full_height / reduction < 4 * self->height))
        reduction /= 2;
    return reduction;
}

static void allocate(ImageRows *self) {
    size_t width = (size_t)self->width, components = (size_t)self->components;

    self->row = g_malloc((size_t)image_reader_width(self->reader) * components);
    self->mixed = g_malloc(width * (size_t)self->colours);
    self->alpha = g_malloc(width);
    self->rgb = g_malloc(width * 3);
    if (self->width == self->full_width && self->height == self->full_height)
        return;
    self->sums = g_new(guint32, width * components);
    self->areas = g_new0(guint64, width * components);
}

ImageRows *image_rows_new(Image *image, const ImageRowsOptions *options,
                          GError **error) {
    g_autoptr(ImageRows) self = g_new0(ImageRows, 1);
    const ImageInfo *info = &image->info;
    bool swaps = image_swaps_sides(info->orientation);

    self->image = image;
    self->full_width = swaps ? info->height : info->width;
    self->full_height = swaps ? info->width : info->height;
    self->width = MIN(options->width, self->full_width);
    self->height = MIN(options->height, self->full_height);
    self->colours = (int)info->model;
    self->has_alpha = info->has_alpha;
    self->components = image_components(info);
    self->wanted = options->colours;
    g_assert(self->width >= 1 && self->height >= 1);
    if (self->wanted != IMAGE_ROWS_OWN &&
        !image_find_transform(image, options->cmyk_profile, &self->transform, error))
        return NULL;
    self->reader = image_reader_new(
        image, &(ImageReaderOptions){find_reduction(self), .as_stored = true}, error);
    if (self->reader == NULL)
        return NULL;
    self->reduction = image_reader_reduction(self->reader);
    allocate(self);
    return g_steal_pointer(&self);
}
