#include "../support.h"

#include "parse/printing.h"

/* Whether two lengths are written alike. */
static void assert_length(Length length, double value, Unit unit) {
    g_assert_cmpfloat(length.value, ==, value);
    g_assert_cmpint(length.unit, ==, unit);
}

/* The campaign of motifs/ with this printing.yaml; owned by the project. */
static Campaign *load(Project *project, const char *printing) {
    g_autoptr(GPtrArray) campaigns = NULL;

    write_file("motifs/campaign.yaml", tiny_campaign);
    write_file("motifs/sizes.yaml", tiny_sizes);
    write_file("motifs/printing.yaml", printing);
    g_assert_nonnull(project_load_campaign(project, "motifs"));
    campaigns = project_campaigns(project);
    g_assert_cmpuint(campaigns->len, ==, 1);
    return g_ptr_array_index(campaigns, 0);
}

#define FOGRA39 "  fogra39: {title: F, profile: f.icc, ink-limit: 300%"

static void test_a_condition_says_how_black_is_printed(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    const Campaign *campaign =
        load(project, "printing: P\nconditions:\n" FOGRA39
                      ", note: Old, neutrals: profile, black-type-under: 12pt, "
                      "black-lines-under: 2pt, rich-black: [50, 0, 0, 100]}\n"
                      "  plain: {title: P, profile: f.icc, ink-limit: 300%}\n");
    const Condition *full = campaign_find_condition(campaign, "fogra39");
    const Condition *plain = campaign_find_condition(campaign, "plain");

    assert_findings(diagnostics, "");
    g_assert_cmpstr(full->note, ==, "Old");
    g_assert_cmpint(full->neutrals, ==, NEUTRALS_PROFILE);
    assert_length(full->black_type_under, 12, UNIT_PT);
    assert_length(full->black_lines_under, 2, UNIT_PT);
    g_assert_true(full->has_rich_black);
    g_assert_cmpfloat(full->rich_black[0], ==, 50);
    g_assert_cmpfloat(full->rich_black[3], ==, 100);
    g_assert_cmpint(plain->neutrals, ==, NEUTRALS_BLACK);
    g_assert_cmpint(plain->black_type_under.unit, ==, UNIT_NONE);
    g_assert_false(plain->has_rich_black);
}

static void test_a_supplier_says_how_it_wants_its_files(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    const Campaign *campaign =
        load(project,
             "printing: P\nconditions:\n" FOGRA39 "}\n"
             "suppliers:\n"
             "  plain: {title: Plain, condition: fogra39}\n"
             "  full: {title: Full, condition: fogra39, bleed: 10mm, marks: all,\n"
             "    outlines: yes, overprint: no, scale: 1:10, standard: PDF/X-1a,\n"
             "    file-name: \"{motif}\"}\n"
             "  half: {title: Half, condition: fogra39, scale: 1:2, marks: crop}\n");
    const Supplier *plain = campaign_find_supplier(campaign, "plain");
    const Supplier *full = campaign_find_supplier(campaign, "full");
    const Supplier *half = campaign_find_supplier(campaign, "half");

    assert_findings(diagnostics, "");
    g_assert_null(campaign->supplier);
    g_assert_cmpstr(plain->title, ==, "Plain");
    g_assert_true(plain->condition == campaign_find_condition(campaign, "fogra39"));
    g_assert_cmpint(plain->standard, ==, STANDARD_X4);
    g_assert_cmpint(plain->marks, ==, MARKS_NONE);
    g_assert_false(plain->outlines);
    g_assert_true(plain->overprint);
    g_assert_cmpint(plain->scale, ==, 1);
    g_assert_null(plain->file_name);
    assert_length(full->bleed, 10, UNIT_MM);
    g_assert_cmpint(full->standard, ==, STANDARD_X1A);
    g_assert_cmpint(full->marks, ==, MARKS_ALL);
    g_assert_true(full->outlines);
    g_assert_false(full->overprint);
    g_assert_cmpint(full->scale, ==, 10);
    g_assert_cmpstr(full->file_name, ==, "{motif}");
    g_assert_cmpint(half->scale, ==, 2);
    g_assert_cmpint(half->marks, ==, MARKS_CROP);
}

