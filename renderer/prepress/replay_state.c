#include "pdf/tokens.h"
#include "prepress/replay_reader.h"

#include <string.h>

enum { LEVELS_MAX = 1000 };

/* --- operands ------------------------------------------------------------------------
 */

Level *reader_level(const Reader *self) {
    return replayer_level(self->replayer);
}

bool reader_refuse(const Reader *self, GError **error) {
    return replay_refuse(error, "operator", self->operation->name);
}

double reader_number(const Reader *self, guint index) {
    const PdfOperation *operation = self->operation;

    return index < operation->count &&
                   operation->operands[index].kind == PDF_OPERAND_NUMBER
               ? operation->operands[index].number
               : 0;
}

char *reader_name(const Reader *self) {
    const PdfOperation *operation = self->operation;
    const PdfOperand *last;

    if (operation->count == 0)
        return NULL;
    last = &operation->operands[operation->count - 1];
    return last->kind != PDF_OPERAND_NAME
               ? NULL
               : g_strndup(self->bytes + last->start + 1, last->end - last->start - 1);
}

const PdfValue *reader_resource(const Reader *self, const char *category,
                                const PdfValue **reference, GError **error) {
    const PdfFile *file = self->replayer->page->file;
    g_autofree char *name = reader_name(self);
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

/* --- state ---------------------------------------------------------------------------
 */

static bool save(Reader *self, GError **error) {
    if (self->replayer->levels->len >= LEVELS_MAX)
        return reader_refuse(self, error);
    replayer_push(self->replayer, reader_level(self));
    return true;
}

static bool restore(Reader *self, GError **error) {
    if (self->replayer->levels->len <= self->levels)
        return reader_refuse(self, error);
    replayer_pop(self->replayer);
    return true;
}

static bool transform(Reader *self, GError **error) {
    Level *now = reader_level(self);
    const Affine by = {reader_number(self, 0), reader_number(self, 1),
                       reader_number(self, 2), reader_number(self, 3),
                       reader_number(self, 4), reader_number(self, 5)};

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
            reader_level(self)->blend =
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
    Level *now = reader_level(self);

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
    const PdfValue *state = reader_resource(self, "ExtGState", NULL, error);

    if (state == NULL || state->kind != PDF_DICTIONARY)
        return state != NULL && reader_refuse(self, error);
    for (guint i = 0; i < state->count; i++) {
        if (!set_entry(self, state, &state->entries[i], error))
            return false;
    }
    return true;
}

static bool set_width(Reader *self, GError **error) {
    (void)error;
    reader_level(self)->line_width = reader_number(self, 0);
    return true;
}

static bool set_cap(Reader *self, GError **error) {
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    double number = reader_number(self, 0);

    if (number != 0 && number != 1 && number != 2)
        return reader_refuse(self, error);
    reader_level(self)->cap = caps[(int)number];
    return true;
}

static bool set_join(Reader *self, GError **error) {
    static const cairo_line_join_t joins[] = {
        CAIRO_LINE_JOIN_MITER, CAIRO_LINE_JOIN_ROUND, CAIRO_LINE_JOIN_BEVEL};
    double number = reader_number(self, 0);

    if (number != 0 && number != 1 && number != 2)
        return reader_refuse(self, error);
    reader_level(self)->join = joins[(int)number];
    return true;
}

static bool set_miter(Reader *self, GError **error) {
    (void)error;
    reader_level(self)->miter = reader_number(self, 0);
    return true;
}

/* "[3 2] 0" */
static bool set_dashes(Reader *self, GError **error) {
    const PdfOperand *array = &self->operation->operands[0];
    Level *now = reader_level(self);
    gsize at;
    Token token;

    if (self->operation->count != 2 || array->kind != PDF_OPERAND_ARRAY)
        return reader_refuse(self, error);
    now->dash_count = 0;
    now->dash_offset = reader_number(self, 1);
    for (at = array->start + 1; at + 1 < array->end; at = token.end) {
        token_read(self->bytes, array->end - 1, at, &token);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind != TOKEN_NUMBER || now->dash_count == DASHES_MAX)
            return reader_refuse(self, error);
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
    return is_stroke(self) ? &reader_level(self)->stroke : &reader_level(self)->fill;
}

static void set_shade(const Reader *self, InkSource *source, const InkSpace *space) {
    double components[INK_COMPONENTS_MAX];

    for (int i = 0; i < space->count; i++)
        components[i] = reader_number(self, (guint)i);
    source->pattern = NULL;
    source->shade = ink_space_shade(self->replayer, space, components);
    source->is_black = space->count == 4 && components[0] == 0 && components[1] == 0 &&
                       components[2] == 0 && components[3] == 1;
}

static bool set_process(Reader *self, GError **error) {
    static const InkSpace process = {.count = 4, .plates = {0, 1, 2, REPLAY_BLACK}};

    if (self->operation->count != 4)
        return reader_refuse(self, error);
    set_shade(self, source(self), &process);
    return true;
}

static bool set_space(Reader *self, GError **error) {
    g_autofree char *name = reader_name(self);
    const PdfValue *space;

    source(self)->space = (InkSpace){0};
    if (g_strcmp0(name, "Pattern") == 0)
        return true;
    space = reader_resource(self, "ColorSpace", NULL, error);
    if (space == NULL)
        return false;
    return ink_space_read(self->replayer, space, &source(self)->space, error) &&
           (source(self)->space.table == NULL || reader_refuse(self, error));
}

static bool set_colour(Reader *self, GError **error) {
    InkSource *now = source(self);
    const PdfValue *pattern;

    if (now->space.count > 0) {
        set_shade(self, now, &now->space);
        return (guint)now->space.count == self->operation->count ||
               reader_refuse(self, error);
    }
    pattern = reader_resource(self, "Pattern", &now->pattern, error);
    return pattern != NULL;
}

/* --- all of them ---------------------------------------------------------------------
 */

Perform perform_find(const Operator *operators, gsize count, const char *name) {
    for (gsize low = 0, high = count; low < high;) {
        gsize middle = (low + high) / 2;
        int order = strcmp(name, operators[middle].name);

        if (order == 0)
            return operators[middle].perform;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Sorted. */
static const Operator operators[] = {
    {"CS", set_space},  {"J", set_cap},      {"K", set_process},  {"M", set_miter},
    {"Q", restore},     {"SCN", set_colour}, {"cm", transform},   {"cs", set_space},
    {"d", set_dashes},  {"gs", use_state},   {"i", pass},         {"j", set_join},
    {"k", set_process}, {"q", save},         {"scn", set_colour}, {"w", set_width},
};

Perform state_operator_find(const char *name) {
    return perform_find(operators, G_N_ELEMENTS(operators), name);
}
