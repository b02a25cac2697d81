#include "prepress/replay_parts.h"

#include "base/translate.h"
#include "pdf/tokens.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS_MAX = 1000, DEPTH_MAX = 64, CONTENT_MAX = 1 << 30 };

typedef struct {
    Replayer *replayer;
    const PdfValue *resources;
    guint levels;      /* of before */
    const char *bytes; /* of the content */
    const PdfOperation *operation;
} Reader;

typedef bool (*Perform)(Reader *self, GError **error);

bool replay_refuse(GError **error, const char *what, const char *name) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                _("cannot be drawn as plates: %s %s"), what, name);
    return false;
}

Level *replayer_level(Replayer *self) {
    return &g_array_index(self->levels, Level, self->levels->len - 1);
}

static Level *level(const Reader *self) {
    return replayer_level(self->replayer);
}

static bool refuse(const Reader *self, GError **error) {
    return replay_refuse(error, "operator", self->operation->name);
}

static double operand(const Reader *self, guint index) {
    const PdfOperation *operation = self->operation;

    return index < operation->count &&
                   operation->operands[index].kind == PDF_OPERAND_NUMBER
               ? operation->operands[index].number
               : 0;
}

/* The last operand as a name; NULL: it is none. Caller frees. */
static char *name_operand(const Reader *self) {
    const PdfOperation *operation = self->operation;
    const PdfOperand *last;

    if (operation->count == 0)
        return NULL;
    last = &operation->operands[operation->count - 1];
    return last->kind != PDF_OPERAND_NAME
               ? NULL
               : g_strndup(self->bytes + last->start + 1, last->end - last->start - 1);
}

/* What a resource is called by the last operand; NULL with `error`. `reference` may be
 * NULL. */
