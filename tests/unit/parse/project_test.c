#include "../support.h"

#include <sys/stat.h>
#include <unistd.h>

#define PANEL_LAYOUT "layout: l\nportrait: {panel: blue}\n"
#define MOTIF "motif: m\ntitle: M\nlayout: l\n"

typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
} Run;

static Run *run_new(void) {
    Run *self = g_new0(Run, 1);

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    write_project(PANEL_LAYOUT);
    return self;
}

static void run_free(Run *self) {
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Run, run_free)

static const Motif *load(Run *run, const char *path) {
    g_autoptr(GError) error = NULL;
    const Motif *motif = project_load_motif(run->project, path, &error);

    g_assert_no_error(error);
    return motif;
}

static void test_motif_knows_its_campaign_and_layout(void) {
    g_autoptr(Run) run = run_new();
    const Motif *motif;

    write_file("motifs/m.yaml", MOTIF);
    motif = load(run, "motifs/m.yaml");
    assert_findings(run->diagnostics, "");
    g_assert_cmpstr(motif->name, ==, "m");
    g_assert_cmpstr(motif->path, ==, "motifs/m.yaml");
    g_assert_cmpstr(motif->campaign->title, ==, "Tiny");
    g_assert_cmpstr(motif->campaign->folder, ==, "motifs");
    g_assert_cmpstr(node_find_text(motif->layout, "layout"), ==, "l");
    g_assert_true(load(run, "./motifs/../motifs/m.yaml") == motif);
}

