#include "resources/svgs.h"

#include "base/checksum.h"
#include "base/look.h"
#include "base/process.h"
#include "base/source.h"
#include "base/translate.h"
#include "resources/svg_cells.h"
#include "resources/svg_check.h"
#include "resources/svg_clips.h"
#include "resources/svg_colours.h"
#include "resources/svg_filters.h"
#include "resources/svg_gradients.h"
#include "resources/svg_groups.h"
#include "resources/svg_look.h"
#include "resources/svg_mend.h"
#include "resources/svg_pixels.h"
#include "resources/svg_render.h"
#include "resources/svg_wholes.h"

#include <math.h>
#include <string.h>

enum {
    KEPT_MAX = 768 << 10, /* bytes of files; librsvg takes some eight times as many */
    REACH = 8,            /* sides that a recording has room for, around the box */
};

struct Svg {
    RsvgHandle *handle; /* of the file as it is; made when it is first needed */
    SvgClips *clips;    /* made when they are first needed; NULL: not yet */
    SvgCells *cells;    /* likewise */
    GArray *wholes;     /* of SvgWhole; owned */
    bool has_cells;     /* made, or they cannot be */
    Source *source;
    GString *mended; /* its text as librsvg gets it; NULL: as it is; owned */
    Look look;       /* of its file, before it was read */
    Rect view_box;
    bool blends;
    bool has_text;
    bool has_current; /* uses currentColor */
    bool needs_pixels;
    bool has_gradients;
    bool has_groups; /* some that can be clipped, or something filtered */
    bool is_plain;   /* none, nor anything else that needs SvgClips to be measured */
    bool has_ink;    /* it was measured: of a plain one */
    Rect ink;
    char *digest;    /* SHA-256 of the file */
    GArray *colours; /* of guint32: all that it names */
    Diagnostics *remarks;
    GArray *strokes;     /* of SvgStroke */
    bool is_cited;       /* findings point into its source */
    guint64 used;        /* when it was asked for last, by the clock of all */
    char *style;         /* the style sheet set last; NULL: none yet */
    char *clipped_style; /* likewise, on the handle of `clips` for the whole */
    char *stepped_style; /* and on that for steps */
    GError *error;       /* why it cannot be used; NULL: it can */
};

struct Svgs {
    const Fonts *fonts;
    bool reads_late;
    GHashTable *by_path; /* path to Svg */
    guint64 clock;       /* how often one was asked for */
    guint64 trimmed;     /* the clock when they were trimmed last */
};

static void free_svg(gpointer pointer) {
    Svg *svg = pointer;

    g_clear_object(&svg->handle);
    svg_clips_free(svg->clips);
    svg_cells_free(svg->cells);
    g_clear_pointer(&svg->wholes, g_array_unref);
    source_free(svg->source);
    if (svg->mended != NULL)
        g_string_free(svg->mended, TRUE);
    g_clear_error(&svg->error);
    g_clear_pointer(&svg->colours, g_array_unref);
    g_clear_pointer(&svg->strokes, g_array_unref);
    diagnostics_free(svg->remarks);
    g_free(svg->digest);
    g_free(svg->style);
    g_free(svg->clipped_style);
    g_free(svg->stepped_style);
    g_free(svg);
}

Svgs *svgs_new(const Fonts *fonts) {
    Svgs *self = g_new0(Svgs, 1);

    self->fonts = fonts;
    self->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_svg);
    return self;
}

void svgs_read_late(Svgs *self) {
    self->reads_late = true;
}

void svgs_free(Svgs *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_path);
    g_free(self);
}

static const char *text_of(const Svg *svg, size_t *length) {
    *length = svg->mended != NULL ? svg->mended->len : svg->source->length;
    return svg->mended != NULL ? svg->mended->str : svg->source->bytes;
}

static void make_handle(Svg *svg, GError **error) {
    size_t length;
    const char *text = text_of(svg, &length);

    svg->handle = rsvg_handle_new_from_data((const guint8 *)text, length, error);
    if (svg->handle != NULL)
        rsvg_handle_set_dpi(svg->handle, 96);
}

