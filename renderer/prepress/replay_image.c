#include "prepress/replay_parts.h"

#include "resources/pixel_store.h"

#include <math.h>
#include <string.h>

enum {
    /* Pixels of pictures that are kept in memory; what stands upright in larger ones
     * lies on the disk. */
    KEPT_PIXELS = 256 << 10,
    /* Those of pictures that are turned, or in patterns and masks: they get fewer. */
    SURFACE_PIXELS_MAX = 4 << 20,
    COMPONENTS_MAX = INK_COMPONENTS_MAX,
};

/* Pixels that show one of the picture are mixed up to this; then they have edges, as
 * PDF wants it. */
static const double SMOOTH_MAX = 3;

/* A picture in some plates, perhaps with fewer pixels: ARGB32. */
typedef struct {
    int owners;
    int across, down; /* its own pixels that became one */
    int full_width, full_height;
    int width, height;
    cairo_surface_t *surface; /* owned; NULL: */
    PixelStore *store;        /* owned */
} Picture;

static void picture_free(Picture *self) {
    if (self == NULL || --self->owners > 0)
        return;
    if (self->surface != NULL)
        cairo_surface_destroy(self->surface);
    pixel_store_free(self->store);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Picture, picture_free)

static void free_picture(gpointer picture) {
    picture_free(picture);
}

GHashTable *image_table_new(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_picture);
}

/* --- from samples to pixels ----------------------------------------------------------
 */

typedef struct {
    ReplayRows *rows;    /* owned */
    ReplayRows *opacity; /* NULL: all is opaque; owned */
    InkSpace space;
    int samples;
    bool is_lightness;
    int taken[REPLAY_CHANNELS];           /* component of a channel; -1: none */
    guint8 tones[REPLAY_CHANNELS][TONES]; /* of the only sample */
    guint8 *row, *alpha;                  /* owned */
    guint32 *sums;                        /* four for each pixel of the result; owned */
} Reading;

