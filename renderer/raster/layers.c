#include "raster/layers.h"

#include "raster/blend.h"

#include <math.h>

/* A rectangle of the page, in whole pixels. */
typedef struct {
    int left, top, right, bottom;
} PixelBox;

typedef struct Layer Layer;
struct Layer {
    cairo_surface_t *recording; /* NULL: it is a group */
    cairo_t *cr;                /* while it is recorded */
    GArray *boxes;              /* of PixelBox: where it blackens something */

    Layer *mask;       /* of a group: what of it is seen; NULL: all; owned */
    PixelBox box;      /* likewise: all of it */
    GPtrArray *layers; /* likewise, of Layer */
    cairo_operator_t blend;
    double opacity;
};

struct Layers {
    Layer *page;
    GPtrArray *open; /* of Layer: groups, each in the one before; borrowed */
    DrawLayers target;
};

/* A surface that shows a box of the page. */
typedef struct {
    cairo_surface_t *surface;
    PixelBox box;
    bool is_opaque;
} Canvas;

/* --- boxes ---------------------------------------------------------------------------
 */

static bool is_empty(PixelBox box) {
    return box.left >= box.right || box.top >= box.bottom;
}

static PixelBox common(PixelBox a, PixelBox b) {
    return (PixelBox){MAX(a.left, b.left), MAX(a.top, b.top), MIN(a.right, b.right),
                      MIN(a.bottom, b.bottom)};
}

static PixelBox around(PixelBox a, PixelBox b) {
    if (is_empty(a))
        return b;
    return (PixelBox){MIN(a.left, b.left), MIN(a.top, b.top), MAX(a.right, b.right),
                      MAX(a.bottom, b.bottom)};
}

static PixelBox box_of(const Layers *self, Rect pixels) {
    double width = self->page->box.right, height = self->page->box.bottom;

    return (PixelBox){(int)CLAMP(floor(pixels.x), 0, width),
                      (int)CLAMP(floor(pixels.y), 0, height),
                      (int)CLAMP(ceil(pixels.x + pixels.width), 0, width),
                      (int)CLAMP(ceil(pixels.y + pixels.height), 0, height)};
}

/* The part of a canvas that a recording reaches. */
static PixelBox find_reach(const Layer *self, PixelBox canvas) {
    PixelBox reach = {0, 0, 0, 0};

    for (guint i = 0; i < self->boxes->len; i++) {
        PixelBox box = common(g_array_index(self->boxes, PixelBox, i), canvas);

        if (!is_empty(box))
            reach = around(reach, box);
    }
    return reach;
}

/* --- recording -----------------------------------------------------------------------
 */

static void free_layer(gpointer pointer) {
    Layer *self = pointer;

    if (self == NULL)
        return;
    g_clear_pointer(&self->cr, cairo_destroy);
    g_clear_pointer(&self->recording, cairo_surface_destroy);
    g_clear_pointer(&self->boxes, g_array_unref);
    g_clear_pointer(&self->layers, g_ptr_array_unref);
    free_layer(self->mask);
    g_free(self);
}

static Layer *recording_new(void) {
    Layer *self = g_new0(Layer, 1);

    /* Without extents: what runs over the page would be cut where it is recorded. */
    self->recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    self->cr = cairo_create(self->recording);
    self->boxes = g_array_new(FALSE, FALSE, sizeof(PixelBox));
    return self;
}

static Layer *group_new(PixelBox box) {
    Layer *self = g_new0(Layer, 1);

    self->box = box;
    self->layers = g_ptr_array_new_with_free_func(free_layer);
    self->blend = CAIRO_OPERATOR_OVER;
    self->opacity = 1;
    return self;
}

static Layer *last_of(const GPtrArray *layers) {
    return layers->len > 0 ? g_ptr_array_index(layers, layers->len - 1) : NULL;
}

static Layer *open_recording(const Layers *self) {
    Layer *group = last_of(self->open), *last = last_of(group->layers);

    if (last == NULL || last->recording == NULL) {
        last = recording_new();
        g_ptr_array_add(group->layers, last);
    }
    return last;
}

