#include "parse/schema.h"

#include "base/diagnostics.h"
#include "base/units.h"
#include "parse/keys.h"

#include <string.h>

static const char length_pattern[] = "-?[0-9]*\\\\.?[0-9]+(mm|cm|in|pt|px|u|%)|0";

/* How each type looks to people and to a JSON Schema; `%s` is the section. */
static const struct {
    ValueType type;
    const char *name;
    const char *schema;
} types[] = {
    {VALUE_TEXT, "text", "{\"type\": [\"string\", \"number\", \"boolean\"]}"},
    {VALUE_NAME, "name",
     "{\"type\": [\"string\", \"number\"], \"pattern\": "
     "\"^[A-Za-z0-9][A-Za-z0-9_-]*$\"}"},
    {VALUE_DATE, "date",
     "{\"type\": \"string\", \"pattern\": "
     "\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"},
    {VALUE_FILE, "file", "{\"type\": \"string\", \"pattern\": \"^[^/]\"}"},
    {VALUE_COLOUR, "colour",
     "{\"type\": \"string\", \"pattern\": "
     "\"^#[0-9A-Fa-f]{6}$\"}"},
    {VALUE_YES_NO, "yes or no", "{\"enum\": [\"yes\", \"no\", true, false]}"},
    {VALUE_WORD, "word", NULL},
    {VALUE_ANCHOR, "sides",
     "{\"type\": \"string\", \"pattern\": "
     "\"^(top|bottom|left|right|center|middle)"
     "( (top|bottom|left|right|center|middle))?$\"}"},
    {VALUE_NUMBER, "number", NULL},
    {VALUE_INTEGER, "whole number", NULL},
    {VALUE_PERCENT, "percentage",
     "{\"type\": \"string\", \"pattern\": "
     "\"^-?[0-9]*\\\\.?[0-9]+%$\"}"},
    {VALUE_LENGTH, "length", NULL},
    {VALUE_PAIR, "one or two lengths", NULL},
    {VALUE_POINT, "two numbers",
     "{\"type\": \"string\", \"pattern\": "
     "\"^-?[0-9.]+ -?[0-9.]+$\"}"},
    {VALUE_SIDES, "one to four lengths", NULL},
    {VALUE_NUMBERS, "four numbers", NULL},
    {VALUE_NAMES, "a name or a list of names",
     "{\"type\": [\"string\", \"number\", \"array\"], \"items\": {\"type\": "
     "[\"string\", \"number\"]}}"},
    {VALUE_TEXTS, "a text or a list of texts",
     "{\"type\": [\"string\", \"array\"], \"items\": {\"type\": \"string\"}}"},
    {VALUE_TRACKS, "columns",
     "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 24}, "
     "{\"type\": \"string\", \"pattern\": "
     "\"^[0-9.]+(fr|mm|cm|in|pt|px|u|%)( [0-9.]+(fr|mm|cm|in|pt|px|u|%))*$\"}]}"},
    {VALUE_SECTION, "keys of", NULL},
    {VALUE_SECTIONS, "a list of", NULL},
    {VALUE_BOXES, "a list of boxes", NULL},
};

/* What open sections are keyed by, in the order of NameKind. */
static const char *const name_patterns[] = {
    "^[A-Za-z0-9][A-Za-z0-9_-]*$",
    "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
    "^[A-Z][a-z]{3}$",
};

static guint type_index(ValueType type) {
    guint i = 0;

    while (types[i].type != type)
        i++;
    return i;
}

/* A bare 0 is a number to editors; any other number lacks its unit. */
static void append_lengths(GString *json, guint most) {
    g_string_append_printf(json,
                           "{\"type\": [\"string\", \"number\"], \"minimum\": 0, "
                           "\"maximum\": 0, \"pattern\": \"^(%s)",
                           length_pattern);
    if (most > 1)
        g_string_append_printf(json, "(( | x )(%s)){0,%u}", length_pattern, most - 1);
    g_string_append(json, "$\"}");
}

