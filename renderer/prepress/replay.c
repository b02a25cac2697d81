#include "prepress/replay_reader.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MAX = 64, CONTENT_MAX = 1 << 30 };

bool replay_refuse(GError **error, const char *what, const char *name) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                _("cannot be drawn as plates: %s %s"), what, name);
    return false;
}

Level *replayer_level(Replayer *self) {
    return g_ptr_array_index(self->levels, self->levels->len - 1);
}

void replayer_push(Replayer *self, const Level *level) {
    g_ptr_array_add(self->levels, g_memdup2(level, sizeof *level));
}

void replayer_pop(Replayer *self) {
    g_ptr_array_set_size(self->levels, (gint)self->levels->len - 1);
    g_ptr_array_set_size(self->clips, (gint)replayer_level(self)->clips);
}

const PdfObject *replay_object(const Replayer *self, const PdfValue *reference) {
    return pdf_file_object(self->page->file,
                           reference != NULL && reference->kind == PDF_REFERENCE
                               ? reference->reference
                               : 0);
}

static bool read_numbers(const PdfValue *array, double *numbers, guint count) {
    if (array == NULL || array->kind != PDF_ARRAY || array->count != count)
        return false;
    for (guint i = 0; i < count; i++)
        numbers[i] = pdf_value_number(&array->items[i], 0);
    return true;
}

bool replay_affine(const PdfValue *array, Affine *affine) {
    double n[6];

    if (!read_numbers(array, n, 6))
        return false;
    *affine = (Affine){n[0], n[1], n[2], n[3], n[4], n[5]};
    return true;
}

bool replay_rect(const PdfValue *array, Rect *rect) {
    double n[4];

    if (!read_numbers(array, n, 4))
        return false;
    *rect = (Rect){fmin(n[0], n[2]), fmin(n[1], n[3]), fabs(n[2] - n[0]),
                   fabs(n[3] - n[1])};
    return true;
}

static bool pass(Reader *self, GError **error) {
    (void)self;
    (void)error;
    return true;
}

/* --- paths ---------------------------------------------------------------------------
 */

static Point point(const Reader *self, guint index) {
    double x = reader_number(self, index), y = reader_number(self, index + 1);

    affine_point(reader_level(self)->matrix, &x, &y);
    return (Point){x, y};
}

static bool move_to(Reader *self, GError **error) {
    (void)error;
    outlines_move(&self->replayer->path, point(self, 0));
    return true;
}

static bool line_to(Reader *self, GError **error) {
    (void)error;
    outlines_line(&self->replayer->path, point(self, 0));
    return true;
}

static bool curve_to(Reader *self, GError **error) {
    (void)error;
    outlines_curve(&self->replayer->path, point(self, 0), point(self, 2),
                   point(self, 4));
    return true;
}

/* The first handle is at the start. */
static bool curve_from(Reader *self, GError **error) {
    Outlines *path = &self->replayer->path;

    (void)error;
    outlines_curve(path, path->last, point(self, 0), point(self, 2));
    return true;
}

static bool curve_into(Reader *self, GError **error) {
    (void)error;
    outlines_curve(&self->replayer->path, point(self, 0), point(self, 2),
                   point(self, 2));
    return true;
}

static bool close_path(Reader *self, GError **error) {
    (void)error;
    outlines_close(&self->replayer->path);
    return true;
}

static bool rectangle(Reader *self, GError **error) {
    const Rect rect = {reader_number(self, 0), reader_number(self, 1),
                       reader_number(self, 2), reader_number(self, 3)};

    (void)error;
    outlines_rectangle(&self->replayer->path, reader_level(self)->matrix, rect);
    return true;
}

static bool clip(Reader *self, GError **error) {
    (void)error;
    self->replayer->clips_next = true;
    self->replayer->clip_rule = self->operation->name[1] == '*'
                                    ? CAIRO_FILL_RULE_EVEN_ODD
                                    : CAIRO_FILL_RULE_WINDING;
    return true;
}