static cairo_t *on_context(void *data, Rect pixels) {
    const Layers *self = data;
    const Layer *layer = open_recording(self);
    PixelBox box = box_of(self, pixels);

    if (!is_empty(box))
        g_array_append_val(layer->boxes, box);
    return layer->cr;
}

static void on_begin(void *data, Rect pixels) {
    const Layers *self = data;
    const Layer *outer = last_of(self->open);
    Layer *group = group_new(box_of(self, pixels));

    g_ptr_array_add(outer->layers, group);
    g_ptr_array_add(self->open, group);
}

static cairo_t *on_mask(void *data) {
    const Layers *self = data;
    Layer *group = last_of(self->open);

    if (group->mask == NULL)
        group->mask = recording_new();
    return group->mask->cr;
}

static Layer *end_group(const Layers *self, cairo_operator_t operator, double opacity) {
    Layer *group = g_ptr_array_steal_index(self->open, self->open->len - 1);

    group->blend = operator;
    group->opacity = opacity;
    return group;
}

static void on_end(void *data, Blend blend, double opacity) {
    end_group(data,
              blend == BLEND_MULTIPLY ? CAIRO_OPERATOR_MULTIPLY : CAIRO_OPERATOR_OVER,
              opacity);
}

void layers_end(Layers *self, cairo_operator_t operator, double opacity) {
    Layer *group = end_group(self, operator, opacity);
    PixelBox drawn = {0, 0, 0, 0};

    for (guint i = 0; i < group->layers->len; i++) {
        const Layer *layer = g_ptr_array_index(group->layers, i);
        PixelBox reach =
            layer->recording == NULL ? layer->box : find_reach(layer, group->box);

        if (!is_empty(reach))
            drawn = around(drawn, reach);
    }
    group->box = common(group->box, drawn);
}

Layers *layers_new(int width, int height, bool is_small) {
    Layers *self = g_new0(Layers, 1);
    cairo_t *cr;

    self->target = (DrawLayers){self, is_small, on_context, on_begin, on_mask, on_end};
    self->page = group_new((PixelBox){0, 0, width, height});
    self->open = g_ptr_array_new();
    g_ptr_array_add(self->open, self->page);
    cr = on_context(self, (Rect){0, 0, width, height});
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    return self;
}

void layers_free(Layers *self) {
    if (self == NULL)
        return;
    free_layer(self->page);
    g_ptr_array_unref(self->open);
    g_free(self);
}

const DrawLayers *layers_target(Layers *self) {
    return &self->target;
}

static cairo_status_t finish(Layer *self) {
    cairo_status_t status = CAIRO_STATUS_SUCCESS;

    if (self->recording != NULL) {
        status = cairo_status(self->cr);
        g_clear_pointer(&self->cr, cairo_destroy);
        return status != CAIRO_STATUS_SUCCESS ? status
                                              : cairo_surface_status(self->recording);
    }
    if (self->mask != NULL)
        status = finish(self->mask);
    for (guint i = 0; status == CAIRO_STATUS_SUCCESS && i < self->layers->len; i++)
        status = finish(g_ptr_array_index(self->layers, i));
    return status;
}

cairo_status_t layers_finish(Layers *self) {
    g_assert(self->open->len == 1);
    return finish(self->page);
}

/* --- drawing -------------------------------------------------------------------------
 */

static cairo_status_t end_drawing(cairo_t *cr) {
    cairo_status_t status = cairo_status(cr);

    cairo_destroy(cr);
    return status;
}

/* Paints some of a canvas with what a recording has there. */
static cairo_status_t replay(const Layer *self, const Canvas *canvas, PixelBox box,
                             cairo_operator_t operator) {
    int left = canvas->box.left, top = canvas->box.top;
    cairo_t *cr = cairo_create(canvas->surface);

    cairo_rectangle(cr, box.left - left, box.top - top, box.right - box.left,
                    box.bottom - box.top);
    cairo_clip(cr);
    cairo_set_operator(cr, operator);
    cairo_set_source_surface(cr, self->recording, -left, -top);
    cairo_paint(cr);
    return end_drawing(cr);
}

