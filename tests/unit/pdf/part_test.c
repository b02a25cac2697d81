#include "../support.h"

#include "pdf/writer.h"

static const char head[] = "%PDF-1.6\n%\xE2\xE3\xCF\xD3\n";

/* The file of this part alone, from behind its head to the table, with "." for bytes
 * that are 0; caller frees. */
static char *objects_of(const PdfPart *part, const guint *slots) {
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    guint base = pdf_writer_reserve(writer, part);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;
    gsize length;

    pdf_writer_place(writer, part, base, slots);
    bytes = pdf_writer_finish(writer, base, base);
    length = g_bytes_get_size(bytes);
    text = g_strnfill(length, ' ');
    memcpy(text, g_bytes_get_data(bytes, NULL), length);
    for (gsize i = 0; i < length; i++)
        text[i] = text[i] == '\0' ? '.' : text[i];
    *strstr(text, "xref\n") = '\0';
    return g_strdup(text + strlen(head));
}

static void assert_object(PdfPart *part, const char *expected) {
    g_autofree char *objects = NULL;
    g_autofree char *wanted = g_strdup_printf("1 0 obj\n%s\nendobj\n", expected);

    pdf_part_end(part);
    objects = objects_of(part, NULL);
    g_assert_cmpstr(objects, ==, wanted);
}

static PdfPart *part_with_one_object(void) {
    PdfPart *part = pdf_part_new();

    pdf_part_begin(part, pdf_part_reserve(part));
    return part;
}

static void test_names_are_escaped(void) {
    g_autoptr(PdfPart) part = part_with_one_object();

    pdf_part_name(part, "FOGRA39");
    pdf_part_name(part, "HKS 41 (K)/#ü");
    assert_object(part, "/FOGRA39/HKS#2041#20#28K#29#2F#23#C3#BC");
}

static void test_strings_are_escaped(void) {
    g_autoptr(PdfPart) part = part_with_one_object();

    pdf_part_string(part, "a (b) \\", 7);
    pdf_part_string(part, "\0\r\xFF", 3);
    pdf_part_string(part, "", 0);
    assert_object(part, "(a \\(b\\) \\\\)<000DFF>()");
}

static void test_words_are_ascii_or_utf_16(void) {
    g_autoptr(PdfPart) part = part_with_one_object();

    pdf_part_words(part, "Vielfalt (1)");
    pdf_part_words(part, "Süß");
    pdf_part_words(part, "😀");
    assert_object(part, "(Vielfalt \\(1\\))<FEFF005300FC00DF><FEFFD83DDE00>");
}

static void test_values_are_written_as_they_are(void) {
    PdfValue numbers[] = {{.kind = PDF_NUMBER, .number = -0.25},
                          {.kind = PDF_NUMBER, .number = 3}};
    PdfEntry entries[] = {
        {"A", {.kind = PDF_ARRAY, .count = 2, .items = numbers}},
        {"B#", {.kind = PDF_NAME, .count = 3, .text = "c d"}},
        {"C", {.kind = PDF_STRING, .count = 1, .text = "\\"}},
        {"D", {.kind = PDF_BOOLEAN, .number = 1}},
        {"E", {.kind = PDF_BOOLEAN}},
        {"F", {.kind = PDF_NULL}},
        {"G", {.kind = PDF_DICTIONARY}},
    };
    PdfValue value = {.kind = PDF_DICTIONARY, .count = 7, .entries = entries};
    g_autoptr(PdfPart) part = part_with_one_object();

    pdf_part_value(part, &value);
    assert_object(part, "<< /A [-0.25 3] /B#23 /c#20d /C (\\\\) /D true /E false "
                        "/F null /G << >> >>");
}

static void test_references_become_numbers_of_the_file(void) {
    static const guint slots[] = {70, 71};
    g_autoptr(PdfPart) part = pdf_part_new();
    guint first = pdf_part_reserve(part), second = pdf_part_reserve(part);
    g_autofree char *objects = NULL;

    /* The first one ends where the second one has its reference. */
    pdf_part_begin(part, second);
    pdf_part_text(part, "[]");
    pdf_part_end(part);
    pdf_part_begin(part, first);
    pdf_part_reference(part, second);
    pdf_part_text(part, " ");
    pdf_part_slot(part, 1);
    pdf_part_text(part, " ");
    pdf_part_slot(part, 0);
    pdf_part_end(part);
    g_assert_cmpuint(pdf_part_count(part), ==, 2);
    objects = objects_of(part, slots);
    g_assert_cmpstr(objects, ==,
                    "2 0 obj\n[]\nendobj\n"
                    "1 0 obj\n2 0 R 71 0 R 70 0 R\nendobj\n");
}

