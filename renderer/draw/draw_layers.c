#include "base/process.h"
#include "draw/draw_pixels.h"
#include "draw/extent.h"
#include "draw/kinds.h"

/* Where nobody knows; farther than any page reaches. */
static const Rect everywhere = {-1e6, -1e6, 2e6, 2e6};

/* Coordinates that items stand in, and what cuts them off. */
typedef struct Frame Frame;
struct Frame {
    cairo_matrix_t matrix; /* to pixels */
    const Outline *clip;   /* NULL: nothing */
    const Frame *outer;    /* what that cuts off as well; NULL: nothing */
};

static void clip_to_frames(cairo_t *cr, const Frame *frame) {
    if (frame == NULL)
        return;
    clip_to_frames(cr, frame->outer);
    if (frame->clip == NULL)
        return;
    cairo_set_matrix(cr, &frame->matrix);
    draw_outline(cr, frame->clip);
    cairo_clip(cr);
}

/* A context in the frame; cairo_restore leaves it. */
static cairo_t *enter(const DrawLayers *layers, const Frame *frame, Rect pixels) {
    cairo_t *cr = layers->context(layers->self, pixels);

    cairo_save(cr);
    clip_to_frames(cr, frame);
    cairo_set_matrix(cr, &frame->matrix);
    return cr;
}

static Rect find_pixels(const Item *item, const Frame *frame,
                        const DrawLayers *layers) {
    const cairo_matrix_t *matrix = &frame->matrix;
    Affine to_pixels = {matrix->xx, matrix->yx, matrix->xy,
                        matrix->yy, matrix->x0, matrix->y0};
    Rect extent;

    if (item->kind == ITEM_ART && layers->is_small)
        return everywhere;
    return item_extent(item, &extent) ? affine_pixels(to_pixels, extent) : everywhere;
}

static bool draw_step(const Item *item, const SvgStep *step, const Frame *frame,
                      const DrawOptions *options, GError **error) {
    const DrawLayers *layers = options->layers;
    Rect pixels = art_step_pixels(item, frame->matrix, step);
    cairo_t *cr;
    bool drawn;

    switch (step->kind) {
    case SVG_STEP_BEGIN:
        layers->begin(layers->self, pixels);
        return true;
    case SVG_STEP_END:
        layers->end(layers->self, step->multiplies ? BLEND_MULTIPLY : BLEND_NORMAL,
                    step->opacity);
        return true;
    case SVG_STEP_PART:
    case SVG_STEP_PIXELS:
        break;
    }
    if (step->ink.width <= 0)
        return true;
    cr = enter(layers, frame, pixels);
    drawn = draw_art_part(cr, item, step, options, error);
    cairo_restore(cr);
    return drawn;
}

static bool draw_whole(const Item *item, const Frame *frame, const DrawOptions *options,
                       GError **error) {
    cairo_t *cr =
        enter(options->layers, frame, find_pixels(item, frame, options->layers));
    bool drawn = draw_content(cr, item, options, error);

    cairo_restore(cr);
    return drawn;
}

static bool draw_steps(const Item *item, const Frame *frame, const DrawOptions *options,
                       GError **error) {
    const GArray *steps = art_steps(item, frame->matrix, error);

    if (steps == NULL)
        return false;
    if (steps->len == 0)
        return draw_whole(item, frame, options, error);
    for (guint i = 0; i < steps->len; i++) {
        if (!draw_step(item, &g_array_index(steps, SvgStep, i), frame, options, error))
            return false;
    }
    return true;
}

static bool draw_items(const GPtrArray *items, const Frame *frame,
                       const DrawOptions *options, GError **error);

static bool draw_kind(const Item *item, const Frame *frame, const DrawOptions *options,
                      GError **error) {
    bool drawn;

    if (item->kind == ITEM_GROUP)
        return draw_items(item->items, frame, options, error);
    at_work_on(item->path);
    drawn = item->kind == ITEM_ART ? draw_steps(item, frame, options, error)
                                   : draw_whole(item, frame, options, error);
    at_work_on(NULL);
    return drawn;
}

static bool cuts_off(const Frame *frame) {
    return frame != NULL && (frame->clip != NULL || cuts_off(frame->outer));
}

/* What cuts a group off does so when it is painted, not what is in it one by one. */
static bool draw_group(const Item *item, const Frame *frame, const DrawOptions *options,
                       GError **error) {
    const DrawLayers *layers = options->layers;
    const Frame inside = {frame->matrix, NULL, NULL};
    bool drawn;

    layers->begin(layers->self, find_pixels(item, frame, layers));
    drawn = draw_kind(item, &inside, options, error);
    if (cuts_off(frame)) {
        cairo_t *cr = layers->mask(layers->self);

        clip_to_frames(cr, frame);
        cairo_paint(cr);
    }
    layers->end(layers->self, item->blend, item->opacity);
    return drawn;
}

static bool draw_item(const Item *item, const Frame *outer, const DrawOptions *options,
                      GError **error) {
    Frame frame = {outer->matrix, item->clip, outer};

    if (!item_is_seen(item))
        return true;
    item_turn(item, &frame.matrix);
    return item_needs_group(item) ? draw_group(item, &frame, options, error)
                                  : draw_kind(item, &frame, options, error);
}

static bool draw_items(const GPtrArray *items, const Frame *frame,
                       const DrawOptions *options, GError **error) {
    for (guint i = 0; i < items->len; i++) {
        if (!draw_item(g_ptr_array_index(items, i), frame, options, error))
            return false;
    }
    return true;
}

bool draw_on_layers(const GPtrArray *items, cairo_matrix_t matrix,
                    const DrawOptions *options, GError **error) {
    const Frame page = {matrix, NULL, NULL};
    DrawOptions own = *options;

    own.filter_pixels = pixels_share(items, matrix, options);
    own.turned_pixels = pixels_of_turned(items, matrix, options);
    return draw_items(items, &page, &own, error);
}
