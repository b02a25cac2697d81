#include "handoff/sums.h"

#include <string.h>

static int compare(gconstpointer a, gconstpointer b) {
    return strcmp(((const Sum *)a)->name, ((const Sum *)b)->name);
}

char *sums_to_text(GArray *sums) {
    GString *text = g_string_new(NULL);

    g_array_sort(sums, compare);
    for (guint i = 0; i < sums->len; i++) {
        const Sum *sum = &g_array_index(sums, Sum, i);

        g_string_append_printf(text, "%s  %s\n", sum->sha256, sum->name);
    }
    return g_string_free(text, FALSE);
}