static void test_streams_are_compressed_when_that_is_smaller(void) {
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autofree char *zeros = g_strnfill(1000, '0');
    g_autofree char *objects = NULL;
    const PdfStream streams[] = {{zeros, 1000, .level = 6},
                                 {zeros, 10, .level = 6},
                                 {zeros, 30, .level = 0},
                                 {zeros, 0, .level = 6},
                                 {zeros, 30, .level = 6, .filter = "DCTDecode"}};

    for (size_t i = 0; i < G_N_ELEMENTS(streams); i++) {
        pdf_part_begin(part, pdf_part_reserve(part));
        pdf_part_text(part, "<< /K 1");
        pdf_part_end_stream(part, &streams[i]);
    }
    objects = objects_of(part, NULL);
    g_assert_true(g_str_has_prefix(
        objects, "1 0 obj\n<< /K 1 /Filter /FlateDecode /Length 17 >>\nstream\nx"));
    g_assert_nonnull(strstr(objects,
                            "\nendstream\nendobj\n"
                            "2 0 obj\n<< /K 1 /Length 10 >>\nstream\n0000000000\n"
                            "endstream\nendobj\n"
                            "3 0 obj\n<< /K 1 /Length 30 >>\nstream\n"
                            "000000000000000000000000000000\nendstream\nendobj\n"
                            "4 0 obj\n<< /K 1 /Length 0 >>\nstream\n\n"
                            "endstream\nendobj\n"
                            "5 0 obj\n<< /K 1 /Filter /DCTDecode /Length 30 >>\n"
                            "stream\n000000000000000000000000000000\n"
                            "endstream\nendobj\n"));
}

static gsize length_of_stream(const char *bytes, gsize length, int level) {
    g_autoptr(PdfPart) part = part_with_one_object();
    const PdfStream stream = {bytes, length, .level = level};
    g_autofree char *objects = NULL;

    pdf_part_text(part, "<<");
    pdf_part_end_stream(part, &stream);
    objects = objects_of(part, NULL);
    return strlen(objects);
}

/* 60 bytes that all differ, then again some of them: little is gained at first. */
static void test_no_stream_becomes_longer_by_compression(void) {
    char bytes[120];

    for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)('0' + i % 60);
    for (gsize i = 0; i <= sizeof bytes; i++)
        g_assert_cmpuint(length_of_stream(bytes, i, 6), <=,
                         length_of_stream(bytes, i, 0));
    g_assert_cmpuint(length_of_stream(bytes, sizeof bytes, 6), <,
                     length_of_stream(bytes, sizeof bytes, 0));
}

/* A part of two objects; each argument changes one thing. */
static void digest_of(guint8 digest[32], const char *text, guint number, guint slot,
                      guint extra) {
    g_autoptr(PdfPart) part = pdf_part_new();

    for (guint i = 0; i < 2 + extra; i++)
        pdf_part_reserve(part);
    pdf_part_begin(part, number);
    pdf_part_text(part, text);
    pdf_part_end(part);
    pdf_part_begin(part, 1 - number);
    pdf_part_slot(part, slot);
    pdf_part_end(part);
    pdf_part_digest(part, digest);
}

static void test_digests_differ_when_parts_do(void) {
    guint8 digests[6][32];

    digest_of(digests[0], "a", 0, 0, 0);
    digest_of(digests[1], "a", 0, 0, 0);
    digest_of(digests[2], "b", 0, 0, 0);
    digest_of(digests[3], "a", 1, 0, 0);
    digest_of(digests[4], "a", 0, 1, 0);
    digest_of(digests[5], "a", 0, 0, 1);
    g_assert_cmpint(memcmp(digests[0], digests[1], 32), ==, 0);
    for (int i = 1; i < 6; i++)
        for (int j = i + 1; j < 6; j++)
            g_assert_cmpint(memcmp(digests[i], digests[j], 32), !=, 0);
}

static void test_digest_is_made_anew_when_a_part_grows(void) {
    g_autoptr(PdfPart) part = part_with_one_object();
    guint8 before[32], after[32];

    pdf_part_end(part);
    pdf_part_digest(part, before);
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_end(part);
    pdf_part_digest(part, after);
    g_assert_cmpint(memcmp(before, after, 32), !=, 0);
}

static const UnitTest tests[] = {
    TEST(names_are_escaped),
    TEST(strings_are_escaped),
    TEST(words_are_ascii_or_utf_16),
    TEST(values_are_written_as_they_are),
    TEST(references_become_numbers_of_the_file),
    TEST(streams_are_compressed_when_that_is_smaller),
    TEST(no_stream_becomes_longer_by_compression),
    TEST(digests_differ_when_parts_do),
    TEST(digest_is_made_anew_when_a_part_grows),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
