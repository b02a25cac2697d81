/* Any bytes as a PDF: a tree of objects and their streams, or one line that says why
 * not. What was read is written, read again, and the same. */
#include "fuzz.h"

#include "pdf/reader.h"
#include "pdf/writer.h"

#include <string.h>

enum { STREAM_MAX = 1 << 16 };

static void check_error(const GError *error) {
    g_assert_nonnull(error);
    g_assert_true(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_null(strchr(error->message, '\n'));
}

/* Reads every byte of it; false when it has references, or a number that fixed point
 * does not take. */
static bool check_value(const PdfFile *file, const PdfValue *value) {
    bool is_plain = true;

    switch (value->kind) {
    case PDF_NULL:
        return true;
    case PDF_BOOLEAN:
        g_assert_true(value->number == 0 || value->number == 1);
        return true;
    case PDF_NUMBER:
        return value->number > -1e15 && value->number < 1e15;
    case PDF_NAME:
        g_assert_cmpuint(strlen(value->text), ==, value->count);
        return true;
    case PDF_STRING:
        g_assert_cmpint(value->text[value->count], ==, '\0');
        return true;
    case PDF_ARRAY:
        for (guint i = 0; i < value->count; i++)
            is_plain &= check_value(file, &value->items[i]);
        return is_plain;
    case PDF_DICTIONARY:
        for (guint i = 0; i < value->count; i++) {
            g_assert_nonnull(pdf_value_find(value, value->entries[i].key));
            is_plain &= check_value(file, &value->entries[i].value);
        }
        return is_plain;
    case PDF_REFERENCE:
        g_assert_cmpuint(value->reference, >, 0);
        g_assert_cmpint(pdf_file_resolve(file, value)->kind, !=, PDF_REFERENCE);
        return false;
    }
    g_assert_not_reached();
}

static bool is_near(double a, double b) {
    return a - b < 1e-9 + 1e-15 * (a < 0 ? -a : a) &&
           b - a < 1e-9 + 1e-15 * (a < 0 ? -a : a);
}

static void assert_equal(const PdfValue *a, const PdfValue *b) {
    g_assert_cmpint(a->kind, ==, b->kind);
    g_assert_cmpuint(a->count, ==, b->count);
    if (a->kind == PDF_NUMBER)
        g_assert_true(is_near(a->number, b->number));
    else if (a->kind == PDF_BOOLEAN)
        g_assert_true(a->number == b->number);
    else if (a->kind == PDF_NAME || a->kind == PDF_STRING)
        g_assert_cmpint(memcmp(a->text, b->text, a->count), ==, 0);
    for (guint i = 0; a->kind == PDF_ARRAY && i < a->count; i++)
        assert_equal(&a->items[i], &b->items[i]);
    for (guint i = 0; a->kind == PDF_DICTIONARY && i < a->count; i++) {
        g_assert_cmpstr(a->entries[i].key, ==, b->entries[i].key);
        assert_equal(&a->entries[i].value, &b->entries[i].value);
    }
}

static void check_stream(const PdfFile *file, const PdfObject *object) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = pdf_file_inflate(file, object, STREAM_MAX, &error);

    if (bytes == NULL)
        check_error(error);
    else
        g_assert_cmpuint(g_bytes_get_size(bytes), <=, STREAM_MAX);
}

static void write_text(PdfPart *part, const char *text) {
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, text);
    pdf_part_end(part);
}

/* The value as the fourth object of a file, read back. */
static void check_written(const PdfValue *value) {
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(PdfFile) file = NULL;

    write_text(part, "<< /Type /Catalog /Pages 2 0 R >>");
    write_text(part, "<< /Type /Pages /Kids [3 0 R] >>");
    write_text(part, "<< /Type /Page >>");
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_value(part, value);
    pdf_part_end(part);
    pdf_writer_place(writer, part, pdf_writer_reserve(writer, part), NULL);
    bytes = pdf_writer_finish(writer, 1, 1);
    file = pdf_file_read(bytes, NULL);
    g_assert_nonnull(file);
    assert_equal(value, &pdf_file_object(file, 4)->value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(GBytes) given = g_bytes_new(bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(PdfFile) file = pdf_file_read(given, &error);

    if (file == NULL) {
        check_error(error);
        return 0;
    }
    g_assert_no_error(error);
    g_assert_true(pdf_value_is_name(
        pdf_file_find(file, &pdf_file_page(file)->value, "Type"), "Page"));
    for (guint i = 0; i <= pdf_file_size(file); i++) {
        const PdfObject *object = pdf_file_object(file, i);

        if (check_value(file, &object->value))
            check_written(&object->value);
        if (object->stream != NULL)
            check_stream(file, object);
    }
    return 0;
}
