#include "cli/scripts.h"

#include <string.h>

bool script_takes_several(const Command *command) {
    return strstr(command->arguments, "…") != NULL;
}

char *script_words(Takes takes, const char *placeholder, const char *before) {
    g_autoptr(GPtrArray) words = choice_words(takes, placeholder);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(text, "%s%s", before,
                               (const char *)g_ptr_array_index(words, i));
    return g_string_free(text, FALSE);
}

void script_append_quoted(GString *script, const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, "'", -1);
    g_autofree char *inner = g_strjoinv("'\\''", parts);

    g_string_append_printf(script, "'%s'", inner);
}
