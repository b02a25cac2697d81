#include "draw/draw_pixels.h"

#include "base/translate.h"
#include "draw/art_place.h"
#include "draw/kinds.h"

#include <math.h>

enum {
    BYTES = 56 << 20, /* unless told otherwise */
    PIXEL_BYTES = 4,
    KEPT_PART = 4,    /* of the bytes, a fourth once more: for pictures that stay */
    PPI_MIN = 36,     /* an edge is then some two thirds of a millimetre wide */
    SIDE_MAX = 32767, /* of surfaces; cairo's */
};

/* A step before anything is drawn, in pixels of the page, upright. */
typedef struct {
    Affine to_pixels;
    Rect pixels; /* of the picture */
    double ppi;
    double scale; /* as much as librsvg's surfaces leave of its pixels; 1: all */
} Picture;

static double bytes_of(const DrawOptions *options) {
    return options->filter_bytes > 0 ? (double)options->filter_bytes : BYTES;
}

static double area_of(Rect rect) {
    return rect.width * rect.height;
}

static double longer_side(Rect rect) {
    return fmax(rect.width, rect.height);
}

/* What librsvg makes pixels of, filters not looked at. */
static Rect find_region(Affine to_pixels, const Item *item, const SvgStep *step) {
    return rect_common(affine_whole_pixels(to_pixels, step->region),
                       affine_whole_pixels(to_pixels, svg_view_box(item->svg)));
}

static Affine upright(const Item *item, const cairo_matrix_t *matrix) {
    double scale = item->unit * hypot(matrix->xx, matrix->yx);

    if (matrix_is_straight(matrix))
        return art_place(matrix, item).to_pixels;
    return (Affine){scale, 0, 0, scale, 0, 0};
}

static Picture picture_of(const Item *item, const SvgStep *step,
                          const cairo_matrix_t *matrix, const DrawOptions *options) {
    Affine to_pixels = upright(item, matrix);
    Rect pixels = affine_pixels(to_pixels, step->ink);
    Rect region = find_region(to_pixels, item, step);
    double surfaces = area_of(region) * step->surfaces * PIXEL_BYTES;

    if (step->id != NULL)
        pixels = rect_common(pixels,
                             affine_whole_pixels(to_pixels, svg_view_box(item->svg)));
    return (Picture){to_pixels, pixels, 72 * hypot(matrix->xx, matrix->yx),
                     fmin(fmin(1, sqrt(bytes_of(options) / surfaces)),
                          (SIDE_MAX - 1) / longer_side(rect_union(pixels, region)))};
}

/* --- shares --------------------------------------------------------------------------
 */

/* What a recording of the drawing keeps: a picture of all of it for each filter. */
static double recorded_pixels(const Item *item, const SvgStep *whole,
                              const cairo_matrix_t *matrix) {
    return whole->pictures == 0
               ? INFINITY
               : whole->pictures *
                     area_of(find_region(upright(item, matrix), item, whole));
}

static void add_want(GArray *wants, const Item *item, const SvgStep *step,
                     const cairo_matrix_t *matrix, const DrawOptions *options) {
    Picture picture = picture_of(item, step, matrix, options);
    double want = area_of(picture.pixels) * picture.scale * picture.scale;

    if (step->ink.width > 0)
        g_array_append_val(wants, want);
}

static void add_art(GArray *wants, const Item *item, cairo_matrix_t matrix,
                    const DrawOptions *options) {
    const SvgStep *whole = svg_filtered(item->svg, NULL);
    const GArray *steps = whole == NULL ? NULL : svg_steps(item->svg, NULL);

    cairo_matrix_translate(&matrix, item->origin_x, item->origin_y);
    if (steps == NULL)
        return;
    if (steps->len == 0 || !matrix_is_straight(&matrix))
        add_want(wants, item, whole, &matrix, options);
    for (guint i = 0; matrix_is_straight(&matrix) && i < steps->len; i++) {
        const SvgStep *step = &g_array_index(steps, SvgStep, i);

        if (step->kind == SVG_STEP_PIXELS)
            add_want(wants, item, step, &matrix, options);
    }
}

static void add_items(GArray *wants, const GPtrArray *items, cairo_matrix_t outer,
                      const DrawOptions *options) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        cairo_matrix_t matrix = outer;

        if (!item_is_seen(item))
            continue;
        item_turn(item, &matrix);
        if (item->kind == ITEM_ART)
            add_art(wants, item, matrix, options);
        else if (item->kind == ITEM_GROUP)
            add_items(wants, item->items, matrix, options);
    }
}

static int compare_wants(gconstpointer one, gconstpointer other) {
    const double *a = one, *b = other;

    return *a < *b ? -1 : *a > *b;
}

