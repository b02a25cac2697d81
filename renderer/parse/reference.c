#include "parse/reference.h"

#include "base/translate.h"
#include "parse/keys.h"

#include <string.h>

/* What people call the types. */
static const struct {
    ValueType type;
    const char *name;
} types[] = {
    {VALUE_TEXT, "text"},
    {VALUE_NAME, "name"},
    {VALUE_DATE, "date"},
    {VALUE_FILE, "file"},
    {VALUE_COLOUR, "colour"},
    {VALUE_PLATE, "plate"},
    {VALUE_FILE_NAME, "file name"},
    {VALUE_YES_NO, "yes or no"},
    {VALUE_WORD, "word"},
    {VALUE_ANCHOR, "sides"},
    {VALUE_NUMBER, "number"},
    {VALUE_INTEGER, "whole number"},
    {VALUE_PERCENT, "percentage"},
    {VALUE_LENGTH, "length"},
    {VALUE_SHARES, "two percentages"},
    {VALUE_PAIR, "one or two lengths"},
    {VALUE_POINT, "two numbers"},
    {VALUE_VIEW, "four numbers"},
    {VALUE_PATH, "path"},
    {VALUE_SIDES, "one to four lengths"},
    {VALUE_NUMBERS, "four numbers"},
    {VALUE_ROW_NAME, "name"},
    {VALUE_NAME_PAIR, "a list of two names"},
    {VALUE_NAMES, "a name or a list of names"},
    {VALUE_TEXTS, "a text or a list of texts"},
    {VALUE_FEATURES, "a feature or a list of features"},
    {VALUE_TRACKS, "columns"},
    {VALUE_SECTION, "keys of"},
    {VALUE_SECTIONS, "a list of"},
    {VALUE_BOXES, "a list of boxes"},
};

const char *value_type_name(ValueType type) {
    guint i = 0;

    while (types[i].type != type)
        i++;
    return types[i].name;
}

static char *type_to_text(const Key *key, const char *name) {
    if (key->type == VALUE_WORD) {
        g_auto(GStrv) words = g_strsplit(key->of, " ", -1);

        return g_strjoinv(", ", words);
    }
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS)
        return g_strdup_printf("%s %s", name, key->of);
    return g_strdup(name);
}

char *key_type_to_text(const Key *key) {
    return type_to_text(key, value_type_name(key->type));
}

char *key_type_for_people(const Key *key) {
    return type_to_text(key, _(value_type_name(key->type)));
}

static void append_section_keys(GString *text, const Section *section) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_autofree char *type = key_type_to_text(key);

        if (strcmp(key->section, section->name) == 0)
            g_string_append_printf(text, "%s.%s\t%s\t%s\t%s\n", key->section, key->name,
                                   type, key->fallback != NULL ? key->fallback : "",
                                   _(key->help));
    }
}

char *keys_to_text(const char *file_kind) {
    g_autoptr(GPtrArray) sections =
        section_collect(file_kind != NULL ? section_find(file_kind) : NULL);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < sections->len; i++)
        append_section_keys(text, g_ptr_array_index(sections, i));
    return g_string_free(text, FALSE);
}

static void append_markdown_key(const Key *key, void *data) {
    GString *text = data;
    g_autofree char *type = key_type_for_people(key);

    g_string_append_printf(text, "| `%s`%s | %s | %s | %s |\n", key->name,
                           key->required ? _(" (needed)") : "", type,
                           key->fallback != NULL ? key->fallback : "", _(key->help));
}

static void append_markdown_section(GString *text, const Section *section) {
    g_string_append_printf(text, "### %s\n\n%s.", section->name, _(section->help));
    if (section->brief != NULL)
        g_string_append_printf(text, _(" A value that is no map stands for `%s`."),
                               section->brief);
    if (section->extends != NULL)
        g_string_append_printf(text, _(" It also takes the keys of: %s."),
                               section->extends);
    g_string_append(text, "\n\n");
    for (const Key *key = key_table; key->section != NULL; key++) {
        if (strcmp(key->section, section->name) != 0)
            continue;
        if (strstr(text->str + text->len - 2, "\n\n") != NULL)
            g_string_append_printf(text, "%s\n|---|---|---|---|\n",
                                   _("| key | value | default | |"));
        append_markdown_key(key, text);
    }
    if (!g_str_has_suffix(text->str, "\n\n"))
        g_string_append_c(text, '\n');
}

char *keys_to_markdown(void) {
    GString *text = g_string_new(NULL);

    for (const Section *section = key_sections; section->name != NULL; section++)
        append_markdown_section(text, section);
    return g_string_free(text, FALSE);
}
