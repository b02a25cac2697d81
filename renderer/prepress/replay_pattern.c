#include "prepress/replay_parts.h"

#include <math.h>

/* Pixels of a picture of one tile; larger ones stay vectors. */
enum { TILE_SIDE_MAX = 2048, TILES_MAX = 4096 };

typedef struct {
    const PdfObject *object;
    Rect box;
    double across, down; /* steps, in units of the pattern */
    Affine matrix;       /* from them to pixels */
} Tiling;

static void set_matrix(cairo_pattern_t *pattern, Affine to_pixels) {
    Affine inverse = affine_inverse(to_pixels);
    cairo_matrix_t matrix;

    cairo_matrix_init(&matrix, inverse.xx, inverse.yx, inverse.xy, inverse.yy,
                      inverse.x0, inverse.y0);
    cairo_pattern_set_matrix(pattern, &matrix);
}

/* --- tiles ---------------------------------------------------------------------------
 */

static bool read_tiling(const Replayer *self, const PdfObject *object, Affine matrix,
                        Tiling *tiling, GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *value = &object->value;

    tiling->object = object;
    tiling->matrix = matrix;
    tiling->across = fabs(pdf_value_number(pdf_file_find(file, value, "XStep"), 0));
    tiling->down = fabs(pdf_value_number(pdf_file_find(file, value, "YStep"), 0));
    if (replay_rect(pdf_file_find(file, value, "BBox"), &tiling->box) &&
        tiling->across > 0 && tiling->down > 0)
        return true;
    return replay_refuse(error, "pattern", "BBox");
}

/* What is in a cell, from its units by `matrix` to those of `cr`. */
static bool draw_cell(Replayer *self, cairo_t *cr, const Tiling *tiling, Affine matrix,
                      GError **error) {
    Replayer inner = *self;
    Level level = *replayer_level(self);
    Rect seen = affine_bounds(matrix, tiling->box);
    bool drawn;

    level.matrix = matrix;
    level.bounds = seen;
    level.fill_alpha = level.stroke_alpha = 1;
    level.blend = CAIRO_OPERATOR_OVER;
    level.mask = NULL;
    level.clips = self->clips->len;
    replayer_push(self, &level);
    inner.flat = cr;
    inner.is_inside = true;
    inner.snaps = false;
    inner.first_clip = self->clips->len;
    inner.entered = NULL;
    inner.entered_clips = g_array_new(FALSE, FALSE, sizeof(guint64));
    drawn = replay_content(
        &inner, tiling->object,
        pdf_file_find(self->page->file, &tiling->object->value, "Resources"), error);
    target_leave(&inner);
    g_array_unref(inner.entered_clips);
    self->last_serial = inner.last_serial;
    replayer_pop(self);
    return drawn;
}

static cairo_pattern_t *finish(cairo_t *cr, cairo_surface_t *surface, bool drawn) {
    cairo_pattern_t *pattern = NULL;

    cairo_destroy(cr);
    if (drawn)
        pattern = cairo_pattern_create_for_surface(surface);
    cairo_surface_destroy(surface);
    return pattern;
}

/* A picture of a tile in whole pixels, repeated: tiles leave no seams. */
static cairo_pattern_t *repeat_picture(Replayer *self, const Tiling *tiling, int width,
                                       int height, GError **error) {
    const Rect cell = {tiling->box.x, tiling->box.y, tiling->across, tiling->down};
    const Rect pixels = {0, 0, width, height};
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create(surface);
    bool drawn = draw_cell(self, cr, tiling, affine_between(cell, pixels), error);
    cairo_pattern_t *pattern = finish(cr, surface, drawn);

    if (pattern == NULL)
        return NULL;
    set_matrix(pattern, affine_then(affine_between(pixels, cell), tiling->matrix));
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT);
    return pattern;
}

/* All tiles that reach into what is seen, as they are. */
static bool draw_tiles(Replayer *self, cairo_t *cr, const Tiling *tiling, Rect seen,
                       GError **error) {
    Rect reach = affine_bounds(affine_inverse(tiling->matrix), seen);
    double left = floor((reach.x - tiling->box.x - tiling->box.width) / tiling->across);
    double right = ceil((reach.x + reach.width - tiling->box.x) / tiling->across);
    double top = floor((reach.y - tiling->box.y - tiling->box.height) / tiling->down);
    double bottom = ceil((reach.y + reach.height - tiling->box.y) / tiling->down);

    if ((right - left + 1) * (bottom - top + 1) > TILES_MAX)
        return replay_refuse(error, "pattern", "XStep");
    for (double y = top; y <= bottom; y++) {
        for (double x = left; x <= right; x++) {
            Affine moved = {1, 0, 0, 1, x * tiling->across, y * tiling->down};

            if (!draw_cell(self, cr, tiling, affine_then(moved, tiling->matrix), error))
                return false;
        }
    }
    return true;
}

static cairo_pattern_t *record_tiles(Replayer *self, const Tiling *tiling,
                                     GError **error) {
    Rect seen = replayer_level(self)->bounds;
    cairo_surface_t *surface =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(surface);
    bool drawn = draw_tiles(self, cr, tiling, seen, error);

    return finish(cr, surface, drawn);
}

static cairo_pattern_t *tiling_source(Replayer *self, const PdfObject *object,
                                      Affine matrix, GError **error) {
    Tiling tiling;
    double width, height;

    if (!read_tiling(self, object, matrix, &tiling, error))
        return NULL;
    width = ceil(hypot(matrix.xx, matrix.yx) * tiling.across - 1e-3);
    height = ceil(hypot(matrix.xy, matrix.yy) * tiling.down - 1e-3);
    if (width > TILE_SIDE_MAX || height > TILE_SIDE_MAX)
        return record_tiles(self, &tiling, error);
    return repeat_picture(self, &tiling, (int)fmax(width, 1), (int)fmax(height, 1),
                          error);
}

/* --- all patterns --------------------------------------------------------------------
 */

cairo_pattern_t *pattern_source(Replayer *self, const PdfValue *reference, Affine base,
                                GError **error) {
    const PdfObject *object = replay_object(self, reference);
    const PdfValue *value = &object->value;
    double type = pdf_value_number(pdf_value_find(value, "PatternType"), 0);
    cairo_pattern_t *pattern;
    Affine own;

    if (replay_affine(pdf_file_find(self->page->file, value, "Matrix"), &own))
        base = affine_then(own, base);
    if (type == 1)
        return tiling_source(self, object, base, error);
    if (type != 2) {
        replay_refuse(error, "pattern", "PatternType");
        return NULL;
    }
    pattern = shading_pattern(self, pdf_value_find(value, "Shading"), error);
    if (pattern != NULL)
        set_matrix(pattern, base);
    return pattern;
}
