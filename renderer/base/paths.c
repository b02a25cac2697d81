#include "base/paths.h"

#include <stdbool.h>
#include <string.h>

/* Whether any of its parts is above the current folder, or it is absolute. */
static bool leaves_here(const char *path) {
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    int depth = 0;

    for (char **part = parts; *part != NULL && depth >= 0; part++) {
        if (strcmp(*part, "..") == 0)
            depth--;
        else if (**part != '\0' && strcmp(*part, ".") != 0)
            depth++;
    }
    return depth < 0 || g_path_is_absolute(path);
}

static char *from_here(const char *path) {
    g_autofree char *here = g_get_current_dir();
    g_autofree char *absolute = g_canonicalize_filename(path, here);
    size_t length = strcmp(here, "/") == 0 ? 0 : strlen(here);

    if (strncmp(absolute, here, length) != 0 || absolute[length] != '/' ||
        absolute[length + 1] == '\0')
        return g_steal_pointer(&absolute);
    return g_strdup(absolute + length + 1);
}

/* What does not leave the current folder is the same wherever that is. */
char *path_for_people(const char *path) {
    g_autofree char *below =
        leaves_here(path) ? NULL : g_canonicalize_filename(path, "/");

    return below == NULL || below[1] == '\0' ? from_here(path) : g_strdup(below + 1);
}

char *path_join(const char *folder, const char *file) {
    g_autofree char *joined = g_build_filename(folder, file, NULL);

    return path_for_people(joined);
}

char *path_installed(const char *path) {
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
    g_autofree char *installed =
        folder != NULL ? g_build_filename(folder, path, NULL) : NULL;

    if (installed == NULL || !g_file_test(installed, G_FILE_TEST_EXISTS))
        return NULL;
    return g_steal_pointer(&installed);
}

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *path_list(const char *folder, GError **error) {
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    GPtrArray *names;
    const char *name;

    if (dir == NULL)
        return NULL;
    names = g_ptr_array_new_with_free_func(g_free);
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_texts);
    return names;
}
