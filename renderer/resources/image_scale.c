#include "resources/image_scale.h"

#include "resources/image_format.h"
#include "resources/pixel_store.h"
#include "resources/scale_rows.h"

#include <math.h>
#include <string.h>

enum {
    REDUCTION_MAX = 8, /* of a decoder */
    STEP_MAX = 4,      /* pixels across that become one by weights; then they are
                        * halved before */
    ROWS_AT_ONCE = 32,
};

struct ImageScaled {
    int owners;
    PixelStore *store; /* owned */
    bool has_alpha;
    int width;      /* of the rows that are given */
    Taps *down;     /* from rows of the store; NULL: its rows are given; owned */
    Across *across; /* owned */
};

void image_scaled_free(ImageScaled *self) {
    if (self == NULL || --self->owners > 0)
        return;
    pixel_store_free(self->store);
    taps_free(self->down);
    across_free(self->across);
    g_free(self);
}

ImageScaled *image_scaled_ref(ImageScaled *self) {
    self->owners++;
    return self;
}

gsize image_scaled_bytes(const ImageScaled *self) {
    return (gsize)pixel_store_width(self->store) *
           (gsize)pixel_store_height(self->store) * sizeof(guint32);
}

bool image_scaled_has_alpha(const ImageScaled *self) {
    return self->has_alpha;
}

/* --- what comes in rows as stored ----------------------------------------------------
 */

/* Rows of the picture, and where they go. */
typedef struct {
    Image *image;
    ImageReader *reader; /* owned */
    guint8 *row;         /* of it; owned */
    int components;
    ImageColours *colours; /* owned */
    PixelStore *store;     /* borrowed */
    ImagePlacement placement;
    guint32 *pixels; /* a row on its way to the store; owned */
    int width;       /* of that */
} Stored;

