/* What formatting a text file never touches: everything but spaces, line breaks,
 * quotes, byte order marks, and the digits and signs of block texts. */
#pragma once

#include <glib.h>
#include <string.h>

/* Caller frees. */
static inline char *essence_of(const char *text) {
    GString *rest = g_string_new(NULL);

    for (int i = 0; i < 2 && g_str_has_prefix(text, "\xEF\xBB\xBF"); i++)
        text += 3;
    for (; *text != '\0'; text++) {
        if (strchr(" \r\n\"'0123456789+-", *text) == NULL)
            g_string_append_c(rest, *text);
    }
    return g_string_free(rest, FALSE);
}
