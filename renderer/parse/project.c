#include "parse/project.h"

#include "base/paths.h"
#include "parse/campaign.h"
#include "parse/check.h"
#include "parse/yaml.h"

#include <string.h>

enum { FOLDER_DEPTH_MAX = 16 };

typedef struct {
    Source *source;
    Node *root;             /* NULL when it has findings */
    const Section *section; /* its kind; NULL when unknown */
} File;

struct Project {
    Diagnostics *diagnostics;
    GHashTable *files;     /* absolute path to File */
    GHashTable *campaigns; /* absolute folder to Campaign; value NULL: there is none */
    GHashTable *motifs;    /* absolute path to Motif */
};

static void free_file(gpointer pointer) {
    File *file = pointer;

    node_free(file->root);
    source_free(file->source);
    g_free(file);
}

static void free_campaign(gpointer campaign) {
    campaign_free(campaign);
}

static void free_motif(gpointer motif) {
    motif_free(motif);
}

Project *project_new(Diagnostics *diagnostics) {
    Project *self = g_new0(Project, 1);

    self->diagnostics = diagnostics;
    self->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_file);
    self->campaigns =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_campaign);
    self->motifs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_motif);
    return self;
}

void project_free(Project *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->motifs);
    g_hash_table_unref(self->campaigns);
    g_hash_table_unref(self->files);
    g_free(self);
}

/* Reads and checks a file once; NULL with `error` when it cannot be read. */
static const File *load_file(Project *self, const char *path, GError **error) {
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *name = path_for_people(absolute);
    File *file = g_hash_table_lookup(self->files, absolute);
    Source *source;
    unsigned before;

    if (file != NULL)
        return file;
    source = source_load(absolute, name, YAML_BYTES_MAX, error);
    if (source == NULL)
        return NULL;
    file = g_new0(File, 1);
    file->source = source;
    before = self->diagnostics->errors;
    file->root = yaml_parse(source, self->diagnostics);
    if (file->root != NULL)
        file->section = check_file_kind(file->root, self->diagnostics);
    if (file->section != NULL)
        check_section(file->root, file->section, self->diagnostics);
    if (self->diagnostics->errors != before)
        g_clear_pointer(&file->root, node_free);
    g_hash_table_insert(self->files, g_steal_pointer(&absolute), file);
    return file;
}

static bool is_kind(const File *file, const char *kind) {
    return file->root != NULL && strcmp(file->section->name, kind) == 0;
}

/* A file that ought to be of one kind. Missing is fine; unreadable is a finding. */
static const Node *load_kind(Project *self, const char *path, const char *kind) {
    g_autoptr(GError) error = NULL;
    const File *file;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return NULL;
    file = load_file(self, path, &error);
    if (file == NULL) {
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "file/unreadable", NULL,
                        "%s", error->message);
        return NULL;
    }
    if (file->section != NULL && strcmp(file->section->name, kind) != 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/other-file-kind",
                        &(Origin){file->source, 0, 0},
                        "this place is for a file that begins with \"%s:\"", kind);
    return is_kind(file, kind) ? file->root : NULL;
}

static void add_layouts(Project *self, Campaign *campaign, const char *folder) {
    g_autofree char *layouts = g_build_filename(folder, "layouts", NULL);
    g_autoptr(GPtrArray) names = path_list(layouts, NULL);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(layouts, name, NULL);
        const Node *root =
            g_str_has_suffix(name, ".yaml") ? load_kind(self, path, "layout") : NULL;

        if (root != NULL)
            campaign_add_layout(campaign, root);
    }
}

/* Whether `folder` is `above` or lies below it. */
static bool is_below(const char *folder, const char *above) {
    size_t length = strlen(above);

    return strncmp(folder, above, length) == 0 &&
           (folder[length] == '/' || folder[length] == '\0');
}

/* The folders a motif may belong to, the farthest first: up to the current folder if it
 * lies below that, else up to the root. */
static GPtrArray *folders_above(const char *folder) {
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *at = g_strdup(folder);
    g_autofree char *here = g_get_current_dir();
    bool is_here = is_below(folder, here);

    while (true) {
        g_autofree char *parent = g_path_get_dirname(at);

        g_ptr_array_insert(folders, 0, g_strdup(at));
        if (strcmp(parent, at) == 0 || (is_here && strcmp(at, here) == 0))
            return folders;
        g_free(at);
        at = g_steal_pointer(&parent);
    }
}

