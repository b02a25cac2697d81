#include "batch/store_clean.h"

#include "base/output.h"
#include "base/paths.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY_SECONDS = 24 * 60 * 60 };

/* An object that is in no output folder. */
typedef struct {
    char *path;
    guint64 bytes;
    gint64 since; /* when it became so, or was made: seconds */
} Spare;

static void free_spare(gpointer pointer) {
    Spare *spare = pointer;

    g_free(spare->path);
    g_free(spare);
}

static int compare_spares(gconstpointer a, gconstpointer b) {
    const Spare *first = *(const Spare *const *)a, *second = *(const Spare *const *)b;

    if (first->since != second->since)
        return first->since < second->since ? -1 : 1;
    return strcmp(first->path, second->path);
}

/* Of Spare, the oldest first. A link that is taken away changes an object's time. */
static GPtrArray *find_spares(const char *folder) {
    GPtrArray *spares = g_ptr_array_new_with_free_func(free_spare);
    g_autoptr(GPtrArray) names = path_list(folder, NULL);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        struct stat about;
        Spare *spare;

        if (lstat(path, &about) != 0 || !S_ISREG(about.st_mode) || about.st_nlink > 1)
            continue;
        spare = g_new0(Spare, 1);
        spare->path = g_steal_pointer(&path);
        spare->bytes = (guint64)about.st_size;
        spare->since = about.st_ctim.tv_sec;
        g_ptr_array_add(spares, spare);
    }
    g_ptr_array_sort(spares, compare_spares);
    return spares;
}

void clean_objects(const char *folder, guint days, guint64 bytes) {
    g_autoptr(GPtrArray) spares = find_spares(folder);
    gint64 oldest = (gint64)time(NULL) - (gint64)days * DAY_SECONDS;
    guint64 sum = 0;

    for (guint i = 0; i < spares->len; i++)
        sum += ((const Spare *)g_ptr_array_index(spares, i))->bytes;
    for (guint i = 0; i < spares->len; i++) {
        const Spare *spare = g_ptr_array_index(spares, i);

        if (spare->since >= oldest && sum <= bytes)
            break;
        unlink(spare->path);
        sum -= spare->bytes;
    }
}

void clean_records(const char *folder, guint days, GHashTable *needed) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);
    gint64 oldest = (gint64)time(NULL) - (gint64)days * DAY_SECONDS;

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat about;

        if (!g_hash_table_contains(needed, name) && lstat(path, &about) == 0 &&
            about.st_mtim.tv_sec < oldest)
            unlink(path);
    }
}

void sweep_below(const char *folder) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            output_sweep(path);
    }
}