static void reading_clear(Reading *self) {
    replay_rows_free(self->rows);
    replay_rows_free(self->opacity);
    ink_space_clear(&self->space);
    g_free(self->row);
    g_free(self->alpha);
    g_free(self->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* One sample has a table of what it shows; several are inks, one a channel. */
static void fill_tables(const Replayer *self, Reading *reading) {
    const InkSpace *space = &reading->space;
    double components[COMPONENTS_MAX];

    for (int channel = 0; channel < REPLAY_CHANNELS; channel++) {
        reading->taken[channel] = -1;
        for (int i = 0; i < space->count; i++) {
            if (space->plates[i] == self->page->channels[channel])
                reading->taken[channel] = i;
        }
        for (int tone = 0; reading->samples == 1 && tone < TONES; tone++) {
            for (int i = 0; i < space->count; i++)
                components[i] =
                    (space->table == NULL ? tone
                                          : space->table[tone * space->count + i]) /
                    255.0;
            reading->tones[channel][tone] = (guint8)lround(
                255 * ink_space_channel(self, space, components, channel));
        }
    }
}

static bool open_opacity(const Replayer *self, const PdfObject *image, Reading *reading,
                         GError **error) {
    const PdfValue *mask = pdf_value_find(&image->value, "SMask");

    if (mask == NULL)
        return true;
    reading->opacity =
        replay_rows_new(self->page->file, replay_object(self, mask), 1, error);
    if (reading->opacity == NULL)
        return false;
    return (replay_rows_width(reading->opacity) == replay_rows_width(reading->rows) &&
            replay_rows_height(reading->opacity) ==
                replay_rows_height(reading->rows)) ||
           replay_refuse(error, "image", "SMask");
}

static bool reading_open(const Replayer *self, const PdfObject *image, Reading *reading,
                         GError **error) {
    gsize width;

    if (pdf_value_find(&image->value, "Mask") != NULL)
        return replay_refuse(error, "image", "Mask");
    if (!ink_space_read(self, pdf_value_find(&image->value, "ColorSpace"),
                        &reading->space, error))
        return false;
    reading->is_lightness = self->is_lightness;
    reading->samples = ink_space_samples(&reading->space);
    reading->rows = replay_rows_new(self->page->file, image, reading->samples, error);
    if (reading->rows == NULL || !open_opacity(self, image, reading, error))
        return false;
    width = (gsize)replay_rows_width(reading->rows);
    reading->row = g_malloc(width * (gsize)reading->samples);
    reading->alpha = g_malloc(width);
    memset(reading->alpha, 255, width);
    fill_tables(self, reading);
    return true;
}

static guint8 channel_of(const Reading *self, const guint8 *samples, int channel) {
    if (self->samples == 1)
        return self->tones[channel][samples[0]];
    return self->taken[channel] < 0 ? 255
                                    : (guint8)(255 - samples[self->taken[channel]]);
}

/* Adds the next row to the sums, weighed by opacity. */
static bool add_row(Reading *self, int across, GError **error) {
    int width = replay_rows_width(self->rows);

    if (!replay_rows_next(self->rows, self->row, error) ||
        (self->opacity != NULL && !replay_rows_next(self->opacity, self->alpha, error)))
        return false;
    for (int x = 0; x < width; x++) {
        const guint8 *samples = self->row + (gsize)x * (gsize)self->samples;
        guint32 *sums = self->sums + 4 * (gsize)(x / across);
        guint32 alpha = self->alpha[x];

        if (self->is_lightness)
            alpha = alpha * channel_of(self, samples, 0) / 255;
        for (int i = 0; i < REPLAY_CHANNELS; i++)
            sums[i] += self->is_lightness
                           ? alpha
                           : (channel_of(self, samples, i) * alpha + 127) / 255;
        sums[3] += alpha;
    }
    return true;
}

static void put_pixels(const Reading *self, const Picture *picture, int rows,
                       guint32 *pixels) {
    for (int x = 0; x < picture->width; x++) {
        int columns = MIN(picture->across, picture->full_width - x * picture->across);
        guint32 count = (guint32)(columns * rows), half = count / 2;
        const guint32 *sums = self->sums + 4 * (gsize)x;

        pixels[x] = (sums[3] + half) / count << 24 | (sums[0] + half) / count << 16 |
                    (sums[1] + half) / count << 8 | (sums[2] + half) / count;
    }
}

static bool read_pixels(Reading *self, Picture *picture, GError **error) {
    g_autofree guint32 *pixels = g_new(guint32, (gsize)picture->width);
    gsize bytes = 4 * sizeof(guint32) * (gsize)picture->width;

    self->sums = g_malloc(bytes);
    for (int y = 0; y < picture->height; y++) {
        int rows = MIN(picture->down, picture->full_height - y * picture->down);

        memset(self->sums, 0, bytes);
        for (int i = 0; i < rows; i++) {
            if (!add_row(self, picture->across, error))
                return false;
        }
        put_pixels(self, picture, rows, pixels);
        if (picture->store != NULL) {
            if (!pixel_store_put(picture->store, y, pixels, error))
                return false;
            continue;
        }
        memcpy(cairo_image_surface_get_data(picture->surface) +
                   (gsize)y * (gsize)cairo_image_surface_get_stride(picture->surface),
               pixels, 4 * (gsize)picture->width);
    }
    if (picture->store != NULL)
        return pixel_store_finish(picture->store, error);
    cairo_surface_mark_dirty(picture->surface);
    return true;
}

static Picture *picture_new(const Replayer *self, const PdfObject *image, int across,
                            int down, bool on_disk, GError **error) {
    g_autoptr(Picture) picture = g_new0(Picture, 1);
    g_auto(Reading) reading = {0};

    picture->owners = 1;
    if (!reading_open(self, image, &reading, error))
        return NULL;
    picture->across = across;
    picture->down = down;
    picture->full_width = replay_rows_width(reading.rows);
    picture->full_height = replay_rows_height(reading.rows);
    picture->width = (picture->full_width + across - 1) / across;
    picture->height = (picture->full_height + down - 1) / down;
    if (on_disk) {
        picture->store = pixel_store_new(picture->width, picture->height, false, error);
        if (picture->store == NULL)
            return NULL;
    } else {
        picture->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
                                                      picture->width, picture->height);
        if (cairo_surface_status(picture->surface) != CAIRO_STATUS_SUCCESS) {
            replay_refuse(error, "image", "Width");
            return NULL;
        }
    }
    return read_pixels(&reading, picture, error) ? g_steal_pointer(&picture) : NULL;
}

/* --- how many pixels -----------------------------------------------------------------
 */

static bool is_upright(Affine matrix) {
    return fabs(matrix.xy) + fabs(matrix.yx) <=
           1e-9 * (fabs(matrix.xx) + fabs(matrix.yy));
}

/* Its own pixels for one of the page. */
static double shrinkage(const Replayer *self, const PdfObject *image, const char *key,
                        double pixels) {
    double full =
        pdf_value_number(pdf_file_find(self->page->file, &image->value, key), 1);

    return CLAMP(full / fmax(pixels, 1), 1, full);
}

static Picture *find_picture(Replayer *self, const PdfObject *image, guint number,
                             Affine matrix, GError **error) {
    const PdfFile *file = self->page->file;
    double width = pdf_value_number(pdf_file_find(file, &image->value, "Width"), 1);
    double height = pdf_value_number(pdf_file_find(file, &image->value, "Height"), 1);
    int across = (int)shrinkage(self, image, "Width", hypot(matrix.xx, matrix.yx));
    int down = (int)shrinkage(self, image, "Height", hypot(matrix.xy, matrix.yy));
    bool on_disk = self->flat == NULL && is_upright(matrix) &&
                   width / across * height / down > KEPT_PIXELS;
    g_autofree char *key = NULL;
    Picture *picture;

    while (!on_disk && width / across * height / down > SURFACE_PIXELS_MAX) {
        across++;
        down++;
    }
    key = g_strdup_printf("%u %d %d %d %d", number, across, down, on_disk,
                          self->is_lightness);
    picture = g_hash_table_lookup(self->images, key);
    if (picture != NULL)
        return picture;
    picture = picture_new(self, image, across, down, on_disk, error);
    if (picture != NULL)
        g_hash_table_insert(self->images, g_steal_pointer(&key), picture);
    return picture;
}

/* From its pixels to those of the page; the first row is at the top of the unit square,
 * which is at 1. */
static Affine to_page(const Picture *self, Affine matrix) {
    Affine to_square = {(double)self->across / self->full_width, 0, 0,
                        -(double)self->down / self->full_height, 0, 1};

    return affine_then(to_square, matrix);
}

static void set_pixels(cairo_pattern_t *pattern, Affine to_pixels) {
    Affine inverse = affine_inverse(to_pixels);
    double growth =
        fmin(hypot(to_pixels.xx, to_pixels.yx), hypot(to_pixels.xy, to_pixels.yy));
    cairo_matrix_t matrix;

    cairo_matrix_init(&matrix, inverse.xx, inverse.yx, inverse.xy, inverse.yy,
                      inverse.x0, inverse.y0);
    cairo_pattern_set_matrix(pattern, &matrix);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD);
    cairo_pattern_set_filter(pattern, growth > SMOOTH_MAX ? CAIRO_FILTER_NEAREST
                                                          : CAIRO_FILTER_GOOD);
}

