#include "preflight/gwg_names.h"

#include <glib.h>
#include <string.h>

/* GWG 2022; longer ones first where one ends like another. */
static const char *const suffixes[] = {
    " CVU", " CVC", " TCX", " XGC", " CP", " UP", " CV", " HC", " PC", " TC",
    " TP",  " TPX", " EC",  " C",   " E",  " K",  " M",  " N",  " U",  " Z",
};

/* In small letters, without the paper. */
static char *essence(const char *name) {
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *upper = g_utf8_strup(valid, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (g_str_has_suffix(upper, suffixes[i]) &&
            strlen(upper) > strlen(suffixes[i])) {
            upper[strlen(upper) - strlen(suffixes[i])] = '\0';
            break;
        }
    }
    return g_utf8_casefold(upper, -1);
}

bool gwg_names_collide(const char *a, const char *b) {
    g_autofree char *first = essence(a), *second = essence(b);

    return strcmp(a, b) != 0 && strcmp(first, second) == 0;
}
