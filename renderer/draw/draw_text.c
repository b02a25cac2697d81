#include "draw/kinds.h"

#include "resources/clusters.h"
#include "resources/fonts.h"

#include <math.h>
#include <pango/pangocairo.h>

typedef struct {
    cairo_t *cr;
    const TextLine *line;
    double scale;
    bool as_path;
    guint index;
} Bending;

/* A cluster along a path, about its left end. */
static void draw_cluster(const Cluster *cluster, void *data) {
    Bending *self = data;
    const Bend *bend = &g_array_index(self->line->bends, Bend, self->index++);
    PangoGlyphItem *run = cluster_to_run(cluster);

    cairo_save(self->cr);
    cairo_translate(self->cr, bend->x, bend->y);
    cairo_rotate(self->cr, bend->angle * G_PI / 180);
    cairo_scale(self->cr, self->scale, self->scale);
    cairo_new_path(self->cr);
    cairo_move_to(self->cr, 0, 0);
    if (self->as_path) {
        pango_cairo_glyph_string_path(self->cr, run->item->analysis.font, run->glyphs);
        cairo_fill(self->cr);
    } else {
        pango_cairo_show_glyph_item(self->cr, cluster->text, run);
    }
    cairo_restore(self->cr);
    pango_glyph_item_free(run);
}

static void draw_line(cairo_t *cr, const TextLine *line, double scale, bool as_path) {
    PangoLayoutLine *laid_out = pango_layout_get_line_readonly(line->layout, 0);

    if (line->bends != NULL) {
        Bending bending = {cr, line, scale, as_path, 0};

        clusters_visit(line->layout, draw_cluster, &bending);
        return;
    }
    cairo_save(cr);
    cairo_translate(cr, line->x, line->baseline);
    cairo_scale(cr, scale, scale);
    cairo_new_path(cr);
    cairo_move_to(cr, 0, 0);
    if (as_path) {
        pango_cairo_layout_line_path(cr, laid_out);
        cairo_fill(cr);
    } else {
        pango_cairo_show_layout_line(cr, laid_out);
    }
    cairo_restore(cr);
}

bool draw_text(cairo_t *cr, const Item *item, const DrawOptions *options,
               GError **error) {
    (void)error;
    for (guint i = 0; i < item->lines->len; i++)
        draw_line(cr, g_ptr_array_index(item->lines, i), item->font_size / FONTS_UNIT,
                  options->text_as_paths);
    return true;
}
