#include "../support.h"

#include "batch/plan.h"
#include "parse/printing.h"

/* Motifs of a project, and the plan that a selection gives. */
typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    GPtrArray *motifs;
} Run;

static Run *run_new(void) {
    Run *self = g_new0(Run, 1);

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->motifs = g_ptr_array_new();
    write_project("layout: l\nportrait: {panel: blue}\n");
    return self;
}

static void run_free(Run *self) {
    g_ptr_array_unref(self->motifs);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Run, run_free)

/* `more` follows the keys that every motif has. */
static void add_motif(Run *run, const char *path, const char *name, const char *more) {
    g_autofree char *file =
        g_strdup_printf("motif: %s\ntitle: T\nlayout: l\n%s", name, more);
    const Motif *motif;

    write_file(path, file);
    motif = project_load_motif(run->project, path, NULL);
    assert_findings(run->diagnostics, "");
    g_ptr_array_add(run->motifs, (gpointer)motif);
}

static GPtrArray *plan(const Run *run, const Selection *selection) {
    g_autofree char *problem = NULL;
    GPtrArray *tasks = plan_make(run->motifs, selection, run->diagnostics, &problem);

    g_assert_cmpstr(problem, ==, NULL);
    return tasks;
}

static void assert_paths(const Run *run, Selection selection, const char *expected) {
    g_autoptr(GPtrArray) tasks = NULL;
    g_autoptr(GString) paths = g_string_new(NULL);

    selection.folder = "out";
    tasks = plan(run, &selection);
    for (guint i = 0; i < tasks->len; i++)
        g_string_append_printf(paths, "%s\n",
                               ((const Task *)g_ptr_array_index(tasks, i))->path);
    g_assert_cmpstr(paths->str, ==, expected);
}

static void assert_problem(const Run *run, Selection selection, const char *expected) {
    g_autofree char *problem = NULL;

    selection.folder = "out";
    g_assert_null(plan_make(run->motifs, &selection, run->diagnostics, &problem));
    g_assert_cmpstr(problem, ==, expected);
}

#define NAMES(...) ((char *[]){__VA_ARGS__, NULL})

static void test_plan_is_motif_by_size_by_language_by_output(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    add_motif(run, "motifs/b.yaml", "b", "");
    assert_paths(run,
                 (Selection){.outputs = {true, true},
                             .sizes = NAMES("flat", "upright"),
                             .languages = NAMES("de", "tr")},
                 "out/a/a_flat_de.pdf\nout/a/a_flat_de.png\n"
                 "out/a/a_flat_de.alt.txt\n"
                 "out/a/a_flat_tr.pdf\nout/a/a_flat_tr.png\n"
                 "out/a/a_flat_tr.alt.txt\n"
                 "out/a/a_upright_de.pdf\nout/a/a_upright_de.png\n"
                 "out/a/a_upright_tr.pdf\nout/a/a_upright_tr.png\n"
                 "out/b/b_flat_de.pdf\nout/b/b_flat_de.png\n"
                 "out/b/b_flat_de.alt.txt\n"
                 "out/b/b_flat_tr.pdf\nout/b/b_flat_tr.png\n"
                 "out/b/b_flat_tr.alt.txt\n"
                 "out/b/b_upright_de.pdf\nout/b/b_upright_de.png\n"
                 "out/b/b_upright_tr.pdf\nout/b/b_upright_tr.png\n");
}

static void test_nothing_chosen_means_the_campaigns_own_choice(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(run, (Selection){.outputs[OUTPUT_PDF] = true},
                 "out/a/a_upright_de.pdf\nout/a/a_upright_tr.pdf\n"
                 "out/a/a_upright_ar.pdf\n");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PDF] = true,
                             .all_sizes = true,
                             .languages = NAMES("de")},
                 "out/a/a_upright_de.pdf\nout/a/a_flat_de.pdf\n");
    assert_findings(run->diagnostics, "");
}

static void test_motif_is_made_in_the_languages_it_is_written_in(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "words: {h: {de: x}, i: {tr: y}}\n");
    assert_paths(run, (Selection){.outputs[OUTPUT_PDF] = true},
                 "out/a/a_upright_de.pdf\nout/a/a_upright_tr.pdf\n");
    assert_findings(run->diagnostics,
                    "motifs/a.yaml:4:8: warning: no words in \"ar\", so no posters are "
                    "made in it [motif/not-in-language]\n"
                    "    words: {h: {de: x}, i: {tr: y}}\n"
                    "           ^\n");
}