static void append_words(GString *json, const Key *key) {
    g_auto(GStrv) words = g_strsplit_set(key->of, " =", -1);

    g_string_append(json, "{\"enum\": [");
    for (guint i = 0; words[i] != NULL; i++) {
        if (i > 0)
            g_string_append(json, ", ");
        json_append_text(json, words[i]);
    }
    g_string_append(json, "]}");
}

static void append_number(GString *json, const Key *key) {
    g_string_append_printf(json, "{\"type\": \"%s\"",
                           key->type == VALUE_INTEGER ? "integer" : "number");
    if (key->minimum != 0 || key->maximum != 0) {
        g_string_append(json, ", \"minimum\": ");
        number_append(json, key->minimum, 3);
        g_string_append(json, ", \"maximum\": ");
        number_append(json, key->maximum, 3);
    }
    g_string_append_c(json, '}');
}

static void append_type(GString *json, const Key *key) {
    const char *schema = types[type_index(key->type)].schema;

    switch (key->type) {
    case VALUE_WORD:
        append_words(json, key);
        break;
    case VALUE_NUMBER:
    case VALUE_INTEGER:
        append_number(json, key);
        break;
    case VALUE_NUMBERS:
        g_string_append(json, "{\"type\": \"array\", \"minItems\": 4, \"maxItems\": 4, "
                              "\"items\": ");
        append_number(json, key);
        g_string_append_c(json, '}');
        break;
    case VALUE_LENGTH:
        append_lengths(json, 1);
        break;
    case VALUE_PAIR:
        append_lengths(json, 2);
        break;
    case VALUE_SIDES:
        append_lengths(json, 4);
        break;
    case VALUE_SECTION:
        g_string_append_printf(json, "{\"$ref\": \"#/definitions/%s\"}", key->of);
        break;
    case VALUE_SECTIONS:
    case VALUE_BOXES:
        g_string_append_printf(json,
                               "{\"type\": \"array\", \"items\": {\"$ref\": "
                               "\"#/definitions/%s\"}}",
                               key->of);
        break;
    default:
        g_string_append(json, schema);
        break;
    }
}

typedef struct {
    GString *json;
    bool first;
    const Key *open; /* the "*" key */
    GString *required;
    GPtrArray *seen; /* of const char *: names, since sections may share some */
} Properties;

static void append_property(const Key *key, void *data) {
    Properties *properties = data;

    if (strcmp(key->name, "*") == 0) {
        properties->open = key;
        return;
    }
    if (g_ptr_array_find_with_equal_func(properties->seen, key->name, g_str_equal,
                                         NULL))
        return;
    g_ptr_array_add(properties->seen, (gpointer)key->name);
    g_string_append(properties->json, properties->first ? "" : ", ");
    properties->first = false;
    json_append_text(properties->json, key->name);
    g_string_append(properties->json, ": {\"description\": ");
    json_append_text(properties->json, key->help);
    g_string_append(properties->json, ", \"allOf\": [");
    append_type(properties->json, key);
    g_string_append(properties->json, "]}");
    if (!key->required)
        return;
    g_string_append(properties->required, properties->required->len > 0 ? ", " : "");
    json_append_text(properties->required, key->name);
}

static void append_object(GString *json, const Section *section) {
    g_autoptr(GString) required = g_string_new(NULL);
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    Properties properties = {json, true, NULL, required, seen};

    g_string_append(json, "{\"type\": \"object\", \"properties\": {");
    section_visit(section, append_property, &properties);
    if (properties.open != NULL) {
        g_string_append_printf(json, "}, \"propertyNames\": {\"pattern\": \"%s\"}",
                               name_patterns[section->names]);
        g_string_append(json, ", \"additionalProperties\": ");
        append_type(json, properties.open);
    } else {
        g_string_append(json, "}, \"additionalProperties\": false");
    }
    if (required->len > 0)
        g_string_append_printf(json, ", \"required\": [%s]", required->str);
    if (section->one_of)
        g_string_append(json, ", \"minProperties\": 1, \"maxProperties\": 1");
    g_string_append_c(json, '}');
}

