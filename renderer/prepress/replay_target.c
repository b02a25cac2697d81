#include "prepress/replay_parts.h"

void replay_clip(Replayer *self, Outlines *path, cairo_fill_rule_t rule) {
    Level *now = replayer_level(self);
    Rect before = now->bounds, bounds = path->bounds;
    Clip *clip;

    if (self->snaps)
        outlines_snap(path);
    bounds = path->bounds;
    if (bounds.width < 0)
        bounds = (Rect){0, 0, 0, 0};
    now->bounds = rect_common(before, bounds);
    if (path->is_rect && rect_contains(bounds, before, 0))
        return;
    clip = g_new0(Clip, 1);
    clip->path = *path;
    clip->path.data = g_array_copy(path->data);
    clip->rule = rule;
    clip->serial = ++self->last_serial;
    g_ptr_array_add(self->clips, clip);
    now->clips = self->clips->len;
}

static void add_clips(const Replayer *self, cairo_t *cr, guint first, guint end) {
    cairo_identity_matrix(cr);
    for (guint i = first; i < end; i++) {
        const Clip *clip = g_ptr_array_index(self->clips, i);

        cairo_new_path(cr);
        outlines_append(&clip->path, cr);
        cairo_set_fill_rule(cr, clip->rule);
        cairo_clip(cr);
    }
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
}

void target_leave(Replayer *self) {
    if (self->entered == NULL)
        return;
    cairo_restore(self->entered);
    self->entered = NULL;
}

static bool has_clips(const Replayer *self, const Level *now) {
    guint count = now->clips - self->first_clip;

    if (self->entered_clips->len != count)
        return false;
    for (guint i = 0; i < count; i++) {
        const Clip *clip = g_ptr_array_index(self->clips, self->first_clip + i);

        if (g_array_index(self->entered_clips, guint64, i) != clip->serial)
            return false;
    }
    return true;
}

static void enter(Replayer *self, cairo_t *cr, const Level *now) {
    target_leave(self);
    cairo_save(cr);
    add_clips(self, cr, self->first_clip, now->clips);
    self->entered = cr;
    g_array_set_size(self->entered_clips, 0);
    for (guint i = self->first_clip; i < now->clips; i++) {
        const Clip *clip = g_ptr_array_index(self->clips, i);

        g_array_append_val(self->entered_clips, clip->serial);
    }
}

cairo_t *target_enter(Replayer *self, Rect bounds) {
    const DrawLayers *layers = layers_target(self->page->layers);
    const Level *now = replayer_level(self);
    Rect seen = rect_common(now->bounds, bounds);
    cairo_t *cr = self->flat;

    if (seen.width <= 0 || seen.height <= 0)
        return NULL;
    if (cr == NULL)
        cr = layers->context(layers->self, seen);
    if (self->entered != cr || !has_clips(self, now))
        enter(self, cr, now);
    cairo_new_path(cr);
    cairo_identity_matrix(cr);
    return cr;
}

/* --- groups --------------------------------------------------------------------------
 */

TargetGroup target_begin(Replayer *self, Rect bounds) {
    const Level *now = replayer_level(self);
    TargetGroup group = {self->first_clip, self->is_inside};
    Rect seen = rect_common(now->bounds, bounds);

    if (self->flat == NULL) {
        const DrawLayers *layers = layers_target(self->page->layers);

        target_leave(self);
        layers->begin(layers->self, seen);
    } else {
        /* What it is painted with comes from the state of before. */
        enter(self, self->flat, now);
        self->entered = NULL;
        cairo_rectangle(self->flat, seen.x, seen.y, seen.width, seen.height);
        cairo_clip(self->flat);
        cairo_push_group(self->flat);
    }
    self->first_clip = now->clips;
    self->is_inside = true;
    return group;
}

/* Everything that is drawn meanwhile goes to `cr`. */
typedef struct {
    cairo_t *flat;
    guint first_clip;
    bool is_inside, is_lightness;
} Before;

static Before redirect(Replayer *self, cairo_t *cr) {
    Before before = {self->flat, self->first_clip, self->is_inside, self->is_lightness};

    target_leave(self);
    self->flat = cr;
    self->first_clip = self->clips->len;
    self->is_inside = true;
    return before;
}

static void direct_back(Replayer *self, Before before) {
    target_leave(self);
    self->flat = before.flat;
    self->first_clip = before.first_clip;
    self->is_inside = before.is_inside;
    self->is_lightness = before.is_lightness;
}

/* The form of a soft mask: as opaque as it is, or as it is light. */
static bool draw_mask(Replayer *self, cairo_t *cr, const TargetEnd *how,
                      GError **error) {
    const PdfValue *form = pdf_value_find(how->mask, "G");
    Before before = redirect(self, cr);
    Level inner = *replayer_level(self);
    bool drawn;

    inner.matrix = how->mask_base;
    inner.fill_alpha = inner.stroke_alpha = 1;
    inner.blend = CAIRO_OPERATOR_OVER;
    inner.overprints = false;
    inner.mask = NULL;
    inner.clips = self->clips->len;
    replayer_push(self, &inner);
    self->is_lightness =
        pdf_value_is_name(pdf_value_find(how->mask, "S"), "Luminosity");
    drawn = replay_form(self, replay_object(self, form), error);
    replayer_pop(self);
    direct_back(self, before);
    return drawn;
}

/* What clips the group, and its mask, clip all of it. */
static bool end_on_layers(Replayer *self, const TargetEnd *how, GError **error) {
    const DrawLayers *layers = layers_target(self->page->layers);
    const Level *now = replayer_level(self);
    bool drawn = true;

    target_leave(self);
    if (now->clips > self->first_clip || how->mask != NULL) {
        cairo_t *cr = layers->mask(layers->self);

        cairo_save(cr);
        add_clips(self, cr, self->first_clip, now->clips);
        if (how->mask == NULL) {
            cairo_set_source_rgb(cr, 1, 1, 1);
            cairo_paint(cr);
        } else {
            drawn = draw_mask(self, cr, how, error);
        }
        cairo_restore(cr);
    }
    layers_end(self->page->layers, how->blend, how->opacity);
    return drawn;
}

static bool end_flat(Replayer *self, const TargetEnd *how, GError **error) {
    cairo_t *cr = self->flat;
    cairo_pattern_t *picture, *mask = NULL;
    bool drawn = true;

    target_leave(self);
    picture = cairo_pop_group(cr);
    if (how->mask != NULL) {
        cairo_push_group_with_content(cr, CAIRO_CONTENT_ALPHA);
        drawn = draw_mask(self, cr, how, error);
        cairo_identity_matrix(cr);
        cairo_set_operator(cr, CAIRO_OPERATOR_DEST_IN);
        cairo_set_source_rgba(cr, 0, 0, 0, how->opacity);
        cairo_paint(cr);
        mask = cairo_pop_group(cr);
    }
    cairo_identity_matrix(cr);
    cairo_set_source(cr, picture);
    cairo_pattern_destroy(picture);
    cairo_set_operator(cr, how->blend);
    if (mask != NULL)
        cairo_mask(cr, mask);
    else
        cairo_paint_with_alpha(cr, how->opacity);
    if (mask != NULL)
        cairo_pattern_destroy(mask);
    cairo_restore(cr);
    return drawn;
}

bool target_end(Replayer *self, TargetGroup group, const TargetEnd *how,
                GError **error) {
    self->first_clip = group.first_clip;
    self->is_inside = group.was_inside;
    return self->flat == NULL ? end_on_layers(self, how, error)
                              : end_flat(self, how, error);
}