static void test_what_is_asked_for_twice_is_made_once(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PDF] = true,
                             .sizes = NAMES("flat", "FLAT"),
                             .languages = NAMES("de", "DE")},
                 "out/a/a_flat_de.pdf\n");
}

static void test_bleed_is_in_the_name_of_a_png(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(run,
                 (Selection){.outputs = {true, true},
                             .languages = NAMES("de"),
                             .with_bleed = true},
                 "out/a/a_upright_de.pdf\nout/a/a_upright_de_bleed.png\n");
}

#define EVERY_OUTPUT \
    { true, true, true, true, true, true, true, true, true }

static void test_every_picture_has_a_name_of_its_own(void) {
    g_autoptr(Run) run = run_new();

    G_STATIC_ASSERT(OUTPUT_CHOICES == 9);
    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(
        run, (Selection){.outputs = EVERY_OUTPUT, .languages = NAMES("de")},
        "out/a/a_upright_de.pdf\nout/a/a_upright_de.png\nout/a/a_upright_de.jpg\n"
        "out/a/a_upright_de_thumb.png\nout/a/a_upright_de_thumb.alt.txt\n"
        "out/a/a_upright_de_plate.png\nout/a/a_upright_de_softproof.png\n"
        "out/a/a_upright_de.tif\nout/a/a_upright_de_vorschau.png\n");
}

static void test_a_print_pdf_of_an_order_has_a_report(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PDF] = true,
                             .languages = NAMES("de"),
                             .order = "KV-1"},
                 "out/a/a_upright_de.pdf\nout/a/a_upright_de_preflight.pdf\n");
}

static void test_alt_text_has_the_name_of_its_picture(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_paths(run,
                 (Selection){.outputs = EVERY_OUTPUT,
                             .sizes = NAMES("flat"),
                             .languages = NAMES("de"),
                             .with_bleed = true},
                 "out/a/a_flat_de.pdf\nout/a/a_flat_de_bleed.png\n"
                 "out/a/a_flat_de_bleed.alt.txt\nout/a/a_flat_de_bleed.jpg\n"
                 "out/a/a_flat_de_thumb.png\nout/a/a_flat_de_thumb.alt.txt\n"
                 "out/a/a_flat_de_bleed_plate.png\nout/a/a_flat_de_softproof.png\n"
                 "out/a/a_flat_de.tif\nout/a/a_flat_de_vorschau.png\n");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_JPG] = true,
                             .sizes = NAMES("flat"),
                             .languages = NAMES("de")},
                 "out/a/a_flat_de.jpg\nout/a/a_flat_de.alt.txt\n");
}

static void test_only_what_is_lit_from_behind_has_a_back(void) {
    g_autoptr(Run) run = run_new();
    Size *size;

    add_motif(run, "motifs/a.yaml", "a", "");
    size = g_ptr_array_index(
        ((const Motif *)g_ptr_array_index(run->motifs, 0))->campaign->sizes, 0);
    size->back = true;
    assert_paths(run,
                 (Selection){.outputs = {[OUTPUT_PDF] = true, [OUTPUT_BACK] = true},
                             .sizes = NAMES("upright", "flat"),
                             .languages = NAMES("de")},
                 "out/a/a_upright_de.pdf\nout/a/a_upright_de_back.pdf\n"
                 "out/a/a_flat_de.pdf\n");
    assert_findings(
        run->diagnostics,
        "motifs/sizes.yaml:3:3: note: size \"flat\" is not printed on its "
        "back, so none is made; where it is lit from behind, write `back: "
        "yes` [plan/no-back]\n"
        "      flat: {title: Flat, kind: screen, trim: 640px x 400px, safe: "
        "20px, ppi: 72, distance: 1}\n"
        "      ^~~~\n");
}

static void test_names_of_files_are_small_and_plain(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "Motif_A-1", "");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PDF] = true, .languages = NAMES("de")},
                 "out/motif-a-1/motif-a-1_upright_de.pdf\n");
}

