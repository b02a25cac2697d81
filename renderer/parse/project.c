#include "parse/project_inside.h"

#include "base/paths.h"
#include "base/words.h"
#include "parse/campaign.h"
#include "parse/check.h"
#include "parse/printing.h"
#include "parse/rows.h"
#include "parse/yaml.h"

#include <string.h>

enum { FOLDER_DEPTH_MAX = 16 };

static void free_file(gpointer pointer) {
    ProjectFile *file = pointer;

    node_free(file->root);
    source_free(file->source);
    g_free(file);
}

static void free_rows(gpointer pointer) {
    ProjectRows *rows = pointer;

    data_table_free(rows->table);
    source_free(rows->source);
    g_free(rows);
}

static void free_campaign(gpointer pointer) {
    CampaignOf *of = pointer;

    campaign_free(of->campaign);
    g_free(of);
}

static void free_motif(gpointer motif) {
    motif_free(motif);
}

static void free_source(gpointer source) {
    source_free(source);
}

static void free_order(gpointer order) {
    order_free(order);
}

Project *project_new(Diagnostics *diagnostics) {
    Project *self = g_new0(Project, 1);

    self->diagnostics = diagnostics;
    self->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_file);
    self->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rows);
    self->sources = g_ptr_array_new_with_free_func(free_source);
    self->campaigns =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_campaign);
    self->motifs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_motif);
    self->orders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_order);
    return self;
}

void project_free(Project *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->orders);
    g_hash_table_unref(self->motifs);
    g_hash_table_unref(self->campaigns);
    g_ptr_array_unref(self->sources);
    g_hash_table_unref(self->rows);
    g_hash_table_unref(self->files);
    g_free(self);
}

static bool looks_as_it_did(const char *path, const Look *look) {
    Look now;

    return look_at(path, &now) && look_is_same(&now, look);
}

static gboolean is_known_file(gpointer path, gpointer pointer) {
    const ProjectFile *file = pointer;

    return file->is_clean && looks_as_it_did(path, &file->look);
}

static gboolean are_known_rows(gpointer path, gpointer pointer) {
    const ProjectRows *rows = pointer;

    return rows->is_clean && looks_as_it_did(path, &rows->look);
}

/* Moves what is known. */
static void take_over(GHashTable *from, GHashTable *into,
                      gboolean (*is_known)(gpointer, gpointer)) {
    GHashTableIter all;
    gpointer path, value;

    g_hash_table_iter_init(&all, from);
    while (g_hash_table_iter_next(&all, &path, &value)) {
        if (!is_known(path, value))
            continue;
        g_hash_table_iter_steal(&all);
        g_hash_table_insert(into, path, value);
    }
}

Project *project_renew(Project *before, Diagnostics *diagnostics) {
    Project *self = project_new(diagnostics);

    /* What borrows goes first. */
    g_hash_table_remove_all(before->motifs);
    g_hash_table_remove_all(before->campaigns);
    take_over(before->files, self->files, is_known_file);
    take_over(before->rows, self->rows, are_known_rows);
    project_free(before);
    return self;
}

/* Reads and checks a file once; NULL with `error` when it cannot be read. */
const ProjectFile *project_load_file(Project *self, const char *path, GError **error) {
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    g_autofree char *name = path_for_people(absolute);
    ProjectFile *file = g_hash_table_lookup(self->files, absolute);
    guint found = self->diagnostics->findings->len;
    Source *source;
    unsigned before;
    Look look;

    if (file != NULL)
        return file;
    look_at(absolute, &look);
    source = source_load(absolute, name, YAML_BYTES_MAX, error);
    if (source == NULL)
        return NULL;
    file = g_new0(ProjectFile, 1);
    file->source = source;
    file->look = look;
    before = self->diagnostics->errors;
    file->root = yaml_parse(source, self->diagnostics);
    if (file->root != NULL)
        file->section = check_file_kind(file->root, self->diagnostics);
    if (file->section != NULL)
        check_section(file->root, file->section, self->diagnostics);
    if (self->diagnostics->errors != before)
        g_clear_pointer(&file->root, node_free);
    file->is_clean = self->diagnostics->findings->len == found;
    g_hash_table_insert(self->files, g_steal_pointer(&absolute), file);
    return file;
}

