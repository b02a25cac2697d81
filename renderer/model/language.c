#include "model/language.h"

#include <glib.h>
#include <string.h>

/* Tags are compared without case (RFC 5646, 2.1.1). */
static bool contains(const char *const *words, const char *word) {
    for (; *words != NULL; words++) {
        if (g_ascii_strcasecmp(*words, word) == 0)
            return true;
    }
    return false;
}

bool language_is_right_to_left(const char *tag) {
    static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa",
                                          "Nkoo", "Adlm", NULL};
    /* Kurdish in Latin script is kmr, in Arabic script ckb. */
    static const char *const languages[] = {"ar", "fa", "he", "ur", "ckb", "ps",
                                            "sd", "ug", "yi", "dv", "syr", NULL};
    g_auto(GStrv) parts = g_strsplit(tag, "-", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (part > parts && strlen(*part) == 4 && g_ascii_isalpha(**part))
            return contains(scripts, *part);
    }
    return parts[0] != NULL && contains(languages, parts[0]);
}

bool language_shorten(char *tag) {
    char *last = strrchr(tag, '-');

    if (last == NULL)
        return false;
    *last = '\0';
    return true;
}
