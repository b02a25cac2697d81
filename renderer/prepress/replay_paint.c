#include "prepress/replay_parts.h"

#include <math.h>

/* What is painted: an area in which a source shows. */
typedef struct {
    Rect bounds;
    double alpha;
    bool is_black; /* black alone, all of it */

    /* Adds the area to the path, or clips to it, and sets the source. */
    bool (*draw)(Replayer *self, cairo_t *cr, double alpha, const void *data,
                 GError **error);
    const void *data;
} Painting;

static bool draw(Replayer *self, const Painting *painting, cairo_operator_t operator,
                 double alpha, GError **error) {
    cairo_t *cr = target_enter(self, painting->bounds);
    bool drawn;

    if (cr == NULL)
        return true;
    cairo_save(cr);
    cairo_set_operator(cr, operator);
    drawn = painting->draw(self, cr, alpha, painting->data, error);
    cairo_restore(cr);
    return drawn;
}

/* What is drawn on layers is a picture of its own up to the next group: modes would
 * only see that. */
static bool draw_mode(Replayer *self, const Painting *painting, cairo_operator_t blend,
                      GError **error) {
    const Level *now = replayer_level(self);
    const TargetEnd end = {blend, 1, now->mask, now->mask_base};
    TargetGroup group;
    bool drawn;

    if (now->mask == NULL && (self->flat != NULL || blend == CAIRO_OPERATOR_OVER))
        return draw(self, painting, blend, painting->alpha, error);
    group = target_begin(self, painting->bounds);
    drawn = draw(self, painting, CAIRO_OPERATOR_OVER, painting->alpha, error);
    return target_end(self, group, &end, error) && drawn;
}

/* ISO 32000-1, 11.7.4.3: what overprints leaves other inks; where there was nothing
 * in a group, there is none of them afterwards. */
static bool leaves_alone(const Replayer *self, const Level *now,
                         const Painting *painting) {
    return now->overprints && painting->is_black &&
           self->page->channels[0] != REPLAY_BLACK;
}

static bool paint(Replayer *self, const Painting *painting, GError **error) {
    const Level *now = replayer_level(self);

    /* The light and dark of a mask lie over each other, opaque. */
    if (self->is_lightness)
        return draw(self, painting, CAIRO_OPERATOR_SOURCE, painting->alpha, error);
    if (leaves_alone(self, now, painting))
        return !self->is_inside ||
               draw_mode(self, painting, CAIRO_OPERATOR_DEST_OVER, error);
    return draw_mode(self, painting, now->blend, error);
}

/* --- paths ---------------------------------------------------------------------------
 */

typedef struct {
    const Outlines *path;
    const InkSource *source;
    cairo_fill_rule_t rule;
} Figure;

static void set_shade(const Replayer *self, cairo_t *cr, const Shade *shade,
                      double alpha) {
    const double *channels = shade->channels;

    if (self->is_lightness)
        cairo_set_source_rgba(cr, 1, 1, 1, channels[0]);
    else
        cairo_set_source_rgba(cr, channels[0], channels[1], channels[2], alpha);
}

/* With a pattern, opacity is left to whoever paints. */
static bool set_source(Replayer *self, cairo_t *cr, const InkSource *source,
                       double alpha, GError **error) {
    cairo_pattern_t *pattern;

    if (source->pattern == NULL) {
        set_shade(self, cr, &source->shade, alpha);
        return true;
    }
    pattern = pattern_source(self, source->pattern, replayer_level(self)->base, error);
    if (pattern == NULL)
        return false;
    cairo_set_source(cr, pattern);
    cairo_pattern_destroy(pattern);
    return true;
}

static bool draw_fill(Replayer *self, cairo_t *cr, double alpha, const void *data,
                      GError **error) {
    const Figure *figure = data;

    if (!set_source(self, cr, figure->source, alpha, error))
        return false;
    outlines_append(figure->path, cr);
    cairo_set_fill_rule(cr, figure->rule);
    if (figure->source->pattern == NULL || alpha >= 1) {
        cairo_fill(cr);
        return true;
    }
    cairo_clip(cr);
    cairo_paint_with_alpha(cr, alpha);
    return true;
}

bool paint_fill(Replayer *self, Outlines *path, cairo_fill_rule_t rule,
                GError **error) {
    const Level *now = replayer_level(self);
    const Figure figure = {path, &now->fill, rule};
    Painting painting = {.alpha = now->fill_alpha,
                         .is_black = now->fill.pattern == NULL && now->fill.is_black,
                         .draw = draw_fill,
                         .data = &figure};

    if (self->snaps)
        outlines_snap(path);
    painting.bounds = path->bounds;
    return path->bounds.width < 0 || paint(self, &painting, error);
}

static cairo_matrix_t to_cairo(Affine matrix) {
    cairo_matrix_t result;

    cairo_matrix_init(&result, matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0,
                      matrix.y0);
    return result;
}

static void set_pen(cairo_t *cr, const Level *now) {
    cairo_matrix_t matrix = to_cairo(now->matrix);

    cairo_set_matrix(cr, &matrix);
    cairo_set_line_width(cr, now->line_width);
    cairo_set_line_cap(cr, now->cap);
    cairo_set_line_join(cr, now->join);
    cairo_set_miter_limit(cr, now->miter);
    cairo_set_dash(cr, now->dashes, now->dash_count, now->dash_offset);
}

static bool draw_stroke(Replayer *self, cairo_t *cr, double alpha, const void *data,
                        GError **error) {
    const Figure *figure = data;
    bool is_clear = figure->source->pattern != NULL && alpha < 1;

    if (is_clear)
        cairo_push_group(cr);
    if (!set_source(self, cr, figure->source, alpha, error))
        return false;
    outlines_append(figure->path, cr);
    set_pen(cr, replayer_level(self));
    cairo_stroke(cr);
    if (!is_clear)
        return true;
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, alpha);
    return true;
}

