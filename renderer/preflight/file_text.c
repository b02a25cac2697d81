#include "preflight/file_state.h"

#include "pdf/tokens.h"

#include <math.h>
#include <string.h>

/* Of the type size, where a font does not say: enough to know where a text lies. */
static const double ASCENT = 0.9, DESCENT = -0.25;

void file_do_begin_text(FileStream *self, const PdfOperation *operation) {
    if (self->in_text)
        file_trouble(self, FILE_TROUBLE_CONTENT, operation->name);
    self->in_text = true;
    self->text = self->line = affine_identity();
}

void file_do_end_text(FileStream *self, const PdfOperation *operation) {
    if (!self->in_text)
        file_trouble(self, FILE_TROUBLE_CONTENT, operation->name);
    self->in_text = false;
}

/* --- fonts ---------------------------------------------------------------------------
 */

void file_set_font(FileStream *self, const FileValue *reference, double size) {
    FileRunner *runner = self->runner;
    const FileValue *dictionary = file_pdf_resolve(runner->pdf, reference);
    FileFont *font;

    self->state.text.size = size;
    if (dictionary == NULL)
        return;
    font = g_hash_table_lookup(runner->fonts, dictionary);
    if (font == NULL) {
        font = file_font_new(runner->pdf, file_pdf_referred(runner->pdf, reference),
                             dictionary);
        g_hash_table_insert(runner->fonts, (gpointer)dictionary, font);
    }
    self->state.text.font = font;
}

void file_do_font(FileStream *self, const PdfOperation *operation) {
    g_autofree char *name = file_operand_text(self, &operation->operands[0], NULL);
    const FileValue *reference = NULL;

    if (file_resource(self, "Font", name, &reference) != NULL)
        file_set_font(self, reference, operation->operands[1].number);
}

/* --- where ---------------------------------------------------------------------------
 */

static void next_line(FileStream *self, double x, double y) {
    self->line = affine_then((Affine){1, 0, 0, 1, x, y}, self->line);
    self->text = self->line;
}

/* Td TD T* */
void file_do_move(FileStream *self, const PdfOperation *operation) {
    const PdfOperand *operands = operation->operands;

    if (pdf_operation_is(operation, "T*")) {
        next_line(self, 0, -self->state.text.leading);
        return;
    }
    if (pdf_operation_is(operation, "TD"))
        self->state.text.leading = -operands[1].number;
    next_line(self, operands[0].number, operands[1].number);
}

void file_do_text_matrix(FileStream *self, const PdfOperation *operation) {
    const PdfOperand *operands = operation->operands;

    self->text = self->line =
        (Affine){operands[0].number, operands[1].number, operands[2].number,
                 operands[3].number, operands[4].number, operands[5].number};
}

static void advance(FileStream *self, double distance) {
    self->text = affine_then((Affine){1, 0, 0, 1, distance, 0}, self->text);
}

/* --- letters -------------------------------------------------------------------------
 */

/* 9.4.4: from the letter's own space to that of the page. */
static Affine letter_matrix(const FileStream *self) {
    const FileTextState *text = &self->state.text;
    const Affine size = {text->size * text->stretch, 0, 0, text->size, 0, text->rise};

    return affine_then(affine_then(size, self->text), self->state.ctm);
}

static void paint_letter(FileStream *self, const FileFont *font, guint code) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *shapes = file_pdf_find(pdf, font->dictionary, "CharProcs");
    const char *name = font->glyphs[code];
    const FileObject *shape =
        name == NULL ? NULL : file_pdf_stream(pdf, file_value_find(shapes, name));
    const FileValue *resources = file_pdf_find(pdf, font->dictionary, "Resources");
    const double *matrix = font->matrix;
    FileStream inner;

    if (shape == NULL)
        return;
    inner = file_stream_inside(self, affine_identity());
    inner.state.ctm = affine_then(
        (Affine){matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]},
        letter_matrix(self));
    inner.base = inner.state.ctm;
    inner.in_letter = true;
    if (resources != NULL)
        inner.resources = resources;
    file_stream_run(self, shape, &inner);
}

static double unit_of(const FileFont *font) {
    return font->is_type3 ? fabs(font->matrix[0]) : 0.001;
}

static void show_letter(FileStream *self, guint code, bool is_space) {
    const FileTextState *text = &self->state.text;
    double width = file_font_width(text->font, code) * unit_of(text->font);

    if (text->font->is_type3)
        paint_letter(self, text->font, code);
    advance(self, (width * text->size + text->character_space +
                   (is_space ? text->word_space : 0)) *
                      text->stretch);
}

static void show_string(FileStream *self, const PdfOperand *operand) {
    const FileFont *font = self->state.text.font;
    gsize length = 0, at = 0;
    g_autofree char *text = file_operand_text(self, operand, &length);
    guint code;

    while (!self->runner->is_over && file_font_next(font, text, length, &at, &code)) {
        if (file_font_is_notdef(font, code))
            file_trouble(self, FILE_TROUBLE_NOTDEF, font->name);
        /* 9.3.3: of one byte only. */
        show_letter(self, code, code == ' ' && !font->is_composite);
    }
}

static void show_array(FileStream *self, const PdfOperand *operand) {
    const FileTextState *state = &self->state.text;
    gsize at = operand->start + 1;
    Token token;

    for (;; at = token.end) {
        token_read(self->bytes, operand->end, at, &token);
        if (token.kind == TOKEN_NUMBER)
            advance(self, -token.number / 1000 * state->size * state->stretch);
        else if (token.kind == TOKEN_STRING || token.kind == TOKEN_HEX)
            show_string(self,
                        &(PdfOperand){PDF_OPERAND_STRING, token.start, token.end, 0});
        else
            return;
    }
}

/* The box of what was shown between two text matrices, on the page. */
static FileBox shown_box(const FileStream *self, Affine from) {
    const FileTextState *text = &self->state.text;
    double across = hypot(from.xx, from.yx);
    double along = hypot(self->text.x0 - from.x0, self->text.y0 - from.y0);
    FileBox box = {0, text->rise + DESCENT * text->size,
                   across > 0 ? along / across : 0, text->rise + ASCENT * text->size};

    if (text->size < 0)
        box = (FileBox){0, box.top, box.right, box.bottom};
    return file_box_around(affine_then(from, self->state.ctm), box);
}

/* 9.3.6: 0 fill, 1 stroke, 2 both, 3 neither; 4 more: and clip. */
static void tell_text(FileStream *self, Affine from) {
    const FileTextState *text = &self->state.text;
    Affine matrix = affine_then(from, self->state.ctm);
    FileBox box = shown_box(self, from);
    int mode = text->render % 4;

    if (text->font->is_type3)
        return;
    if (mode == 0 || mode == 2)
        file_paint_text(self, box, matrix, fabs(text->size));
    if (mode == 1 || mode == 2)
        file_paint_stroke(self, box);
}

/* Tj TJ ' " */
void file_do_show(FileStream *self, const PdfOperation *operation) {
    FileTextState *state = &self->state.text;
    const PdfOperand *last = &operation->operands[operation->count - 1];
    Affine from;

    if (!self->in_text || state->font == NULL) {
        file_trouble(self, FILE_TROUBLE_CONTENT, operation->name);
        return;
    }
    if (operation->count == 3) {
        state->word_space = operation->operands[0].number;
        state->character_space = operation->operands[1].number;
    }
    if (strchr("'\"", operation->name[0]) != NULL)
        next_line(self, 0, -state->leading);
    from = self->text;
    if (last->kind == PDF_OPERAND_ARRAY)
        show_array(self, last);
    else
        show_string(self, last);
    tell_text(self, from);
}
