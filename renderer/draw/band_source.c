#include "draw/band_source.h"

#include <math.h>

typedef struct {
    BandSources *sources;
    BandSource own;
} Kept;

struct BandSources {
    int width, height; /* of the page, pixels */
    int rows;          /* of a band */
    int top;           /* of the band being drawn */
    GPtrArray *kept;   /* of Kept; owned */
    int widest;        /* pixels of a source's row */
    guint32 *spare;    /* of a whole band, not in use; owned */
    const Kept *made;  /* whose pixels for `made_top` it has; NULL: nobody's */
    int made_top;
    GError *problem;
};

static void free_kept(gpointer pointer) {
    Kept *kept = pointer;

    kept->own.free(kept->own.data);
    g_free(kept);
}

BandSources *band_sources_new(int width, int height, int rows) {
    BandSources *self = g_new0(BandSources, 1);

    self->width = width;
    self->height = height;
    self->rows = rows;
    self->kept = g_ptr_array_new_with_free_func(free_kept);
    return self;
}

void band_sources_free(BandSources *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->kept);
    g_free(self->spare);
    g_clear_error(&self->problem);
    g_free(self);
}

void band_sources_enter(BandSources *self, int top) {
    g_assert(top % self->rows == 0);
    self->top = top;
}

bool band_sources_check(BandSources *self, GError **error) {
    if (self->problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&self->problem));
    return false;
}

PixelArea band_sources_clamp(const BandSources *self, double left, double top,
                             double right, double bottom) {
    PixelArea area = {(int)floor(CLAMP(left, 0, self->width)),
                      (int)floor(CLAMP(top, 0, self->height)), 0, 0};

    area.width = (int)ceil(CLAMP(right, 0, self->width)) - area.left;
    area.height = (int)ceil(CLAMP(bottom, 0, self->height)) - area.top;
    return area;
}

static void make_rows(BandSources *self, const Kept *kept) {
    const PixelArea *area = &kept->own.area;
    int top = MAX(self->top, area->top);
    int bottom = MIN(self->top + self->rows, area->top + area->height);
    guint32 *pixels = self->spare + (gsize)(top - self->top) * (gsize)area->width;

    if (top >= bottom || (self->made == kept && self->made_top == self->top))
        return;
    self->made = kept;
    self->made_top = self->top;
    if (self->problem != NULL ||
        kept->own.make(kept->own.data, top, bottom - top, pixels, &self->problem))
        return;
    self->made = NULL;
}

/* cairo's image surfaces ask for the whole pattern at once: it is as high as a band,
 * and repeated. */
static cairo_surface_t *acquire(cairo_pattern_t *pattern, void *data,
                                cairo_surface_t *target,
                                const cairo_rectangle_int_t *extents) {
    const Kept *kept = data;
    BandSources *self = kept->sources;
    gsize pixels = (gsize)self->widest * (gsize)self->rows;
    cairo_surface_t *surface;

    (void)pattern;
    (void)target;
    (void)extents;
    if (self->spare == NULL) {
        self->spare = g_new0(guint32, pixels);
        self->made = NULL;
    }
    make_rows(self, kept);
    surface = cairo_image_surface_create_for_data(
        (guint8 *)self->spare,
        kept->own.has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
        kept->own.area.width, self->rows, 4 * kept->own.area.width);
    self->spare = NULL;
    return surface;
}

static void release(cairo_pattern_t *pattern, void *data, cairo_surface_t *surface) {
    const Kept *kept = data;
    BandSources *self = kept->sources;
    guint32 *pixels = (guint32 *)(void *)cairo_image_surface_get_data(surface);

    (void)pattern;
    cairo_surface_destroy(surface);
    g_free(self->spare);
    self->spare = pixels;
}

static cairo_pattern_t *pattern_new(Kept *kept) {
    const BandSource *own = &kept->own;
    cairo_pattern_t *pattern = cairo_pattern_create_raster_source(
        kept, own->has_alpha ? CAIRO_CONTENT_COLOR_ALPHA : CAIRO_CONTENT_COLOR,
        own->area.width, kept->sources->rows);
    cairo_matrix_t matrix;

    cairo_raster_source_pattern_set_acquire(pattern, acquire, release);
    cairo_matrix_init_translate(&matrix, -own->area.left, 0);
    cairo_pattern_set_matrix(pattern, &matrix);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    return pattern;
}

void band_sources_set(BandSources *self, cairo_t *cr, const BandSource *source) {
    Kept *kept = g_new(Kept, 1);
    cairo_pattern_t *pattern;
    cairo_matrix_t matrix;

    g_assert(source->area.width > 0 && source->area.height > 0);
    *kept = (Kept){self, *source};
    g_ptr_array_add(self->kept, kept);
    self->widest = MAX(self->widest, source->area.width);
    /* A spare that is too small. */
    g_clear_pointer(&self->spare, g_free);
    pattern = pattern_new(kept);
    cairo_get_matrix(cr, &matrix);
    cairo_identity_matrix(cr);
    cairo_set_source(cr, pattern);
    cairo_set_matrix(cr, &matrix);
    cairo_pattern_destroy(pattern);
}
