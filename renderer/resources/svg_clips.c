#include "resources/svg_clips.h"

#include "resources/svg_crop.h"
#include "resources/svg_filters.h"
#include "resources/svg_groups.h"
#include "resources/svg_look.h"
#include "resources/svg_steps.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RsvgHandle, g_object_unref)

enum { CLIPS_MAX = 2000 }; /* each is measured alone */

typedef struct {
    char *id;          /* of the element; owned */
    Affine to_drawing; /* from its own units */
    Rect ink;          /* in units of the drawing; of no width: it blackens nothing */
    bool is_step;      /* with steps it is no group any more */
} Clip;

struct SvgClips {
    GString *text;       /* the file with marks; NULL: nobody knows anything of it */
    RsvgHandle *whole;   /* made when first needed */
    RsvgHandle *stepped; /* likewise; with other style sheets */
    GArray *clips;       /* of Clip */
    GArray *steps;       /* of SvgStep */
    SvgStep filtered;    /* all of it; without a name: nothing is filtered */
    SvgCrop crop;        /* of the text */
    Rect view_box;
    bool has_markers;
    bool has_ink;
    Rect ink;
};

/* What is found in the text. */
typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GPtrArray *pixels; /* of SvgElement; NULL: filters are where nobody knows */
    GArray *groups;    /* of SvgGroup */
    GArray *steps;     /* of SvgFileStep */
} File;

static void clear_clip(gpointer pointer) {
    Clip *clip = pointer;

    g_free(clip->id);
}

static void clear_step(gpointer pointer) {
    SvgStep *step = pointer;

    g_free(step->id);
    g_free(step->name);
}

void svg_clips_free(SvgClips *self) {
    if (self == NULL)
        return;
    g_clear_object(&self->whole);
    g_clear_object(&self->stepped);
    if (self->text != NULL)
        g_string_free(self->text, TRUE);
    g_array_unref(self->clips);
    g_array_unref(self->steps);
    clear_step(&self->filtered);
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

/* What is added to the file at some place, in ascending order. */
typedef struct {
    size_t place;
    char *text; /* owned */
} Mark;

static void clear_mark(gpointer pointer) {
    Mark *mark = pointer;

    g_free(mark->text);
}

static void add_mark(GArray *marks, size_t place, char *text) {
    Mark mark = {place, text};

    g_array_append_val(marks, mark);
}

static int compare_marks(gconstpointer one, gconstpointer other) {
    const Mark *a = one, *b = other;

    return a->place < b->place ? -1 : a->place > b->place;
}

static void mark_groups(const SvgClips *self, const SvgTree *tree, const GArray *groups,
                        GArray *marks) {
    for (guint i = 0; i < groups->len; i++) {
        const SvgElement *element = g_array_index(groups, SvgGroup, i).element;
        Origin tag = svg_tree_place(tree, element);

        if (svg_element_get(element, "id") == NULL)
            add_mark(
                marks, tag.offset + tag.length,
                g_strdup_printf(" id=\"%s\"", g_array_index(self->clips, Clip, i).id));
    }
}

/* NULL: there is none. */
static const Clip *clip_named(const SvgClips *self, const char *id) {
    for (guint i = 0; i < self->clips->len; i++) {
        const Clip *clip = &g_array_index(self->clips, Clip, i);

        if (strcmp(clip->id, id) == 0)
            return clip;
    }
    return NULL;
}

/* Unless it is a group, too, or has a name. */
static void mark_pixels(const SvgClips *self, const SvgTree *tree, guint index,
                        const SvgElement *element, GArray *marks) {
    const char *id = g_array_index(self->steps, SvgStep, index).id;
    Origin tag = svg_tree_place(tree, element);

    if (svg_element_get(element, "id") == NULL && clip_named(self, id) == NULL)
        add_mark(marks, tag.offset + tag.length, g_strdup_printf(" id=\"%s\"", id));
}

/* Parts of several elements become one. */
static void mark_parts(const SvgClips *self, const SvgTree *tree, const GArray *found,
                       GArray *marks) {
    for (guint i = 0; i < found->len; i++) {
        const SvgFileStep *step = &g_array_index(found, SvgFileStep, i);

        if (step->kind == SVG_STEP_PIXELS)
            mark_pixels(self, tree, i, step->element, marks);
        if (step->kind != SVG_STEP_PART || step->element != NULL)
            continue;
        add_mark(marks, step->start,
                 g_strdup_printf("<g xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\">",
                                 g_array_index(self->steps, SvgStep, i).id));
        add_mark(marks, step->end, g_strdup("</g>"));
    }
}

static void mark_clips(const GArray *groups, size_t end, GArray *marks) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < groups->len; i++)
        append_clip_path(text, i,
                         affine_inverse(g_array_index(groups, SvgGroup, i).to_drawing));
    add_mark(marks, end, g_string_free(text, FALSE));
}