static void test_file_that_is_not_there_is_an_error(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(project_load_motif(run->project, "motifs/none.yaml", &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_cmpstr(error->message, ==,
                    "cannot read 'motifs/none.yaml': No such file or directory");
    assert_findings(run->diagnostics, "");
}

static void test_other_file_is_no_motif(void) {
    g_autoptr(Run) run = run_new();

    g_assert_null(load(run, "motifs/sizes.yaml"));
    assert_findings(
        run->diagnostics,
        "motifs/sizes.yaml:1:1: error: expected a motif: a file that begins "
        "with \"motif:\" [motif/other-file-kind]\n"
        "    sizes:\n"
        "    ^\n");
}

static void test_motif_without_a_campaign_is_told(void) {
    g_autoptr(Run) run = run_new();

    write_file("elsewhere/m.yaml", MOTIF);
    g_assert_null(load(run, "elsewhere/m.yaml"));
    assert_findings(run->diagnostics,
                    "elsewhere/m.yaml:1:1: error: this motif has no campaign.yaml "
                    "in its folder or above [campaign/missing]\n"
                    "    motif: m\n"
                    "    ^\n");
}

static void test_wrong_file_in_a_place_is_told(void) {
    g_autoptr(Run) run = run_new();

    write_file("motifs/layouts/x.yaml", "sizes: {}\n");
    write_file("motifs/layouts/notes.txt", "not ours");
    write_file("motifs/m.yaml", MOTIF);
    g_assert_null(load(run, "motifs/m.yaml"));
    assert_findings(run->diagnostics,
                    "motifs/layouts/x.yaml:1:1: error: this place is for a file that "
                    "begins with \"layout:\" [motif/other-file-kind]\n"
                    "    sizes: {}\n"
                    "    ^\n");
}

static void test_folder_in_place_of_a_file_is_told(void) {
    g_autoptr(Run) run = run_new();

    g_assert_cmpint(g_mkdir("motifs/layouts/x.yaml", 0777), ==, 0);
    write_file("motifs/m.yaml", MOTIF);
    g_assert_null(load(run, "motifs/m.yaml"));
    assert_findings(run->diagnostics,
                    "error: cannot read 'motifs/layouts/x.yaml': not a regular file "
                    "[file/unreadable]\n");
}

static void test_nearer_sizes_and_layouts_replace_those_above(void) {
    g_autoptr(Run) run = run_new();
    const Campaign *above, *below;

    write_file("motifs/in/campaign.yaml", tiny_campaign);
    write_file(
        "motifs/in/sizes.yaml",
        "sizes:\n"
        "  flat: {title: Other, kind: print, trim: 500pt, ppi: 72, distance: 1}\n"
        "  small: {title: Small, kind: print, trim: 50pt, ppi: 72, distance: 1}\n");
    write_file("motifs/in/layouts/l.yaml", "layout: l\nwide: {panel: gold}\n");
    above = project_load_campaign(run->project, "motifs");
    below = project_load_campaign(run->project, "motifs/in");
    assert_findings(run->diagnostics, "");
    g_assert_cmpstr(campaign_find_size(above, "flat")->title, ==, "Flat");
    g_assert_null(campaign_find_size(above, "small"));
    g_assert_cmpstr(campaign_find_size(below, "flat")->title, ==, "Other");
    g_assert_cmpstr(campaign_find_size(below, "upright")->title, ==, "Upright");
    g_assert_nonnull(campaign_find_size(below, "small"));
    g_assert_nonnull(node_find(campaign_find_layout(below, "l"), "wide"));
    g_assert_cmpuint(below->layouts->len, ==, 1);
}

static void test_motif_in_a_folder_belongs_to_the_campaign_above(void) {
    g_autoptr(Run) run = run_new();

    write_file("motifs/in/deep/m.yaml", MOTIF);
    g_assert_cmpstr(load(run, "motifs/in/deep/m.yaml")->campaign->title, ==, "Tiny");
    assert_findings(run->diagnostics, "");
}

static void test_all_motifs_come_in_the_order_of_their_paths(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) motifs = NULL;
    g_autoptr(GString) paths = g_string_new(NULL);

    write_file("motifs/b.yaml", MOTIF);
    write_file("motifs/a/z.yaml", MOTIF);
    write_file("motifs/a.yaml", MOTIF);
    write_file("motifs/bad.yaml", "motif: m\n");
    write_file("motifs/.hidden.yaml", MOTIF);
    write_file("motifs/a.yaml~", MOTIF);
    motifs = project_load_motifs(run->project, "motifs", NULL);
    for (guint i = 0; i < motifs->len; i++)
        g_string_append_printf(paths, "%s ",
                               ((const Motif *)g_ptr_array_index(motifs, i))->path);
    g_assert_cmpstr(paths->str, ==, "motifs/a/z.yaml motifs/a.yaml motifs/b.yaml ");
    g_assert_cmpuint(diagnostics_count(run->diagnostics, SEVERITY_ERROR), ==, 2);
}

static void test_folder_that_is_not_there_is_an_error(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(project_load_motifs(run->project, "none", &error));
    g_assert_nonnull(error);
}

static void test_file_that_cannot_be_read_is_told_and_left_out(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) motifs = NULL;

    g_assert_cmpint(mkfifo("motifs/a.yaml", 0666), ==, 0);
    write_file("motifs/m.yaml", MOTIF);
    motifs = project_load_motifs(run->project, "motifs", NULL);
    g_assert_cmpuint(motifs->len, ==, 1);
    assert_findings(run->diagnostics,
                    "error: cannot read 'motifs/a.yaml': not a regular file "
                    "[file/unreadable]\n");
}

static void test_links_in_a_ring_end(void) {
    g_autoptr(Run) run = run_new();
    g_autoptr(GPtrArray) motifs = NULL;

    write_file("motifs/in/m.yaml", MOTIF);
    g_assert_cmpint(symlink("..", "motifs/in/up"), ==, 0);
    motifs = project_load_motifs(run->project, "motifs", NULL);
    g_assert_cmpuint(motifs->len, ==, 1);
    assert_findings(run->diagnostics, "");
}

