#include "draw/script_operators.h"

#include "draw/gradient_band.h"
#include "draw/snap.h"

#include <math.h>
#include <string.h>

static Canvas *canvas_of(const Script *self) {
    return &g_array_index(self->canvases, Canvas, self->canvases->len - 1);
}

cairo_t *script_context(const Script *self) {
    return canvas_of(self)->cr;
}

static bool is_page(const Script *self) {
    return self->canvases->len == 1;
}

static void clear_canvas(gpointer pointer) {
    Canvas *self = pointer;

    g_clear_pointer(&self->source, cairo_pattern_destroy);
    cairo_destroy(self->cr);
    g_clear_pointer(&self->surface, cairo_surface_destroy);
}

static cairo_matrix_t matrix_of(Affine affine) {
    cairo_matrix_t matrix;

    cairo_matrix_init(&matrix, affine.xx, affine.yx, affine.xy, affine.yy, affine.x0,
                      affine.y0);
    return matrix;
}

static void set_matrix(const Canvas *canvas) {
    cairo_matrix_t matrix = matrix_of(canvas->to_device);

    cairo_set_matrix(canvas->cr, &matrix);
}

/* --- paths ---------------------------------------------------------------------------
 */

static bool begin_path(Script *self) {
    cairo_new_path(script_context(self));
    return true;
}

static bool move_to(Script *self) {
    cairo_move_to(script_context(self), self->numbers[0], self->numbers[1]);
    return true;
}

static bool line_to(Script *self) {
    cairo_line_to(script_context(self), self->numbers[0], self->numbers[1]);
    return true;
}

static bool curve_to(Script *self) {
    const double *n = self->numbers;

    cairo_curve_to(script_context(self), n[0], n[1], n[2], n[3], n[4], n[5]);
    return true;
}

static bool close_path(Script *self) {
    cairo_close_path(script_context(self));
    return true;
}

static bool add_rectangle(Script *self) {
    const double *n = self->numbers;

    cairo_rectangle(script_context(self), n[0], n[1], n[2], n[3]);
    return true;
}

/* --- how it is drawn -----------------------------------------------------------------
 */

static bool scale(Script *self) {
    cairo_scale(script_context(self), self->numbers[0], self->numbers[1]);
    return true;
}

static bool set_identity(Script *self) {
    static const double identity[] = {1, 0, 0, 1, 0, 0};

    memcpy(self->numbers, identity, sizeof identity);
    self->count = G_N_ELEMENTS(identity);
    return true;
}

static bool set_any_matrix(Script *self) {
    const double *n = self->numbers;
    cairo_matrix_t matrix;

    if (self->count != 6)
        return false;
    cairo_matrix_init(&matrix, n[0], n[1], n[2], n[3], n[4], n[5]);
    self->count = 0;
    if (self->pattern != NULL) {
        cairo_pattern_set_matrix(self->pattern, &matrix);
        return true;
    }
    set_matrix(canvas_of(self));
    cairo_transform(script_context(self), &matrix);
    return true;
}

/* --- patterns ------------------------------------------------------------------------
 */

static bool take_pattern(Script *self, cairo_pattern_t *pattern) {
    g_clear_pointer(&self->pattern, cairo_pattern_destroy);
    self->pattern = pattern;
    return cairo_pattern_status(pattern) == CAIRO_STATUS_SUCCESS;
}

static bool make_grey(Script *self) {
    return take_pattern(
        self,
        cairo_pattern_create_rgb(self->numbers[0], self->numbers[0], self->numbers[0]));
}

static bool make_alpha(Script *self) {
    return take_pattern(self, cairo_pattern_create_rgba(0, 0, 0, self->numbers[0]));
}

static bool make_rgb(Script *self) {
    const double *n = self->numbers;

    return take_pattern(self, cairo_pattern_create_rgb(n[0], n[1], n[2]));
}

static bool make_rgba(Script *self) {
    const double *n = self->numbers;

    return take_pattern(self, cairo_pattern_create_rgba(n[0], n[1], n[2], n[3]));
}

static bool make_line(Script *self) {
    const double *n = self->numbers;

    return take_pattern(self, cairo_pattern_create_linear(n[0], n[1], n[2], n[3]));
}

static bool make_circles(Script *self) {
    const double *n = self->numbers;

    return take_pattern(
        self, cairo_pattern_create_radial(n[0], n[1], n[2], n[3], n[4], n[5]));
}

static bool add_stop(Script *self) {
    const double *n = self->numbers;

    if (self->pattern == NULL)
        return false;
    cairo_pattern_add_color_stop_rgba(self->pattern, n[0], n[1], n[2], n[3], n[4]);
    return true;
}

static bool set_source(Script *self) {
    Canvas *canvas = canvas_of(self);

    if (self->pattern == NULL)
        return false;
    cairo_set_source(canvas->cr, self->pattern);
    g_clear_pointer(&canvas->source, cairo_pattern_destroy);
    canvas->source = g_steal_pointer(&self->pattern);
    return true;
}