/* The file with groups and parts named, and a clip path for each group. */
static GString *mark(const SvgClips *self, const SvgTree *tree, const GArray *groups,
                     const GArray *found) {
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    const char *bytes = tree->source->bytes;
    GString *text = g_string_sized_new(tree->source->length + 400 * groups->len);
    size_t done = 0;

    g_array_set_clear_func(marks, clear_mark);
    mark_parts(self, tree, found, marks);
    mark_groups(self, tree, groups, marks);
    mark_clips(groups, root_end(tree), marks);
    g_array_sort(marks, compare_marks);
    for (guint i = 0; i < marks->len; i++) {
        const Mark *at = &g_array_index(marks, Mark, i);

        g_string_append_len(text, bytes + done, (gssize)(at->place - done));
        g_string_append(text, at->text);
        done = at->place;
    }
    g_string_append_len(text, bytes + done, (gssize)(tree->source->length - done));
    return text;
}

/* --- measuring -----------------------------------------------------------------------
 */

/* Groups as plain shapes: cairo does not tell what a picture blackens inside another.
 * Nor what filters make: that is looked at. What librsvg was once told stays, so it is
 * told to a handle that is then gone. */
static bool flatten(RsvgHandle *handle, GError **error) {
    static const guint8 sheet[] =
        "*{opacity:1 !important;mix-blend-mode:normal !important;"
        "isolation:auto !important;filter:none !important}";

    return rsvg_handle_set_stylesheet(handle, sheet, sizeof sheet - 1, error);
}

static bool measure(const SvgClips *self, RsvgHandle *handle, const char *name,
                    Rect *ink, GError **error) {
    g_autofree char *id = name == NULL ? NULL : g_strconcat("#", name, NULL);

    return svg_measure_ink(handle, id, self->view_box, self->has_markers, ink, error);
}

static void grow(Rect *ink, Rect other) {
    *ink = ink->width > 0 ? rect_union(*ink, other) : other;
}

static bool measure_all(SvgClips *self, RsvgHandle *handle, GError **error) {
    self->has_ink = true;
    if (self->steps->len == 0 && !measure(self, handle, NULL, &self->ink, error))
        return false;
    for (guint i = 0; i < self->clips->len; i++) {
        Clip *clip = &g_array_index(self->clips, Clip, i);

        if (!measure(self, handle, clip->id, &clip->ink, error))
            return false;
    }
    for (guint i = 0; i < self->steps->len; i++) {
        SvgStep *step = &g_array_index(self->steps, SvgStep, i);
        const Clip *clip = step->id == NULL ? NULL : clip_named(self, step->id);

        if (step->id == NULL)
            continue;
        if (clip != NULL)
            step->ink = clip->ink;
        else if (!measure(self, handle, step->id, &step->ink, error))
            return false;
        if (step->ink.width > 0)
            grow(&self->ink, step->ink);
    }
    return true;
}

/* --- what is filtered ----------------------------------------------------------------
 */

cairo_surface_t *svg_clips_picture(const SvgClips *self, const SvgStep *step,
                                   Affine to_pixels, int width, int height,
                                   const char *sheet, GError **error) {
    g_autofree char *steps = svg_clips_sheet(self, to_pixels, true);
    g_autofree char *all = g_strconcat(sheet, steps, NULL);

    return svg_crop_picture(&self->crop, step, to_pixels, width, height, all, error);
}

