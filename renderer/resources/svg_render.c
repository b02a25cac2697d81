#include "resources/svg_render.h"

/* In a <switch> librsvg chooses by the languages that the environment names, which it
 * asks at each drawing. Drawings are the same for everybody, so it is shown none;
 * messages in another language than English need the variable before and after. */
bool svg_render(RsvgHandle *handle, const char *id, Rect view_box, cairo_t *cr,
                GError **error) {
    RsvgRectangle viewport = {view_box.x, view_box.y, view_box.width, view_box.height};
    g_autofree char *language = g_strdup(g_getenv("LANGUAGE"));
    bool is_drawn;

    g_setenv("LANGUAGE", "C", TRUE);
    is_drawn = rsvg_handle_render_layer(handle, cr, id, &viewport, error);
    if (language != NULL)
        g_setenv("LANGUAGE", language, TRUE);
    return is_drawn;
}
