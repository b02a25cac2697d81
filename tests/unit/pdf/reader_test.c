#include "../support.h"

#include "pdf/content.h"
#include "pdf/reader.h"
#include "pdf/writer.h"
#include "resources/fonts.h"

#include <cairo-pdf.h>

enum { STREAM_MAX = 1 << 20 };

/* --- small files --- */

/* Objects 1 to 3 of every one. */
#define PAGE                                                                          \
    "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", \
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"

/* The objects of a list that ends with NULL, and a trailer; caller frees. */
static GString *make_text(const char *const *objects, const char *trailer) {
    GString *text = g_string_new("%PDF-1.5\n%\xB5\xED\xAE\xFB\n");
    g_autoptr(GString) table = g_string_new("0000000000 65535 f \n");
    gsize start;
    guint count = 1;

    for (; objects[count - 1] != NULL; count++) {
        g_string_append_printf(table, "%010u 00000 n \n", (guint)text->len);
        g_string_append_printf(text, "%u 0 obj\n%s\nendobj\n", count,
                               objects[count - 1]);
    }
    start = text->len;
    g_string_append_printf(text,
                           "xref\n0 %u\n%strailer\n<< /Size %u /Root 1 0 R %s >>\n"
                           "startxref\n%u\n%%%%EOF\n",
                           count, table->str, count, trailer, (guint)start);
    return text;
}

/* With nothing behind it that could be read by mistake. */
static PdfFile *read_text(const GString *text, GError **error) {
    g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);

    return pdf_file_read(bytes, error);
}

static PdfFile *read_objects(const char *const *objects) {
    g_autoptr(GString) text = make_text(objects, "");
    g_autoptr(GError) error = NULL;
    PdfFile *file = read_text(text, &error);

    g_assert_no_error(error);
    return file;
}

static void assert_text_refused(const GString *text, const char *message) {
    g_autoptr(GError) error = NULL;
    g_autoptr(PdfFile) file = read_text(text, &error);

    g_assert_null(file);
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr(error->message, ==, message);
}

/* Object 4 is this one; `at` counts from where it begins. */
static void assert_object_refused(const char *object, int at, const char *problem) {
    const char *const objects[] = {PAGE, object, NULL};
    g_autoptr(GString) text = make_text(objects, "");
    int start = (int)(strstr(text->str, "4 0 obj\n") - text->str) + 8;
    g_autofree char *message =
        g_strdup_printf("cannot read the PDF at byte %d: %s", start + at, problem);

    assert_text_refused(text, message);
}

/* The file with one text in it replaced by another of the same length. */
static void assert_change_refused(const char *from, const char *to,
                                  const char *message) {
    static const char *const objects[] = {PAGE, NULL};
    g_autoptr(GString) text = make_text(objects, "");
    char *found = g_strstr_len(text->str, (gssize)text->len, from);

    g_assert_nonnull(found);
    g_assert_cmpuint(strlen(from), ==, strlen(to));
    memcpy(found, to, strlen(to));
    assert_text_refused(text, message);
}

/* --- values --- */

static void test_values_are_read(void) {
    static const char *const objects[] = {
        PAGE,
        "<< /Null null /True true /False false % a comment >>\n"
        "/Number -1.25/Name/A#20b/String(a\\n\\(\\101\\5\\\r\nb\r\n\\x)/Hex<41 4>"
        "/Array[1 2 3 0 R[]]/Dictionary<</A<</B 1>>>>/#41 1 / 2 >>",
        NULL};
    g_autoptr(PdfFile) file = read_objects(objects);
    const PdfValue *value = &pdf_file_object(file, 4)->value, *inner;

    g_assert_cmpuint(value->count, ==, 11);
    g_assert_cmpint(pdf_value_find(value, "Null")->kind, ==, PDF_NULL);
    g_assert_cmpfloat(pdf_value_find(value, "True")->number, ==, 1);
    g_assert_cmpfloat(pdf_value_find(value, "False")->number, ==, 0);
    g_assert_cmpint(pdf_value_find(value, "False")->kind, ==, PDF_BOOLEAN);
    g_assert_cmpfloat(pdf_value_number(pdf_value_find(value, "Number"), 0), ==, -1.25);
    g_assert_true(pdf_value_is_name(pdf_value_find(value, "Name"), "A b"));
    inner = pdf_value_find(value, "String");
    g_assert_cmpstr(inner->text, ==, "a\n(A\5b\nx");
    g_assert_cmpuint(inner->count, ==, 8);
    inner = pdf_value_find(value, "Hex");
    g_assert_cmpstr(inner->text, ==, "A@");
    g_assert_cmpuint(inner->count, ==, 2);
    inner = pdf_value_find(value, "Array");
    g_assert_cmpuint(inner->count, ==, 4);
    g_assert_cmpfloat(inner->items[1].number, ==, 2);
    g_assert_cmpint(inner->items[2].kind, ==, PDF_REFERENCE);
    g_assert_cmpuint(inner->items[2].reference, ==, 3);
    g_assert_cmpuint(inner->items[3].count, ==, 0);
    inner = pdf_value_find(pdf_value_find(value, "Dictionary"), "A");
    g_assert_cmpfloat(pdf_value_number(pdf_value_find(inner, "B"), 0), ==, 1);
    g_assert_cmpfloat(pdf_value_find(value, "A")->number, ==, 1);
    g_assert_cmpfloat(pdf_value_find(value, "")->number, ==, 2);
}

