/* What unit tests share: sources from texts, findings as one text, and small projects
 * in a folder of their own. */
#pragma once

#include "base/diagnostics.h"
#include "parse/project.h"
#include "parse/resolve.h"
#include "parse/yaml.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A test is a function whose name is its sentence. */
typedef struct {
    const char *name;
    void (*run)(void);
} UnitTest;

#define TEST(sentence) \
    { #sentence, test_##sentence }

/* The path of a test is its sentence, so that -p finds it. */
static inline int run_tests(int argc, char **argv, const UnitTest *tests,
                            size_t count) {
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *path = g_strdup_printf("/%s", tests[i].name);

        g_test_add_func(g_strdelimit(path, "_", ' '), tests[i].run);
    }
    return g_test_run();
}

static inline Source *source_of(const char *text) {
    return source_new_for_text("a.yaml", text, strlen(text));
}

/* Every finding as people read it, one below the other; caller frees. */
static inline char *findings_to_text(const Diagnostics *diagnostics) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < diagnostics->findings->len; i++) {
        g_autofree char *finding =
            finding_to_text(g_ptr_array_index(diagnostics->findings, i));

        g_string_append_printf(text, "%s\n", finding);
    }
    return g_string_free(text, FALSE);
}

#define assert_findings(diagnostics, expected)                          \
    do {                                                                \
        g_autofree char *said_findings = findings_to_text(diagnostics); \
                                                                        \
        g_assert_cmpstr(said_findings, ==, expected);                   \
    } while (0)

/* A folder that is the current one while a test runs. */
typedef struct {
    char *path;
    char *before;
} Folder;

static inline Folder *folder_new(void) {
    Folder *self = g_new0(Folder, 1);
    g_autoptr(GError) error = NULL;

    self->before = g_get_current_dir();
    self->path = g_dir_make_tmp("plakat test XXXXXX", &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_chdir(self->path), ==, 0);
    return self;
}

static inline void folder_remove(const char *path) {
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        if (g_file_test(inner, G_FILE_TEST_IS_DIR) &&
            !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
            folder_remove(inner);
        else
            g_unlink(inner);
    }
    g_rmdir(path);
}

static inline void folder_free(Folder *self) {
    g_assert_cmpint(g_chdir(self->before), ==, 0);
    folder_remove(self->path);
    g_free(self->before);
    g_free(self->path);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

#define IN_A_FOLDER g_autoptr(Folder) own_folder G_GNUC_UNUSED = folder_new()

/* Writes a file below the current folder, with the folders on its way. */
static inline void write_file(const char *path, const char *text) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
}

/* The smallest campaign that every test of a motif needs, with two sizes. */
static const char tiny_campaign[] =
    "campaign: tiny\n"
    "title: Tiny\n"
    "date: 2026-11-22\n"
    "languages: {de: Deutsch, tr: Türkçe, ar: العربية}\n"
    "standard-sizes: upright\n"
    "inks:\n"
    "  blue: {screen: \"#0061ad\", recipe: {fogra39: [95, 58, 0, 0]}, state: reviewed}\n"
    "  gold: {screen: \"#ffd619\", recipe: {fogra39: [0, 15, 90, 0]}, state: reviewed}\n"
    "  paper: {screen: \"#ffffff\", recipe: {fogra39: [0, 0, 0, 0]}, state: reviewed}\n"
    "styles:\n"
    "  plain:\n"
    "    families: Inter\n"
    "    scripts: {Arab: {families: Noto Sans Arabic}}\n"
    "draft: {style: plain, ink: blue, ground: paper}\n"
    "words:\n"
    "  claim: {de: {text: Vielfalt., state: reviewed}, tr: Çeşitlilik.}\n";

static const char tiny_sizes[] =
    "sizes:\n"
    "  upright: {title: Upright, kind: print, trim: 400pt x 600pt, bleed: 10pt, "
    "safe: 20pt, ppi: 72, distance: 1}\n"
    "  flat: {title: Flat, kind: screen, trim: 640px x 400px, safe: 20px, ppi: 72, "
    "distance: 1}\n";

/* Writes campaign, sizes and the layout "l" below motifs/ of the current folder. */
static inline void write_project(const char *layout) {
    write_file("motifs/campaign.yaml", tiny_campaign);
    write_file("motifs/sizes.yaml", tiny_sizes);
    write_file("motifs/layouts/l.yaml", layout);
}

/* A motif "m" in a project of its own, and the brief of one poster. */
typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    const Motif *motif; /* NULL when it cannot be used */
    Brief *brief;       /* of the poster asked for last; may be NULL */
} Fixture;

/* `layout` and `motif` are what follows the keys that every such file has. */
static inline Fixture *fixture_new(const char *layout, const char *motif) {
    Fixture *self = g_new0(Fixture, 1);
    g_autofree char *layout_file = g_strdup_printf("layout: l\n%s", layout);
    g_autofree char *motif_file =
        g_strdup_printf("motif: m\ntitle: M\nlayout: l\n%s", motif);
    g_autoptr(GError) error = NULL;

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    write_project(layout_file);
    write_file("motifs/m.yaml", motif_file);
    self->motif = project_load_motif(self->project, "motifs/m.yaml", &error);
    g_assert_no_error(error);
    return self;
}

/* The first data row of the motif, if it has any. */
static inline const DataRow *fixture_row(const Fixture *self) {
    const DataTable *table = self->motif->rows;

    return table == NULL ? NULL : g_ptr_array_index(table->rows, 0);
}

/* Borrowed; NULL when there are findings. */
static inline const Brief *fixture_resolve(Fixture *self, const char *size,
                                           const char *language) {
    g_assert_nonnull(self->motif);
    g_clear_pointer(&self->brief, brief_free);
    self->brief =
        resolve_brief(self->motif, campaign_find_size(self->motif->campaign, size),
                      language, fixture_row(self), self->diagnostics);
    return self->brief;
}

static inline void fixture_free(Fixture *self) {
    brief_free(self->brief);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)