/* Suppliers, of which the campaign follows one. */
static void follow(Run *run, const char *name) {
    g_autoptr(GPtrArray) campaigns = NULL;
    Campaign *campaign;

    write_file(
        "motifs/printing.yaml",
        "printing: P\nconditions:\n"
        "  fogra39: {title: F, profile: f.icc, ink-limit: 300%}\n"
        "suppliers:\n"
        "  Usual_One: {title: U, condition: fogra39}\n"
        "  large: {title: L, condition: fogra39, scale: 1:10}\n"
        "  named: {title: N, condition: fogra39, scale: 1:2, file-name:\n"
        "    \"Köln {language}-{size}_{row}_{supplier}__{motif}_v1.{scale}_\"}\n"
        "  blank: {title: B, condition: fogra39, file-name: \"{row}_\"}\n"
        "  same: {title: S, condition: fogra39, file-name: \"{motif}_{row}\"}\n");
    add_motif(run, "motifs/a.yaml", "a", "");
    campaigns = project_campaigns(run->project);
    campaign = g_ptr_array_index(campaigns, 0);
    printing_use_supplier(campaign, campaign_find_supplier(campaign, name),
                          run->diagnostics);
}

static const Selection two_files = {
    .outputs = {true, true}, .languages = NAMES("de"), .with_bleed = true};

static void test_a_supplier_is_in_the_name_of_its_files(void) {
    g_autoptr(Run) run = run_new();

    follow(run, "Usual_One");
    assert_paths(run, two_files,
                 "out/a/a_upright_de_usual-one.pdf\n"
                 "out/a/a_upright_de_usual-one_bleed.png\n");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PNG] = true, .languages = NAMES("de")},
                 "out/a/a_upright_de.png\n");
}

static void test_the_scale_is_in_the_name_of_a_pdf(void) {
    g_autoptr(Run) run = run_new();

    follow(run, "large");
    assert_paths(run, two_files,
                 "out/a/a_upright_de_large_m1-10.pdf\n"
                 "out/a/a_upright_de_large_bleed.png\n");
}

static void test_a_supplier_names_its_pdfs_itself(void) {
    g_autoptr(Run) run = run_new();

    follow(run, "named");
    assert_paths(run, two_files,
                 "out/a/koeln-de-upright_named_a_v1-1-2.pdf\n"
                 "out/a/a_upright_de_named_bleed.png\n");
}

static void test_a_name_of_which_nothing_is_left_is_the_usual_one(void) {
    g_autoptr(Run) run = run_new();

    follow(run, "blank");
    assert_paths(run,
                 (Selection){.outputs[OUTPUT_PDF] = true, .languages = NAMES("de")},
                 "out/a/a_upright_de_blank.pdf\n");
}

static void test_a_name_that_does_not_tell_languages_apart_is_told_before(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL;
    Selection selection = {
        .outputs = {true, true}, .languages = NAMES("de", "tr"), .folder = "out"};

    follow(run, "same");
    tasks = plan(run, &selection);
    plan_check(tasks, run->diagnostics);
    assert_findings(run->diagnostics,
                    "motifs/printing.yaml:10:52: error: posters of motif \"a\" would "
                    "have the same file name; put {language} into it "
                    "[plan/same-file]\n"
                    "      same: {title: S, condition: fogra39, file-name: "
                    "\"{motif}_{row}\"}\n"
                    "                                                       "
                    "^~~~~~~~~~~~~\n");
}

static void test_unknown_size_or_language_is_a_problem(void) {
    g_autoptr(Run) run = run_new();

    add_motif(run, "motifs/a.yaml", "a", "");
    assert_problem(run, (Selection){.sizes = NAMES("uprigth")},
                   "no size \"uprigth\"; did you mean \"upright\"?");
    assert_problem(run, (Selection){.languages = NAMES("de", "pl")},
                   "no language \"pl\" in this campaign");
}

static void test_two_motifs_of_one_name_are_told_before(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL;
    Selection selection = {
        .outputs[OUTPUT_PDF] = true, .languages = NAMES("de"), .folder = "out"};

    add_motif(run, "motifs/a.yaml", "a_b", "");
    add_motif(run, "motifs/b.yaml", "A-b", "");
    tasks = plan(run, &selection);
    plan_check(tasks, run->diagnostics);
    assert_findings(
        run->diagnostics,
        "motifs/b.yaml:1:8: error: this motif would write the same files as "
        "motifs/a.yaml; rename one [plan/same-file]\n"
        "    motif: A-b\n"
        "           ^~~\n");
}

/* The row "thumb" of one is the thumb of the other. */
static void test_a_thumb_and_a_row_of_one_name_are_told_before(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL;
    Selection selection = {.outputs[OUTPUT_PNG] = true,
                           .outputs[OUTPUT_THUMB] = true,
                           .languages = NAMES("de"),
                           .folder = "out"};

    write_file("motifs/a.csv", "id\nthumb\n");
    add_motif(run, "motifs/a.yaml", "a", "rows: a.csv\n");
    add_motif(run, "motifs/b.yaml", "A", "");
    tasks = plan(run, &selection);
    g_assert_false(plan_check(tasks, run->diagnostics));
    assert_findings(
        run->diagnostics,
        "motifs/b.yaml:1:8: error: this motif would write the same files as "
        "motifs/a.yaml; rename one [plan/same-file]\n"
        "    motif: A\n"
        "           ^\n");
}