/* --- groups --------------------------------------------------------------------------
 */

static bool begin_group(Script *self) {
    const double *n = self->numbers;
    cairo_rectangle_t extents = {n[0], n[1], n[2], n[3]};

    if (strcmp(self->name, "COLOR_ALPHA") != 0 || self->count != self->in_list ||
        (self->count != 4 && self->count != 0) || self->group != NULL)
        return false;
    self->group = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA,
                                                 self->count == 4 ? &extents : NULL);
    return true;
}

static bool enter_group(Script *self) {
    Canvas canvas = {.surface = g_steal_pointer(&self->group),
                     .to_device = affine_identity()};

    if (canvas.surface == NULL)
        return false;
    canvas.cr = cairo_create(canvas.surface);
    g_array_append_val(self->canvases, canvas);
    return true;
}

/* Of the page: behind everything. */
static bool leave(Script *self) {
    if (is_page(self))
        return true;
    if (self->group != NULL)
        return false;
    self->group = g_steal_pointer(&canvas_of(self)->surface);
    g_array_set_size(self->canvases, self->canvases->len - 1);
    return true;
}

static bool make_group(Script *self) {
    cairo_surface_t *group = g_steal_pointer(&self->group);
    bool is_made =
        group != NULL && take_pattern(self, cairo_pattern_create_for_surface(group));

    g_clear_pointer(&group, cairo_surface_destroy);
    return is_made;
}

/* What has one name is used once, where it stands. */
static bool pass(Script *self) {
    (void)self;
    return true;
}

/* --- drawing -------------------------------------------------------------------------
 */

typedef void (*FindExtents)(cairo_t *cr, double *left, double *top, double *right,
                            double *bottom);

static Rect extents_on_page(cairo_t *cr, FindExtents find) {
    double left, top, right, bottom;

    find(cr, &left, &top, &right, &bottom);
    return affine_pixels(context_matrix(cr),
                         (Rect){left, top, right - left, bottom - top});
}

/* Without bounds a surface has extents without end. */
static bool is_clipped(cairo_t *cr) {
    double left, top, right, bottom;

    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    return isfinite(right - left) && isfinite(bottom - top);
}

static bool find_area(const Script *self, FindExtents find, PixelArea *area) {
    cairo_t *cr = script_context(self);
    Rect pixels = extents_on_page(cr, find);

    if (!self->is_trial && is_clipped(cr))
        pixels = rect_common(pixels, extents_on_page(cr, cairo_clip_extents));
    *area = band_sources_clamp(self->bands, pixels.x, pixels.y, pixels.x + pixels.width,
                               pixels.y + pixels.height);
    return area->width > 0 && area->height > 0;
}

/* In groups, which may lie between pixels, gradients stay as they are. */
static void dither(Script *self, FindExtents find) {
    Canvas *canvas = canvas_of(self);
    GradientBand *gradient = NULL;
    PixelArea area;

    if (is_page(self) && canvas->source != NULL && find_area(self, find, &area))
        gradient = gradient_band_new(canvas->source, canvas->to_device);
    if (gradient == NULL)
        return;
    self->dithers = true;
    if (self->is_trial)
        gradient_band_free(gradient);
    else
        gradient_band_set(gradient, canvas->cr, self->bands, area);
}

/* What else is painted with it has other pixels. */
static void set_source_again(const Canvas *canvas) {
    cairo_matrix_t matrix;

    if (canvas->source == NULL)
        return;
    cairo_get_matrix(canvas->cr, &matrix);
    set_matrix(canvas);
    cairo_set_source(canvas->cr, canvas->source);
    cairo_set_matrix(canvas->cr, &matrix);
}

static bool fill(Script *self) {
    dither(self, cairo_fill_extents);
    if (!self->is_trial)
        cairo_fill_preserve(script_context(self));
    set_source_again(canvas_of(self));
    return true;
}

static bool stroke(Script *self) {
    dither(self, cairo_stroke_extents);
    if (!self->is_trial)
        cairo_stroke_preserve(script_context(self));
    set_source_again(canvas_of(self));
    return true;
}

static bool paint(Script *self) {
    if (!self->is_trial)
        cairo_paint(script_context(self));
    return true;
}

static bool mask(Script *self) {
    if (self->pattern == NULL ||
        cairo_pattern_get_type(self->pattern) != CAIRO_PATTERN_TYPE_SOLID)
        return false;
    if (!self->is_trial)
        cairo_mask(script_context(self), self->pattern);
    g_clear_pointer(&self->pattern, cairo_pattern_destroy);
    return true;
}

static bool clip(Script *self) {
    if (!self->is_trial)
        cairo_clip_preserve(script_context(self));
    return true;
}

