#include "preflight/file_state.h"

#include <string.h>

/* --- operands ---
 */

static char *name_of(const FileStream *self, const PdfOperation *operation) {
    return file_operand_text(self, &operation->operands[operation->count - 1], NULL);
}

static double number(const PdfOperation *operation, guint index) {
    return operation->operands[index].number;
}

static Affine matrix_of(const PdfOperation *operation) {
    return (Affine){number(operation, 0), number(operation, 1), number(operation, 2),
                    number(operation, 3), number(operation, 4), number(operation, 5)};
}

/* --- the graphics state --------------------------------------------------------------
 */

static void do_save(FileStream *self, const PdfOperation *operation) {
    (void)operation;
    if (self->saved->len == FILE_SAVED_MAX) {
        file_trouble(self, FILE_TROUBLE_LIMIT, "q");
        self->runner->is_over = true;
        return;
    }
    g_array_append_val(self->saved, self->state);
}

static void do_restore(FileStream *self, const PdfOperation *operation) {
    (void)operation;
    if (self->saved->len == 0) {
        file_trouble(self, FILE_TROUBLE_CONTENT, "Q");
        return;
    }
    self->state = g_array_index(self->saved, FileState, self->saved->len - 1);
    g_array_set_size(self->saved, self->saved->len - 1);
}

static void do_transform(FileStream *self, const PdfOperation *operation) {
    self->state.ctm = affine_then(matrix_of(operation), self->state.ctm);
}

static void do_width(FileStream *self, const PdfOperation *operation) {
    self->state.line_width = number(operation, 0);
}

static bool is_intent(const char *name) {
    static const char *const intents[] = {"AbsoluteColorimetric",
                                          "RelativeColorimetric", "Saturation",
                                          "Perceptual", NULL};

    return g_strv_contains(intents, name);
}

static void do_intent(FileStream *self, const PdfOperation *operation) {
    g_autofree char *name = name_of(self, operation);

    if (!is_intent(name))
        file_trouble(self, FILE_TROUBLE_INTENT, name);
}

static void take_number(FileStream *self, const FileValue *state, const char *key,
                        double *number_at) {
    const FileValue *value = file_pdf_find(self->runner->pdf, state, key);

    *number_at = file_value_number(value, *number_at);
}

static void take_overprint(FileStream *self, const FileValue *state) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *stroke = file_pdf_find(pdf, state, "OP");
    const FileValue *fill = file_pdf_find(pdf, state, "op");

    /* 8.6.7: OP alone sets both. */
    if (stroke != NULL && stroke->kind == FILE_BOOLEAN)
        self->state.stroke_overprint = self->state.fill_overprint = stroke->number > 0;
    if (fill != NULL && fill->kind == FILE_BOOLEAN)
        self->state.fill_overprint = fill->number > 0;
}

static void take_blend(FileStream *self, const FileValue *state) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *blend = file_pdf_find(pdf, state, "BM");

    if (blend != NULL && blend->kind == FILE_ARRAY)
        blend = file_pdf_item(pdf, blend, 0);
    if (blend != NULL && blend->kind == FILE_NAME)
        self->state.blend = blend->text;
}

static void take_mask(FileStream *self, const FileValue *state) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *mask = file_pdf_find(pdf, state, "SMask");
    const FileObject *form;

    if (mask == NULL)
        return;
    self->state.is_masked = mask->kind == FILE_DICTIONARY;
    if (!self->state.is_masked)
        return;
    form = file_pdf_stream(pdf, file_value_find(mask, "G"));
    if (form == NULL)
        file_trouble(self, FILE_TROUBLE_RESOURCE, "SMask");
    else
        file_paint_form(
            self, form, true,
            file_value_is_name(file_pdf_find(pdf, mask, "S"), "Luminosity"));
}

static bool is_mixed(const FileState *state) {
    return state->fill_alpha < 1 || state->stroke_alpha < 1 || state->is_masked ||
           (strcmp(state->blend, "Normal") != 0 &&
            strcmp(state->blend, "Compatible") != 0);
}

static void do_state(FileStream *self, const PdfOperation *operation) {
    g_autofree char *name = name_of(self, operation);
    const FileValue *state = file_resource(self, "ExtGState", name, NULL);
    const FileValue *font;
    double mode = self->state.overprint_mode;

    if (state == NULL)
        return;
    take_overprint(self, state);
    take_number(self, state, "OPM", &mode);
    self->state.overprint_mode = mode == 1;
    take_number(self, state, "ca", &self->state.fill_alpha);
    take_number(self, state, "CA", &self->state.stroke_alpha);
    take_number(self, state, "LW", &self->state.line_width);
    take_blend(self, state);
    take_mask(self, state);
    font = file_pdf_find(self->runner->pdf, state, "Font");
    if (font != NULL && font->kind == FILE_ARRAY && font->count == 2)
        file_set_font(self, &font->items[0],
                      file_value_number(file_pdf_item(self->runner->pdf, font, 1), 0));
    self->runner->is_transparent =
        self->runner->is_transparent || is_mixed(&self->state);
}