/* What small ones leave is for the large ones. */
double pixels_share(const GPtrArray *items, cairo_matrix_t matrix,
                    const DrawOptions *options) {
    g_autoptr(GArray) wants = g_array_new(FALSE, FALSE, sizeof(double));
    double left = bytes_of(options) / KEPT_PART / PIXEL_BYTES;

    add_items(wants, items, matrix, options);
    g_array_sort(wants, compare_wants);
    for (guint i = 0; i < wants->len; i++) {
        double want = g_array_index(wants, double, i);
        double share = left / (wants->len - i);

        if (want > share)
            return share;
        left -= want;
    }
    return INFINITY;
}

/* Surfaces: those of a picture, of its colours in two inks, of its cut-out. */
static int count_turned(const GPtrArray *items, cairo_matrix_t outer) {
    int count = 0;

    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        cairo_matrix_t matrix = outer;

        item_turn(item, &matrix);
        if (item->kind == ITEM_PHOTO && !matrix_is_straight(&matrix))
            count += 1 + (item->photo.dark.ink != NULL) + (item->photo.cut_out != NULL);
        count += count_turned(item->items, matrix);
    }
    return count;
}

double pixels_of_turned(const GPtrArray *items, cairo_matrix_t matrix,
                        const DrawOptions *options) {
    int count = count_turned(items, matrix);

    return count == 0 ? 0 : bytes_of(options) / PIXEL_BYTES / count;
}

/* --- drawing -------------------------------------------------------------------------
 */

/* Turned ones stay sharp if there is room for what a recording keeps. */
const SvgStep *pixels_whole(const Item *item, const cairo_matrix_t *matrix,
                            const DrawOptions *options, GError **error) {
    const SvgStep *whole = svg_filtered(item->svg, error);
    Picture picture;

    if (whole == NULL || matrix_is_straight(matrix))
        return whole;
    picture = picture_of(item, whole, matrix, options);
    return picture.scale < 1 ||
                   recorded_pixels(item, whole, matrix) > options->filter_pixels
               ? whole
               : NULL;
}

static void fail(const SvgStep *step, double ppi, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("there is memory for %.0f ppi where %s is filtered, and %d are "
                  "needed; make that smaller, or take fewer ppi or more --memory"),
                floor(ppi), step->name, PPI_MIN);
}

/* From upright pixels to those of the context. */
static void set_matrix(cairo_t *cr, const Item *item, const cairo_matrix_t *matrix,
                       double unit) {
    ArtPlace place;

    if (!matrix_is_straight(matrix)) {
        cairo_scale(cr, (item->mirrored ? -item->unit : item->unit) / unit,
                    item->unit / unit);
        return;
    }
    place = art_place(matrix, item);
    cairo_identity_matrix(cr);
    cairo_translate(cr, place.axis, place.top);
    if (place.mirrored)
        cairo_scale(cr, -1, 1);
}

static void paint(cairo_t *cr, cairo_surface_t *surface, const Picture *picture) {
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(surface);

    cairo_translate(cr, picture->pixels.x, picture->pixels.y);
    cairo_scale(cr, 1 / picture->scale, 1 / picture->scale);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD);
    cairo_set_source(cr, pattern);
    cairo_rectangle(cr, 0, 0, cairo_image_surface_get_width(surface),
                    cairo_image_surface_get_height(surface));
    cairo_fill(cr);
    cairo_pattern_destroy(pattern);
}

static Affine to_picture(const Picture *picture) {
    Affine move = {1, 0, 0, 1, -picture->pixels.x, -picture->pixels.y};
    Affine scale = {picture->scale, 0, 0, picture->scale, 0, 0};

    return affine_then(affine_then(picture->to_pixels, move), scale);
}

bool draw_pixels(cairo_t *cr, const Item *item, const SvgStep *step,
                 const DrawOptions *options, GError **error) {
    cairo_matrix_t matrix;
    Picture picture;
    cairo_surface_t *surface;

    cairo_get_matrix(cr, &matrix);
    picture = picture_of(item, step, &matrix, options);
    if (step->ink.width <= 0 || picture.pixels.width <= 0 || picture.pixels.height <= 0)
        return true;
    picture.scale =
        fmin(picture.scale, sqrt(options->filter_pixels / area_of(picture.pixels)));
    if (picture.scale < 1 && picture.ppi * picture.scale < PPI_MIN) {
        fail(step, picture.ppi * picture.scale, error);
        return false;
    }
    surface = svg_draw_pixels(item->svg, step, to_picture(&picture),
                              (int)ceil(picture.pixels.width * picture.scale),
                              (int)ceil(picture.pixels.height * picture.scale),
                              art_colour(item), error);
    if (surface == NULL)
        return false;
    set_matrix(cr, item, &matrix, picture.to_pixels.xx);
    paint(cr, surface, &picture);
    cairo_surface_destroy(surface);
    return true;
}