static void test_print_sizes_get_at_least_the_bleed_of_a_supplier(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    Campaign *campaign =
        load(project, "printing: P\nconditions:\n" FOGRA39 "}\n"
                      "suppliers:\n"
                      "  little: {title: L, condition: fogra39, bleed: 3mm}\n"
                      "  much: {title: M, condition: fogra39, bleed: 5mm}\n");

    printing_use_supplier(campaign, campaign_find_supplier(campaign, "little"),
                          diagnostics);
    assert_length(campaign_find_size(campaign, "upright")->bleed, 10, UNIT_PT);
    printing_use_supplier(campaign, campaign_find_supplier(campaign, "much"),
                          diagnostics);
    assert_length(campaign_find_size(campaign, "upright")->bleed, 5, UNIT_MM);
    assert_length(campaign_find_size(campaign, "flat")->bleed, 0, UNIT_MM);
    g_assert_cmpstr(campaign->supplier->name, ==, "much");
    assert_findings(diagnostics, "");
}

/* A nearer file tells of the condition anew, and of one supplier more. */
static void test_a_supplier_of_a_folder_above_follows_the_nearer_condition(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    const Campaign *near;

    load(project, "printing: P\nconditions:\n" FOGRA39 "}\n"
                  "suppliers:\n  far: {title: Far, condition: fogra39}\n");
    write_file("motifs/near/printing.yaml",
               "printing: P\nconditions:\n"
               "  fogra39: {title: Near, profile: f.icc, ink-limit: 280%}\n");
    write_file("motifs/nearest/printing.yaml",
               "printing: P\nsuppliers:\n"
               "  more: {title: More, condition: fogra39}\n"
               "  far: {title: Anew, condition: fogra39}\n");
    near = project_load_campaign(project, "motifs/near");
    g_assert_cmpstr(campaign_find_supplier(near, "far")->condition->title, ==, "Near");
    near = project_load_campaign(project, "motifs/nearest");
    g_assert_cmpuint(near->suppliers->len, ==, 2);
    g_assert_cmpstr(campaign_find_supplier(near, "far")->title, ==, "Anew");
    g_assert_cmpstr(campaign_find_supplier(near, "more")->condition->title, ==, "F");
    assert_findings(diagnostics, "");
}

/* An ink on its own plate under two names is no slip, if it is the same ink. */
static void test_inks_on_one_plate_may_have_the_same_recipe(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_autofree char *text = g_strdup(tiny_campaign);
    g_auto(GStrv) parts = g_strsplit(text, "inks:\n", 2);
    g_autofree char *campaign = g_strconcat(
        parts[0], "inks:\n",
        "  a: {screen: \"#0061ad\", spot: HKS 42 K, recipe: {x: [9, 8, 7, 6], y: "
        "[1, 2, 3, 4]}}\n"
        "  b: {screen: \"#0061ae\", spot: HKS 42 K, recipe: {y: [1, 2, 3, 4], x: "
        "[9, 8, 7, 6]}}\n",
        parts[1], NULL);
    const Campaign *loaded;

    write_file("motifs/campaign.yaml", campaign);
    write_file("motifs/sizes.yaml", tiny_sizes);
    loaded = project_load_campaign(project, "motifs");
    assert_findings(diagnostics, "");
    g_assert_cmpstr(campaign_find_ink(loaded, "b")->spot, ==, "HKS 42 K");
    g_assert_null(campaign_find_ink(loaded, "blue")->spot);
    g_assert_cmpfloat(campaign_find_ink(loaded, "b")->recipe[0], ==, 1);
    g_assert_cmpfloat(ink_find_recipe(campaign_find_ink(loaded, "b"), "x")->cmyk[0], ==,
                      9);
    g_assert_null(ink_find_recipe(campaign_find_ink(loaded, "b"), "z"));
}

static const UnitTest tests[] = {
    TEST(a_condition_says_how_black_is_printed),
    TEST(a_supplier_says_how_it_wants_its_files),
    TEST(print_sizes_get_at_least_the_bleed_of_a_supplier),
    TEST(a_supplier_of_a_folder_above_follows_the_nearer_condition),
    TEST(inks_on_one_plate_may_have_the_same_recipe),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