/* --- colours -------------------------------------------------------------------------
 */

static bool is_upper(const PdfOperation *operation) {
    return g_ascii_isupper(operation->name[0]);
}

static void set_colour(FileStream *self, bool is_stroke, const FileColour *colour) {
    FileState *state = &self->state;

    /* 8.7.3.3, 9.6.5: such colours are ignored. */
    if (self->keeps_colours)
        return;
    if (is_stroke) {
        state->stroke = *colour;
        state->stroke_pattern = NULL;
        state->stroke_shading = NULL;
    } else {
        state->fill = *colour;
        state->fill_pattern = NULL;
        state->fill_shading = NULL;
    }
}

/* g rg k and their capitals. */
static void do_device_colour(FileStream *self, const PdfOperation *operation) {
    static const FileFamily families[] = {
        [1] = FILE_SPACE_GRAY, [3] = FILE_SPACE_RGB, [4] = FILE_SPACE_CMYK};
    FileColour colour;

    file_colour_start(&colour,
                      file_spaces_device(self->runner->spaces,
                                         families[operation->count], self->resources));
    for (guint i = 0; i < operation->count; i++)
        colour.amounts[i] = number(operation, i);
    file_tell_space(self, colour.space, 0);
    set_colour(self, is_upper(operation), &colour);
}

static void do_space(FileStream *self, const PdfOperation *operation) {
    g_autofree char *name = name_of(self, operation);
    const FileValue value = {
        .kind = FILE_NAME, .count = (guint)strlen(name), .text = name};
    FileColour colour;

    file_colour_start(&colour, file_spaces_find(self->runner->spaces, &value,
                                                self->resources, false));
    if (colour.space->family == FILE_SPACE_UNKNOWN)
        file_trouble(self, FILE_TROUBLE_RESOURCE, name);
    file_tell_space(self, colour.space, 0);
    set_colour(self, is_upper(operation), &colour);
}

static void set_pattern(FileStream *self, bool is_stroke, const char *name) {
    const FileValue *reference = NULL;
    const FileValue *pattern = file_resource(self, "Pattern", name, &reference);
    const FileObject *stream = file_pdf_stream(self->runner->pdf, reference);
    FileState *state = &self->state;

    if (is_stroke) {
        state->stroke_pattern = stream;
        state->stroke_shading = stream == NULL ? pattern : NULL;
    } else {
        state->fill_pattern = stream;
        state->fill_shading = stream == NULL ? pattern : NULL;
    }
}

static bool are_numbers(const PdfOperation *operation, guint count) {
    for (guint i = 0; i < count; i++)
        if (operation->operands[i].kind != PDF_OPERAND_NUMBER)
            return false;
    return true;
}

/* sc scn and their capitals. */
static void do_colour(FileStream *self, const PdfOperation *operation) {
    bool is_stroke = is_upper(operation);
    FileColour colour = is_stroke ? self->state.stroke : self->state.fill;
    guint count = operation->count;
    bool is_pattern =
        count > 0 && operation->operands[count - 1].kind == PDF_OPERAND_NAME;

    count -= is_pattern;
    if (!are_numbers(operation, count) || count > FILE_COMPONENTS_MAX ||
        (!is_pattern && colour.space->family != FILE_SPACE_UNKNOWN &&
         count != colour.space->count)) {
        file_trouble(self, FILE_TROUBLE_CONTENT, operation->name);
        return;
    }
    for (guint i = 0; i < count; i++)
        colour.amounts[i] = number(operation, i);
    set_colour(self, is_stroke, &colour);
    if (is_pattern) {
        g_autofree char *name = name_of(self, operation);

        set_pattern(self, is_stroke, name);
    }
}

/* --- operators -----------------------------------------------------------------------
 */

static void do_nothing(FileStream *self, const PdfOperation *operation) {
    (void)self;
    (void)operation;
}

#define TEXT_NUMBER(name, field)                                             \
    static void do_##name(FileStream *self, const PdfOperation *operation) { \
        self->state.text.field = number(operation, 0);                       \
    }
TEXT_NUMBER(character_space, character_space)
TEXT_NUMBER(word_space, word_space)
TEXT_NUMBER(leading, leading)
TEXT_NUMBER(rise, rise)
#undef TEXT_NUMBER

static void do_render(FileStream *self, const PdfOperation *operation) {
    self->state.text.render = (int)CLAMP(number(operation, 0), 0, 7);
}

static void do_stretch(FileStream *self, const PdfOperation *operation) {
    self->state.text.stretch = number(operation, 0) / 100;
}

