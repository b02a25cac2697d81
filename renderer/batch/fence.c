#include "batch/fence.h"

#include "base/paths.h"
#include "base/sandbox.h"
#include "base/scratch.h"
#include "base/translate.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct Fence {
    GPtrArray *readable, *writable; /* of char *, owned; NULL at the end */
    GHashTable *known;              /* what is in either; borrowed */
    char *folder;                   /* of the output; NULL: nothing is written */
    char *made;        /* the topmost folder that was made for it, or NULL */
    struct stat place; /* of the folder */
    atomic_int *lacks; /* SandboxLacks, of whoever entered; shared */
};

/* --- what is readable ----------------------------------------------------------------
 */

static void add(Fence *self, GPtrArray *paths, const char *path) {
    char *kept;

    if (g_hash_table_contains(self->known, path))
        return;
    kept = g_strdup(path);
    g_ptr_array_add(paths, kept);
    g_hash_table_add(self->known, kept);
}

/* A link is as good as what it points to. */
static void add_link(Fence *self, GPtrArray *paths, const char *path) {
    if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
        add(self, paths, path);
}

static void add_links_in(Fence *self, const char *folder) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);

        add_link(self, self->readable, path);
    }
}

static void add_file(Fence *self, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);

    add(self, self->readable, folder);
    add_link(self, self->readable, path);
}

/* Whether all that belongs to the campaign lies in the folder, and more. */
static bool is_above(const char *folder, const Campaign *campaign) {
    g_autofree char *above = g_canonicalize_filename(folder, NULL);
    g_autofree char *below = g_canonicalize_filename(campaign->folder, NULL);
    size_t length = strlen(above);

    return strcmp(above, "/") == 0 ||
           (strncmp(above, below, length) == 0 && below[length] == '/');
}

/* By folders, as a file that is saved anew is another one. Where fields of a row stand
 * in its name, any file of the folder may be meant. */
static void add_artwork(Fence *self, const Node *file, const Campaign *campaign) {
    g_autofree char *from = g_path_get_dirname(file->origin.source->name);
    g_autofree char *start = g_strndup(file->text, strcspn(file->text, "{"));
    g_autofree char *path = path_join(from, file->text);
    g_autofree char *named = path_join(from, start);
    g_autofree char *folder = g_path_get_dirname(named);

    if (strlen(start) < strlen(file->text)) {
        add(self, self->readable, folder);
        add_links_in(self, folder);
    } else if (is_above(folder, campaign)) {
        add(self, self->readable, path);
    } else {
        add_file(self, path);
    }
}

static void add_art(Fence *self, const Node *layer, const Campaign *campaign) {
    const Node *art = node_find(layer, "art");

    for (guint i = 0; i < node_count(art); i++) {
        const Node *file = node_find(node_item(art, i), "file");

        if (file != NULL && file->text != NULL)
            add_artwork(self, file, campaign);
    }
}

static void add_layer(Fence *self, const Node *layer, const Campaign *campaign) {
    const Node *whens = node_find(layer, "when");

    add_art(self, layer, campaign);
    for (guint i = 0; i < node_count(whens); i++)
        add_art(self, node_item(whens, i), campaign);
}

static void add_campaign(Fence *self, const Campaign *campaign,
                         const Profiles *profiles) {
    const Condition *condition =
        campaign->condition != NULL ? campaign->condition : condition_usual();
    g_autofree char *profile = profiles_find_file(profiles, condition);

    if (profile != NULL)
        add_file(self, profile);
    for (guint i = 0; i < campaign->funders->len; i++) {
        const Funder *funder = g_ptr_array_index(campaign->funders, i);

        if (funder->logo != NULL)
            add_file(self, funder->logo);
    }
}

static void add_fonts(Fence *self, const Fonts *fonts) {
    const char *folder = fonts_folder(fonts);
    const GPtrArray *files = fonts_files(fonts);

    add(self, self->readable, folder);
    for (guint i = 0; i < files->len; i++) {
        const FontFile *file = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(folder, file->file, NULL);

        add_link(self, self->readable, path);
    }
}

static void add_projects(Fence *self, const Batch *batch) {
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < batch->tasks->len; i++) {
        const Task *task = g_ptr_array_index(batch->tasks, i);
        const Motif *motif = task->motif;

        if (!g_hash_table_add(seen, (gpointer)motif))
            continue;
        add_layer(self, motif->root, motif->campaign);
        add_layer(self, motif->layout, motif->campaign);
        if (g_hash_table_add(seen, (gpointer)motif->campaign))
            add_campaign(self, motif->campaign, batch->resources->profiles);
    }
}

