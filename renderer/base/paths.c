#include "base/paths.h"

#include <glib.h>
#include <string.h>

char *path_for_people(const char *path) {
    g_autofree char *here = g_get_current_dir();
    g_autofree char *absolute = g_canonicalize_filename(path, here);
    size_t length = strlen(here);

    if (strcmp(here, "/") == 0 || strncmp(absolute, here, length) != 0 ||
        absolute[length] != '/')
        return g_steal_pointer(&absolute);
    return g_strdup(absolute + length + 1);
}

char *path_join(const char *folder, const char *file) {
    g_autofree char *joined = g_build_filename(folder, file, NULL);

    return path_for_people(joined);
}