static void test_file_with_findings_is_told_once(void) {
    g_autoptr(Run) run = run_new();

    write_file("motifs/m.yaml", "motif: m\ntitle: M\nlayout: l\nquux: 1\n");
    for (int i = 0; i < 2; i++)
        g_assert_null(load(run, "motifs/m.yaml"));
    assert_findings(
        run->diagnostics,
        "motifs/m.yaml:4:1: error: unknown key \"quux\" [motif/unknown-key]\n"
        "    quux: 1\n"
        "    ^~~~\n");
}

/* Everything else that is wrong then would only be told because of it. */
static void test_broken_sizes_are_all_that_is_told(void) {
    g_autoptr(Run) run = run_new();

    write_file("motifs/sizes.yaml", "sizes:\n  upright: {title: U}\n  quux\n");
    write_file("motifs/m.yaml", MOTIF);
    g_assert_null(load(run, "motifs/m.yaml"));
    g_assert_cmpuint(run->diagnostics->findings->len, ==, 1);
    g_assert_cmpstr(((Finding *)g_ptr_array_index(run->diagnostics->findings, 0))->id,
                    ==, "yaml/syntax");
}

/* Of the motif m and of the campaign it then has. */
static void renew(Run *run, const char **motif, const char **campaign) {
    Diagnostics *before = run->diagnostics;
    const Motif *loaded;

    run->diagnostics = diagnostics_new();
    run->project = project_renew(run->project, run->diagnostics);
    diagnostics_free(before);
    loaded = load(run, "motifs/m.yaml");
    *motif = loaded == NULL ? NULL : loaded->root->origin.source->bytes;
    *campaign = loaded == NULL ? NULL : loaded->campaign->root->origin.source->bytes;
}

static void test_only_what_has_changed_is_read_anew(void) {
    g_autoptr(Run) run = run_new();
    const char *motif, *campaign, *other, *same;

    write_file("motifs/m.yaml", MOTIF);
    renew(run, &motif, &campaign);
    renew(run, &other, &same);
    g_assert_true(other == motif);
    g_assert_true(same == campaign);
    write_file("motifs/m.yaml", MOTIF "# longer\n");
    renew(run, &other, &same);
    g_assert_cmpstr(other, ==, MOTIF "# longer\n");
    g_assert_true(same == campaign);
    assert_findings(run->diagnostics, "");
}

static void test_findings_of_what_has_not_changed_are_told_again(void) {
    g_autoptr(Run) run = run_new();
    const char *motif, *campaign;

    write_file("motifs/m.yaml", MOTIF "nix: 1\n");
    for (int i = 0; i < 2; i++) {
        renew(run, &motif, &campaign);
        g_assert_null(motif);
        g_assert_cmpuint(run->diagnostics->findings->len, ==, 1);
    }
    g_assert_cmpint(unlink("motifs/m.yaml"), ==, 0);
    write_file("motifs/m.yaml", MOTIF);
    renew(run, &motif, &campaign);
    g_assert_cmpstr(motif, ==, MOTIF);
}

static const UnitTest tests[] = {
    TEST(motif_knows_its_campaign_and_layout),
    TEST(file_that_is_not_there_is_an_error),
    TEST(other_file_is_no_motif),
    TEST(motif_without_a_campaign_is_told),
    TEST(wrong_file_in_a_place_is_told),
    TEST(folder_in_place_of_a_file_is_told),
    TEST(nearer_sizes_and_layouts_replace_those_above),
    TEST(motif_in_a_folder_belongs_to_the_campaign_above),
    TEST(all_motifs_come_in_the_order_of_their_paths),
    TEST(folder_that_is_not_there_is_an_error),
    TEST(file_that_cannot_be_read_is_told_and_left_out),
    TEST(links_in_a_ring_end),
    TEST(file_with_findings_is_told_once),
    TEST(broken_sizes_are_all_that_is_told),
    TEST(only_what_has_changed_is_read_anew),
    TEST(findings_of_what_has_not_changed_are_told_again),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