/* NULL with `error`: librsvg does not take what libxml2 has taken. */
static RsvgHandle *handle_of(Svg *svg, GError **error) {
    if (svg->handle != NULL)
        return svg->handle;
    at_work_on(svg->source->name);
    make_handle(svg, error);
    at_work_on(NULL);
    return svg->handle;
}

/* As the root says it; false: not plainly. */
static bool find_view_box(const SvgTree *tree, Rect *box) {
    const SvgElement *root = g_ptr_array_index(tree->elements, 0);
    const char *at =
        svg_element_is(root, "svg") ? svg_element_get(root, "viewBox") : NULL;
    double numbers[4];

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char *end;

        if (at == NULL)
            return false;
        numbers[i] = g_ascii_strtod(at, &end);
        at = end == at ? NULL : end + strspn(end, " ");
    }
    *box = (Rect){numbers[0], numbers[1], numbers[2], numbers[3]};
    return at != NULL && *at == '\0' && box->width > 0 && box->height > 0;
}

static bool ask_view_box(Svg *svg, const char *path) {
    gboolean has_width, has_height, has_view_box;
    RsvgLength width, height;
    RsvgRectangle box;
    gdouble pixel_width = 0, pixel_height = 0;

    rsvg_handle_get_intrinsic_dimensions(svg->handle, &has_width, &width, &has_height,
                                         &height, &has_view_box, &box);
    if (!has_view_box && rsvg_handle_get_intrinsic_size_in_pixels(
                             svg->handle, &pixel_width, &pixel_height))
        box = (RsvgRectangle){0, 0, pixel_width, pixel_height};
    else if (!has_view_box)
        box = (RsvgRectangle){0, 0, 0, 0};
    svg->view_box = (Rect){box.x, box.y, box.width, box.height};
    if (box.width > 0 && box.height > 0)
        return true;
    g_set_error(&svg->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' has no viewBox with a width and a height"), path);
    return false;
}

static void explain_error(GError *error, const char *path) {
    char *message =
        g_strdup_printf(_("'%s' is no usable SVG: %s"), path, error->message);

    g_free(error->message);
    error->message = g_strchomp(message);
}

static bool mentions(const Source *source, const char *word) {
    return g_strstr_len(source->bytes, (gssize)source->length, word) != NULL;
}

static void read_facts(Svg *svg) {
    const Source *source = svg->source;

    svg->digest = checksum_of(source->bytes, source->length);
    svg->colours = svg_colours_find(source->bytes, source->length);
    svg->blends = mentions(source, "mix-blend-mode");
    svg->has_text = mentions(source, "<text");
    svg->has_current = strcasestr(source->bytes, "currentcolor") != NULL;
}

static void read_tree(Svg *svg, SvgTree *tree, const Fonts *fonts) {
    g_autoptr(SvgStyle) style = svg_style_new(tree);
    g_autoptr(GArray) groups = svg_groups_find(tree, style);
    g_autoptr(GPtrArray) filtered = svg_filters_find(tree, style);

    svg->has_gradients = svg_gradients_are_some(tree);
    svg->has_groups = groups->len > 0 || filtered == NULL || filtered->len > 0;
    svg->is_plain = !svg->has_groups && !svg->has_gradients &&
                    !svg_groups_are_vague(tree, style) && !svg_tree_has(tree, "marker");
    svg->remarks = diagnostics_new();
    svg_check(tree, style, fonts, svg->remarks);
    svg->strokes = svg_strokes_find(tree, style);
    svg->needs_pixels = svg_makes_pixels(tree, style);
}

static Svg *load(const Svgs *svgs, const char *path) {
    Svg *svg = g_new0(Svg, 1);
    g_autoptr(SvgTree) tree = NULL;

    look_at(path, &svg->look);
    svg->source = source_load(path, path, SVG_BYTES_MAX, &svg->error);
    if (svg->source == NULL)
        return svg;
    tree = svg_tree_parse(svg->source, &svg->error);
    svg->mended = tree == NULL ? NULL : svg_mend(tree);
    if (tree != NULL && !(svgs->reads_late && find_view_box(tree, &svg->view_box)))
        make_handle(svg, &svg->error);
    if (svg->error != NULL) {
        explain_error(svg->error, path);
        return svg;
    }
    read_facts(svg);
    read_tree(svg, tree, svgs->fonts);
    if (svg->handle != NULL)
        ask_view_box(svg, path);
    return svg;
}

Svg *svgs_load(Svgs *self, const char *path, GError **error) {
    Svg *svg = g_hash_table_lookup(self->by_path, path);

    if (svg == NULL) {
        at_work_on(path);
        svg = load(self, path);
        at_work_on(NULL);
        g_hash_table_insert(self->by_path, g_strdup(path), svg);
    }
    svg->used = ++self->clock;
    if (svg->error != NULL) {
        g_propagate_error(error, g_error_copy(svg->error));
        return NULL;
    }
    return svg;
}

void svg_cite(Svg *self) {
    self->is_cited = true;
}

static gsize kept_bytes(const Svgs *self) {
    GHashTableIter iter;
    gpointer value;
    gsize bytes = 0;

    g_hash_table_iter_init(&iter, self->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Svg *svg = value;

        if (!svg->is_cited && svg->source != NULL)
            bytes += svg->source->length;
    }
    return bytes;
}

void svgs_trim(Svgs *self) {
    bool is_much = kept_bytes(self) > KEPT_MAX;
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, self->by_path);
    while (is_much && g_hash_table_iter_next(&iter, NULL, &value)) {
        const Svg *svg = value;

        if (!svg->is_cited && svg->used <= self->trimmed)
            g_hash_table_iter_remove(&iter);
    }
    self->trimmed = self->clock;
}