/* --- pictures on the disk, band by band
 * ------------------------------------------------
 */

typedef struct {
    Picture *picture; /* shared */
    PixelArea area;
    Affine to_pixels; /* of the page */
} PictureBand;

static void free_band(void *data) {
    PictureBand *self = data;

    picture_free(self->picture);
    g_free(self);
}

/* The rows of the picture that some rows of the page show, and a few around them. */
static void find_rows(const PictureBand *self, int top, int rows, int *first,
                      int *count) {
    Affine back = affine_inverse(self->to_pixels);
    Rect seen = affine_bounds(back, (Rect){self->area.left, top, 1, rows});
    int height = self->picture->height, end;

    *first = (int)CLAMP(floor(seen.y) - 3, 0, height - 1);
    end = (int)CLAMP(ceil(seen.y + seen.height) + 3, *first + 1, height);
    *count = end - *first;
}

static bool make_rows(const void *data, int top, int rows, guint32 *pixels,
                      GError **error) {
    const PictureBand *self = data;
    int width = self->picture->width, first, count;
    Affine to_area = self->to_pixels;
    g_autofree guint32 *own = NULL;
    cairo_surface_t *from, *to;
    cairo_pattern_t *pattern;
    cairo_t *cr;

    find_rows(self, top, rows, &first, &count);
    own = g_new(guint32, (gsize)width * (gsize)count);
    if (!pixel_store_get(self->picture->store, first, count, own, error))
        return false;
    to_area = affine_then((Affine){1, 0, 0, 1, 0, first}, to_area);
    to_area.x0 -= self->area.left;
    to_area.y0 -= top;
    from = cairo_image_surface_create_for_data((guint8 *)own, CAIRO_FORMAT_ARGB32,
                                               width, count, 4 * width);
    to = cairo_image_surface_create_for_data((guint8 *)pixels, CAIRO_FORMAT_ARGB32,
                                             self->area.width, rows,
                                             4 * self->area.width);
    cr = cairo_create(to);
    pattern = cairo_pattern_create_for_surface(from);
    set_pixels(pattern, to_area);
    cairo_set_operator(cr, CAIRO_OPERATOR_SOURCE);
    cairo_set_source(cr, pattern);
    cairo_paint(cr);
    cairo_pattern_destroy(pattern);
    cairo_destroy(cr);
    cairo_surface_destroy(to);
    cairo_surface_destroy(from);
    return true;
}

