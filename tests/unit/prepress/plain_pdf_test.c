#include "../support.h"

#include "prepress/plain_pdf.h"

static Ink blue = {.name = "blue", .screen = {0, 0.5, 1}};

static Poster *make_poster(void) {
    Poster *poster = poster_new();
    Item *item = item_new(ITEM_PANEL);

    poster->title = g_strdup("Titel – ä");
    poster->language = g_strdup("de");
    poster->boxes.trim = (Rect){0, 0, 297, 420};
    poster->boxes.bleed = (Rect){-10, -10, 317, 440};
    poster->ppi = 72;
    item->area = poster->boxes.bleed;
    item->paint = (Paint){&blue, 1};
    g_ptr_array_add(poster->items, item);
    return poster;
}

/* The file's bytes, each NUL made a blank so that they can be searched as text. */
static char *write_pdf(const Poster *poster, const char *path) {
    g_autoptr(GError) error = NULL;
    Product *product = plain_pdf_write(poster, "2026-11-22T00:00:00Z", path, &error);
    char *bytes = NULL;
    gsize length = 0;

    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_cmpstr(product->path, ==, path);
    g_assert_cmpstr(product->kind, ==, "pdf");
    g_assert_cmpuint(product->bytes, ==, length);
    product_free(product);
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] == '\0')
            bytes[i] = ' ';
    }
    return bytes;
}

static void test_page_is_the_bleed_box(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = write_pdf(poster, "a.pdf");

    g_assert_true(g_str_has_prefix(pdf, "%PDF-1."));
    g_assert_true(g_str_has_suffix(pdf, "%%EOF\n"));
    g_assert_nonnull(strstr(pdf, "/MediaBox [ 0 0 317 440 ]"));
}

static void test_date_is_the_one_that_was_given(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *pdf = write_pdf(poster, "a.pdf");

    g_assert_nonnull(strstr(pdf, "/CreationDate (20261122000000Z)"));
    g_assert_nonnull(strstr(pdf, "/ModDate (20261122000000Z)"));
}

static void test_same_poster_has_the_same_bytes(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autofree char *first = write_pdf(poster, "a.pdf");
    g_autofree char *second = write_pdf(poster, "b.pdf");

    g_assert_cmpstr(first, ==, second);
}

static void test_file_that_cannot_be_written_is_an_error(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(GError) error = NULL;

    write_file("file", "");
    g_assert_null(
        plain_pdf_write(poster, "2026-11-22T00:00:00Z", "file/a.pdf", &error));
    g_assert_cmpstr(error->message, ==,
                    "cannot make the folder 'file': Not a directory");
}

static const UnitTest tests[] = {
    TEST(page_is_the_bleed_box),
    TEST(date_is_the_one_that_was_given),
    TEST(same_poster_has_the_same_bytes),
    TEST(file_that_cannot_be_written_is_an_error),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