/* --- what is writable ----------------------------------------------------------------
 */

/* The topmost folder of a path that is not there; NULL: it is there. */
static char *find_missing(const char *folder) {
    char *missing = NULL;
    g_autofree char *at = g_strdup(folder);

    while (!g_file_test(at, G_FILE_TEST_EXISTS)) {
        char *above = g_path_get_dirname(at);

        g_free(missing);
        missing = at;
        at = above;
    }
    return missing;
}

/* When it cannot be made, whoever writes into it will say so. */
static void make_folder(Fence *self) {
    char *missing = find_missing(self->folder);

    if (missing != NULL) {
        g_free(self->made);
        self->made = missing;
        g_mkdir_with_parents(self->folder, 0777);
    }
    self->place = (struct stat){0};
    stat(self->folder, &self->place);
}

/* People put some of what is made on another disk by links. */
static void add_output(Fence *self, const Batch *batch) {
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter all;
    gpointer folder;

    make_folder(self);
    add(self, self->writable, self->folder);
    g_hash_table_add(seen, g_build_filename(self->folder, ".store", NULL));
    for (guint i = 0; i < batch->tasks->len; i++)
        g_hash_table_add(
            seen, g_path_get_dirname(((const Task *)batch->tasks->pdata[i])->path));
    g_hash_table_iter_init(&all, seen);
    while (g_hash_table_iter_next(&all, &folder, NULL))
        add_link(self, self->writable, folder);
}

/* Up to the first that is not empty. */
static void remove_made(const Fence *self) {
    g_autofree char *at = g_strdup(self->folder);

    while (rmdir(at) == 0 && strcmp(at, self->made) != 0) {
        char *above = g_path_get_dirname(at);

        g_free(at);
        at = above;
    }
}

/* --- the fence -----------------------------------------------------------------------
 */

Fence *fence_new(const Batch *batch) {
    Fence *self = g_new0(Fence, 1);
    void *room = mmap(NULL, sizeof *self->lacks, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    self->lacks = room == MAP_FAILED ? NULL : room;
    self->readable = g_ptr_array_new_with_free_func(g_free);
    self->writable = g_ptr_array_new_with_free_func(g_free);
    self->known = g_hash_table_new(g_str_hash, g_str_equal);
    add_fonts(self, batch->resources->fonts);
    add_projects(self, batch);
    if (!batch->only_check) {
        self->folder = g_strdup(batch->selection->folder);
        add_output(self, batch);
    }
    g_ptr_array_add(self->readable, NULL);
    g_ptr_array_add(self->writable, NULL);
    return self;
}

void fence_free(Fence *self) {
    if (self == NULL)
        return;
    if (self->made != NULL)
        remove_made(self);
    if (self->lacks != NULL)
        munmap(self->lacks, sizeof *self->lacks);
    g_ptr_array_unref(self->readable);
    g_ptr_array_unref(self->writable);
    g_hash_table_unref(self->known);
    g_free(self->folder);
    g_free(self->made);
    g_free(self);
}

/* Under sanitizers nobody is shut in: they start a program that finds the names in what
 * they have to tell. */
void fence_enter(Fence *self) {
#ifndef PLAKAT_SANITIZED
    const char *const scratch[] = {scratch_folder(), NULL};
    const SandboxFolders folders = {(const char *const *)self->readable->pdata,
                                    (const char *const *)self->writable->pdata,
                                    scratch};
    int lacks = sandbox_enter(&folders);

    if (self->lacks != NULL)
        atomic_fetch_or(self->lacks, lacks);
#else
    (void)self;
#endif
}

bool fence_has_moved(Fence *self) {
    struct stat now = {0};

    if (self->folder == NULL ||
        (stat(self->folder, &now) == 0 && now.st_ino == self->place.st_ino &&
         now.st_dev == self->place.st_dev))
        return false;
    make_folder(self);
    return true;
}

void fence_report(const Fence *self, Diagnostics *diagnostics) {
    int lacks = self->lacks == NULL ? 0 : atomic_load(self->lacks);

    if (lacks != 0)
        diagnostics_add(diagnostics, SEVERITY_NOTE, "system/not-shut-in", NULL, "%s",
                        _(sandbox_lacks_to_text(lacks)));
}
