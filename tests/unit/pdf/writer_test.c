#include "../support.h"

#include "pdf/writer.h"

enum { PARTS = 3 };

/* A page that paints a form, which is a slot. */
static PdfPart *make_page(void) {
    PdfPart *part = pdf_part_new();
    guint catalog = pdf_part_reserve(part), pages = pdf_part_reserve(part),
          page = pdf_part_reserve(part), content = pdf_part_reserve(part),
          info = pdf_part_reserve(part);
    const PdfStream stream = {"/F Do", 5, .level = 6};

    pdf_part_begin(part, catalog);
    pdf_part_text(part, "<< /Type /Catalog /Pages ");
    pdf_part_reference(part, pages);
    pdf_part_text(part, " >>");
    pdf_part_end(part);
    pdf_part_begin(part, pages);
    pdf_part_text(part, "<< /Type /Pages /Count 1 /Kids [");
    pdf_part_reference(part, page);
    pdf_part_text(part, "] >>");
    pdf_part_end(part);
    pdf_part_begin(part, content);
    pdf_part_text(part, "<<");
    pdf_part_end_stream(part, &stream);
    pdf_part_begin(part, page);
    pdf_part_text(part, "<< /Type /Page /MediaBox [0 0 100 100] /Parent ");
    pdf_part_reference(part, pages);
    pdf_part_text(part, " /Contents ");
    pdf_part_reference(part, content);
    pdf_part_text(part, " /Resources << /XObject << /F ");
    pdf_part_slot(part, 0);
    pdf_part_text(part, " >> >> >>");
    pdf_part_end(part);
    pdf_part_begin(part, info);
    pdf_part_text(part, "<< /Title ");
    pdf_part_words(part, "Vielfalt für alle");
    pdf_part_text(part, " >>");
    pdf_part_end(part);
    return part;
}

static PdfPart *make_form(const char *content) {
    PdfPart *part = pdf_part_new();
    const PdfStream stream = {content, strlen(content), .level = 9};

    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, "<< /Type /XObject /Subtype /Form /BBox [0 0 100 100]");
    pdf_part_end_stream(part, &stream);
    return part;
}

/* The page with the chosen one of two forms. */
static GBytes *make_file(const PdfPart *page, const PdfPart *const forms[2],
                         guint chosen) {
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    guint bases[PARTS];

    for (int i = 0; i < 2; i++)
        bases[i] = pdf_writer_reserve(writer, forms[i]);
    bases[2] = pdf_writer_reserve(writer, page);
    pdf_writer_place(writer, page, bases[2], &bases[chosen]);
    for (int i = 0; i < 2; i++)
        pdf_writer_place(writer, forms[i], bases[i], NULL);
    return pdf_writer_finish(writer, bases[2], bases[2] + 4);
}

/* All of the program's words; it must end well. Caller frees. */
static char *ask(const char *const *arguments) {
    g_autoptr(GError) error = NULL;
    g_autofree char *errors = NULL;
    char *output = NULL;
    int status = 0;

    g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                 &output, &errors, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(errors, ==, "");
    g_assert_cmpint(status, ==, 0);
    return output;
}

static void write_bytes(const char *path, GBytes *bytes) {
    g_autoptr(GError) error = NULL;

    g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
                        (gssize)g_bytes_get_size(bytes), &error);
    g_assert_no_error(error);
}

static void test_file_is_as_the_standard_has_it(void) {
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;
    guint base;

    for (guint i = 0; i < 2; i++) {
        pdf_part_begin(part, pdf_part_reserve(part));
        pdf_part_text(part, "<< >>");
        pdf_part_end(part);
    }
    base = pdf_writer_reserve(writer, part);
    pdf_writer_place(writer, part, base, NULL);
    bytes = pdf_writer_finish(writer, base, base + 1);
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_assert_cmpstr(
        text, ==,
        "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n"
        "1 0 obj\n<< >>\nendobj\n"
        "2 0 obj\n<< >>\nendobj\n"
        "xref\n0 3\n0000000000 65535 f \n0000000015 00000 n \n0000000036 00000 n \n"
        "trailer\n<< /Size 3 /Root 1 0 R /Info 2 0 R /ID "
        "[<D56ED10254F7A0779AB571069F91C700> "
        "<D56ED10254F7A0779AB571069F91C700>] >>\nstartxref\n57\n%%EOF\n");
}