static void stored_clear(Stored *self) {
    image_reader_free(self->reader);
    image_colours_free(self->colours);
    g_free(self->row);
    g_free(self->pixels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stored, stored_clear)

/* `width` and `height` as stored. */
static bool stored_open(Stored *self, Image *image, const ImageScaleOptions *options,
                        int reduction, int width, int height, ImageScaled *scaled,
                        GError **error) {
    int orientation = image->info.orientation;
    int upright = image_swaps_sides(orientation) ? height : width;

    self->image = image;
    self->components = image_components(&image->info);
    self->colours =
        image_colours_new(image, options->is_grey, options->cmyk_profile, width, error);
    if (self->colours == NULL)
        return false;
    self->reader = image_reader_new(
        image, &(ImageReaderOptions){reduction, .as_stored = true}, error);
    if (self->reader == NULL)
        return false;
    self->row =
        g_malloc((gsize)image_reader_width(self->reader) * (gsize)self->components);
    self->placement = image_placement(orientation, width, height, upright);
    self->pixels = g_new(guint32, (gsize)width);
    self->width = width;
    self->store = scaled->store;
    return true;
}

static void reverse(guint32 *pixels, int width) {
    for (int x = 0; x < width / 2; x++) {
        guint32 left = pixels[x];

        pixels[x] = pixels[width - 1 - x];
        pixels[width - 1 - x] = left;
    }
}

/* The row `index`, whose pixels are there: turned upright, it may be a column. */
static bool stored_put(Stored *self, int index, GError **error) {
    const ImagePlacement *placement = &self->placement;
    gint64 first = placement->start + index * placement->down;
    gint64 width = pixel_store_width(self->store);
    bool is_row = ABS(placement->across) == 1;

    if (placement->across < 0)
        reverse(self->pixels, self->width);
    return pixel_store_put(self->store, (int)(is_row ? first / width : first % width),
                           self->pixels, error);
}

static bool stored_end(Stored *self, GError **error) {
    self->image->is_sound = true;
    return pixel_store_finish(self->store, error);
}

/* A part of the upright picture as it lies in the stored one. */
static Rect part_as_stored(const Image *image, Rect part) {
    const ImageInfo *info = &image->info;
    bool swaps = image_swaps_sides(info->orientation);
    double width = info->width, height = info->height;
    Rect unit = {part.x / width, part.y / height, part.width / width,
                 part.height / height};
    Rect turned = affine_bounds(affine_inverse(image_turn(image)), unit);
    double across = swaps ? height : width, down = swaps ? width : height;

    return (Rect){turned.x * across, turned.y * down, turned.width * across,
                  turned.height * down};
}

/* --- fewer pixels --------------------------------------------------------------------
 */

/* Five components are two groups of lanes. */
enum { GROUPS_MAX = 2 };

typedef struct {
    Stored stored;
    int left, columns;           /* of the reader's pixels that are seen */
    Taps *down;                  /* owned */
    Across *across;              /* owned */
    int halvings;                /* of the columns, before */
    int slots;                   /* rows of the result that are begun at once */
    gint32 *sums;                /* of these, one after the other; owned */
    gint16 *lanes;               /* owned */
    guint32 *groups[GROUPS_MAX]; /* owned */
    guint8 *own;                 /* a row of the result in its own colours; owned */
} Shrinking;

static void shrinking_clear(Shrinking *self) {
    stored_clear(&self->stored);
    taps_free(self->down);
    across_free(self->across);
    g_free(self->sums);
    g_free(self->lanes);
    for (int i = 0; i < GROUPS_MAX; i++)
        g_free(self->groups[i]);
    g_free(self->own);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shrinking, shrinking_clear)

/* So that a pixel of the result is still made of two or more each way. */
static int find_reduction(double step) {
    int reduction = REDUCTION_MAX;

    while (reduction > 1 && step < 2 * reduction)
        reduction /= 2;
    return reduction;
}

static void plan_across(Shrinking *self, double start, double step, int width) {
    int full = image_reader_width(self->stored.reader);
    double reach = 2 * step + 2, size;
    g_autoptr(Taps) taps = NULL;
    int columns;

    for (size = 1; step / size > STEP_MAX; size *= 2)
        self->halvings++;
    self->left = (int)CLAMP(floor(start - reach), 0, full - 1);
    columns = (int)CLAMP(ceil(start + width * step + reach), self->left + 1, full) -
              self->left;
    self->columns = columns;
    for (int i = 0; i < self->halvings; i++)
        columns = (columns + 1) / 2;
    taps = taps_new(columns, width, (start - self->left) / size, step / size);
    self->across = across_new(taps, width);
    self->lanes = g_new0(gint16, 4 * ((gsize)self->columns + (gsize)taps->count));
}

/* How many rows of the result an old row can be part of, at most. */
static int count_slots(const Taps *taps, int height) {
    int most = 1;

    for (int first = 0, next = 0; first < height; first++) {
        while (next < height && taps->starts[next] < taps->starts[first] + taps->count)
            next++;
        most = MAX(most, next - first);
    }
    return most;
}

static void plan_down(Shrinking *self, double start, double step, int height) {
    self->down =
        taps_new(image_reader_height(self->stored.reader), height, start, step);
    self->slots = count_slots(self->down, height);
    self->sums = g_new(gint32, (gsize)self->slots * (gsize)self->columns *
                                   (gsize)self->stored.components);
}

/* Colours weigh as much as they are opaque. */
static void premultiply(guint8 *row, int colours, int width) {
    for (int x = 0; x < width; x++, row += colours + 1) {
        for (int i = 0; i < colours; i++)
            row[i] = (guint8)((row[i] * row[colours] + 127) / 255);
    }
}

static void unpremultiply(guint8 *row, int colours, int width) {
    for (int x = 0; x < width; x++, row += colours + 1) {
        int alpha = row[colours];

        for (int i = 0; i < colours; i++)
            row[i] =
                (guint8)(alpha == 0 ? 0 : MIN((row[i] * 255 + alpha / 2) / alpha, 255));
    }
}

static gint32 *sums_of(const Shrinking *self, int row) {
    gsize count = (gsize)self->columns * (gsize)self->stored.components;

    return self->sums + (gsize)(row % self->slots) * count;
}

/* The bytes of a row's groups as its components. */
static void join_groups(const Shrinking *self) {
    int components = self->stored.components;
    guint8 *own = self->own;

    for (int x = 0; x < self->stored.width; x++) {
        for (int i = 0; i < components; i++)
            *own++ = ((const guint8 *)(self->groups[i / 4] + x))[i % 4];
    }
}

static bool finish_row(Shrinking *self, int row, GError **error) {
    Stored *stored = &self->stored;
    const ImageInfo *info = &stored->image->info;

    for (int i = 0; i * 4 < stored->components; i++) {
        int columns = self->columns;

        sums_to_lanes(sums_of(self, row) + i * 4, stored->components,
                      MIN(stored->components - i * 4, 4), self->lanes, columns);
        for (int j = 0; j < self->halvings; j++, columns = (columns + 1) / 2)
            lanes_halve(self->lanes, columns);
        across_run(self->across, self->lanes, self->groups[i]);
    }
    join_groups(self);
    if (info->has_alpha)
        unpremultiply(self->own, (int)info->model, stored->width);
    image_colours_run(stored->colours, self->own, stored->pixels, stored->width);
    return stored_put(stored, row, error);
}

/* Adds the row `index` of the reader to the rows of the result from `first` on, as far
 * as they have begun. */
static void add_row(const Shrinking *self, int index, int first, int begun) {
    const Stored *stored = &self->stored;
    const Taps *down = self->down;
    gsize components = (gsize)stored->components;

    for (int i = first; i < begun; i++) {
        int tap = index - down->starts[i];

        if (tap < down->count)
            sums_add(sums_of(self, i), stored->row + (gsize)self->left * components,
                     down->weights[(gsize)i * (gsize)down->count + (gsize)tap],
                     (gsize)self->columns * components);
    }
}

static bool read_row(const Shrinking *self, GError **error) {
    const Stored *stored = &self->stored;
    const ImageInfo *info = &stored->image->info;

    if (!image_reader_next(stored->reader, stored->row, error))
        return false;
    if (info->has_alpha)
        premultiply(stored->row, (int)info->model, image_reader_width(stored->reader));
    return true;
}

static bool shrink_rows(Shrinking *self, int height, GError **error) {
    const Taps *down = self->down;
    int rows = image_reader_height(self->stored.reader);
    gsize bytes =
        (gsize)self->columns * (gsize)self->stored.components * sizeof(gint32);
    int first = 0, begun = 0;

    for (int i = 0; i < rows; i++) {
        if (!read_row(self, error))
            return false;
        for (; begun < height && down->starts[begun] <= i; begun++)
            memset(sums_of(self, begun), 0, bytes);
        add_row(self, i, first, begun);
        for (; first < begun &&
               (i + 1 == rows || i + 1 >= down->starts[first] + down->count);
             first++) {
            if (!finish_row(self, first, error))
                return false;
        }
    }
    return stored_end(&self->stored, error);
}

static bool shrink(ImageScaled *scaled, Image *image, const ImageScaleOptions *options,
                   GError **error) {
    bool swaps = image_swaps_sides(image->info.orientation);
    int width = swaps ? options->height : options->width;
    int height = swaps ? options->width : options->height;
    Rect part = part_as_stored(image, options->part);
    double across = part.width / width, down = part.height / height;
    g_auto(Shrinking) self = {0};
    int reduction;

    if (!stored_open(&self.stored, image, options, find_reduction(MIN(across, down)),
                     width, height, scaled, error))
        return false;
    reduction = image_reader_reduction(self.stored.reader);
    plan_across(&self, part.x / reduction, across / reduction, width);
    plan_down(&self, part.y / reduction, down / reduction, height);
    for (int i = 0; i < GROUPS_MAX; i++)
        self.groups[i] = g_new0(guint32, (gsize)width);
    self.own = g_malloc((gsize)width * (gsize)self.stored.components);
    return shrink_rows(&self, height, error);
}

/* --- more pixels ---------------------------------------------------------------------
 */

/* What of the stored picture may be looked at, in whole pixels. */
static Rect find_kept(const Image *image, Rect part) {
    bool swaps = image_swaps_sides(image->info.orientation);
    int width = swaps ? image->info.height : image->info.width;
    int height = swaps ? image->info.width : image->info.height;
    Rect near = rect_outset(part_as_stored(image, part), 3);
    double left = CLAMP(floor(near.x), 0, width - 1);
    double top = CLAMP(floor(near.y), 0, height - 1);

    return (Rect){left, top, CLAMP(ceil(near.x + near.width), left + 1, width) - left,
                  CLAMP(ceil(near.y + near.height), top + 1, height) - top};
}

/* The other way about: to the upright picture. */
static Rect rect_upright(const Image *image, Rect stored) {
    const ImageInfo *info = &image->info;
    bool swaps = image_swaps_sides(info->orientation);
    double width = swaps ? info->height : info->width;
    double height = swaps ? info->width : info->height;
    Rect unit = affine_bounds(image_turn(image),
                              (Rect){stored.x / width, stored.y / height,
                                     stored.width / width, stored.height / height});

    return (Rect){round(unit.x * info->width), round(unit.y * info->height),
                  round(unit.width * info->width), round(unit.height * info->height)};
}

static bool keep_rows(Stored *self, Rect kept, GError **error) {
    int top = (int)kept.y, bottom = top + (int)kept.height;
    const guint8 *seen = self->row + (gsize)kept.x * (gsize)self->components;

    for (int i = 0; i < image_reader_height(self->reader); i++) {
        if (!image_reader_next(self->reader, self->row, error))
            return false;
        if (i < top || i >= bottom)
            continue;
        image_colours_run(self->colours, seen, self->pixels, self->width);
        if (!stored_put(self, i - top, error))
            return false;
    }
    return stored_end(self, error);
}

static bool keep(ImageScaled *scaled, Image *image, const ImageScaleOptions *options,
                 GError **error) {
    Rect kept = find_kept(image, options->part);
    g_auto(Stored) stored = {0};

    return stored_open(&stored, image, options, 1, (int)kept.width, (int)kept.height,
                       scaled, error) &&
           keep_rows(&stored, kept, error);
}

/* How kept pixels, `upright` in the picture, are mixed when they are asked for. */
static void plan_mixing(ImageScaled *self, Rect upright,
                        const ImageScaleOptions *options) {
    Rect part = options->part;
    g_autoptr(Taps) across = taps_new((int)upright.width, options->width,
                                      part.x - upright.x, part.width / options->width);

    self->across = across_new(across, options->width);
    self->down = taps_new((int)upright.height, options->height, part.y - upright.y,
                          part.height / options->height);
}

/* Rows of the store that lie at hand, some at a time. */
typedef struct {
    const PixelStore *store;
    guint32 *pixels; /* owned */
    int top, rows;
} Window;

static bool window_reach(Window *self, int top, int rows, GError **error) {
    int height = pixel_store_height(self->store);

    if (top >= self->top && top + rows <= self->top + self->rows)
        return true;
    self->top = top;
    self->rows = MIN(MAX(ROWS_AT_ONCE, rows), height - top);
    return pixel_store_get(self->store, top, self->rows, self->pixels, error);
}

/* Weights below 0 can make a colour more than its alpha. */
static void limit_to_alpha(guint32 *pixels, int width) {
    for (int x = 0; x < width; x++) {
        guint32 pixel = pixels[x], alpha = pixel >> 24;

        pixels[x] = alpha << 24 | MIN(pixel >> 16 & 255, alpha) << 16 |
                    MIN(pixel >> 8 & 255, alpha) << 8 | MIN(pixel & 255, alpha);
    }
}

/* Row `y` of the result, before it is mixed across. */
static bool mix_down(const ImageScaled *self, Window *window, int y, gint32 *sums,
                     gint16 *lanes, GError **error) {
    int start = self->down->starts[y], count = self->down->count;
    int width = pixel_store_width(self->store);
    int rows = MIN(count, pixel_store_height(self->store));
    const gint16 *weights = self->down->weights + (gsize)y * (gsize)count;
    gsize bytes = 4 * (gsize)width;

    if (!window_reach(window, start, rows, error))
        return false;
    memset(sums, 0, bytes * sizeof *sums);
    for (int i = 0; i < rows; i++) {
        const guint32 *row =
            window->pixels + (gsize)(start + i - window->top) * (gsize)width;

        if (weights[i] != 0)
            sums_add(sums, (gconstpointer)row, weights[i], bytes);
    }
    sums_to_lanes(sums, 4, 4, lanes, width);
    return true;
}

static bool mix_rows(const ImageScaled *self, Window *window, int top, int rows,
                     guint32 *pixels, GError **error) {
    gsize width = (gsize)pixel_store_width(self->store);
    g_autofree gint32 *sums = g_new(gint32, 4 * width);
    g_autofree gint16 *lanes =
        g_new0(gint16, 4 * (width + (gsize)across_count(self->across)));

    for (int y = top; y < top + rows; y++, pixels += self->width) {
        if (!mix_down(self, window, y, sums, lanes, error))
            return false;
        across_run(self->across, lanes, pixels);
        if (self->has_alpha)
            limit_to_alpha(pixels, self->width);
    }
    return true;
}

bool image_scaled_get(const ImageScaled *self, int top, int rows, guint32 *pixels,
                      GError **error) {
    Window window = {.store = self->store};
    bool is_fine;

    if (self->down == NULL)
        return pixel_store_get(self->store, top, rows, pixels, error);
    window.pixels = g_new(guint32, (gsize)MAX(ROWS_AT_ONCE, self->down->count) *
                                       (gsize)pixel_store_width(self->store));
    is_fine = mix_rows(self, &window, top, rows, pixels, error);
    g_free(window.pixels);
    return is_fine;
}

static bool shrinks(const ImageScaleOptions *options) {
    return options->part.width > options->width &&
           options->part.height > options->height;
}

ImageScaled *image_scaled_plan(const Image *image, const ImageScaleOptions *options,
                               GError **error) {
    g_autoptr(ImageScaled) self = g_new0(ImageScaled, 1);
    Rect kept = {0, 0, options->width, options->height};

    self->owners = 1;
    self->width = options->width;
    self->has_alpha = image->info.has_alpha;
    if (!shrinks(options)) {
        kept = rect_upright(image, find_kept(image, options->part));
        plan_mixing(self, kept, options);
    }
    self->store = pixel_store_new((int)kept.width, (int)kept.height,
                                  image_swaps_sides(image->info.orientation), error);
    return self->store == NULL ? NULL : g_steal_pointer(&self);
}

bool image_scaled_fill(ImageScaled *self, Image *image,
                       const ImageScaleOptions *options, GError **error) {
    return (shrinks(options) ? shrink : keep)(self, image, options, error);
}

ImageScaled *image_scale(Image *image, const ImageScaleOptions *options,
                         GError **error) {
    ImageScaled *found = image_cache_find_scaled(image->images, image, options);
    g_autoptr(ImageScaled) self = NULL;

    g_assert(options->width >= 1 && options->height >= 1);
    if (found != NULL)
        return found;
    self = image_scaled_plan(image, options, error);
    if (self == NULL || !image_scaled_fill(self, image, options, error))
        return NULL;
    image_cache_add_scaled(image->images, image, options, self);
    return g_steal_pointer(&self);
}
