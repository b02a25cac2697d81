#include "preflight/gwg_names.h"

#include <glib.h>
#include <string.h>

/* GWG 2022: what the end of a name says of the paper; longer ones first where one ends
 * like another. */
static const char *const suffixes[] = {
    "CVU", "CVC", "TCX", "TPX", "XGC", "CP", "UP", "CV", "HC", "PC",
    "TC",  "TP",  "EC",  "C",   "E",   "K",  "M",  "N",  "U",  "Z",
};

/* A suffix stands behind a space, or at once behind the number. */
static bool has_suffix(const char *name, const char *suffix) {
    size_t length = strlen(name), end = strlen(suffix);

    return g_str_has_suffix(name, suffix) && length > end + 1 &&
           (name[length - end - 1] == ' ' || g_ascii_isdigit(name[length - end - 1]));
}

/* In small letters, without the paper, and without what parts words. */
static char *essence(const char *name) {
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_autofree char *upper = g_utf8_strup(valid, -1);
    g_auto(GStrv) parts = NULL;
    g_autofree char *joined = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (has_suffix(upper, suffixes[i])) {
            upper[strlen(upper) - strlen(suffixes[i])] = '\0';
            break;
        }
    }
    parts = g_strsplit_set(upper, " -_", -1);
    joined = g_strjoinv(NULL, parts);
    return g_utf8_casefold(joined, -1);
}

bool gwg_names_collide(const char *a, const char *b) {
    g_autofree char *first = essence(a), *second = essence(b);

    return strcmp(a, b) != 0 && strcmp(first, second) == 0;
}