static const PdfValue *find_resource(const Reader *self, const char *category,
                                     const PdfValue **reference, GError **error) {
    const PdfFile *file = self->replayer->page->file;
    g_autofree char *name = name_operand(self);
    const PdfValue *entries = pdf_file_find(file, self->resources, category);
    const PdfValue *found = name == NULL ? NULL : pdf_value_find(entries, name);

    if (found == NULL) {
        replay_refuse(error, category, name == NULL ? "?" : name);
        return NULL;
    }
    if (reference != NULL)
        *reference = found;
    return pdf_file_resolve(file, found);
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

/* --- state ---------------------------------------------------------------------------
 */

static bool save(Reader *self, GError **error) {
    Level copy = *level(self);

    if (self->replayer->levels->len >= LEVELS_MAX)
        return refuse(self, error);
    g_array_append_val(self->replayer->levels, copy);
    return true;
}

static void drop_level(Replayer *self) {
    g_array_set_size(self->levels, self->levels->len - 1);
    g_ptr_array_set_size(self->clips, (gint)replayer_level(self)->clips);
}

static bool restore(Reader *self, GError **error) {
    if (self->replayer->levels->len <= self->levels)
        return refuse(self, error);
    drop_level(self->replayer);
    return true;
}

static bool transform(Reader *self, GError **error) {
    Level *now = level(self);
    const Affine by = {operand(self, 0), operand(self, 1), operand(self, 2),
                       operand(self, 3), operand(self, 4), operand(self, 5)};

    (void)error;
    now->matrix = affine_then(by, now->matrix);
    return true;
}

typedef struct {
    const char *name;
    cairo_operator_t blend;
} BlendMode;

static const BlendMode blend_modes[] = {
    {"Normal", CAIRO_OPERATOR_OVER},
    {"Multiply", CAIRO_OPERATOR_MULTIPLY},
    {"Screen", CAIRO_OPERATOR_SCREEN},
    {"Overlay", CAIRO_OPERATOR_OVERLAY},
    {"Darken", CAIRO_OPERATOR_DARKEN},
    {"Lighten", CAIRO_OPERATOR_LIGHTEN},
    {"ColorDodge", CAIRO_OPERATOR_COLOR_DODGE},
    {"ColorBurn", CAIRO_OPERATOR_COLOR_BURN},
    {"HardLight", CAIRO_OPERATOR_HARD_LIGHT},
    {"SoftLight", CAIRO_OPERATOR_SOFT_LIGHT},
    {"Difference", CAIRO_OPERATOR_DIFFERENCE},
    {"Exclusion", CAIRO_OPERATOR_EXCLUSION},
    {"Hue", CAIRO_OPERATOR_HSL_HUE},
    {"Saturation", CAIRO_OPERATOR_HSL_SATURATION},
    {"Color", CAIRO_OPERATOR_HSL_COLOR},
    {"Luminosity", CAIRO_OPERATOR_HSL_LUMINOSITY},
};

/* ISO 32000-1, 11.3.5.3 and 11.7.4.2: modes that look at all colours at once leave
 * black as it was below, or is above; on spots, modes that do so or do not keep white
 * are normal. */
static cairo_operator_t operator_on(const Replay *page, cairo_operator_t operator) {
    int plate = page->channels[0];
    bool is_hsl = operator>= CAIRO_OPERATOR_HSL_HUE && operator<=
        CAIRO_OPERATOR_HSL_LUMINOSITY;
    bool keeps_white = !is_hsl && operator!= CAIRO_OPERATOR_DIFFERENCE && operator!=
                       CAIRO_OPERATOR_EXCLUSION;

    if (plate > REPLAY_BLACK && !keeps_white)
        return CAIRO_OPERATOR_OVER;
    if (plate == REPLAY_BLACK && is_hsl)
        return operator== CAIRO_OPERATOR_HSL_LUMINOSITY ? CAIRO_OPERATOR_OVER
                                                        : CAIRO_OPERATOR_DEST;
    return operator;
}

static bool set_blend(Reader *self, const PdfValue *mode, GError **error) {
    for (size_t i = 0; i < G_N_ELEMENTS(blend_modes); i++) {
        if (pdf_value_is_name(mode, blend_modes[i].name)) {
            level(self)->blend =
                operator_on(self->replayer->page, blend_modes[i].blend);
            return true;
        }
    }
    return replay_refuse(error, "graphics state", "BM");
}

static bool is_true(const PdfValue *state, const char *key) {
    const PdfValue *value = pdf_value_find(state, key);

    return value != NULL && value->kind == PDF_BOOLEAN && value->number == 1;
}

static bool set_entry(Reader *self, const PdfValue *state, const PdfEntry *entry,
                      GError **error) {
    static const char *const said[] = {"Type", "OP", "OPM", "AIS", NULL};
    const PdfValue *value = pdf_file_resolve(self->replayer->page->file, &entry->value);
    Level *now = level(self);

    if (strcmp(entry->key, "ca") == 0)
        now->fill_alpha = pdf_value_number(value, 1);
    else if (strcmp(entry->key, "CA") == 0)
        now->stroke_alpha = pdf_value_number(value, 1);
    else if (strcmp(entry->key, "BM") == 0)
        return set_blend(self, value, error);
    else if (strcmp(entry->key, "op") == 0)
        now->overprints = is_true(state, "op") &&
                          pdf_value_number(pdf_value_find(state, "OPM"), 0) == 1;
    else if (strcmp(entry->key, "SMask") == 0) {
        now->mask = value->kind == PDF_DICTIONARY ? value : NULL;
        now->mask_base = now->matrix;
    } else if (!g_strv_contains(said, entry->key))
        return replay_refuse(error, "graphics state", entry->key);
    return true;
}

static bool use_state(Reader *self, GError **error) {
    const PdfValue *state = find_resource(self, "ExtGState", NULL, error);

    if (state == NULL || state->kind != PDF_DICTIONARY)
        return state != NULL && refuse(self, error);
    for (guint i = 0; i < state->count; i++) {
        if (!set_entry(self, state, &state->entries[i], error))
            return false;
    }
    return true;
}

static bool set_width(Reader *self, GError **error) {
    (void)error;
    level(self)->line_width = operand(self, 0);
    return true;
}

static bool set_cap(Reader *self, GError **error) {
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    double number = operand(self, 0);

    if (number != 0 && number != 1 && number != 2)
        return refuse(self, error);
    level(self)->cap = caps[(int)number];
    return true;
}

static bool set_join(Reader *self, GError **error) {
    static const cairo_line_join_t joins[] = {
        CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_BEVEL};
    double number = operand(self, 0);

    if (number != 0 && number != 1 && number != 2)
        return refuse(self, error);
    level(self)->join = joins[(int)number];
    return true;
}

static bool set_miter(Reader *self, GError **error) {
    (void)error;
    level(self)->miter = operand(self, 0);
    return true;
}

/* "[3 2] 0" */
static bool set_dashes(Reader *self, GError **error) {
    const PdfOperand *array = &self->operation->operands[0];
    Level *now = level(self);
    gsize at;
    Token token;

    if (self->operation->count != 2 || array->kind != PDF_OPERAND_ARRAY)
        return refuse(self, error);
    now->dash_count = 0;
    now->dash_offset = operand(self, 1);
    for (at = array->start + 1; at + 1 < array->end; at = token.end) {
        token_read(self->bytes, array->end - 1, at, &token);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind != TOKEN_NUMBER || now->dash_count == DASHES_MAX)
            return refuse(self, error);
        now->dashes[now->dash_count++] = token.number;
    }
    return true;
}

static bool pass(Reader *self, GError **error) {
    (void)self;
    (void)error;
    return true;
}

/* --- colours -------------------------------------------------------------------------
 */

static bool is_stroke(const Reader *self) {
    return g_ascii_isupper(self->operation->name[0]);
}

static InkSource *source(const Reader *self) {
    return is_stroke(self) ? &level(self)->stroke : &level(self)->fill;
}

static void set_shade(const Reader *self, InkSource *source, const InkSpace *space) {
    double components[INK_COMPONENTS_MAX];

    for (int i = 0; i < space->count; i++)
        components[i] = operand(self, (guint)i);
    source->pattern = NULL;
    source->shade = ink_space_shade(self->replayer, space, components);
    source->is_black = space->count == 4 && components[0] == 0 && components[1] == 0 &&
                       components[2] == 0 && components[3] == 1;
}