static const Node *find_campaign_file(Project *self, const GPtrArray *folders) {
    for (guint i = folders->len; i > 0; i--) {
        g_autofree char *path = g_build_filename(
            (char *)g_ptr_array_index(folders, i - 1), "campaign.yaml", NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return load_kind(self, path, "campaign");
    }
    return NULL;
}

static Campaign *make_campaign(Project *self, const char *folder) {
    g_autoptr(GPtrArray) folders = folders_above(folder);
    const Node *root = find_campaign_file(self, folders);
    unsigned before = self->diagnostics->errors;
    g_autoptr(Campaign) campaign = NULL;

    if (root == NULL)
        return NULL;
    campaign = campaign_parse(root);
    for (guint i = 0; i < folders->len; i++) {
        const char *at = g_ptr_array_index(folders, i);
        g_autofree char *path = g_build_filename(at, "sizes.yaml", NULL);
        const Node *sizes = load_kind(self, path, "sizes");

        if (sizes != NULL)
            campaign_add_sizes(campaign, sizes, self->diagnostics);
        add_layouts(self, campaign, at);
    }
    campaign_check(campaign, self->diagnostics);
    if (self->diagnostics->errors != before)
        return NULL;
    return g_steal_pointer(&campaign);
}

const Campaign *project_load_campaign(Project *self, const char *folder) {
    g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
    gpointer known = NULL;

    if (!g_hash_table_lookup_extended(self->campaigns, absolute, NULL, &known)) {
        known = make_campaign(self, absolute);
        g_hash_table_insert(self->campaigns, g_steal_pointer(&absolute), known);
    }
    return known;
}

static const Motif *make_motif(Project *self, const File *file, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    const Campaign *campaign = project_load_campaign(self, folder);
    const Node *layout_name = node_find(file->root, "layout");
    Motif *motif;

    if (campaign == NULL) {
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "campaign/missing", &file->root->origin,
            "this motif has no usable campaign.yaml in its folder or above");
        return NULL;
    }
    motif = g_new0(Motif, 1);
    motif->name = node_find_text(file->root, "motif");
    motif->path = g_strdup(file->source->name);
    motif->root = file->root;
    motif->campaign = campaign;
    motif->layout = campaign_find_layout(campaign, layout_name->text);
    g_hash_table_insert(self->motifs, g_strdup(path), motif);
    if (!motif_check(motif, self->diagnostics)) {
        g_hash_table_remove(self->motifs, path);
        return NULL;
    }
    return motif;
}

const Motif *project_load_motif(Project *self, const char *path, GError **error) {
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    const Motif *known = g_hash_table_lookup(self->motifs, absolute);
    const File *file = known == NULL ? load_file(self, absolute, error) : NULL;

    if (known != NULL || file == NULL)
        return known;
    if (file->section != NULL && strcmp(file->section->name, "motif") != 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/other-file-kind",
                        &(Origin){file->source, 0, 0},
                        "expected a motif: a file that begins with \"motif:\"");
    return is_kind(file, "motif") ? make_motif(self, file, absolute) : NULL;
}

static bool add_motifs_below(Project *self, const char *folder, int depth,
                             GPtrArray *motifs, GError **error) {
    g_autoptr(GPtrArray) names = path_list(folder, error);

    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        const File *file;

        if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
            !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
            if (depth < FOLDER_DEPTH_MAX &&
                !add_motifs_below(self, path, depth + 1, motifs, error))
                return false;
            continue;
        }
        if (!g_str_has_suffix(name, ".yaml"))
            continue;
        file = load_file(self, path, error);
        if (file == NULL)
            return false;
        if (is_kind(file, "motif")) {
            const Motif *motif = project_load_motif(self, path, error);

            if (motif != NULL)
                g_ptr_array_add(motifs, (gpointer)motif);
        }
    }
    return true;
}

GPtrArray *project_load_motifs(Project *self, const char *folder, GError **error) {
    g_autoptr(GPtrArray) motifs = g_ptr_array_new();

    if (!add_motifs_below(self, folder, 0, motifs, error))
        return NULL;
    return g_steal_pointer(&motifs);
}