/* f, B and b, with a star for the other rule; S and s only stroke, n does neither. */
static bool paint(Reader *self, GError **error) {
    Replayer *replayer = self->replayer;
    const char *name = self->operation->name;
    bool fills = strchr("fFBb", name[0]) != NULL;
    bool strokes = strchr("SsBb", name[0]) != NULL, painted = true;
    cairo_fill_rule_t rule =
        name[1] == '*' ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING;

    if (name[0] == 's' || name[0] == 'b')
        outlines_close(&replayer->path);
    if (fills)
        painted = paint_fill(replayer, &replayer->path, rule, error);
    if (strokes && painted)
        painted = paint_stroke(replayer, &replayer->path, error);
    if (replayer->clips_next)
        replay_clip(replayer, &replayer->path, replayer->clip_rule);
    replayer->clips_next = false;
    outlines_reset(&replayer->path);
    return painted;
}

/* --- what is shown -------------------------------------------------------------------
 */

static bool shade(Reader *self, GError **error) {
    const PdfValue *reference = NULL;

    return reader_resource(self, "Shading", &reference, error) != NULL &&
           paint_shading(self->replayer, reference, error);
}

static bool show(Reader *self, GError **error) {
    Replayer *replayer = self->replayer;
    const PdfValue *reference = NULL;
    const PdfValue *value = reader_resource(self, "XObject", &reference, error);
    const PdfObject *object;

    if (value == NULL)
        return false;
    object = replay_object(replayer, reference);
    if (pdf_value_is_name(pdf_value_find(value, "Subtype"), "Image"))
        return paint_image(replayer, object, reference->reference, error);
    if (!pdf_value_is_name(pdf_value_find(value, "Subtype"), "Form"))
        return reader_refuse(self, error);
    return pdf_value_find(value, "Group") != NULL
               ? paint_group(replayer, object, error)
               : replay_form(replayer, object, error);
}

/* --- all operators -------------------------------------------------------------------
 */

/* Sorted. What `rewrite` writes but text; others are refused. */
static const Operator operators[] = {
    {"B", paint},   {"B*", paint},     {"BDC", pass},     {"Do", show},
    {"EMC", pass},  {"F", paint},      {"S", paint},      {"W", clip},
    {"W*", clip},   {"b", paint},      {"b*", paint},     {"c", curve_to},
    {"f", paint},   {"f*", paint},     {"h", close_path}, {"l", line_to},
    {"m", move_to}, {"n", paint},      {"re", rectangle}, {"s", paint},
    {"sh", shade},  {"v", curve_from}, {"y", curve_into},
};

static bool perform(Reader *self, GError **error) {
    const char *name = self->operation->name;
    Perform found = perform_find(operators, G_N_ELEMENTS(operators), name);

    if (found == NULL)
        found = state_operator_find(name);
    return found == NULL ? reader_refuse(self, error) : found(self, error);
}

