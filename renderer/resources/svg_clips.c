#include "resources/svg_clips.h"

#include "resources/svg_groups.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RsvgHandle, g_object_unref)

/* Units of the longer side when it is measured. Letters of more do not fit FreeType. */
#define LONG_SIDE 4096.0

enum { CLIPS_MAX = 2000 }; /* each is measured alone */

typedef struct {
    char *id;          /* of the element; owned */
    Affine to_drawing; /* from its own units */
    Rect ink;          /* in units of the drawing; of no width: it blackens nothing */
} Clip;

struct SvgClips {
    RsvgHandle *handle; /* NULL: no groups */
    GArray *clips;      /* of Clip */
    Rect view_box;
    bool has_ink;
    Rect ink;
};

static void clear_clip(gpointer pointer) {
    Clip *clip = pointer;

    g_free(clip->id);
}

void svg_clips_free(SvgClips *self) {
    if (self == NULL)
        return;
    g_clear_object(&self->handle);
    g_array_unref(self->clips);
    g_free(self);
}

/* --- the file with marks -------------------------------------------------------------
 */

static void append_number(GString *text, double number) {
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(text, g_ascii_dtostr(digits, sizeof digits, number));
}

/* Whatever the drawing's own style sheets say of all rectangles. */
static void append_clip_path(GString *text, guint index, Affine back) {
    const double numbers[] = {back.xx, back.yx, back.xy, back.yy, back.x0, back.y0};

    g_string_append_printf(
        text,
        "<clipPath xmlns=\"http://www.w3.org/2000/svg\" id=\"plakat-clip-%u\" "
        "style=\"clip-path:none;transform:none\"><rect id=\"plakat-box-%u\" "
        "style=\"display:inline;visibility:visible;clip-path:none;rx:0;ry:0;"
        "transform:matrix(",
        index, index);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_string_append(text, i == 0 ? "" : ",");
        append_number(text, numbers[i]);
    }
    g_string_append(text, ")\"/></clipPath>");
}

static size_t root_end(const SvgTree *tree) {
    const SvgElement *root = g_ptr_array_index(tree->elements, 0);
    const char *bytes = tree->source->bytes;
    size_t end = root->end - 1;

    while (end > root->inside && bytes[end] != '<')
        end--;
    return end;
}

/* The elements named, and a clip path for each. */
static GString *mark(const SvgClips *self, const SvgTree *tree, const GArray *groups) {
    const char *bytes = tree->source->bytes;
    GString *text = g_string_sized_new(tree->source->length + 400 * groups->len);
    size_t done = 0, end = root_end(tree);

    for (guint i = 0; i < groups->len; i++) {
        const SvgElement *element = g_array_index(groups, SvgGroup, i).element;
        Origin tag = svg_tree_place(tree, element);
        size_t behind = tag.offset + tag.length;

        g_string_append_len(text, bytes + done, (gssize)(behind - done));
        if (svg_element_get(element, "id") == NULL)
            g_string_append_printf(text, " id=\"%s\"",
                                   g_array_index(self->clips, Clip, i).id);
        done = behind;
    }
    g_string_append_len(text, bytes + done, (gssize)(end - done));
    for (guint i = 0; i < groups->len; i++) {
        Affine to_drawing = g_array_index(groups, SvgGroup, i).to_drawing;

        append_clip_path(text, i, affine_inverse(to_drawing));
    }
    g_string_append_len(text, bytes + end, (gssize)(tree->source->length - end));
    return text;
}

static RsvgHandle *read_marked(const GString *text, GError **error) {
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)text->str, text->len, error);

    if (handle != NULL)
        rsvg_handle_set_dpi(handle, 96);
    return handle;
}

/* --- measuring -----------------------------------------------------------------------
 */

/* Groups as plain shapes: cairo does not tell what a picture blackens inside another.
 * What librsvg was once told stays, so it is told to a handle that is then gone. */
static bool flatten(RsvgHandle *handle, GError **error) {
    static const guint8 sheet[] = "*{opacity:1 !important;mix-blend-mode:normal "
                                  "!important;isolation:auto !important}";

    return rsvg_handle_set_stylesheet(handle, sheet, sizeof sheet - 1, error);
}

static bool measure(RsvgHandle *handle, const char *id, Rect view_box, Rect *ink,
                    GError **error) {
    double scale = LONG_SIDE / fmax(view_box.width, view_box.height);
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    Rect found;
    bool drawn;

    cairo_scale(cr, scale, scale);
    drawn = svg_render(handle, id, view_box, cr, error);
    cairo_destroy(cr);
    cairo_recording_surface_ink_extents(recording, &found.x, &found.y, &found.width,
                                        &found.height);
    cairo_surface_destroy(recording);
    *ink = (Rect){0, 0, 0, 0};
    if (found.width > 0 && found.height > 0)
        *ink = (Rect){(found.x - 1) / scale, (found.y - 1) / scale,
                      (found.width + 2) / scale, (found.height + 2) / scale};
    return drawn;
}