/* What cairo_restore would undo beside the clip. */
static void keep_state(cairo_t *from, cairo_t *to) {
    int count = cairo_get_dash_count(from);
    g_autofree double *dashes = g_new(double, (gsize)count + 1);
    double offset;

    cairo_get_dash(from, dashes, &offset);
    cairo_set_dash(to, dashes, count, offset);
    cairo_set_line_width(to, cairo_get_line_width(from));
    cairo_set_line_cap(to, cairo_get_line_cap(from));
    cairo_set_line_join(to, cairo_get_line_join(from));
    cairo_set_miter_limit(to, cairo_get_miter_limit(from));
    cairo_set_fill_rule(to, cairo_get_fill_rule(from));
    cairo_set_operator(to, cairo_get_operator(from));
    cairo_set_antialias(to, cairo_get_antialias(from));
    cairo_set_tolerance(to, cairo_get_tolerance(from));
}

/* The page's own clip stays. */
static bool reset_clip(Script *self) {
    Canvas *canvas = canvas_of(self);
    cairo_surface_t *nothing;
    cairo_matrix_t matrix;
    cairo_t *state;

    if (!is_page(self)) {
        cairo_reset_clip(canvas->cr);
        return true;
    }
    nothing = cairo_image_surface_create(CAIRO_FORMAT_A1, 1, 1);
    state = cairo_create(nothing);
    keep_state(canvas->cr, state);
    cairo_get_matrix(canvas->cr, &matrix);
    cairo_restore(canvas->cr);
    cairo_save(canvas->cr);
    keep_state(state, canvas->cr);
    cairo_set_matrix(canvas->cr, &matrix);
    set_source_again(canvas);
    cairo_destroy(state);
    cairo_surface_destroy(nothing);
    return true;
}

/* --- the script ----------------------------------------------------------------------
 */

static const Operator operators_of_drawing[] = {
    {"n", 0, begin_path, false},
    {"m", 2, move_to, false},
    {"l", 2, line_to, false},
    {"c", 6, curve_to, false},
    {"h", 0, close_path, false},
    {"rectangle", 4, add_rectangle, false},
    {"fill+", 0, fill, false},
    {"stroke+", 0, stroke, false},
    {"clip+", 0, clip, false},
    {"reset-clip", 0, reset_clip, false},
    {"paint", 0, paint, false},
    {"mask", 0, mask, false},
    {"g", 1, make_grey, false},
    {"a", 1, make_alpha, false},
    {"rgb", 3, make_rgb, false},
    {"rgba", 4, make_rgba, false},
    {"linear", 4, make_line, false},
    {"radial", 6, make_circles, false},
    {"add-color-stop", 5, add_stop, false},
    {"set-source", 0, set_source, false},
    {"scale", 2, scale, false},
    {"identity", 0, set_identity, true},
    {"set-matrix", ANY_NUMBERS, set_any_matrix, false},
    {"record", ANY_NUMBERS, begin_group, false},
    {"dup", 0, pass, false},
    {"exch", 0, pass, false},
    {"def", 0, pass, false},
    {"context", 0, enter_group, false},
    {"pattern", 0, make_group, false},
    {"pop", 0, leave, false},
};

const Operator *script_operator_find_in(const Operator *operators, size_t count,
                                        const char *name, size_t length) {
    for (size_t i = 0; i < count; i++) {
        if (strncmp(operators[i].name, name, length) == 0 &&
            operators[i].name[length] == '\0')
            return &operators[i];
    }
    return NULL;
}

const Operator *script_operator_find(const char *name, size_t length) {
    const Operator *found = script_operator_find_in(
        operators_of_drawing, G_N_ELEMENTS(operators_of_drawing), name, length);

    return found != NULL ? found : script_style_operator_find(name, length);
}

/* --- begin and end -------------------------------------------------------------------
 */

void script_begin(Script *self, cairo_t *cr, Affine to_page) {
    Canvas page = {.cr = cairo_reference(cr), .to_device = to_page};

    self->canvases = g_array_new(FALSE, FALSE, sizeof(Canvas));
    g_array_set_clear_func(self->canvases, clear_canvas);
    g_array_append_val(self->canvases, page);
    cairo_save(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    /* What reset_clip goes back to. */
    cairo_save(cr);
    set_matrix(&page);
}

void script_end(Script *self) {
    cairo_t *cr = g_array_index(self->canvases, Canvas, 0).cr;

    cairo_new_path(cr);
    cairo_restore(cr);
    cairo_restore(cr);
    g_array_unref(self->canvases);
    g_clear_pointer(&self->group, cairo_surface_destroy);
    g_clear_pointer(&self->pattern, cairo_pattern_destroy);
}

bool script_is_fine(const Script *self) {
    return cairo_status(script_context(self)) == CAIRO_STATUS_SUCCESS;
}
