#include "cli/watch_set.h"

#include "base/paths.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 16 };

struct WatchSet {
    Watch *watch;
    char *out;           /* absolute; what lies below does not matter */
    GHashTable *folders; /* absolute paths of those that are watched; owned */
    GHashTable *motifs;  /* absolute path of a file to the motif's file; "": several */
};

static bool matters(const char *path, void *data);

WatchSet *watch_set_new(Watch *watch, const char *out) {
    WatchSet *self = g_new0(WatchSet, 1);
    g_autofree char *folder = g_canonicalize_filename(out, NULL);

    self->watch = watch;
    self->out = g_strconcat(folder, "/", NULL);
    self->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->motifs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    watch_care(watch, matters, self);
    return self;
}

void watch_set_free(WatchSet *self) {
    if (self == NULL)
        return;
    watch_care(self->watch, NULL, NULL);
    g_free(self->out);
    g_hash_table_unref(self->folders);
    g_hash_table_unref(self->motifs);
    g_free(self);
}

/* --- which files matter --------------------------------------------------------------
 */

/* Not those that editors put beside what they save: backups, swap files, and tries
 * whether they may write. */
static bool has_known_ending(const char *name) {
    static const char *const endings[] = {".yaml", ".csv",  ".svg", ".jpg",  ".jpeg",
                                          ".png",  ".webp", ".tif", ".tiff", ".icc",
                                          ".icm",  ".otf",  ".ttf"};
    g_autofree char *small = g_ascii_strdown(name, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(small, endings[i]))
            return true;
    }
    return false;
}

static bool is_hidden_or_made(const WatchSet *self, const char *path) {
    const char *slash = strrchr(path, '/');
    g_autofree char *folder = g_strconcat(path, "/", NULL);

    return (slash != NULL && slash[1] == '.') || g_str_has_prefix(folder, self->out);
}

/* A folder that is gone, too. */
static bool is_folder(const WatchSet *self, const char *path) {
    return g_hash_table_contains(self->folders, path) ||
           g_file_test(path, G_FILE_TEST_IS_DIR);
}

static bool matters(const char *path, void *data) {
    const WatchSet *self = data;

    return !is_hidden_or_made(self, path) &&
           (has_known_ending(path) || is_folder(self, path));
}

/* --- folders -------------------------------------------------------------------------
 */

/* One that is not there is awaited in the one above. */
static bool add_folder(WatchSet *self, const char *path, GError **error) {
    g_autofree char *folder = g_canonicalize_filename(path, NULL);

    while (!g_file_test(folder, G_FILE_TEST_IS_DIR) && strcmp(folder, "/") != 0) {
        char *above = g_path_get_dirname(folder);

        g_free(folder);
        folder = above;
    }
    /* Again, too: it may have been taken away and put back. */
    if (!watch_add(self->watch, folder, error))
        return false;
    g_hash_table_add(self->folders, g_steal_pointer(&folder));
    return true;
}

static bool add_below(WatchSet *self, const char *folder, int depth, GError **error) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);

    if (!add_folder(self, folder, error))
        return false;
    for (guint i = 0; names != NULL && depth < DEPTH_MAX && i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
            !g_file_test(path, G_FILE_TEST_IS_SYMLINK) &&
            !is_hidden_or_made(self, path) && !add_below(self, path, depth + 1, error))
            return false;
    }
    return true;
}

bool watch_set_add_motifs(WatchSet *self, char **motifs, GError **error) {
    char *all[] = {(char *)"motifs", NULL};

    if (motifs == NULL || *motifs == NULL)
        motifs = all;
    for (char **motif = motifs; *motif != NULL; motif++) {
        g_autofree char *path = session_motif_path(*motif);
        g_autofree char *absolute = g_canonicalize_filename(path, NULL);
        g_autofree char *folder = g_path_get_dirname(absolute);
        bool is_whole = g_file_test(absolute, G_FILE_TEST_IS_DIR);

        if (!(is_whole ? add_below(self, absolute, 0, error)
                       : add_folder(self, folder, error)))
            return false;
    }
    return true;
}