static void test_qpdf_finds_nothing_wrong(void) {
    IN_A_FOLDER;
    static const char *const check[] = {"qpdf", "--check", "a.pdf", NULL};
    g_autoptr(PdfPart) page = make_page();
    g_autoptr(PdfPart) red = make_form("1 0 0 rg 0 0 50 50 re f");
    g_autoptr(PdfPart) blue = make_form("0 0 1 rg 0 0 50 50 re f");
    g_autoptr(GBytes) file = make_file(page, (const PdfPart *[]){red, blue}, 0);
    g_autofree char *said = NULL;

    write_bytes("a.pdf", file);
    said = ask(check);
    g_assert_cmpstr(
        said, ==,
        "checking a.pdf\nPDF Version: 1.6\nFile is not encrypted\n"
        "File is not linearized\n"
        "No syntax or stream encoding errors found; the file may still contain\n"
        "errors that qpdf cannot detect\n");
}

static void assert_form_in_file(const char *path, GBytes *file, const char *form,
                                const char *content) {
    const char *const page[] = {"qpdf", "--show-object=5", path, NULL};
    const char *const data[] = {"qpdf", form, "--filtered-stream-data", path, NULL};
    g_autofree char *resources = NULL;
    g_autofree char *stream = NULL;
    g_autofree char *wanted = g_strdup_printf("/F %c 0 R", form[strlen(form) - 1]);

    write_bytes(path, file);
    resources = ask(page);
    g_assert_nonnull(strstr(resources, wanted));
    stream = ask(data);
    g_assert_cmpstr(stream, ==, content);
}

static void test_slots_are_bound_for_each_file(void) {
    IN_A_FOLDER;
    g_autoptr(PdfPart) page = make_page();
    g_autoptr(PdfPart) red = make_form("1 0 0 rg 0 0 50 50 re f");
    g_autoptr(PdfPart) blue = make_form("0 0 1 rg 0 0 50 50 re f");
    const PdfPart *const forms[] = {red, blue};
    g_autoptr(GBytes) first = make_file(page, forms, 0);
    g_autoptr(GBytes) second = make_file(page, forms, 1);

    assert_form_in_file("a.pdf", first, "--show-object=1", "1 0 0 rg 0 0 50 50 re f");
    assert_form_in_file("b.pdf", second, "--show-object=2", "0 0 1 rg 0 0 50 50 re f");
}

/* Borrowed from the file, up to its end. */
static const char *id_of(GBytes *file) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(file, &length);
    const char *id = memmem(bytes, length, "/ID [<", strlen("/ID [<"));

    g_assert_nonnull(id);
    return id + strlen("/ID [<");
}

static void test_equal_files_have_equal_ids_and_others_do_not(void) {
    g_autoptr(PdfPart) page = make_page();
    g_autoptr(PdfPart) red = make_form("1 0 0 rg 0 0 50 50 re f");
    g_autoptr(PdfPart) blue = make_form("0 0 1 rg 0 0 50 50 re f");
    const PdfPart *const forms[] = {red, blue};
    const PdfPart *const same[] = {red, red};
    g_autoptr(GBytes) first = make_file(page, forms, 0);
    g_autoptr(GBytes) again = make_file(page, forms, 0);
    g_autoptr(GBytes) bound = make_file(page, forms, 1);
    g_autoptr(GBytes) other = make_file(page, same, 0);

    g_assert_true(g_bytes_equal(first, again));
    g_assert_cmpint(strncmp(id_of(first), id_of(bound), 32), !=, 0);
    g_assert_cmpint(strncmp(id_of(first), id_of(other), 32), !=, 0);
    g_assert_cmpint(strncmp(id_of(first), id_of(first) + 35, 32), ==, 0);
}

static const UnitTest tests[] = {
    TEST(file_is_as_the_standard_has_it),
    TEST(qpdf_finds_nothing_wrong),
    TEST(slots_are_bound_for_each_file),
    TEST(equal_files_have_equal_ids_and_others_do_not),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