/* How far a line reaches from its middle, in pixels. */
static double reach(const Level *now) {
    double scale = fmax(hypot(now->matrix.xx, now->matrix.yx),
                        hypot(now->matrix.xy, now->matrix.yy));
    double corner = now->join == CAIRO_LINE_JOIN_MITER ? fmax(now->miter, 1.5) : 1.5;

    return now->line_width / 2 * scale * corner + 1;
}

bool paint_stroke(Replayer *self, const Outlines *path, GError **error) {
    const Level *now = replayer_level(self);
    const Figure figure = {path, &now->stroke, CAIRO_FILL_RULE_WINDING};
    const Painting painting = {.bounds = rect_outset(path->bounds, reach(now)),
                               .alpha = now->stroke_alpha,
                               .is_black =
                                   now->stroke.pattern == NULL && now->stroke.is_black,
                               .draw = draw_stroke,
                               .data = &figure};

    return path->bounds.width < 0 || paint(self, &painting, error);
}

/* --- shadings ------------------------------------------------------------------------
 */

static bool draw_shading(Replayer *self, cairo_t *cr, double alpha, const void *data,
                         GError **error) {
    cairo_pattern_t *pattern = shading_pattern(self, data, error);
    cairo_matrix_t matrix = to_cairo(replayer_level(self)->matrix);

    if (pattern == NULL)
        return false;
    cairo_set_matrix(cr, &matrix);
    cairo_set_source(cr, pattern);
    cairo_pattern_destroy(pattern);
    cairo_paint_with_alpha(cr, alpha);
    return true;
}

bool paint_shading(Replayer *self, const PdfValue *shading, GError **error) {
    const Level *now = replayer_level(self);
    const Painting painting = {.bounds = now->bounds,
                               .alpha = now->fill_alpha,
                               .draw = draw_shading,
                               .data = shading};

    return paint(self, &painting, error);
}

/* --- pictures ------------------------------------------------------------------------
 */

typedef struct {
    const PdfObject *image;
    guint number;
    bool is_stencil;
} Shown;

static void add_unit_square(Replayer *self, cairo_t *cr) {
    Outlines path;

    outlines_init(&path);
    outlines_rectangle(&path, replayer_level(self)->matrix, (Rect){0, 0, 1, 1});
    outlines_append(&path, cr);
    outlines_clear(&path);
}

static bool draw_stencil(Replayer *self, cairo_t *cr, double alpha, const Shown *shown,
                         GError **error) {
    const Level *now = replayer_level(self);
    cairo_pattern_t *mask = image_stencil(self, shown->image, now->matrix, error);
    bool is_set = mask != NULL && set_source(self, cr, &now->fill, alpha, error);

    if (is_set)
        cairo_mask(cr, mask);
    if (mask != NULL)
        cairo_pattern_destroy(mask);
    return is_set;
}

static bool draw_image(Replayer *self, cairo_t *cr, double alpha, const void *data,
                       GError **error) {
    const Shown *shown = data;

    if (shown->is_stencil)
        return draw_stencil(self, cr, alpha, shown, error);
    if (!image_set_source(self, cr, shown->image, shown->number,
                          replayer_level(self)->matrix, error))
        return false;
    add_unit_square(self, cr);
    cairo_clip(cr);
    cairo_paint_with_alpha(cr, alpha);
    return true;
}

bool paint_image(Replayer *self, const PdfObject *image, guint number, GError **error) {
    const PdfValue *stencil = pdf_value_find(&image->value, "ImageMask");
    const Level *now = replayer_level(self);
    const Shown shown = {image, number,
                         stencil != NULL && stencil->kind == PDF_BOOLEAN &&
                             stencil->number == 1};
    const Painting painting = {
        .bounds = affine_bounds(now->matrix, (Rect){0, 0, 1, 1}),
        .alpha = now->fill_alpha,
        .is_black = shown.is_stencil && now->fill.pattern == NULL && now->fill.is_black,
        .draw = draw_image,
        .data = &shown};

    return paint(self, &painting, error);
}

/* --- groups --------------------------------------------------------------------------
 */

static Rect form_bounds(const Replayer *self, const PdfObject *form, Affine matrix,
                        Rect else_bounds) {
    Rect box;
    Affine own;

    if (!replay_rect(pdf_file_find(self->page->file, &form->value, "BBox"), &box))
        return else_bounds;
    if (replay_affine(pdf_file_find(self->page->file, &form->value, "Matrix"), &own))
        matrix = affine_then(own, matrix);
    return affine_bounds(matrix, box);
}

/* 11.6.6: what is in it begins with no mask and no blend mode, and opaque. */
bool paint_group(Replayer *self, const PdfObject *form, GError **error) {
    Level now = *replayer_level(self), inner = now;
    const TargetEnd end = {now.blend, now.fill_alpha, now.mask, now.mask_base};
    TargetGroup group;
    bool drawn;

    /* Inside a mask nothing is clear, so a group is what is in it. */
    if (self->is_lightness)
        return replay_form(self, form, error);
    group = target_begin(self, form_bounds(self, form, now.matrix, now.bounds));
    inner.fill_alpha = inner.stroke_alpha = 1;
    inner.blend = CAIRO_OPERATOR_OVER;
    inner.mask = NULL;
    replayer_push(self, &inner);
    drawn = replay_form(self, form, error);
    replayer_pop(self);
    return target_end(self, group, &end, error) && drawn;
}
