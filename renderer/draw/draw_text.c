#include "draw/kinds.h"

#include "resources/fonts.h"

#include <math.h>
#include <pango/pangocairo.h>

static void draw_line(cairo_t *cr, const TextLine *line, double scale, bool as_path) {
    PangoLayoutLine *laid_out = pango_layout_get_line_readonly(line->layout, 0);

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
    if (item->rotation != 0) {
        cairo_translate(cr, item->area.x, item->area.y);
        cairo_rotate(cr, item->rotation * G_PI / 180);
        cairo_translate(cr, -item->area.x, -item->area.y);
    }
    for (guint i = 0; i < item->lines->len; i++)
        draw_line(cr, g_ptr_array_index(item->lines, i), item->font_size / FONTS_UNIT,
                  options->text_as_paths);
    return true;
}