static bool measure_all(SvgClips *self, RsvgHandle *handle, Rect view_box,
                        GError **error) {
    if (!measure(handle, NULL, view_box, &self->ink, error))
        return false;
    self->has_ink = true;
    for (guint i = 0; i < self->clips->len; i++) {
        Clip *clip = &g_array_index(self->clips, Clip, i);
        g_autofree char *id = g_strconcat("#", clip->id, NULL);

        if (!measure(handle, id, view_box, &clip->ink, error))
            return false;
    }
    return true;
}

/* --- the door ------------------------------------------------------------------------
 */

static void add_clips(SvgClips *self, const GArray *groups) {
    for (guint i = 0; i < groups->len; i++) {
        const SvgGroup *group = &g_array_index(groups, SvgGroup, i);
        const char *id = svg_element_get(group->element, "id");
        Clip clip = {.id = id != NULL ? g_strdup(id)
                                      : g_strdup_printf("plakat-group-%u", i),
                     .to_drawing = group->to_drawing};

        g_array_append_val(self->clips, clip);
    }
}

static bool prepare(SvgClips *self, const SvgTree *tree, const SvgStyle *style,
                    Rect view_box, GError **error) {
    g_autoptr(GArray) groups = svg_groups_find(tree, style);
    g_autoptr(GString) text = NULL;
    g_autoptr(RsvgHandle) flat = NULL;

    if (groups->len > CLIPS_MAX)
        g_array_set_size(groups, CLIPS_MAX);
    add_clips(self, groups);
    text = mark(self, tree, groups);
    flat = read_marked(text, error);
    if (flat == NULL || !flatten(flat, error) ||
        !measure_all(self, flat, view_box, error))
        return false;
    if (groups->len > 0)
        self->handle = read_marked(text, error);
    return groups->len == 0 || self->handle != NULL;
}

SvgClips *svg_clips_new(const char *text, size_t length, Rect view_box,
                        GError **error) {
    g_autoptr(SvgClips) self = g_new0(SvgClips, 1);
    g_autoptr(Source) source = source_new_for_text("", text, length);
    g_autoptr(SvgTree) tree = svg_tree_parse(source, error);
    g_autoptr(SvgStyle) style = NULL;

    self->view_box = view_box;
    self->clips = g_array_new(FALSE, FALSE, sizeof(Clip));
    g_array_set_clear_func(self->clips, clear_clip);
    if (tree == NULL)
        return NULL;
    style = svg_style_new(tree);
    if (!svg_groups_are_vague(tree, style) &&
        !prepare(self, tree, style, view_box, error))
        return NULL;
    return g_steal_pointer(&self);
}

bool svg_clips_ink(const SvgClips *self, Rect *ink) {
    *ink = self->ink;
    return self->has_ink;
}

RsvgHandle *svg_clips_handle(const SvgClips *self) {
    return self->handle;
}

static void append_length(GString *sheet, const char *name, double length) {
    g_string_append_printf(sheet, "%s:", name);
    append_number(sheet, length);
    g_string_append(sheet, "px !important;");
}

/* The picture that librsvg makes of a group is as large as the drawing's box, and ends
 * somewhere in the pixels of its last edges: what reaches them would not look the same.
 * False: it does, or there is nothing to clip. */
static bool find_pixels(const SvgClips *self, const Clip *clip, Affine to_pixels,
                        Rect *pixels) {
    Rect all = affine_bounds(to_pixels, self->view_box);

    *pixels = affine_pixels(to_pixels, clip->ink);
    return clip->ink.width > 0 && pixels->x + pixels->width <= all.x + all.width &&
           pixels->y + pixels->height <= all.y + all.height;
}

static void append_clip(GString *sheet, const Clip *clip, guint index, Rect box) {
    g_string_append_printf(
        sheet, "#%s{clip-path:url(#plakat-clip-%u) !important}#plakat-box-%u{",
        clip->id, index, index);
    append_length(sheet, "x", box.x);
    append_length(sheet, "y", box.y);
    append_length(sheet, "width", box.width);
    append_length(sheet, "height", box.height);
    g_string_append(sheet, "}");
}

/* To librsvg what a sheet says holds until another says something else. */
char *svg_clips_sheet(const SvgClips *self, Affine to_pixels) {
    GString *sheet = g_string_new(NULL);
    Affine back = affine_inverse(to_pixels);

    for (guint i = 0; i < self->clips->len; i++) {
        const Clip *clip = &g_array_index(self->clips, Clip, i);
        Rect pixels;

        if (find_pixels(self, clip, to_pixels, &pixels))
            append_clip(sheet, clip, i, affine_bounds(back, pixels));
        else
            g_string_append_printf(sheet, "#%s{clip-path:none !important}", clip->id);
    }
    return g_string_free(sheet, FALSE);
}