static void test_what_is_not_there_is_nothing(void) {
    static const char *const objects[] = {PAGE, "[9 0 R]", NULL};
    g_autoptr(PdfFile) file = read_objects(objects);
    const PdfValue *array = &pdf_file_object(file, 4)->value;

    g_assert_cmpuint(pdf_file_size(file), ==, 5);
    g_assert_cmpint(pdf_file_object(file, 0)->value.kind, ==, PDF_NULL);
    g_assert_cmpint(pdf_file_object(file, 5)->value.kind, ==, PDF_NULL);
    g_assert_cmpint(pdf_file_resolve(file, &array->items[0])->kind, ==, PDF_NULL);
    g_assert_true(pdf_file_resolve(file, array) == array);
    g_assert_null(pdf_file_resolve(file, NULL));
    g_assert_null(pdf_file_find(file, NULL, "A"));
    g_assert_null(pdf_file_find(file, array, "A"));
    g_assert_null(pdf_file_find(file, &pdf_file_page(file)->value, "Rotate"));
    g_assert_false(pdf_value_is_name(NULL, "A"));
    g_assert_false(pdf_value_is_name(array, "A"));
    g_assert_cmpfloat(pdf_value_number(NULL, 7), ==, 7);
    g_assert_cmpfloat(pdf_value_number(array, 7), ==, 7);
}

static void test_references_are_followed(void) {
    static const char *const objects[] = {PAGE, NULL};
    g_autoptr(PdfFile) file = read_objects(objects);
    const PdfValue *page = &pdf_file_page(file)->value;

    g_assert_true(page == &pdf_file_object(file, 3)->value);
    g_assert_true(pdf_file_find(file, page, "Parent") ==
                  &pdf_file_object(file, 2)->value);
    g_assert_true(pdf_value_is_name(pdf_file_find(file, page, "Type"), "Page"));
}

/* --- streams --- */

static void assert_stream(const PdfFile *file, guint number, const char *expected) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        pdf_file_inflate(file, pdf_file_object(file, number), STREAM_MAX, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(bytes), ==, strlen(expected));
    g_assert_cmpint(memcmp(g_bytes_get_data(bytes, NULL), expected, strlen(expected)),
                    ==, 0);
}

static void test_streams_have_their_bytes(void) {
    static const char *const objects[] = {
        PAGE,
        "<< /Length 5 0 R >>\nstream\nendstream\nendstream",
        "9",
        "<< /Length 0 >> stream\r\nendstream",
        "<</Length 2/Filter[/DCTDecode]>>stream\n\n\n\nendstream",
        NULL};
    g_autoptr(PdfFile) file = read_objects(objects);
    const PdfObject *jpeg = pdf_file_object(file, 7);

    assert_stream(file, 4, "endstream");
    assert_stream(file, 6, "");
    g_assert_cmpuint(jpeg->length, ==, 2);
    g_assert_cmpint(memcmp(jpeg->stream, "\n\n\nendstream", 12), ==, 0);
    g_assert_null(pdf_file_object(file, 5)->stream);
}

