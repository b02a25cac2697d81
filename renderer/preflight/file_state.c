#include "preflight/file_state.h"

#include "pdf/tokens.h"

#include <math.h>

/* --- boxes and matrices --------------------------------------------------------------
 */

void file_box_add(FileBox *self, double x, double y) {
    self->left = MIN(self->left, x);
    self->right = MAX(self->right, x);
    self->bottom = MIN(self->bottom, y);
    self->top = MAX(self->top, y);
}

FileBox file_box_common(FileBox a, FileBox b) {
    return (FileBox){MAX(a.left, b.left), MAX(a.bottom, b.bottom),
                     MIN(a.right, b.right), MIN(a.top, b.top)};
}

FileBox file_box_around(Affine matrix, FileBox box) {
    const double xs[] = {box.left, box.right}, ys[] = {box.bottom, box.top};
    FileBox around = file_box_none();

    for (int i = 0; i < 4; i++) {
        double x = xs[i % 2], y = ys[i / 2];

        affine_point(matrix, &x, &y);
        file_box_add(&around, x, y);
    }
    return around;
}

double file_matrix_least(Affine matrix) {
    double half = (matrix.xx * matrix.xx + matrix.yx * matrix.yx +
                   matrix.xy * matrix.xy + matrix.yy * matrix.yy) /
                  2;
    double area = matrix.xx * matrix.yy - matrix.xy * matrix.yx;

    return sqrt(MAX(0, half - sqrt(MAX(0, half * half - area * area))));
}

Affine file_matrix(FilePdf *pdf, const FileValue *dictionary, const char *key) {
    double numbers[6];

    if (!file_pdf_numbers(pdf, file_pdf_find(pdf, dictionary, key), numbers, 6))
        return affine_identity();
    return (Affine){numbers[0], numbers[1], numbers[2],
                    numbers[3], numbers[4], numbers[5]};
}

/* --- telling -------------------------------------------------------------------------
 */

void file_trouble(FileStream *self, FileTrouble trouble, const char *what) {
    const FileSink *sink = &self->runner->sink;

    if (self->runner->record != NULL)
        self->runner->record->is_loose = true;
    else if (sink->trouble != NULL)
        sink->trouble(sink->data, trouble, what, self->object);
}

const FileValue *file_resource(FileStream *self, const char *kind, const char *name,
                               const FileValue **reference) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *found =
        file_value_find(file_pdf_find(pdf, self->resources, kind), name);
    const FileValue *value = file_pdf_resolve(pdf, found);

    if (reference != NULL)
        *reference = found;
    if (value == NULL)
        file_trouble(self, FILE_TROUBLE_RESOURCE, name);
    return value;
}

/* --- operands ------------------------------------------------------------------------
 */

char *file_operand_text(const FileStream *self, const PdfOperand *operand,
                        gsize *length) {
    bool is_hex = self->bytes[operand->start] == '<';
    const Token token = {.kind = operand->kind == PDF_OPERAND_NAME ? TOKEN_NAME
                                 : is_hex                          ? TOKEN_HEX
                                                                   : TOKEN_STRING,
                         .start = operand->start,
                         .end = operand->end};
    char *text = g_malloc(operand->end - operand->start + 1);
    gsize count = token_decode(self->bytes, &token, text);

    text[count] = '\0';
    if (length != NULL)
        *length = count;
    return text;
}
