#include "resources/svg_crop.h"

#include "resources/svg_look.h"

#include <math.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RsvgHandle, g_object_unref)

/* Pixels around what is looked at, for what is too faint or too small there. */
#define LOOK_SLACK 2.0

SvgCrop svg_crop_of(const SvgTree *tree, const GString *text, Rect view_box) {
    const SvgElement *root = g_ptr_array_index(tree->elements, 0);
    Origin tag = svg_tree_place(tree, root);
    SvgCrop self = {text, {.offset = tag.offset + tag.length}, view_box};

    for (guint i = 0; root->attributes != NULL && i < root->attributes->len; i++) {
        const SvgAttribute *attribute =
            &g_array_index(root->attributes, SvgAttribute, i);

        if (attribute->value == svg_element_get(root, "viewBox"))
            self.box_place = svg_tree_attribute_place(tree, root, attribute);
    }
    return self;
}

/* --- pictures ------------------------------------------------------------------------
 */

RsvgHandle *svg_crop_read(const GString *text, GError **error) {
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)text->str, text->len, error);

    if (handle != NULL)
        rsvg_handle_set_dpi(handle, 96);
    return handle;
}

static RsvgHandle *read_with_box(const SvgCrop *self, Rect box, GError **error) {
    const double numbers[] = {box.x, box.y, box.width, box.height};
    const Origin *place = &self->box_place;
    g_autoptr(GString) text = g_string_new_len(self->text->str, (gssize)place->offset);

    g_string_append(text, " viewBox=\"");
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append(text, i == 0 ? "" : " ");
        g_string_append(text, g_ascii_dtostr(digits, sizeof digits, numbers[i]));
    }
    g_string_append(text, "\"");
    g_string_append(text, self->text->str + place->offset + place->length);
    return svg_crop_read(text, error);
}

/* On whole pixels nothing lies between them that librsvg puts together. */
static Rect box_of(const SvgCrop *self, Rect region, Affine to_pixels) {
    Rect pixels = rect_common(affine_whole_pixels(to_pixels, region),
                              affine_whole_pixels(to_pixels, self->view_box));

    return affine_bounds(affine_inverse(to_pixels), pixels);
}

cairo_surface_t *svg_crop_picture(const SvgCrop *self, const SvgStep *step,
                                  Affine to_pixels, int width, int height,
                                  const char *sheet, GError **error) {
    bool is_whole = rect_contains(step->region, self->view_box, 0);
    Rect box = is_whole ? self->view_box : box_of(self, step->region, to_pixels);
    g_autoptr(RsvgHandle) handle =
        is_whole ? svg_crop_read(self->text, error) : read_with_box(self, box, error);
    g_autofree char *id = g_strconcat("#", step->id, NULL);

    if (handle == NULL)
        return NULL;
    if (*sheet != '\0' && !rsvg_handle_set_stylesheet(handle, (const guint8 *)sheet,
                                                      strlen(sheet), error))
        return NULL;
    return svg_picture(handle, id, box, to_pixels, width, height, error);
}

/* --- looking -------------------------------------------------------------------------
 */

/* By a part of its sides. */
static Rect widen(Rect rect, double part) {
    return (Rect){rect.x - part * rect.width, rect.y - part * rect.height,
                  (1 + 2 * part) * rect.width, (1 + 2 * part) * rect.height};
}

/* What filters make before it is moved or cut, or percentages of the drawing's box
 * would show. */
static bool find_region(const SvgCrop *self, SvgStep *step, Rect blackened,
                        const char *sheet, cairo_surface_t *whole, GError **error) {
    static const double parts[] = {0, 0.125, 0.5};
    SvgLook look = svg_look_at(self->view_box, 0);

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        cairo_surface_t *cropped;
        bool is_same;

        step->region = rect_common(widen(blackened, parts[i]), self->view_box);
        cropped = svg_crop_picture(self, step, look.to_pixels, look.width, look.height,
                                   sheet, error);
        if (cropped == NULL)
            return false;
        is_same = svg_look_is_same(whole, cropped);
        cairo_surface_destroy(cropped);
        if (is_same)
            return true;
    }
    step->region = self->view_box;
    return true;
}

bool svg_crop_look(const SvgCrop *self, SvgStep *step, const char *sheet,
                   GError **error) {
    SvgLook look = svg_look_at(self->view_box, 0);
    Rect source = rect_common(step->ink, self->view_box), seen;
    cairo_surface_t *whole;
    bool is_found = true;

    step->region = self->view_box;
    whole = svg_crop_picture(self, step, look.to_pixels, look.width, look.height, sheet,
                             error);
    if (whole == NULL)
        return false;
    seen = svg_look_find(whole);
    step->ink = (Rect){0, 0, 0, 0};
    if (seen.width > 0) {
        step->ink = affine_bounds(affine_inverse(look.to_pixels),
                                  rect_outset(seen, LOOK_SLACK));
        is_found = find_region(
            self, step, source.width > 0 ? rect_union(step->ink, source) : step->ink,
            sheet, whole, error);
    }
    cairo_surface_destroy(whole);
    return is_found;
}

bool svg_crop_look_at_all(const SvgCrop *self, Rect *ink, GError **error) {
    SvgLook look = svg_look_at(self->view_box, 1);
    g_autoptr(RsvgHandle) handle = svg_crop_read(self->text, error);
    cairo_surface_t *picture =
        handle == NULL ? NULL
                       : svg_picture(handle, NULL, self->view_box, look.to_pixels,
                                     look.width, look.height, error);

    if (picture == NULL)
        return false;
    *ink = svg_look_find(picture);
    cairo_surface_destroy(picture);
    if (ink->width > 0)
        *ink = affine_bounds(affine_inverse(look.to_pixels),
                             rect_outset(*ink, LOOK_SLACK));
    return true;
}