static bool set_process(Reader *self, GError **error) {
    static const InkSpace process = {.count = 4, .plates = {0, 1, 2, REPLAY_BLACK}};

    if (self->operation->count != 4)
        return refuse(self, error);
    set_shade(self, source(self), &process);
    return true;
}

static bool set_space(Reader *self, GError **error) {
    g_autofree char *name = name_operand(self);
    const PdfValue *space;

    source(self)->space = (InkSpace){0};
    if (g_strcmp0(name, "Pattern") == 0)
        return true;
    space = find_resource(self, "ColorSpace", NULL, error);
    if (space == NULL)
        return false;
    return ink_space_read(self->replayer, space, &source(self)->space, error) &&
           (source(self)->space.table == NULL || refuse(self, error));
}

static bool set_colour(Reader *self, GError **error) {
    InkSource *now = source(self);
    const PdfValue *pattern;

    if (now->space.count > 0) {
        set_shade(self, now, &now->space);
        return (guint)now->space.count == self->operation->count || refuse(self, error);
    }
    pattern = find_resource(self, "Pattern", &now->pattern, error);
    return pattern != NULL;
}

/* --- paths ---------------------------------------------------------------------------
 */

static Point point(const Reader *self, guint index) {
    double x = operand(self, index), y = operand(self, index + 1);

    affine_point(level(self)->matrix, &x, &y);
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
    const Rect rect = {operand(self, 0), operand(self, 1), operand(self, 2),
                       operand(self, 3)};

    (void)error;
    outlines_rectangle(&self->replayer->path, level(self)->matrix, rect);
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

    return find_resource(self, "Shading", &reference, error) != NULL &&
           paint_shading(self->replayer, reference, error);
}

static bool show(Reader *self, GError **error) {
    Replayer *replayer = self->replayer;
    const PdfValue *reference = NULL;
    const PdfValue *value = find_resource(self, "XObject", &reference, error);
    const PdfObject *object;

    if (value == NULL)
        return false;
    object = replay_object(replayer, reference);
    if (pdf_value_is_name(pdf_value_find(value, "Subtype"), "Image"))
        return paint_image(replayer, object, reference->reference, error);
    if (!pdf_value_is_name(pdf_value_find(value, "Subtype"), "Form"))
        return refuse(self, error);
    return pdf_value_find(value, "Group") != NULL
               ? paint_group(replayer, object, error)
               : replay_form(replayer, object, error);
}

/* --- all operators -------------------------------------------------------------------
 */

typedef struct {
    const char *name;
    Perform perform;
} Operator;

/* Sorted. What `rewrite` writes but text; others are refused. */
static const Operator operators[] = {
    {"B", paint},        {"B*", paint},    {"BDC", pass},       {"CS", set_space},
    {"Do", show},        {"EMC", pass},    {"F", paint},        {"J", set_cap},
    {"K", set_process},  {"M", set_miter}, {"Q", restore},      {"S", paint},
    {"SCN", set_colour}, {"W", clip},      {"W*", clip},        {"b", paint},
    {"b*", paint},       {"c", curve_to},  {"cm", transform},   {"cs", set_space},
    {"d", set_dashes},   {"f", paint},     {"f*", paint},       {"gs", use_state},
    {"h", close_path},   {"i", pass},      {"j", set_join},     {"k", set_process},
    {"l", line_to},      {"m", move_to},   {"n", paint},        {"q", save},
    {"re", rectangle},   {"s", paint},     {"scn", set_colour}, {"sh", shade},
    {"v", curve_from},   {"w", set_width}, {"y", curve_into},
};

static int compare_operators(const void *name, const void *operator) {
    return strcmp(name, ((const Operator *)operator)->name);
}

static bool perform(Reader *self, GError **error) {
    const Operator *found =
        bsearch(self->operation->name, operators, G_N_ELEMENTS(operators),
                sizeof operators[0], compare_operators);

    return found == NULL ? refuse(self, error) : found->perform(self, error);
}

/* Operators that stand for what the content leaves open at its end do not matter: what
 * it began ends with it. */
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
    g_array_append_val(self->levels, copy);
    done = read_all(&reader, bytes, error);
    while (self->levels->len >= reader.levels)
        drop_level(self);
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
    g_array_append_val(self->levels, copy);
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
    drop_level(self);
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
                     .levels = g_array_new(FALSE, FALSE, sizeof(Level)),
                     .clips = g_ptr_array_new_with_free_func(free_clip),
                     .snaps = true,
                     .entered_clips = g_array_new(FALSE, FALSE, sizeof(guint64)),
                     .images = image_table_new()};
    Level first = first_level(page);
    bool drawn;

    g_array_append_val(self.levels, first);
    outlines_init(&self.path);
    drawn = draw_page(&self, error);
    target_leave(&self);
    outlines_clear(&self.path);
    g_hash_table_unref(self.images);
    g_array_unref(self.entered_clips);
    g_ptr_array_unref(self.clips);
    g_array_unref(self.levels);
    return drawn;
}