/* What the content leaves open at its end ends with it. */
static bool read_all(Reader *self, GBytes *bytes, GError **error) {
    gsize length = 0;
    g_autoptr(GError) problem = NULL;
    PdfOperation operation;
    PdfContent content;

    self->bytes = g_bytes_get_data(bytes, &length);
    self->operation = &operation;
    content = (PdfContent){self->bytes, length, 0};
    while (pdf_content_next(&content, &operation, &problem)) {
        if (!perform(self, error))
            return false;
    }
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* Its path begins and ends with it, its state ends. */
bool replay_content(Replayer *self, const PdfObject *object, const PdfValue *resources,
                    GError **error) {
    g_autoptr(GBytes) bytes =
        pdf_file_inflate(self->page->file, object, CONTENT_MAX, error);
    Level copy = *replayer_level(self);
    Outlines outer = self->path;
    Reader reader = {self, resources, self->levels->len + 1, NULL, NULL};
    bool done;

    if (bytes == NULL)
        return false;
    if (self->depth >= DEPTH_MAX)
        return replay_refuse(error, "operator", "Do");
    self->depth++;
    outlines_init(&self->path);
    copy.base = copy.matrix;
    replayer_push(self, &copy);
    done = read_all(&reader, bytes, error);
    while (self->levels->len >= reader.levels)
        replayer_pop(self);
    outlines_clear(&self->path);
    self->path = outer;
    self->depth--;
    return done;
}

bool replay_form(Replayer *self, const PdfObject *form, GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *matrix = pdf_file_find(file, &form->value, "Matrix");
    Level copy = *replayer_level(self);
    bool snapped = self->snaps, done;
    Outlines box;
    Affine own;
    Rect rect;

    if (!replay_rect(pdf_file_find(file, &form->value, "BBox"), &rect))
        return replay_refuse(error, "form", "BBox");
    replayer_push(self, &copy);
    if (replay_affine(matrix, &own)) {
        replayer_level(self)->matrix = affine_then(own, copy.matrix);
        /* Drawings are left as they are. */
        self->snaps = self->snaps && own.xx == 1 && own.yy == 1;
    }
    outlines_init(&box);
    outlines_rectangle(&box, replayer_level(self)->matrix, rect);
    replay_clip(self, &box, CAIRO_FILL_RULE_WINDING);
    outlines_clear(&box);
    done = replay_content(self, form, pdf_file_find(file, &form->value, "Resources"),
                          error);
    replayer_pop(self);
    self->snaps = snapped;
    return done;
}

/* --- the page ------------------------------------------------------------------------
 */

static Level first_level(const Replay *page) {
    const double one[1] = {0};
    static const InkSpace grey = {
        .count = 1, .plates = {REPLAY_BLACK}, .is_grey = true};
    Replayer self = {.page = page};
    InkSource black = {.shade = ink_space_shade(&self, &grey, one)};

    return (Level){.matrix = page->to_pixels,
                   .base = page->to_pixels,
                   .fill = black,
                   .stroke = black,
                   .fill_alpha = 1,
                   .stroke_alpha = 1,
                   .blend = CAIRO_OPERATOR_OVER,
                   .line_width = 1,
                   .miter = 10,
                   .bounds = {0, 0, page->width, page->height}};
}

/* Modes but these do something to white paper, which the page does not have yet. */
static bool needs_group(const PdfFile *file) {
    for (guint i = 1; i < pdf_file_size(file); i++) {
        const PdfValue *value = &pdf_file_object(file, i)->value;
        const PdfValue *states =
            pdf_file_find(file, pdf_file_find(file, value, "Resources"), "ExtGState");

        for (guint j = 0;
             states != NULL && states->kind == PDF_DICTIONARY && j < states->count;
             j++) {
            const PdfValue *mode = pdf_file_find(
                file, pdf_file_resolve(file, &states->entries[j].value), "BM");

            if (mode != NULL && !pdf_value_is_name(mode, "Normal") &&
                !pdf_value_is_name(mode, "Multiply") &&
                !pdf_value_is_name(mode, "Darken"))
                return true;
        }
    }
    return false;
}

static bool draw_page(Replayer *self, GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *page = &pdf_file_page(file)->value;
    const PdfObject *content = replay_object(self, pdf_value_find(page, "Contents"));
    const PdfValue *resources = pdf_file_find(file, page, "Resources");
    const TargetEnd plainly = {.blend = CAIRO_OPERATOR_OVER, .opacity = 1};
    TargetGroup group;
    bool drawn;

    if (!needs_group(file))
        return replay_content(self, content, resources, error);
    group = target_begin(self, replayer_level(self)->bounds);
    drawn = replay_content(self, content, resources, error);
    return target_end(self, group, &plainly, error) && drawn;
}

static void free_clip(gpointer pointer) {
    Clip *clip = pointer;

    outlines_clear(&clip->path);
    g_free(clip);
}

bool replay_page(const Replay *page, GError **error) {
    Replayer self = {.page = page,
                     .levels = g_ptr_array_new_with_free_func(g_free),
                     .clips = g_ptr_array_new_with_free_func(free_clip),
                     .snaps = true,
                     .entered_clips = g_array_new(FALSE, FALSE, sizeof(guint64)),
                     .images = image_table_new()};
    Level first = first_level(page);
    bool drawn;

    replayer_push(&self, &first);
    outlines_init(&self.path);
    drawn = draw_page(&self, error);
    target_leave(&self);
    outlines_clear(&self.path);
    g_hash_table_unref(self.images);
    g_array_unref(self.entered_clips);
    g_ptr_array_unref(self.clips);
    g_ptr_array_unref(self.levels);
    return drawn;
}
