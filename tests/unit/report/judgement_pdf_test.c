#include "../support.h"

#include "report/judgement_page.h"
#include "report/judgement_pdf.h"

#include <glib/gstdio.h>
#include <string.h>

static Resources *load_resources(void) {
    static Resources *resources;

    if (resources == NULL)
        resources = resources_load(TEST_FONTS, NULL);
    g_assert_nonnull(resources);
    return resources;
}

static Judgement *judge(unsigned pages) {
    Judgement *judgement = judgement_new("out/a/a_a2_de.pdf");

    judgement->level = g_strdup("PDF/X-4");
    for (unsigned i = 0; i < pages; i++) {
        JudgedPage *page = judgement_add_page(judgement);

        page->trim = (Rect){0, 0, 420, 594};
        page->bleed = page->media = (Rect){-3, -3, 426, 600};
    }
    return judgement;
}

static void find(Judgement *judgement, Severity severity, unsigned page, Rect place) {
    JudgedFinding *finding = judgement_add_finding(
        judgement, severity, "print/thin-line", "a line is 0.1 pt wide");

    finding->page = page;
    finding->has_place = place.width > 0;
    finding->place = place;
}

/* The words of all pages, a text a line; caller frees. */
static char *words_of(const GPtrArray *pages) {
    GString *words = g_string_new(NULL);

    for (guint i = 0; i < pages->len; i++) {
        const Poster *page = g_ptr_array_index(pages, i);

        for (guint j = 0; j < page->items->len; j++) {
            const Item *item = g_ptr_array_index(page->items, j);

            if (item->kind == ITEM_TEXT)
                g_string_append_printf(words, "%s|", item->words);
        }
        g_string_append_c(words, '\n');
    }
    return g_string_free(words, FALSE);
}

static char *lay_out(const Judgement *judgement) {
    g_autoptr(Sheet) sheet = sheet_new(load_resources());

    judgement_lay_out(judgement, sheet);
    return words_of(sheet_pages(sheet));
}

static void test_file_without_findings_says_so(void) {
    g_autoptr(Judgement) judgement = judge(1);
    g_autofree char *words = lay_out(judgement);

    g_assert_cmpstr(
        words, ==,
        "Preflight report|plakat " PLAKAT_VERSION
        "|Ready to print.|a_a2_de.pdf|Nothing was found.|File|"
        "out/a/a_a2_de.pdf|Level|PDF/X-4|Trim|420 × 594 mm|Bleed|3 mm|"
        "Pages|1|Checked against our own list of the rules of ISO 15930 and "
        "of the Ghent Workgroup 2022; this is no certificate.|1 / 1|\n");
}

static void test_worst_finding_is_the_verdict(void) {
    g_autoptr(Judgement) judgement = judge(1);
    g_autofree char *doubtful = NULL, *bad = NULL;

    find(judgement, SEVERITY_WARNING, 1, (Rect){10, 20, 30, 40});
    doubtful = lay_out(judgement);
    g_assert_nonnull(strstr(doubtful, "|Look at it before printing.|"));
    find(judgement, SEVERITY_ERROR, 0, (Rect){0, 0, 0, 0});
    bad = lay_out(judgement);
    g_assert_nonnull(strstr(bad, "|Do not print.|"));
    g_assert_nonnull(strstr(bad, "|1 error · 1 warning · 0 notes|"));
}

static void test_finding_tells_where_it_is(void) {
    g_autoptr(Judgement) judgement = judge(2);
    g_autofree char *words = NULL;

    find(judgement, SEVERITY_ERROR, 2, (Rect){10, 20.26, 30, 0.1});
    words = lay_out(judgement);
    g_assert_nonnull(strstr(words, "|1|error|a line is 0.1 pt wide|"));
    g_assert_nonnull(strstr(words, "|page 2|10 mm from the left,\n20.3 mm from the "
                                   "top,\n30 × 0.1 mm|print/thin-line|"));
}

static void test_finding_is_explained_once(void) {
    g_autoptr(Judgement) judgement = judge(1);
    g_autofree char *words = NULL;
    const char *first;

    find(judgement, SEVERITY_ERROR, 1, (Rect){10, 20, 30, 40});
    find(judgement, SEVERITY_ERROR, 1, (Rect){10, 80, 30, 40});
    words = lay_out(judgement);
    first = strstr(words, "A line this thin breaks up on the press.");
    g_assert_nonnull(first);
    g_assert_null(strstr(first + 1, "A line this thin breaks up on the press."));
}

/* No text may leave the page, or stand on another one. */
static void assert_apart(const Poster *page) {
    for (guint i = 0; i < page->items->len; i++) {
        const Item *item = g_ptr_array_index(page->items, i);

        if (item->kind != ITEM_TEXT || strlen(item->words) < 4)
            continue;
        g_assert_true(rect_contains(page->boxes.trim, item->area, 0));
        for (guint j = 0; j < i; j++) {
            const Item *other = g_ptr_array_index(page->items, j);

            if (other->kind == ITEM_TEXT && strlen(other->words) >= 4)
                g_assert_false(rects_overlap(item->area, other->area));
        }
    }
}

static void test_many_findings_take_many_pages(void) {
    g_autoptr(Judgement) judgement = judge(9);
    g_autoptr(Sheet) sheet = sheet_new(load_resources());
    g_autofree char *words = NULL;

    for (unsigned i = 0; i < 333; i++)
        find(judgement, i % 3, 1 + i % 9, (Rect){i % 40 * 10, i % 50 * 10, 30, 10});
    judgement_lay_out(judgement, sheet);
    g_assert_cmpuint(sheet_pages(sheet)->len, >, 10);
    for (guint i = 0; i < sheet_pages(sheet)->len; i++)
        assert_apart(g_ptr_array_index(sheet_pages(sheet), i));
    words = words_of(sheet_pages(sheet));
    g_assert_nonnull(strstr(words, "|33 more findings are only in the JSON report.|"));
}

static char *write_report(const char *path) {
    g_autoptr(GPtrArray) judgements = g_ptr_array_new();
    g_autoptr(Judgement) judgement = judge(1);
    char *bytes = NULL;
    gsize length;

    find(judgement, SEVERITY_ERROR, 1, (Rect){10, 20, 30, 40});
    g_ptr_array_add(judgements, judgement);
    g_assert_true(judgements_write_pdf(judgements, load_resources(),
                                       "2026-11-22T00:00:00Z", path, NULL));
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_assert_cmpint(strncmp(bytes, "%PDF-", 5), ==, 0);
    g_assert_cmpint(g_remove(path), ==, 0);
    return g_base64_encode((guchar *)bytes, length);
}

static void test_same_findings_are_the_same_file(void) {
    g_autofree char *folder = g_dir_make_tmp("report-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "report.pdf", NULL);
    g_autofree char *first = write_report(path), *second = write_report(path);

    g_assert_cmpstr(first, ==, second);
    g_rmdir(folder);
}

static const UnitTest tests[] = {
    TEST(file_without_findings_says_so), TEST(worst_finding_is_the_verdict),
    TEST(finding_tells_where_it_is),     TEST(finding_is_explained_once),
    TEST(many_findings_take_many_pages), TEST(same_findings_are_the_same_file),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