/* What covers everything needs no picture of its own before it is painted. */
static cairo_status_t draw_recording(const Layer *self, const Canvas *canvas,
                                     bool covers) {
    PixelBox box = find_reach(self, canvas->box);

    if (is_empty(box))
        return CAIRO_STATUS_SUCCESS;
    return replay(self, canvas, box,
                  covers ? CAIRO_OPERATOR_SOURCE : CAIRO_OPERATOR_OVER);
}

static guint32 *row_of(cairo_surface_t *surface, int row) {
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);

    return (gpointer)(cairo_image_surface_get_data(surface) + (gsize)row * stride);
}

static void multiply(const Canvas *to, const Canvas *from) {
    int width = from->box.right - from->box.left;

    cairo_surface_flush(to->surface);
    cairo_surface_flush(from->surface);
    for (int y = from->box.top; y < from->box.bottom; y++)
        blend_multiply(
            row_of(to->surface, y - to->box.top) + (from->box.left - to->box.left),
            row_of(from->surface, y - from->box.top), (gsize)width, to->is_opaque);
    cairo_surface_mark_dirty(to->surface);
}

static cairo_status_t paint(const Canvas *to, const Canvas *from, const Layer *group) {
    cairo_t *cr = cairo_create(to->surface);
    int left = from->box.left - to->box.left, top = from->box.top - to->box.top;

    cairo_set_operator(cr, group->blend);
    cairo_rectangle(cr, left, top, from->box.right - from->box.left,
                    from->box.bottom - from->box.top);
    cairo_clip(cr);
    cairo_set_source_surface(cr, from->surface, left, top);
    cairo_paint_with_alpha(cr, group->opacity);
    return end_drawing(cr);
}

static cairo_status_t draw_layers(const Layer *group, const Canvas *canvas);

/* What is in it, put together. */
static cairo_status_t draw_picture(const Layer *self, const Canvas *own) {
    cairo_status_t status = cairo_surface_status(own->surface);

    if (status == CAIRO_STATUS_SUCCESS)
        status = draw_layers(self, own);
    if (status == CAIRO_STATUS_SUCCESS && self->mask != NULL)
        status = replay(self->mask, own, own->box, CAIRO_OPERATOR_DEST_IN);
    return status;
}

static cairo_status_t draw_group(const Layer *self, const Canvas *canvas) {
    PixelBox box = common(self->box, canvas->box);
    Canvas own = {NULL, box, false};
    cairo_status_t status;

    if (is_empty(box))
        return CAIRO_STATUS_SUCCESS;
    own.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, box.right - box.left,
                                             box.bottom - box.top);
    status = draw_picture(self, &own);
    if (status == CAIRO_STATUS_SUCCESS && self->blend == CAIRO_OPERATOR_MULTIPLY &&
        self->opacity >= 1)
        multiply(canvas, &own);
    else if (status == CAIRO_STATUS_SUCCESS)
        status = paint(canvas, &own, self);
    cairo_surface_destroy(own.surface);
    return status;
}

static cairo_status_t draw_layers(const Layer *group, const Canvas *canvas) {
    cairo_status_t status = CAIRO_STATUS_SUCCESS;

    for (guint i = 0; status == CAIRO_STATUS_SUCCESS && i < group->layers->len; i++) {
        const Layer *layer = g_ptr_array_index(group->layers, i);

        status = layer->recording != NULL
                     ? draw_recording(layer, canvas, i == 0 && canvas->is_opaque)
                     : draw_group(layer, canvas);
    }
    return status;
}

cairo_status_t layers_draw(const Layers *self, int top, int rows,
                           cairo_surface_t *surface) {
    Canvas canvas = {surface, {0, top, self->page->box.right, top + rows}, true};

    return draw_layers(self->page, &canvas);
}
