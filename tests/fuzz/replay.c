/* Runs a fuzz target on the files of some folders, without an engine: what once broke
 * something stays a test. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_files(const char *folder) {
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(files, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(files, compare_names);
    return files;
}

static void replay(const char *file) {
    g_autofree char *bytes = NULL;
    gsize length = 0;

    if (!g_file_get_contents(file, &bytes, &length, NULL)) {
        fprintf(stderr, "replay: cannot read '%s'\n", file);
        exit(1);
    }
    LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
}

int main(int argc, char **argv) {
    guint count = 0;

    for (int i = 1; i < argc; i++) {
        g_autoptr(GPtrArray) files = list_files(argv[i]);

        for (guint j = 0; j < files->len; j++)
            replay(g_ptr_array_index(files, j));
        count += files->len;
    }
    printf("%u inputs replayed\n", count);
    /* An empty folder would prove nothing. */
    return count > 0 ? 0 : 1;
}