static void assert_not_inflated(const PdfFile *file, guint number, gsize limit,
                                const char *message) {
    g_autoptr(GError) error = NULL;

    g_assert_null(pdf_file_inflate(file, pdf_file_object(file, number), limit, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_streams_that_cannot_be_inflated_say_why(void) {
    static const char *const objects[] = {
        PAGE,
        "<< /Length 3 /Filter /FlateDecode >>\nstream\nabc\nendstream",
        "<< /Length 3 /Filter /DCTDecode >>\nstream\nabc\nendstream",
        "<< /Length 3 >>\nstream\nabc\nendstream",
        "[]",
        NULL};
    g_autoptr(PdfFile) file = read_objects(objects);

    assert_not_inflated(file, 4, 9, "cannot read a stream of the PDF: damaged data");
    assert_not_inflated(file, 5, 9,
                        "cannot read a stream of the PDF: another filter than Flate");
    assert_not_inflated(file, 6, 2, "cannot read a stream of the PDF: too much data");
    assert_not_inflated(file, 7, 9, "cannot read a stream of the PDF: not a stream");
    assert_stream(file, 6, "abc");
}

/* --- what is refused --- */

static void test_values_that_are_none_are_refused(void) {
    g_autofree char *deep = g_strnfill(33, '[');

    assert_object_refused("<< /A >>", 0, "a key without a value");
    assert_object_refused("<< 1 /A >>", 0, "a key that is no name");
    assert_object_refused("[1 2", 0, "an unmatched bracket");
    assert_object_refused("<< /A 1 ]", 0, "an unmatched bracket");
    assert_object_refused("1 2", -1, "not one value");
    assert_object_refused("", -1, "not one value");
    assert_object_refused("]", -1, "not one value");
    assert_object_refused("(a", 0, "a string never ends");
    assert_object_refused("1..2", 0, "a number that is none, or too large");
    assert_object_refused("/a#00", 0, "a name with a byte that is 0");
    assert_object_refused("[1 0 [R]]", 6, "a reference to no object of generation 0");
    assert_object_refused("[R]", 1, "a reference to no object of generation 0");
    assert_object_refused("[0 0 R]", 5, "a reference to no object of generation 0");
    assert_object_refused("[1 1 R]", 5, "a reference to no object of generation 0");
    assert_object_refused("[1.5 0 R]", 7, "a reference to no object of generation 0");
    assert_object_refused("1 0 R", -8, "an object that is only a reference");
    assert_object_refused("[1 0 what]", 0, "an unmatched bracket");
    assert_object_refused("1 what", -8, "an object that never ends");
    assert_object_refused(deep, 32, "brackets nested too deeply");
}

static void test_streams_that_are_none_are_refused(void) {
    assert_object_refused("<< >>\nstream\n\nendstream", 12,
                          "a stream without its length");
    assert_object_refused("<< /Length 1.5 >>\nstream\n\nendstream", 24,
                          "a stream without its length");
    assert_object_refused("<< /Length 3 0 R >>\nstream\n\nendstream", 26,
                          "a stream without its length");
    assert_object_refused("<< /Length 7 0 R >>\nstream\n\nendstream", 26,
                          "a stream without its length");
    assert_object_refused("<< /Length 1 >>\nstream\nabc\nendstream", 22,
                          "a stream of another length");
    assert_object_refused("<< /Length 9999999 >>\nstream\nabc\nendstream", 28,
                          "a stream without its length");
    assert_object_refused("<< /Length 400 >>\nstream\nabc\nendstream", 24,
                          "a stream that never ends");
    assert_object_refused("<< /Length 3 >>\nstreamabc\nendstream", -8,
                          "an object that never ends");
    assert_object_refused("<< /Length 3 >>\nstream abc\nendstream", 22,
                          "a stream that never ends");
    assert_object_refused("[] stream\nabc\nendstream", 9,
                          "a stream without a dictionary");
    assert_object_refused("<< /Length 3 /F (a) >>\nstream\nabc\nendstream", 29,
                          "a stream in another file");
    assert_object_refused("<< /Length 3 /Type /ObjStm >>\nstream\nabc\nendstream", 36,
                          "objects in a stream");
    assert_object_refused("<< /Length 3 /Filter /LZWDecode >>\nstream\nabc\nendstream",
                          41, "a filter that is neither Flate nor DCT");
    assert_object_refused(
        "<< /Length 3 /Filter [/FlateDecode /FlateDecode] >>\nstream\nabc\nendstream",
        58, "a filter that is neither Flate nor DCT");
    assert_object_refused("<< /Length 3 /Filter /FlateDecode /DecodeParms << >> >>\n"
                          "stream\nabc\nendstream",
                          62, "a filter with parameters");
}

static void test_files_that_are_none_are_refused(void) {
    g_autoptr(GString) empty = g_string_new("");

    assert_text_refused(empty,
                        "cannot read the PDF: it does not begin as one of version 1");
    assert_change_refused("%PDF-1.5", "%PDF-2.0",
                          "cannot read the PDF: it does not begin as one of version 1");
    assert_change_refused("%%EOF", "%%EOX", "cannot read the PDF: it has no end");
    assert_change_refused(
        "startxref", "startxxxx",
        "cannot read the PDF: it does not say where its table of objects is");
    assert_change_refused("xref\n0 4", "xxxx\n0 4",
                          "cannot read the PDF at byte 188: no table of all objects");
    assert_change_refused("xref\n0 4", "xref\n1 4",
                          "cannot read the PDF at byte 188: no table of all objects");
    assert_change_refused("xref\n0 4", "xref\n0 3",
                          "cannot read the PDF at byte 257: a table of objects in "
                          "parts");
    assert_change_refused("xref\n0 4", "xref\n0 5",
                          "cannot read the PDF at byte 277: a damaged table of "
                          "objects");
    assert_change_refused("/Size 4", "/Size 5",
                          "cannot read the PDF at byte 284: a table of objects of "
                          "another size");
    assert_change_refused("0000000015 00000 n", "0000000015 00001 n",
                          "cannot read the PDF at byte 217: an object of another "
                          "generation than 0");
    assert_change_refused("0000000015 00000 n", "0000000188 00000 n",
                          "cannot read the PDF at byte 217: an object outside of the "
                          "file");
    assert_change_refused("0000000015 00000 n", "0000000064 00000 n",
                          "cannot read the PDF at byte 64: not the object that should "
                          "be there");
    assert_change_refused("2 0 obj", "2 1 obj",
                          "cannot read the PDF at byte 64: not the object that should "
                          "be there");
}

static void test_nothing_stands_behind_the_trailer(void) {
    static const char *const objects[] = {PAGE, NULL};
    g_autoptr(GString) text = make_text(objects, ">> more << /A 1");

    assert_text_refused(text,
                        "cannot read the PDF at byte 284: a trailer that is none");
}

static void assert_trailer_refused(const char *entry) {
    static const char *const objects[] = {PAGE, NULL};
    g_autoptr(GString) text = make_text(objects, entry);

    assert_text_refused(text,
                        "cannot read the PDF at byte 284: a file that is encrypted, "
                        "changed later or has two tables");
}

static void test_files_of_other_kinds_are_refused(void) {
    assert_trailer_refused("/Encrypt << >>");
    assert_trailer_refused("/Prev 12");
    assert_trailer_refused("/XRefStm 12");
}

static void test_only_one_page_is_taken(void) {
    assert_change_refused("/Pages 2", "/Xages 2",
                          "cannot read the PDF: it has no pages");
    assert_change_refused("[3 0 R]", "[     ]",
                          "cannot read the PDF: it has more or less than one page");
    assert_change_refused("3 0 R] /Count 1", "3 0 R 3 0 R]   ",
                          "cannot read the PDF: it has more or less than one page");
    assert_change_refused("/Kids [3 0 R]", "/Kids [1 0 R]",
                          "cannot read the PDF: its page is none");
    assert_change_refused("/Kids [3 0 R]", "/Kids [9 0 R]",
                          "cannot read the PDF: its page is none");
}

/* The table says that the object `number` begins where it does in another's string. */
static void move_object(GString *text, guint number) {
    g_autofree char *head = g_strdup_printf("%u 0 obj (\n", number);
    char *entry = strstr(text->str, "0000000000 65535 f ") + 20 * (gsize)number;
    g_autofree char *offset =
        g_strdup_printf("%010u", (guint)(strstr(text->str, head) - text->str));

    memcpy(entry, offset, strlen(offset));
}

static void test_objects_inside_of_each_other_are_refused(void) {
    g_autofree char *filling = g_strnfill(2000, ' ');
    g_autofree char *string =
        g_strdup_printf("(5 0 obj (\n6 0 obj (\n%s) endobj\n) endobj\n)", filling);
    const char *const objects[] = {PAGE, string, "()", "()", NULL};
    g_autoptr(GString) text = make_text(objects, "");
    g_autoptr(GError) error = NULL;
    g_autoptr(PdfFile) file = read_text(text, &error);

    g_assert_no_error(error);
    g_assert_nonnull(file);
    move_object(text, 5);
    move_object(text, 6);
    assert_text_refused(
        text, "cannot read the PDF at byte 197: objects inside of each other");
}

/* --- what cairo writes --- */

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void draw_text(cairo_t *cr) {
    cairo_select_font_face(cr, "Inter", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, 20);
    cairo_move_to(cr, 10, 50);
    cairo_show_text(cr, "Vielfalt (ä)");
}

static void draw_gradient(cairo_t *cr) {
    cairo_pattern_t *gradient = cairo_pattern_create_linear(0, 0, 200, 0);

    cairo_pattern_add_color_stop_rgba(gradient, 0, 1, 0, 0, 1);
    cairo_pattern_add_color_stop_rgba(gradient, 0.5, 0, 1, 0, 0.5);
    cairo_pattern_add_color_stop_rgba(gradient, 1, 0, 0, 1, 0);
    cairo_set_source(cr, gradient);
    cairo_rectangle(cr, 0, 60, 200, 40);
    cairo_fill(cr);
    cairo_pattern_destroy(gradient);
}

static void draw_group(cairo_t *cr) {
    cairo_push_group(cr);
    cairo_set_source_rgb(cr, 1, 0, 0);
    cairo_arc(cr, 100, 100, 40, 0, 6.3);
    cairo_fill(cr);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, 0.5);
    cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
    cairo_set_source_rgb(cr, 1, 1, 0);
    cairo_paint(cr);
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER);
}

static void draw_image(cairo_t *cr) {
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 8, 8);
    cairo_t *pixels = cairo_create(image);

    cairo_set_source_rgba(pixels, 0, 0.5, 1, 0.5);
    cairo_paint(pixels);
    cairo_set_source_surface(cr, image, 120, 120);
    cairo_paint(cr);
    cairo_destroy(pixels);
    cairo_surface_destroy(image);
}