void svgs_renew(Svgs *self) {
    GHashTableIter iter;
    gpointer path, value;

    g_hash_table_iter_init(&iter, self->by_path);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        Look look;

        look_at(path, &look);
        if (!look_is_same(&look, &((const Svg *)value)->look))
            g_hash_table_iter_remove(&iter);
    }
}

const GPtrArray *svg_remarks(const Svg *self) {
    return self->remarks->findings;
}

const GArray *svg_strokes(const Svg *self) {
    return self->strokes;
}

Rect svg_view_box(const Svg *self) {
    return self->view_box;
}

bool svg_blends(const Svg *self) {
    return self->blends;
}

bool svg_has_text(const Svg *self) {
    return self->has_text;
}

bool svg_needs_pixels(const Svg *self) {
    return self->needs_pixels;
}

bool svg_has_gradients(const Svg *self) {
    return self->has_gradients;
}

const char *svg_digest(const Svg *self) {
    return self->digest;
}

bool svg_has_colour(const Svg *self, guint32 rgb) {
    return svg_colours_have(self->colours, rgb);
}

/* --- drawing -------------------------------------------------------------------------
 */

static char *colour_sheet(Rgb colour) {
    return g_strdup_printf("svg { color: #%06x }", rgb_pack(colour));
}

static bool set_sheet(RsvgHandle *handle, char **known, const char *sheet,
                      GError **error) {
    if (*sheet == '\0' || g_strcmp0(sheet, *known) == 0)
        return true;
    if (!rsvg_handle_set_stylesheet(handle, (const guint8 *)sheet, strlen(sheet),
                                    error))
        return false;
    g_free(*known);
    *known = g_strdup(sheet);
    return true;
}

bool svg_draw(Svg *self, cairo_t *cr, Rgb colour, GError **error) {
    g_autofree char *sheet = self->has_current ? colour_sheet(colour) : g_strdup("");
    RsvgHandle *handle = handle_of(self, error);

    return handle != NULL && set_sheet(handle, &self->style, sheet, error) &&
           svg_render(handle, NULL, self->view_box, cr, error);
}

bool svg_may_cover(Svg *self, Rect place) {
    if (!self->has_cells && handle_of(self, NULL) != NULL)
        self->cells = svg_cells_new(self->handle, self->view_box);
    self->has_cells = true;
    return self->cells == NULL || svg_cells_meet(self->cells, place);
}

const GArray *svg_wholes(Svg *self) {
    if (self->wholes == NULL && mentions(self->source, SVG_KEEP_WHOLE) &&
        handle_of(self, NULL) != NULL)
        self->wholes = svg_wholes_find(self->source, self->handle, self->view_box);
    if (self->wholes == NULL)
        self->wholes = g_array_new(FALSE, FALSE, sizeof(SvgWhole));
    return self->wholes;
}