static void test_two_alt_texts_of_one_name_are_told_before(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL, texts = g_ptr_array_new();
    Selection selection = {
        .outputs[OUTPUT_THUMB] = true, .languages = NAMES("de"), .folder = "out"};

    add_motif(run, "motifs/a.yaml", "a", "");
    add_motif(run, "motifs/b.yaml", "A", "");
    tasks = plan(run, &selection);
    for (guint i = 0; i < tasks->len; i++) {
        Task *task = g_ptr_array_index(tasks, i);

        if (task->output == OUTPUT_ALT)
            g_ptr_array_add(texts, task);
    }
    g_assert_cmpuint(texts->len, ==, 2);
    g_assert_false(plan_check(texts, run->diagnostics));
}

static void test_two_sizes_of_one_name_are_told_before(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL;
    Selection selection = {.outputs[OUTPUT_PDF] = true,
                           .languages = NAMES("de"),
                           .all_sizes = true,
                           .folder = "out"};

    write_file("motifs/sizes.yaml",
               "sizes:\n"
               "  upright: {title: U, kind: print, trim: 400pt, ppi: 72, distance: 1}\n"
               "  a-b: {title: A, kind: print, trim: 400pt, ppi: 72, distance: 1}\n"
               "  a_b: {title: B, kind: print, trim: 400pt, ppi: 72, distance: 1}\n");
    add_motif(run, "motifs/a.yaml", "a", "");
    tasks = plan(run, &selection);
    plan_check(tasks, run->diagnostics);
    assert_findings(
        run->diagnostics,
        "motifs/sizes.yaml:4:3: error: sizes \"a-b\" and \"a_b\" would write "
        "the same files; rename one [plan/same-file]\n"
        "      a_b: {title: B, kind: print, trim: 400pt, ppi: 72, distance: "
        "1}\n"
        "      ^~~\n");
}

static void test_posters_are_neighbours_in_the_plan(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) tasks = NULL;
    Selection selection = {
        .outputs = {true, true}, .languages = NAMES("de", "tr"), .folder = "out"};

    add_motif(run, "motifs/a.yaml", "a", "");
    tasks = plan(run, &selection);
    g_assert_cmpuint(tasks->len, ==, 4);
    g_assert_cmpuint(plan_next_poster(tasks, 0), ==, 2);
    g_assert_cmpuint(plan_next_poster(tasks, 2), ==, 4);
}

static void test_every_output_is_found_by_its_name(void) {
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        Output output = OUTPUT_COUNT;

        g_assert_true(output_find(output_to_text((Output)i), &output));
        g_assert_cmpint(output, ==, i);
    }
    g_assert_false(output_find("gif", &(Output){OUTPUT_PDF}));
}

static const UnitTest tests[] = {
    TEST(plan_is_motif_by_size_by_language_by_output),
    TEST(nothing_chosen_means_the_campaigns_own_choice),
    TEST(motif_is_made_in_the_languages_it_is_written_in),
    TEST(what_is_asked_for_twice_is_made_once),
    TEST(bleed_is_in_the_name_of_a_png),
    TEST(every_picture_has_a_name_of_its_own),
    TEST(a_print_pdf_of_an_order_has_a_report),
    TEST(alt_text_has_the_name_of_its_picture),
    TEST(only_what_is_lit_from_behind_has_a_back),
    TEST(names_of_files_are_small_and_plain),
    TEST(a_supplier_is_in_the_name_of_its_files),
    TEST(the_scale_is_in_the_name_of_a_pdf),
    TEST(a_supplier_names_its_pdfs_itself),
    TEST(a_name_of_which_nothing_is_left_is_the_usual_one),
    TEST(a_name_that_does_not_tell_languages_apart_is_told_before),
    TEST(unknown_size_or_language_is_a_problem),
    TEST(two_motifs_of_one_name_are_told_before),
    TEST(a_thumb_and_a_row_of_one_name_are_told_before),
    TEST(two_alt_texts_of_one_name_are_told_before),
    TEST(two_sizes_of_one_name_are_told_before),
    TEST(posters_are_neighbours_in_the_plan),
    TEST(every_output_is_found_by_its_name),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
