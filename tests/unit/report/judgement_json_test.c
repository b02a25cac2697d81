#include "../support.h"

#include "report/judgement_json.h"

static void test_file_is_told_with_its_pages_and_findings(void) {
    g_autoptr(Judgement) judgement = judgement_new("a \"b\".pdf");
    g_autoptr(GPtrArray) judgements = g_ptr_array_new();
    JudgedFinding *finding =
        judgement_add_finding(judgement, SEVERITY_ERROR, "gwg/white-type", "white");
    JudgedPage *page = judgement_add_page(judgement);
    g_autofree char *json = NULL;

    judgement->level = g_strdup("PDF/X-4");
    page->trim = (Rect){0, 0, 210, 297};
    page->bleed = page->media = (Rect){-3, -3, 216, 303};
    finding->clause = g_strdup("GWG 2022");
    finding->page = 1;
    finding->has_place = true;
    finding->place = (Rect){10, 20.5, 30, 0.1234};
    finding->item = g_strdup("headline");
    finding->source = g_strdup("a.yaml:2:3");
    judgement_add_finding(judgement, SEVERITY_NOTE, "preflight/note", "nothing");
    g_ptr_array_add(judgements, judgement);
    json = judgements_to_json(judgements);
    g_assert_cmpstr(
        json, ==,
        "{\n  \"program\": \"plakat " PLAKAT_VERSION "\",\n  \"files\": [\n"
        "    {\"path\": \"a \\\"b\\\".pdf\", \"verdict\": \"do-not-print\", \"level\": "
        "\"PDF/X-4\",\n"
        "     \"pages\": [\n"
        "       {\"page\": 1, \"media\": {\"x\": -3, \"y\": -3, \"width\": 216, "
        "\"height\": 303}, \"bleed\": {\"x\": -3, \"y\": -3, \"width\": 216, "
        "\"height\": 303}, \"trim\": {\"x\": 0, \"y\": 0, \"width\": 210, \"height\": "
        "297}}\n"
        "     ],\n"
        "     \"findings\": [\n"
        "       {\"severity\": \"error\", \"id\": \"gwg/white-type\", \"clause\": \"GWG "
        "2022\", \"page\": 1, \"place\": {\"x\": 10, \"y\": 20.5, \"width\": 30, "
        "\"height\": 0.123}, \"item\": \"headline\", \"source\": \"a.yaml:2:3\", "
        "\"message\": \"white\"},\n"
        "       {\"severity\": \"note\", \"id\": \"preflight/note\", \"message\": "
        "\"nothing\"}\n"
        "     ]}\n"
        "  ]\n}\n");
}

static void test_file_without_findings_may_be_printed(void) {
    g_autoptr(Judgement) judgement = judgement_new("a.pdf");
    g_autoptr(GPtrArray) judgements = g_ptr_array_new();
    g_autofree char *json = NULL;

    g_ptr_array_add(judgements, judgement);
    json = judgements_to_json(judgements);
    g_assert_cmpstr(json, ==,
                    "{\n  \"program\": \"plakat " PLAKAT_VERSION "\",\n  \"files\": [\n"
                    "    {\"path\": \"a.pdf\", \"verdict\": \"print\",\n"
                    "     \"pages\": [],\n"
                    "     \"findings\": []}\n"
                    "  ]\n}\n");
}

static const UnitTest tests[] = {
    TEST(file_is_told_with_its_pages_and_findings),
    TEST(file_without_findings_may_be_printed),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