static void do_letter_shape(FileStream *self, const PdfOperation *operation) {
    (void)operation;
    self->keeps_colours = true;
}

/* PDF 1.6, with operands: n number, N name, s string, a array, d name or dictionary, *
 * any. In order of their bytes. */
static const struct {
    const char *name, *operands;
    void (*run)(FileStream *self, const PdfOperation *operation);
} operators[] = {
    {"\"", "nns", file_do_show},
    {"'", "s", file_do_show},
    {"B", "", file_do_end_path},
    {"B*", "", file_do_end_path},
    {"BDC", "Nd", do_nothing},
    {"BI", "*", file_do_inline_image},
    {"BMC", "N", do_nothing},
    {"BT", "", file_do_begin_text},
    {"BX", "", do_nothing},
    {"CS", "N", do_space},
    {"DP", "Nd", do_nothing},
    {"Do", "N", file_do_object},
    {"EMC", "", do_nothing},
    {"ET", "", file_do_end_text},
    {"EX", "", do_nothing},
    {"F", "", file_do_end_path},
    {"G", "n", do_device_colour},
    {"J", "n", do_nothing},
    {"K", "nnnn", do_device_colour},
    {"M", "n", do_nothing},
    {"MP", "N", do_nothing},
    {"Q", "", do_restore},
    {"RG", "nnn", do_device_colour},
    {"S", "", file_do_end_path},
    {"SC", "*", do_colour},
    {"SCN", "*", do_colour},
    {"T*", "", file_do_move},
    {"TD", "nn", file_do_move},
    {"TJ", "a", file_do_show},
    {"TL", "n", do_leading},
    {"Tc", "n", do_character_space},
    {"Td", "nn", file_do_move},
    {"Tf", "Nn", file_do_font},
    {"Tj", "s", file_do_show},
    {"Tm", "nnnnnn", file_do_text_matrix},
    {"Tr", "n", do_render},
    {"Ts", "n", do_rise},
    {"Tw", "n", do_word_space},
    {"Tz", "n", do_stretch},
    {"W", "", file_do_clip},
    {"W*", "", file_do_clip},
    {"b", "", file_do_end_path},
    {"b*", "", file_do_end_path},
    {"c", "nnnnnn", file_do_path},
    {"cm", "nnnnnn", do_transform},
    {"cs", "N", do_space},
    {"d", "an", do_nothing},
    {"d0", "nn", do_nothing},
    {"d1", "nnnnnn", do_letter_shape},
    {"f", "", file_do_end_path},
    {"f*", "", file_do_end_path},
    {"g", "n", do_device_colour},
    {"gs", "N", do_state},
    {"h", "", do_nothing},
    {"i", "n", do_nothing},
    {"j", "n", do_nothing},
    {"k", "nnnn", do_device_colour},
    {"l", "nn", file_do_path},
    {"m", "nn", file_do_path},
    {"n", "", file_do_end_path},
    {"q", "", do_save},
    {"re", "nnnn", file_do_path},
    {"rg", "nnn", do_device_colour},
    {"ri", "N", do_intent},
    {"s", "", file_do_end_path},
    {"sc", "*", do_colour},
    {"scn", "*", do_colour},
    {"sh", "N", file_do_shading},
    {"v", "nnnn", file_do_path},
    {"w", "n", do_width},
    {"y", "nnnn", file_do_path},
};

static int find_operator(const char *name) {
    int low = 0, high = G_N_ELEMENTS(operators);

    while (low < high) {
        int middle = (low + high) / 2;
        int order = strcmp(name, operators[middle].name);

        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

static bool operand_fits(const PdfOperand *operand, char wanted) {
    switch (wanted) {
    case 'n':
        return operand->kind == PDF_OPERAND_NUMBER;
    case 'N':
        return operand->kind == PDF_OPERAND_NAME;
    case 's':
        return operand->kind == PDF_OPERAND_STRING;
    case 'a':
        return operand->kind == PDF_OPERAND_ARRAY;
    default:
        return operand->kind == PDF_OPERAND_NAME ||
               operand->kind == PDF_OPERAND_DICTIONARY;
    }
}

static bool operands_fit(const PdfOperation *operation, const char *wanted) {
    if (*wanted == '*')
        return true;
    if (strlen(wanted) != operation->count)
        return false;
    for (guint i = 0; i < operation->count; i++)
        if (!operand_fits(&operation->operands[i], wanted[i]))
            return false;
    return true;
}

void file_operation_run(FileStream *self, const PdfOperation *operation) {
    int index = find_operator(operation->name);

    if (index < 0)
        file_trouble(self, FILE_TROUBLE_OPERATOR, operation->name);
    else if (!operands_fit(operation, operators[index].operands))
        file_trouble(self, FILE_TROUBLE_CONTENT, operation->name);
    else
        operators[index].run(self, operation);
}