static GByteArray *draw_pdf(void) {
    g_autoptr(Fonts) fonts G_GNUC_UNUSED = fonts_load(TEST_FONTS, NULL);
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *page =
        cairo_pdf_surface_create_for_stream(append, bytes, 200, 200);
    cairo_t *cr = cairo_create(page);

    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_TITLE, "Süß (1)");
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATE_DATE,
                                   "2026-01-01T00:00:00Z");
    draw_text(cr);
    draw_gradient(cr);
    draw_group(cr);
    draw_image(cr);
    cairo_destroy(cr);
    cairo_surface_finish(page);
    g_assert_cmpint(cairo_surface_status(page), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(page);
    return bytes;
}

/* All of its streams can be read, and those of operations all through. */
static void check_streams(const PdfFile *file, guint *streams, guint *operations) {
    g_autoptr(GError) error = NULL;
    const PdfValue *contents = pdf_value_find(&pdf_file_page(file)->value, "Contents");
    PdfOperation operation;

    for (guint i = 1; i < pdf_file_size(file); i++) {
        const PdfObject *object = pdf_file_object(file, i);
        g_autoptr(GBytes) bytes = NULL;
        PdfContent content;

        if (object->stream == NULL)
            continue;
        bytes = pdf_file_inflate(file, object, STREAM_MAX, &error);
        g_assert_no_error(error);
        (*streams)++;
        content.bytes = g_bytes_get_data(bytes, &content.length);
        content.at = 0;
        if (i == contents->reference ||
            pdf_value_is_name(pdf_value_find(&object->value, "Subtype"), "Form"))
            while (pdf_content_next(&content, &operation, &error))
                (*operations)++;
        g_assert_no_error(error);
    }
}