void project_report_unreadable(const Project *self, const GError *error) {
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "file/unreadable", NULL, "%s",
                    error->message);
}

bool project_is_kind(const ProjectFile *file, const char *kind) {
    return file->root != NULL && strcmp(file->section->name, kind) == 0;
}

/* A file that ought to be of one kind. One that is missing is fine; one that cannot be
 * used is not: `broken` is set. */
static const Node *load_kind(Project *self, const char *path, const char *kind,
                             bool *broken) {
    g_autoptr(GError) error = NULL;
    const ProjectFile *file;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return NULL;
    file = project_load_file(self, path, &error);
    if (file == NULL) {
        project_report_unreadable(self, error);
    } else if (file->section != NULL && strcmp(file->section->name, kind) != 0) {
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/other-file-kind",
                        &(Origin){file->source, 0, 0, NULL},
                        "this place is for a file that begins with \"%s:\"", kind);
        file = NULL;
    }
    *broken |= file == NULL || file->root == NULL;
    return file != NULL ? file->root : NULL;
}

static void add_layouts(Project *self, Campaign *campaign, const char *folder,
                        bool *broken) {
    g_autofree char *layouts = g_build_filename(folder, "layouts", NULL);
    g_autoptr(GPtrArray) names = path_list(layouts, NULL);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(layouts, name, NULL);
        const Node *root = g_str_has_suffix(name, ".yaml")
                               ? load_kind(self, path, "layout", broken)
                               : NULL;

        if (root != NULL)
            campaign_add_layout(campaign, root, self->diagnostics);
    }
}

static bool folder_has(const char *folder, const char *name) {
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* The folders whose files count in `folder`, the farthest first: up to the nearest
 * campaign, and on above it while folders hold a campaign or sizes. */
static GPtrArray *folders_above(const char *folder) {
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *at = g_strdup(folder);
    bool is_campaign_found = false;

    while (!is_campaign_found || folder_has(at, "campaign.yaml") ||
           folder_has(at, "sizes.yaml")) {
        g_autofree char *parent = g_path_get_dirname(at);

        g_ptr_array_insert(folders, 0, g_strdup(at));
        is_campaign_found |= folder_has(at, "campaign.yaml");
        if (strcmp(parent, at) == 0)
            break;
        g_free(at);
        at = g_steal_pointer(&parent);
    }
    return folders;
}

static const Node *find_campaign_file(Project *self, const GPtrArray *folders,
                                      bool *broken) {
    for (guint i = folders->len; i > 0; i--) {
        const char *folder = g_ptr_array_index(folders, i - 1);
        g_autofree char *path = g_build_filename(folder, "campaign.yaml", NULL);

        if (folder_has(folder, "campaign.yaml"))
            return load_kind(self, path, "campaign", broken);
    }
    return NULL;
}

/* NULL when there is none, or, with `broken`, when it has findings. */
static Campaign *make_campaign(Project *self, const char *folder, bool *broken) {
    g_autoptr(GPtrArray) folders = folders_above(folder);
    const Node *root = find_campaign_file(self, folders, broken);
    unsigned before = self->diagnostics->errors;
    g_autoptr(Campaign) campaign = NULL;

    if (root == NULL)
        return NULL;
    campaign = campaign_parse(root);
    for (guint i = 0; i < folders->len; i++) {
        const char *at = g_ptr_array_index(folders, i);
        g_autofree char *path = g_build_filename(at, "sizes.yaml", NULL);
        g_autofree char *shop = g_build_filename(at, "printing.yaml", NULL);
        const Node *sizes = load_kind(self, path, "sizes", broken);
        const Node *printing = load_kind(self, shop, "printing", broken);

        if (sizes != NULL)
            campaign_add_sizes(campaign, sizes, self->diagnostics);
        if (printing != NULL)
            printing_add(campaign, printing);
        add_layouts(self, campaign, at, broken);
    }
    if (!*broken)
        campaign_check(campaign, self->diagnostics);
    *broken |= self->diagnostics->errors != before;
    return *broken ? NULL : g_steal_pointer(&campaign);
}

/* The folder itself, or the nearest one above that changes what counts in it. */
char *project_find_telling_folder(const char *folder) {
    static const char *const names[] = {"campaign.yaml", "sizes.yaml", "printing.yaml",
                                        "layouts"};
    g_autofree char *at = g_canonicalize_filename(folder, NULL);

    while (strcmp(at, "/") != 0) {
        char *parent = g_path_get_dirname(at);

        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            if (folder_has(at, names[i])) {
                g_free(parent);
                return g_steal_pointer(&at);
            }
        }
        g_free(at);
        at = parent;
    }
    return g_steal_pointer(&at);
}