/* --- drawing with clips --------------------------------------------------------------
 */

static bool make_clips(Svg *self, GError **error) {
    size_t length;
    const char *text = text_of(self, &length);

    if (self->clips != NULL)
        return true;
    at_work_on(self->source->name);
    self->clips = svg_clips_new(text, length, self->view_box, error);
    at_work_on(NULL);
    return self->clips != NULL;
}

/* By the handle that draws it. */
static bool measure_plain(Svg *self, GError **error) {
    if (!self->has_ink)
        self->has_ink = handle_of(self, error) != NULL &&
                        svg_measure_ink(self->handle, NULL, self->view_box, false,
                                        &self->ink, error);
    return self->has_ink;
}

bool svg_ink(Svg *self, Rect *ink, GError **error) {
    *ink = (Rect){0, 0, 0, 0};
    if (!self->is_plain)
        return make_clips(self, error) && svg_clips_ink(self->clips, ink);
    if (!measure_plain(self, error))
        return false;
    *ink = self->ink;
    return true;
}

static Affine matrix_of(cairo_t *cr) {
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    return (Affine){matrix.xx, matrix.yx, matrix.xy, matrix.yy, matrix.x0, matrix.y0};
}

/* `part`: its id; NULL: everything. */
static bool draw_clipped(Svg *self, const char *part, cairo_t *cr, Rgb colour,
                         GError **error) {
    bool in_steps = part != NULL;
    RsvgHandle *handle = svg_clips_handle(self->clips, in_steps, error);
    g_autofree char *own = self->has_current ? colour_sheet(colour) : g_strdup("");
    g_autofree char *clips = svg_clips_sheet(self->clips, matrix_of(cr), in_steps);
    g_autofree char *sheet = g_strconcat(own, clips, NULL);
    g_autofree char *id = in_steps ? g_strconcat("#", part, NULL) : NULL;

    return handle != NULL &&
           set_sheet(handle, in_steps ? &self->stepped_style : &self->clipped_style,
                     sheet, error) &&
           svg_render(handle, id, self->view_box, cr, error);
}

bool svg_draw_clipped(Svg *self, cairo_t *cr, Rgb colour, GError **error) {
    /* To measure what cannot be clipped takes longer than to draw it. */
    if (!self->has_groups)
        return svg_draw(self, cr, colour, error);
    if (!make_clips(self, error))
        return false;
    return svg_clips_are_some(self->clips) ? draw_clipped(self, NULL, cr, colour, error)
                                           : svg_draw(self, cr, colour, error);
}

const GArray *svg_steps(Svg *self, GError **error) {
    static const GArray none = {0};

    if (!self->has_groups && !self->has_gradients)
        return &none;
    return make_clips(self, error) ? svg_clips_steps(self->clips) : NULL;
}

bool svg_draw_part(Svg *self, const SvgStep *part, cairo_t *cr, Rgb colour,
                   GError **error) {
    return draw_clipped(self, part->id, cr, colour, error);
}

const SvgStep *svg_filtered(Svg *self, GError **error) {
    return self->has_groups && make_clips(self, error) ? svg_clips_filtered(self->clips)
                                                       : NULL;
}

cairo_surface_t *svg_draw_pixels(Svg *self, const SvgStep *step, Affine to_pixels,
                                 int width, int height, Rgb colour, GError **error) {
    g_autofree char *own = self->has_current ? colour_sheet(colour) : g_strdup("");

    if (step->id != NULL)
        return svg_clips_picture(self->clips, step, to_pixels, width, height, own,
                                 error);
    if (handle_of(self, error) == NULL ||
        !set_sheet(self->handle, &self->style, own, error))
        return NULL;
    return svg_picture(self->handle, NULL, self->view_box, to_pixels, width, height,
                       error);
}