/* By what step `at` blackens: all that holds it. */
static void grow_around(SvgClips *self, guint at) {
    Rect ink = g_array_index(self->steps, SvgStep, at).ink;
    int depth = 0;

    grow(&self->ink, ink);
    for (guint i = at; i > 0; i--) {
        SvgStep *step = &g_array_index(self->steps, SvgStep, i - 1);

        depth += step->kind == SVG_STEP_END;
        if (step->kind == SVG_STEP_BEGIN && depth-- == 0) {
            grow(&step->ink, ink);
            depth = 0;
        }
    }
}

static bool look_at_pixels(SvgClips *self, GError **error) {
    Affine to_pixels = svg_look_at(self->view_box, 0).to_pixels;
    g_autofree char *sheet = svg_clips_sheet(self, to_pixels, true);

    for (guint i = 0; i < self->steps->len; i++) {
        SvgStep *step = &g_array_index(self->steps, SvgStep, i);

        if (step->kind != SVG_STEP_PIXELS)
            continue;
        if (!svg_crop_look(&self->crop, step, sheet, error))
            return false;
        if (step->ink.width > 0)
            grow_around(self, i);
    }
    return true;
}

const SvgStep *svg_clips_filtered(const SvgClips *self) {
    return self->filtered.name != NULL ? &self->filtered : NULL;
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

static Clip *find_clip(const SvgClips *self, const GArray *groups,
                       const SvgElement *element) {
    for (guint i = 0; i < groups->len; i++) {
        if (g_array_index(groups, SvgGroup, i).element == element)
            return &g_array_index(self->clips, Clip, i);
    }
    return NULL;
}

static char *step_id(const SvgFileStep *from, const Clip *clip, guint index) {
    const char *id = from->kind == SVG_STEP_PIXELS && clip == NULL
                         ? svg_element_get(from->element, "id")
                         : NULL;

    if (from->kind == SVG_STEP_END)
        return NULL;
    if (clip != NULL)
        return g_strdup(clip->id);
    return id != NULL ? g_strdup(id) : g_strdup_printf("plakat-part-%u", index);
}

static void add_steps(SvgClips *self, const File *file) {
    for (guint i = 0; i < file->steps->len; i++) {
        const SvgFileStep *from = &g_array_index(file->steps, SvgFileStep, i);
        Clip *clip = find_clip(self, file->groups, from->element);
        SvgStep step = {.kind = from->kind,
                        .id = step_id(from, clip, i),
                        .multiplies = from->multiplies,
                        .opacity = from->opacity,
                        .has_gradients = from->has_gradients};

        if (clip != NULL)
            clip->is_step = true;
        if (from->kind == SVG_STEP_PIXELS) {
            step.name = svg_filters_name(file->tree, file->style, from->element);
            step.surfaces = svg_filters_surfaces(file->tree);
        }
        g_array_append_val(self->steps, step);
    }
}

static bool measure_steps(SvgClips *self, GError **error) {
    g_autoptr(RsvgHandle) flat = svg_crop_read(self->text, error);

    return flat != NULL && flatten(flat, error) && measure_all(self, flat, error) &&
           look_at_pixels(self, error);
}

/* Whether parts go through filters, wherever. */
static bool is_filtered(const File *file) {
    return file->pixels == NULL || file->pixels->len > 0;
}

/* All of it as a picture: where it is turned, or cannot be taken apart. */
static bool prepare_filtered(SvgClips *self, const File *file, GError **error) {
    self->filtered = (SvgStep){
        .kind = SVG_STEP_PIXELS,
        .name = svg_filters_name(
            file->tree, file->style,
            file->pixels != NULL ? g_ptr_array_index(file->pixels, 0) : NULL),
        .region = self->view_box,
        .surfaces = svg_filters_surfaces(file->tree),
        .pictures =
            file->pixels != NULL ? svg_filters_count(file->tree, file->style) : 0};
    return svg_crop_look_at_all(&self->crop, &self->filtered.ink, error);
}

/* Groups and steps, where everything has its place. */
static bool prepare(SvgClips *self, File *file, GError **error) {
    file->groups = svg_groups_find(file->tree, file->style);
    if (file->groups->len > CLIPS_MAX)
        g_array_set_size(file->groups, CLIPS_MAX);
    self->has_markers = svg_tree_has(file->tree, "marker");
    add_clips(self, file->groups);
    file->steps = svg_steps_find(file->tree, file->style, file->groups, file->pixels);
    add_steps(self, file);
    self->text = mark(self, file->tree, file->groups, file->steps);
    self->crop = svg_crop_of(file->tree, self->text, self->view_box);
    if (is_filtered(file) && self->steps->len == 0)
        return prepare_filtered(self, file, error);
    if (!measure_steps(self, error))
        return false;
    return !is_filtered(file) || prepare_filtered(self, file, error);
}

static bool prepare_vague(SvgClips *self, const File *file, GError **error) {
    const Source *source = file->tree->source;

    if (!is_filtered(file))
        return true;
    self->text = g_string_new_len(source->bytes, (gssize)source->length);
    self->crop = svg_crop_of(file->tree, self->text, self->view_box);
    return prepare_filtered(self, file, error);
}

static void clear_file(File *file) {
    g_clear_pointer(&file->pixels, g_ptr_array_unref);
    g_clear_pointer(&file->groups, g_array_unref);
    g_clear_pointer(&file->steps, g_array_unref);
}

static bool prepare_file(SvgClips *self, SvgTree *tree, const SvgStyle *style,
                         GError **error) {
    File file = {.tree = tree, .style = style, .pixels = svg_filters_find(tree, style)};
    bool is_ready;

    is_ready = file.pixels == NULL || svg_groups_are_vague(tree, style)
                   ? prepare_vague(self, &file, error)
                   : prepare(self, &file, error);
    clear_file(&file);
    return is_ready;
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
    self->steps = g_array_new(FALSE, FALSE, sizeof(SvgStep));
    g_array_set_clear_func(self->steps, clear_step);
    if (tree == NULL)
        return NULL;
    style = svg_style_new(tree);
    return prepare_file(self, tree, style, error) ? g_steal_pointer(&self) : NULL;
}

bool svg_clips_ink(const SvgClips *self, Rect *ink) {
    *ink = self->ink;
    return self->has_ink;
}

bool svg_clips_are_some(const SvgClips *self) {
    return self->clips->len > 0;
}

RsvgHandle *svg_clips_handle(SvgClips *self, bool in_steps, GError **error) {
    RsvgHandle **handle = in_steps ? &self->stepped : &self->whole;

    if (*handle == NULL)
        *handle = svg_crop_read(self->text, error);
    return *handle;
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

static void append_unclipped(GString *sheet, const Clip *clip) {
    g_string_append_printf(sheet, "#%s{clip-path:none !important}", clip->id);
}

static void append_ungrouped(GString *sheet, const Clip *clip) {
    g_string_append_printf(sheet,
                           "#%s{opacity:1 !important;mix-blend-mode:normal !important;"
                           "isolation:auto !important}",
                           clip->id);
}

/* The whole of a drawing that is filtered is drawn as it is, without clips. To librsvg
 * what a sheet says holds until another says something else. */
char *svg_clips_sheet(const SvgClips *self, Affine to_pixels, bool in_steps) {
    GString *sheet = g_string_new(NULL);
    Affine back = affine_inverse(to_pixels);

    for (guint i = 0; i < self->clips->len; i++) {
        const Clip *clip = &g_array_index(self->clips, Clip, i);
        Rect pixels;

        if (in_steps && clip->is_step)
            append_ungrouped(sheet, clip);
        else if ((in_steps || self->filtered.name == NULL) &&
                 find_pixels(self, clip, to_pixels, &pixels))
            append_clip(sheet, clip, i, affine_bounds(back, pixels));
        else
            append_unclipped(sheet, clip);
    }
    return g_string_free(sheet, FALSE);
}

const GArray *svg_clips_steps(const SvgClips *self) {
    return self->steps;
}