static void test_all_of_a_pdf_of_cairo_is_read(void) {
    g_autoptr(GByteArray) pdf = draw_pdf();
    g_autoptr(GBytes) bytes = g_bytes_new(pdf->data, pdf->len);
    g_autoptr(GError) error = NULL;
    g_autoptr(PdfFile) file = pdf_file_read(bytes, &error);
    const PdfValue *resources, *fonts;
    guint streams = 0, operations = 0;

    g_assert_no_error(error);
    resources = pdf_file_find(file, &pdf_file_page(file)->value, "Resources");
    fonts = pdf_file_find(file, resources, "Font");
    g_assert_cmpuint(fonts->count, ==, 1);
    g_assert_cmpstr(fonts->entries[0].key, ==, "f-0-0");
    g_assert_true(pdf_value_is_name(
        pdf_file_find(file, pdf_file_resolve(file, &fonts->entries[0].value), "Type"),
        "Font"));
    check_streams(file, &streams, &operations);
    g_assert_cmpuint(streams, >=, 7);
    g_assert_cmpuint(operations, >=, 30);
}

static void test_a_pdf_that_was_cut_off_is_an_error(void) {
    g_autoptr(GByteArray) pdf = draw_pdf();

    for (guint i = 0; i + 1 < pdf->len; i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(pdf->data, i);
        g_autoptr(GError) error = NULL;

        g_assert_null(pdf_file_read(bytes, &error));
        g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

/* What it then says may be right or wrong; only a sanitizer notices more. */
static void test_a_pdf_with_a_wrong_byte_does_no_harm(void) {
    static const char bytes[] = " 9(<";
    g_autoptr(GByteArray) pdf = draw_pdf();

    for (guint i = 0; i < pdf->len; i++) {
        g_autoptr(GBytes) wrong = NULL;
        g_autoptr(PdfFile) file = NULL;
        g_autoptr(GError) error = NULL;
        guint8 right = pdf->data[i];

        pdf->data[i] = (guint8)bytes[i % strlen(bytes)];
        wrong = g_bytes_new(pdf->data, pdf->len);
        file = pdf_file_read(wrong, &error);
        g_assert_true((file == NULL) == (error != NULL));
        pdf->data[i] = right;
    }
}

/* --- what we write --- */

static void test_what_is_written_can_be_read(void) {
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autofree char *zeros = g_strnfill(1000, '0');
    const PdfStream stream = {zeros, 1000, .level = 12};
    static const char *const objects[] = {PAGE};
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(PdfFile) file = NULL;
    const PdfValue *value;

    for (guint i = 0; i < G_N_ELEMENTS(objects); i++) {
        pdf_part_begin(part, pdf_part_reserve(part));
        pdf_part_text(part, objects[i]);
        pdf_part_end(part);
    }
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, "<< /S ");
    pdf_part_string(part, "\0(\\", 3);
    pdf_part_text(part, " /T ");
    pdf_part_string(part, "(\\)", 3);
    pdf_part_text(part, " /N ");
    pdf_part_name(part, "HKS 41#/");
    pdf_part_end_stream(part, &stream);
    pdf_writer_place(writer, part, pdf_writer_reserve(writer, part), NULL);
    bytes = pdf_writer_finish(writer, 1, 1);

    file = pdf_file_read(bytes, &error);
    g_assert_no_error(error);
    value = &pdf_file_object(file, 4)->value;
    g_assert_cmpuint(pdf_value_find(value, "S")->count, ==, 3);
    g_assert_cmpint(memcmp(pdf_value_find(value, "S")->text, "\0(\\", 4), ==, 0);
    g_assert_cmpstr(pdf_value_find(value, "T")->text, ==, "(\\)");
    g_assert_true(pdf_value_is_name(pdf_value_find(value, "N"), "HKS 41#/"));
    assert_stream(file, 4, zeros);
    assert_not_inflated(file, 4, 999, "cannot read a stream of the PDF: too much data");
}

static const UnitTest tests[] = {
    TEST(values_are_read),
    TEST(what_is_not_there_is_nothing),
    TEST(references_are_followed),
    TEST(streams_have_their_bytes),
    TEST(streams_that_cannot_be_inflated_say_why),
    TEST(values_that_are_none_are_refused),
    TEST(streams_that_are_none_are_refused),
    TEST(files_that_are_none_are_refused),
    TEST(nothing_stands_behind_the_trailer),
    TEST(files_of_other_kinds_are_refused),
    TEST(only_one_page_is_taken),
    TEST(objects_inside_of_each_other_are_refused),
    TEST(all_of_a_pdf_of_cairo_is_read),
    TEST(a_pdf_that_was_cut_off_is_an_error),
    TEST(a_pdf_with_a_wrong_byte_does_no_harm),
    TEST(what_is_written_can_be_read),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