/* --- what text files name ------------------------------------------------------------
 */

/* A link's file may change where it lies. */
static bool add_target(WatchSet *self, const char *path, GError **error) {
    g_autofree char *target = NULL;
    g_autofree char *folder = NULL;
    char *real;

    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK))
        return true;
    real = realpath(path, NULL);
    target = g_strdup(real != NULL ? real : path);
    free(real);
    folder = g_path_get_dirname(target);
    return add_folder(self, folder, error);
}

static void note_motif(WatchSet *self, const char *path, const char *motif) {
    const char *known = g_hash_table_lookup(self->motifs, path);

    if (known == NULL)
        g_hash_table_insert(self->motifs, g_strdup(path), g_strdup(motif));
    else if (strcmp(known, motif) != 0)
        g_hash_table_insert(self->motifs, g_strdup(path), g_strdup(""));
}

/* `motif` is the file that names it, if that is one. Names are made of data rows from
 * the first brace on. */
static bool add_named(WatchSet *self, const Node *text, const char *motif,
                      GError **error) {
    g_autofree char *own = g_path_get_dirname(text->origin.source->name);
    g_autofree char *path = path_join(own, text->text);
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    char *brace = strchr(absolute, '{');
    g_autofree char *folder = NULL;

    if (motif != NULL && brace == NULL)
        note_motif(self, absolute, motif);
    if (brace != NULL)
        *brace = '\0';
    folder = g_path_get_dirname(absolute);
    return (brace != NULL && g_file_test(folder, G_FILE_TEST_IS_DIR)
                ? add_below(self, folder, 0, error)
                : add_folder(self, folder, error)) &&
           add_target(self, absolute, error);
}

static bool add_names(WatchSet *self, const Node *node, const char *motif,
                      GError **error) {
    if (node->kind == NODE_TEXT)
        return node->origin.source == NULL || !has_known_ending(node->text) ||
               add_named(self, node, motif, error);
    for (guint i = 0; i < node_count(node); i++) {
        if (!add_names(self, node_item(node, i), motif, error))
            return false;
    }
    return true;
}

static const char *name_if_motif(const Node *root) {
    return node_count(root) > 0 && strcmp(node_key(root, 0)->text, "motif") == 0
               ? root->origin.source->name
               : NULL;
}

static bool add_sources(WatchSet *self, const GPtrArray *sources, GError **error) {
    for (guint i = 0; i < sources->len; i++) {
        const Source *source = g_ptr_array_index(sources, i);
        g_autofree char *path = g_canonicalize_filename(source->name, NULL);
        g_autofree char *folder = g_path_get_dirname(path);

        if (!add_folder(self, folder, error) || !add_target(self, path, error))
            return false;
    }
    return true;
}

bool watch_set_add_session(WatchSet *self, const Session *session, GError **error) {
    g_autoptr(GPtrArray) sources = project_sources(session->project);
    g_autoptr(GPtrArray) roots = project_roots(session->project);

    g_hash_table_remove_all(self->motifs);
    if (!add_sources(self, sources, error))
        return false;
    for (guint i = 0; i < roots->len; i++) {
        const Node *root = g_ptr_array_index(roots, i);
        const char *motif = name_if_motif(root);
        g_autofree char *path =
            motif == NULL ? NULL : g_canonicalize_filename(motif, NULL);

        if (path != NULL)
            note_motif(self, path, motif);
        if (!add_names(self, root, motif, error))
            return false;
    }
    return true;
}

bool watch_set_add_fonts(WatchSet *self, const Fonts *fonts, GError **error) {
    return add_folder(self, fonts_folder(fonts), error);
}

const char *watch_set_motif_of(const WatchSet *self, const char *path) {
    const char *motif = g_hash_table_lookup(self->motifs, path);

    return motif == NULL || *motif == '\0' ? NULL : motif;
}
