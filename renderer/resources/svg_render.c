#include "resources/svg_render.h"

#include <math.h>

/* Units of the longer side when what a drawing blackens is measured. Letters of more do
 * not fit FreeType. */
#define LONG_SIDE 4096.0

/* In a <switch> librsvg chooses by the languages that the environment names, which it
 * asks at each drawing. Drawings are the same for everybody, so it is shown none;
 * messages in another language than English need the variable before and after. */
typedef struct {
    char *language;
} Hidden;

static Hidden hide_language(void) {
    Hidden hidden = {g_strdup(g_getenv("LANGUAGE"))};

    g_setenv("LANGUAGE", "C", TRUE);
    return hidden;
}

static void show_language(Hidden hidden) {
    if (hidden.language != NULL)
        g_setenv("LANGUAGE", hidden.language, TRUE);
    g_free(hidden.language);
}

static RsvgRectangle viewport_of(Rect view_box) {
    return (RsvgRectangle){view_box.x, view_box.y, view_box.width, view_box.height};
}

bool svg_render(RsvgHandle *handle, const char *id, Rect view_box, cairo_t *cr,
                GError **error) {
    RsvgRectangle viewport = viewport_of(view_box);
    Hidden hidden = hide_language();
    bool is_drawn = rsvg_handle_render_layer(handle, cr, id, &viewport, error);

    show_language(hidden);
    return is_drawn;
}

static bool is_all(RsvgLength length) {
    return length.unit == RSVG_UNIT_PERCENT && length.length == 1;
}

bool svg_has_size(RsvgHandle *handle) {
    gboolean has_width, has_height;
    RsvgLength width, height;

    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &width, &has_height,
                                         &height, NULL, NULL);
    return (has_width && !is_all(width)) || (has_height && !is_all(height));
}

static Rect scaled(Rect rect, double scale) {
    return (Rect){rect.x * scale, rect.y * scale, rect.width * scale,
                  rect.height * scale};
}

/* Curves become lines as they would for a picture of that size. */
bool svg_measure(RsvgHandle *handle, const char *id, Rect view_box, double unit,
                 Rect *ink, GError **error) {
    RsvgRectangle viewport = viewport_of(scaled(view_box, 1 / unit));
    RsvgRectangle found = {0, 0, 0, 0};
    Hidden hidden = hide_language();
    bool is_measured =
        rsvg_handle_get_geometry_for_layer(handle, id, &viewport, &found, NULL, error);

    show_language(hidden);
    *ink = scaled((Rect){found.x, found.y, found.width, found.height}, unit);
    return is_measured;
}

static bool measure_by_cairo(RsvgHandle *handle, const char *id, Rect view_box,
                             double unit, Rect *ink, GError **error) {
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    Rect found;
    bool is_drawn;

    cairo_scale(cr, 1 / unit, 1 / unit);
    is_drawn = svg_render(handle, id, view_box, cr, error);
    cairo_destroy(cr);
    cairo_recording_surface_ink_extents(recording, &found.x, &found.y, &found.width,
                                        &found.height);
    cairo_surface_destroy(recording);
    *ink = scaled(found, unit);
    return is_drawn;
}

/* librsvg knows it sooner than cairo, but not of all drawings. */
bool svg_measure_ink(RsvgHandle *handle, const char *id, Rect view_box,
                     bool has_markers, Rect *ink, GError **error) {
    double unit = fmax(view_box.width, view_box.height) / LONG_SIDE;
    bool is_measured = has_markers || svg_has_size(handle)
                           ? measure_by_cairo(handle, id, view_box, unit, ink, error)
                           : svg_measure(handle, id, view_box, unit, ink, error);

    if (is_measured && ink->width > 0 && ink->height > 0)
        *ink = rect_outset(*ink, 2 * unit);
    else
        *ink = (Rect){0, 0, 0, 0};
    return is_measured;
}
