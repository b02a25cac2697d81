#include "parse/quotes.h"

#include <glib.h>
#include <string.h>

/* What YAML 1.1 or 1.2 takes for something else than a text, in small letters. */
static const char *const no_texts[] = {
    "y",    "n",    "yes",   "no",    "on",   "off", "true", "false",
    "null", ".inf", "+.inf", "-.inf", ".nan", "<<",  "=",    NULL,
};

/* Numbers of both versions with _ : and exponents, dates and times. Too many rather
 * than too few: "1-2" is none. */
static bool looks_like_a_number(const char *text) {
    const char *at = text + strspn(text, "+-");

    if (!g_ascii_isdigit(*at) && *at != '.')
        return false;
    if (*at == '0' && at[1] != '\0' && strchr("xXoObB", at[1]) != NULL)
        return at[2 + strspn(at + 2, "0123456789abcdefABCDEF_")] == '\0';
    if (strspn(at, "0123456789") == 4 && at[4] == '-')
        return true;
    return at[strspn(at, "0123456789_.,:eE+-")] == '\0';
}

static bool looks_like_another_type(const char *text) {
    g_autofree char *small = g_ascii_strdown(text, -1);

    return g_strv_contains(no_texts, small) || looks_like_a_number(text);
}

/* Spaces and marks that nobody sees are safer in quotes. */
static bool is_visible(const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (*at != ' ' && !g_unichar_isgraph(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

static bool can_be_plain(const char *text, bool in_brackets) {
    size_t length = strlen(text);

    if (length == 0 || text[0] == ' ' || text[length - 1] == ' ' ||
        text[length - 1] == ':')
        return false;
    if (strchr("-?:,[]{}#&*!|>'\"%@`~", text[0]) != NULL ||
        g_str_has_prefix(text, "..."))
        return false;
    if (strstr(text, ": ") != NULL || strstr(text, " #") != NULL)
        return false;
    /* YAML 1.1 ends a plain text in brackets at any colon. */
    if (in_brackets && strpbrk(text, ",[]{}:?") != NULL)
        return false;
    return is_visible(text) && !looks_like_another_type(text);
}

/* '' in single quotes is one '. */
static char *unquote(const char *written, size_t length) {
    GString *text = g_string_new_len(written + 1, (gssize)length - 2);

    if (*written == '\'')
        g_string_replace(text, "''", "'", 0);
    return g_string_free(text, FALSE);
}

/* Of '''' libfyaml 0.7.12 makes something else than the two ' that it stands for. */
static bool stays_as_it_is(const char *written, size_t length) {
    return g_strstr_len(written + 1, (gssize)length - 2,
                        *written == '"' ? "\\" : "''''") != NULL;
}

char *quotes_simplify(const char *written, size_t length, bool in_brackets) {
    g_autofree char *text = NULL;

    if (stays_as_it_is(written, length))
        return g_strndup(written, length);
    text = unquote(written, length);
    if (can_be_plain(text, in_brackets))
        return g_steal_pointer(&text);
    if (strpbrk(text, "\"\\") != NULL)
        return g_strndup(written, length);
    return g_strdup_printf("\"%s\"", text);
}