static void set_band(Replayer *self, cairo_t *cr, Picture *picture, Affine matrix) {
    const Level *now = replayer_level(self);
    Rect seen = rect_common(affine_bounds(matrix, (Rect){0, 0, 1, 1}), now->bounds);
    BandSource source = {.has_alpha = true, .make = make_rows, .free = free_band};
    PictureBand *band;

    source.area = band_sources_clamp(self->page->bands, seen.x, seen.y,
                                     seen.x + seen.width, seen.y + seen.height);
    if (source.area.width <= 0 || source.area.height <= 0) {
        cairo_set_source_rgba(cr, 0, 0, 0, 0);
        return;
    }
    band = g_new(PictureBand, 1);
    *band = (PictureBand){picture, source.area, to_page(picture, matrix)};
    picture->owners++;
    source.data = band;
    band_sources_set(self->page->bands, cr, &source);
}

/* --- the doors -----------------------------------------------------------------------
 */

bool image_set_source(Replayer *self, cairo_t *cr, const PdfObject *image, guint number,
                      Affine matrix, GError **error) {
    Picture *picture = find_picture(self, image, number, matrix, error);
    cairo_pattern_t *pattern;

    if (picture == NULL)
        return false;
    if (picture->store != NULL) {
        set_band(self, cr, picture, matrix);
        return true;
    }
    pattern = cairo_pattern_create_for_surface(picture->surface);
    set_pixels(pattern, to_page(picture, matrix));
    cairo_set_source(cr, pattern);
    cairo_pattern_destroy(pattern);
    return true;
}

/* ISO 32000-1, 8.9.6.2: where samples are 0 it paints. */
cairo_pattern_t *image_stencil(Replayer *self, const PdfObject *image, Affine matrix,
                               GError **error) {
    g_autoptr(ReplayRows) rows = replay_rows_new(self->page->file, image, 1, error);
    cairo_surface_t *surface;
    cairo_pattern_t *pattern;
    bool is_read = true;
    int width, height;

    if (rows == NULL)
        return NULL;
    width = replay_rows_width(rows);
    height = replay_rows_height(rows);
    surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    for (int y = 0; is_read && y < height; y++) {
        guint8 *row = cairo_image_surface_get_data(surface) +
                      (gsize)y * (gsize)cairo_image_surface_get_stride(surface);

        is_read = replay_rows_next(rows, row, error);
        for (int x = 0; x < width; x++)
            row[x] ^= 255;
    }
    cairo_surface_mark_dirty(surface);
    pattern = is_read ? cairo_pattern_create_for_surface(surface) : NULL;
    cairo_surface_destroy(surface);
    if (pattern != NULL) {
        Affine to_square = {1.0 / width, 0, 0, -1.0 / height, 0, 1};

        set_pixels(pattern, affine_then(to_square, matrix));
        cairo_pattern_set_extend(pattern, CAIRO_EXTEND_NONE);
    }
    return pattern;
}