/* Tells a folder without a campaign from one whose campaign cannot be used. */
const Campaign *project_find_campaign(Project *self, const char *folder, bool *broken) {
    g_autofree char *absolute = project_find_telling_folder(folder);
    CampaignOf *known = g_hash_table_lookup(self->campaigns, absolute);

    if (known == NULL) {
        known = g_new0(CampaignOf, 1);
        known->campaign = make_campaign(self, absolute, &known->broken);
        g_hash_table_insert(self->campaigns, g_steal_pointer(&absolute), known);
    }
    *broken = known->broken;
    return known->campaign;
}

const Campaign *project_load_campaign(Project *self, const char *folder) {
    bool broken;

    return project_find_campaign(self, folder, &broken);
}

GPtrArray *project_campaigns(Project *self) {
    g_autoptr(GPtrArray) folders = table_names(self->campaigns);
    GPtrArray *campaigns = g_ptr_array_new();

    for (guint i = 0; i < folders->len; i++) {
        const CampaignOf *of =
            g_hash_table_lookup(self->campaigns, g_ptr_array_index(folders, i));

        if (of->campaign != NULL)
            g_ptr_array_add(campaigns, of->campaign);
    }
    return campaigns;
}

GPtrArray *project_sources(Project *self) {
    g_autoptr(GPtrArray) files = table_names(self->files);
    GPtrArray *sources = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(sources, ((const ProjectFile *)g_hash_table_lookup(
                                      self->files, g_ptr_array_index(files, i)))
                                     ->source);
    return sources;
}

GPtrArray *project_roots(Project *self) {
    g_autoptr(GPtrArray) files = table_names(self->files);
    GPtrArray *roots = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++) {
        const ProjectFile *file =
            g_hash_table_lookup(self->files, g_ptr_array_index(files, i));

        if (file->root != NULL)
            g_ptr_array_add(roots, file->root);
    }
    return roots;
}

GPtrArray *project_shared_sources(Project *self) {
    g_autoptr(GPtrArray) files = table_names(self->files);
    g_autoptr(GPtrArray) tables = table_names(self->rows);
    GPtrArray *sources = g_ptr_array_new();

    for (guint i = 0; i < files->len; i++) {
        const ProjectFile *file =
            g_hash_table_lookup(self->files, g_ptr_array_index(files, i));

        if (!project_is_kind(file, "motif") && !project_is_kind(file, "order"))
            g_ptr_array_add(sources, file->source);
    }
    for (guint i = 0; i < tables->len; i++) {
        const ProjectRows *rows =
            g_hash_table_lookup(self->rows, g_ptr_array_index(tables, i));

        g_ptr_array_add(sources, rows->source);
    }
    return sources;
}