/* Draws all of it (no part), or a part, on a recording, and takes that over. */
static cairo_surface_t *record_on(cairo_surface_t *recording, Svg *self,
                                  const SvgStep *part, Affine to_pixels, Rgb colour,
                                  GError **error) {
    cairo_t *cr = cairo_create(recording);
    cairo_matrix_t matrix;
    bool drawn;

    cairo_matrix_init(&matrix, to_pixels.xx, to_pixels.yx, to_pixels.xy, to_pixels.yy,
                      to_pixels.x0, to_pixels.y0);
    cairo_set_matrix(cr, &matrix);
    drawn = part != NULL ? svg_draw_part(self, part, cr, colour, error)
                         : svg_draw_clipped(self, cr, colour, error);
    cairo_destroy(cr);
    if (drawn)
        return recording;
    cairo_surface_destroy(recording);
    return NULL;
}

cairo_surface_t *svg_record_part(Svg *self, const SvgStep *part, Affine to_pixels,
                                 Rgb colour, GError **error) {
    return record_on(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL),
                     self, part, to_pixels, colour, error);
}

cairo_surface_t *svg_record_clipped(Svg *self, const SvgStep *part, Affine to_pixels,
                                    Rgb colour, Rect *pixels, GError **error) {
    cairo_rectangle_t extents;
    Rect ink;

    if (part != NULL)
        ink = part->ink;
    else if (!svg_ink(self, &ink, error))
        return NULL;
    *pixels = affine_pixels(to_pixels, ink);
    extents = (cairo_rectangle_t){pixels->x, pixels->y, pixels->width, pixels->height};
    return record_on(
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents), self, part,
        to_pixels, colour, error);
}

/* --- recordings ----------------------------------------------------------------------
 */

static RsvgRectangle viewport(const Svg *self) {
    return (RsvgRectangle){self->view_box.x, self->view_box.y, self->view_box.width,
                           self->view_box.height};
}

/* To cairo a mask blackens everything; then it is what the shapes do, or the drawing's
 * box, and as much again on each side for what filters add. */
static bool extents_of_shapes(Svg *self, double scale, cairo_rectangle_t *extents,
                              GError **error) {
    RsvgRectangle box = viewport(self), ink = box;

    if (!svg_has_size(self->handle) && !rsvg_handle_get_geometry_for_layer(
                                           self->handle, NULL, &box, &ink, NULL, error))
        return false;
    extents->x = (ink.x - ink.width) * scale;
    extents->y = (ink.y - ink.height) * scale;
    extents->width = 3 * ink.width * scale;
    extents->height = 3 * ink.height * scale;
    return true;
}

/* Whole units, so that nothing is cut off inside a pixel. */
static void round_out(cairo_rectangle_t *extents) {
    extents->width = ceil(extents->x + extents->width) + 1;
    extents->height = ceil(extents->y + extents->height) + 1;
    extents->x = floor(extents->x) - 1;
    extents->y = floor(extents->y) - 1;
    extents->width -= extents->x;
    extents->height -= extents->y;
}

/* Far beyond what a drawing shows outside its box. Without bounds cairo 1.16 loses
 * memory when it paints a recording into a PDF, and what blackens everything has no
 * extents. */
static cairo_rectangle_t bounds(const Svg *self, double scale) {
    const Rect *box = &self->view_box;
    double side = fmax(box->width, box->height) * scale;

    return (cairo_rectangle_t){box->x * scale - REACH * side,
                               box->y * scale - REACH * side, (2 * REACH + 1) * side,
                               (2 * REACH + 1) * side};
}

static bool find_extents(Svg *self, double scale, cairo_surface_t *recording,
                         cairo_rectangle_t *extents, GError **error) {
    cairo_rectangle_t all = bounds(self, scale);

    cairo_recording_surface_ink_extents(recording, &extents->x, &extents->y,
                                        &extents->width, &extents->height);
    if (extents->width >= all.width - 1 &&
        !extents_of_shapes(self, scale, extents, error))
        return false;
    round_out(extents);
    return true;
}

cairo_surface_t *svg_record(Svg *self, double scale, Rgb colour,
                            cairo_rectangle_t *extents, GError **error) {
    cairo_rectangle_t all = bounds(self, scale);
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &all);
    cairo_t *cr = cairo_create(recording);
    bool drawn;

    cairo_scale(cr, scale, scale);
    drawn = svg_draw(self, cr, colour, error);
    cairo_destroy(cr);
    if (drawn && find_extents(self, scale, recording, extents, error))
        return recording;
    cairo_surface_destroy(recording);
    return NULL;
}