static void append_section(GString *json, const Section *section) {
    const Key *brief =
        section->brief == NULL ? NULL : key_find(section, section->brief);

    if (brief == NULL) {
        append_object(json, section);
        return;
    }
    g_string_append(json, "{\"anyOf\": [");
    append_object(json, section);
    g_string_append(json, ", ");
    /* The brief form of a phrase is the brief form of its words: a text. */
    if (brief->type == VALUE_SECTION)
        g_string_append(json, types[type_index(VALUE_TEXT)].schema);
    else
        append_type(json, brief);
    g_string_append(json, "]}");
}

char *schema_to_json(const char *file_kind) {
    GString *json = g_string_new("{\n  \"$schema\": "
                                 "\"http://json-schema.org/draft-07/schema#\",\n");

    g_string_append_printf(json, "  \"title\": \"plakat: %s\",\n  \"definitions\": {\n",
                           file_kind);
    for (const Section *section = key_sections; section->name != NULL; section++) {
        g_string_append(json, section == key_sections ? "    " : ",\n    ");
        json_append_text(json, section->name);
        g_string_append(json, ": ");
        append_section(json, section);
    }
    g_string_append_printf(
        json, "\n  },\n  \"allOf\": [{\"$ref\": \"#/definitions/%s\"}]\n}\n",
        file_kind);
    return g_string_free(json, FALSE);
}

const char *value_type_name(ValueType type) {
    return types[type_index(type)].name;
}

char *key_type_to_text(const Key *key) {
    const char *name = types[type_index(key->type)].name;

    if (key->type == VALUE_WORD) {
        g_auto(GStrv) words = g_strsplit(key->of, " ", -1);

        return g_strjoinv(", ", words);
    }
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS)
        return g_strdup_printf("%s %s", name, key->of);
    return g_strdup(name);
}

/* The sections that a kind of file can hold, in the order they are met. */
static void collect_sections(const Section *section, GPtrArray *reached);

static void collect_from_key(const Key *key, void *data) {
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS ||
        key->type == VALUE_BOXES)
        collect_sections(section_find(key->of), data);
}

static void collect_sections(const Section *section, GPtrArray *reached) {
    g_auto(GStrv) bases = NULL;

    if (g_ptr_array_find(reached, section, NULL))
        return;
    g_ptr_array_add(reached, (gpointer)section);
    section_visit(section, collect_from_key, reached);
    if (section->extends == NULL)
        return;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL; base++)
        collect_sections(section_find(*base), reached);
}

static void append_section_keys(GString *text, const Section *section) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_autofree char *type = key_type_to_text(key);

        if (strcmp(key->section, section->name) == 0)
            g_string_append_printf(text, "%s.%s\t%s\t%s\t%s\n", key->section, key->name,
                                   type, key->fallback != NULL ? key->fallback : "",
                                   key->help);
    }
}

char *keys_to_text(const char *file_kind) {
    g_autoptr(GPtrArray) reached = g_ptr_array_new();
    GString *text = g_string_new(NULL);

    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++) {
        if (file_kind == NULL || strcmp(file_kind, *kind) == 0)
            collect_sections(section_find(*kind), reached);
    }
    for (guint i = 0; i < reached->len; i++)
        append_section_keys(text, g_ptr_array_index(reached, i));
    return g_string_free(text, FALSE);
}

static void append_markdown_key(const Key *key, void *data) {
    GString *text = data;
    g_autofree char *type = key_type_to_text(key);

    g_string_append_printf(text, "| `%s`%s | %s | %s | %s |\n", key->name,
                           key->required ? " (needed)" : "", type,
                           key->fallback != NULL ? key->fallback : "", key->help);
}

static void append_markdown_section(GString *text, const Section *section) {
    g_string_append_printf(text, "### %s\n\n%s.", section->name, section->help);
    if (section->brief != NULL)
        g_string_append_printf(text, " A value that is no map stands for `%s`.",
                               section->brief);
    if (section->extends != NULL)
        g_string_append_printf(text, " It also takes the keys of: %s.",
                               section->extends);
    g_string_append(text, "\n\n");
    for (const Key *key = key_table; key->section != NULL; key++) {
        if (strcmp(key->section, section->name) != 0)
            continue;
        if (strstr(text->str + text->len - 2, "\n\n") != NULL)
            g_string_append(text, "| key | value | default | |\n|---|---|---|---|\n");
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