/* The data rows in a file, read once; NULL with findings. */
static const DataTable *load_rows(Project *self, const Node *file) {
    g_autofree char *folder = g_path_get_dirname(file->origin.source->name);
    g_autofree char *name = path_join(folder, file->text);
    g_autofree char *absolute = g_canonicalize_filename(name, NULL);
    ProjectRows *rows = g_hash_table_lookup(self->rows, absolute);
    guint found = self->diagnostics->findings->len;
    g_autoptr(GError) error = NULL;
    Source *source;
    Look look;

    if (rows != NULL)
        return rows->table;
    look_at(absolute, &look);
    source = source_load(absolute, name, ROWS_BYTES_MAX, &error);
    if (source == NULL) {
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "rows/unreadable",
                        &file->origin, "%s", error->message);
        return NULL;
    }
    rows = g_new0(ProjectRows, 1);
    rows->source = source;
    rows->look = look;
    rows->table = rows_parse(source, self->diagnostics);
    rows->is_clean = self->diagnostics->findings->len == found;
    g_hash_table_insert(self->rows, g_steal_pointer(&absolute), rows);
    return rows->table;
}

static Motif *make_motif(Project *self, const ProjectFile *file, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    bool broken = false;
    const Campaign *campaign = project_find_campaign(self, folder, &broken);
    g_autoptr(Motif) motif = NULL;
    const Node *rows;

    if (campaign == NULL && !broken)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "campaign/missing",
                        &file->root->origin,
                        "this motif has no campaign.yaml in its folder or above");
    if (campaign == NULL)
        return NULL;
    rows = node_find(file->root, "rows");
    motif = g_new0(Motif, 1);
    motif->name = node_find_text(file->root, "motif");
    motif->path = g_strdup(file->source->name);
    motif->root = file->root;
    motif->campaign = campaign;
    motif->layout =
        campaign_find_layout(campaign, node_find_text(file->root, "layout"));
    if (rows != NULL)
        motif->rows = load_rows(self, rows);
    if ((rows != NULL && motif->rows == NULL) || !motif_check(motif, self->diagnostics))
        return NULL;
    return g_steal_pointer(&motif);
}

const Motif *project_load_motif(Project *self, const char *path, GError **error) {
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    gpointer known = NULL;
    const ProjectFile *file;

    if (g_hash_table_lookup_extended(self->motifs, absolute, NULL, &known))
        return known;
    file = project_load_file(self, absolute, error);
    if (file == NULL)
        return NULL;
    if (file->section != NULL && strcmp(file->section->name, "motif") != 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/other-file-kind",
                        &(Origin){file->source, 0, 0, NULL},
                        "expected a motif: a file that begins with \"motif:\"");
    if (project_is_kind(file, "motif"))
        known = make_motif(self, file, absolute);
    g_hash_table_insert(self->motifs, g_steal_pointer(&absolute), known);
    return known;
}

/* One file of many: what is wrong with it does not stop the others. */
static void add_motif(Project *self, const char *path, GPtrArray *motifs) {
    g_autoptr(GError) error = NULL;
    const ProjectFile *file = project_load_file(self, path, &error);
    const Motif *motif;

    if (file == NULL)
        project_report_unreadable(self, error);
    if (file == NULL || !project_is_kind(file, "motif"))
        return;
    motif = project_load_motif(self, path, NULL);
    if (motif != NULL)
        g_ptr_array_add(motifs, (gpointer)motif);
}

static bool add_motifs_below(Project *self, const char *folder, int depth,
                             GPtrArray *motifs, GError **error) {
    g_autoptr(GPtrArray) names = path_list(folder, error);

    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);

        if (is_folder && !g_file_test(path, G_FILE_TEST_IS_SYMLINK) &&
            depth < FOLDER_DEPTH_MAX) {
            if (!add_motifs_below(self, path, depth + 1, motifs, error))
                return false;
        } else if (!is_folder && g_str_has_suffix(name, ".yaml")) {
            add_motif(self, path, motifs);
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
