#include "parse/schema.h"

#include "base/diagnostics.h"
#include "base/translate.h"
#include "base/units.h"
#include "parse/keys.h"

#include <string.h>

#define NAME_PATTERN "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
/* Something visible, and no control character but new lines. */
#define TEXT_PATTERN                                                                 \
    "^(?=[\\s\\S]*\\S)[^\\u0000-\\u0009\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u0084" \
    "\\u0086-\\u009f]*$"
#define PRINTABLE "[^\\u0000-\\u001f\\u007f-\\u009f]"
#define VISIBLE "[^\\u0000-\\u0020\\u007f-\\u00a0]"
#define PLATE_PATTERN                                                              \
    "^(?!([Cc][Yy][Aa][Nn]|[Mm][Aa][Gg][Ee][Nn][Tt][Aa]|[Yy][Ee][Ll][Ll][Oo][Ww]|" \
    "[Bb][Ll][Aa][Cc][Kk]|[Aa][Ll][Ll]|[Nn][Oo][Nn][Ee])$)" VISIBLE "(" PRINTABLE  \
    "{0,58}" VISIBLE ")?$"
#define STRING "\"string\""
#define STRING_OR_NUMBER "\"string\", \"number\""
#define STRING_OR_INTEGER "\"string\", \"integer\""

/* A bare 0 is a length; any other number lacks its unit. */
#define NUMBER_IS_ZERO                                                            \
    "\"if\": {\"type\": \"number\"}, \"then\": {\"const\": 0, \"errorMessage\": " \
    "<unit>}"

/* The types without a row are made of others. */
typedef struct {
    ValueType type;
    const char *expected; /* what is right, in messages and hovers; NULL: its words */
    const char *json;     /* what an editor may take it for */
    bool boolean;         /* or true and false, which are texts to us */
    bool list;            /* one or a list */
    const char *pattern;  /* of strings; marks as in `parts`, <number>: in range,
                           * <words>: those of the key */
    const char *members;  /* further members of the schema; or NULL */
    const char *offers;   /* what an editor offers, "a|b"; or NULL */
} TypeSchema;

static const TypeSchema types[] = {
    {VALUE_TEXT, "some words, without control characters", STRING_OR_NUMBER,
     .boolean = true, .pattern = TEXT_PATTERN},
    {VALUE_TEXTS, "a text or a list of texts", STRING_OR_NUMBER, .boolean = true,
     .list = true, .pattern = TEXT_PATTERN},
    {VALUE_FEATURES, "OpenType features such as ss01 or kern=0, one or a list",
     STRING_OR_INTEGER, .boolean = true, .list = true,
     .pattern = "^[A-Za-z0-9]{4}(=[0-9]{1,4})?$"},
    {VALUE_NAME, "a name of letters, digits, - and _", STRING_OR_INTEGER,
     .boolean = true, .pattern = NAME_PATTERN},
    {VALUE_ROW_NAME, "a name of letters, digits, - and _, or {row.column}",
     STRING_OR_INTEGER, .boolean = true,
     .pattern =
         "^([A-Za-z0-9][A-Za-z0-9_-]{0,63}|\\{row\\.[A-Za-z0-9][A-Za-z0-9_-]*\\})$"},
    {VALUE_NAMES, "a name of letters, digits, - and _, or a list of names",
     STRING_OR_INTEGER, .boolean = true, .list = true, .pattern = NAME_PATTERN},
    {VALUE_WORD, .json = STRING},
    {VALUE_DATE, "a date such as 2026-11-22", STRING,
     .pattern = "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-"
                "9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$"},
    {VALUE_FILE, "a file's path, from the folder of this file", STRING_OR_NUMBER,
     .boolean = true, .pattern = "^[^/\\\\\\u0000-\\u001f][^\\\\\\u0000-\\u001f]*$"},
    {VALUE_COLOUR, "a colour such as \"#0061ad\" (in quotes)", STRING,
     .pattern = "^#[0-9A-Fa-f]{6}$"},
    {VALUE_PLATE, "a plate's name of at most 60 characters, not that of a process ink",
     STRING_OR_NUMBER, .boolean = true, .pattern = PLATE_PATTERN},
    {VALUE_FILE_NAME, "a file's name with parts such as {motif} in braces",
     STRING_OR_NUMBER, .boolean = true,
     .pattern = "^([^{}\\u0000-\\u001f\\u007f-\\u009f]|\\{(<words>)\\})+$"},
    {VALUE_YES_NO, "yes or no", STRING, .pattern = "^(yes|no)$", .offers = "yes|no"},
    {VALUE_ANCHOR, "one or two of top, bottom, left, right and center", STRING,
     .pattern =
         "^((top|bottom)( (left|right|center|middle))?|(left|right)( (top|bottom|"
         "center|middle))?|(center|middle)( (top|bottom|left|right))?|center "
         "middle|middle center)$",
     .offers = "top|bottom|left|right|center|top left|top right|bottom left|bottom "
               "right"},
    {VALUE_NUMBER, "a number without a unit", STRING_OR_NUMBER,
     .pattern = "^<number>$"},
    {VALUE_INTEGER, "a whole number", STRING_OR_INTEGER,
     .pattern = "^[-+]?[0-9]+(\\.0*)?$"},
    {VALUE_PERCENT, "a percentage such as 60%", STRING, .pattern = "^<number>%$"},
    {VALUE_LENGTH, "a length such as 3mm, 5u or 50%", STRING_OR_NUMBER,
     .pattern = "^<length>$", .members = NUMBER_IS_ZERO},
    {VALUE_PAIR, "one or two lengths such as 3mm 2u", STRING_OR_NUMBER,
     .pattern = "^<length>( +(x +)?<length>)?$", .members = NUMBER_IS_ZERO},
    {VALUE_SIDES, "one to four lengths such as 3mm 2u", STRING_OR_NUMBER,
     .pattern = "^<length>( +<length>){0,3}$", .members = NUMBER_IS_ZERO},
    {VALUE_POINT, "two numbers such as 90 0", STRING, .pattern = "^<number> <number>$"},
    {VALUE_SHARES, "two percentages such as 40% 30%", STRING,
     .pattern = "^<number>% +<number>%$"},
    {VALUE_VIEW, "four numbers such as 0 0 100 100", STRING,
     .pattern = "^<number> <number> <number> <number>$"},
    {VALUE_PATH, "a path as SVG writes it, such as M0 0H10V10z", STRING,
     .pattern = "^[MmLlHhVvCcSsQqTtAaZz0-9eE+.,\\s-]+$"},
    {VALUE_TRACKS, "a number of columns or their widths such as 2fr 1fr 20u",
     STRING_OR_INTEGER, .pattern = "^([1-9]|1[0-9]|2[0-4]|<track>( +<track>){0,23})$",
     .members = "\"minimum\": 1, \"maximum\": 24"},
};

/* What open sections are keyed by, in the order of NameKind. */
static const struct {
    const char *title, *expected, *pattern;
} names[] = {
    {N_("name"), N_("expected a name of letters, digits, - and _"), NAME_PATTERN},
    {N_("language"), N_("expected a language tag such as de, tr or de-simple"),
     "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    {N_("script"), N_("expected a script code such as Arab, Hebr or Deva"),
     "^[A-Z][a-z]{3}$"},
    {N_("axis"), N_("expected an axis of four letters such as wght or wdth"),
     "^[A-Za-z]{4}$"},
};

/* What the marks in patterns stand for; the first may hold the others. */
static const struct {
    const char *mark, *pattern;
} parts[] = {
    {"<length>", "(<number>(mm|cm|in|pt|px|u|%)|[-+]?0+(\\.0*)?)"},
    {"<track>", "\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)(fr|mm|cm|in|pt|px|u|%)"},
};

/* NULL if it is made of others. */
static const TypeSchema *type_find(ValueType type) {
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (types[i].type == type)
            return &types[i];
    }
    return NULL;
}

/* A number up to `maximum`: one with fewer digits, one that has a smaller digit behind
 * the same ones, or the maximum itself. */
static void append_up_to(GString *pattern, int maximum) {
    g_autofree char *digits = g_strdup_printf("%d", maximum);
    int count = (int)strlen(digits);

    g_string_append_printf(pattern, "(?=\\.?[0-9])0*(([0-9]{0,%d}", count - 1);
    for (int i = 0; i < count; i++) {
        if (digits[i] > '0')
            g_string_append_printf(pattern, "|%.*s[0-%c][0-9]{%d}", i, digits,
                                   digits[i] - 1, count - 1 - i);
    }
    g_string_append_printf(pattern, ")(\\.[0-9]*)?|%s(\\.0*)?)", digits);
}

/* A number in the key's range, except that one above 0 has no lower limit. */
static char *number_pattern(const Key *key) {
    GString *pattern = g_string_new(NULL);
    bool is_limited = key->minimum != 0 || key->maximum != 0;

    g_string_append(pattern, is_limited && key->minimum >= 0 ? "\\+?" : "[-+]?");
    if (is_limited)
        append_up_to(pattern, (int)key->maximum);
    else
        g_string_append(pattern, "([0-9]+\\.?[0-9]*|\\.[0-9]+)");
    return g_string_free(pattern, FALSE);
}

static void append_member(GString *json, const char *name, const char *text) {
    g_string_append_printf(json, ", \"%s\": ", name);
    json_append_text(json, text);
}

static void append_pattern(GString *json, const char *template, const Key *key) {
    g_autoptr(GString) pattern = g_string_new(template);
    g_autofree char *number = number_pattern(key);
    g_autofree char *words =
        key->of == NULL ? NULL : g_strdelimit(g_strdup(key->of), " ", '|');

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        g_string_replace(pattern, parts[i].mark, parts[i].pattern, 0);
    g_string_replace(pattern, "<number>", number, 0);
    if (words != NULL)
        g_string_replace(pattern, "<words>", words, 0);
    append_member(json, "pattern", pattern->str);
}

static void append_range(GString *json, const Key *key) {
    if (key->minimum == 0 && key->maximum == 0)
        return;
    g_string_append(json, ", \"minimum\": ");
    number_append(json, key->minimum, 5);
    g_string_append(json, ", \"maximum\": ");
    number_append(json, key->maximum, 5);
}

/* With the message of NUMBER_IS_ZERO. */
static void append_members(GString *json, const char *members) {
    g_autoptr(GString) text = g_string_new(members), message = g_string_new(NULL);

    json_append_text(message,
                     _("expected a unit after the number: mm, cm, in, pt, px, u or %"));
    g_string_replace(text, "<unit>", message->str, 0);
    g_string_append_printf(json, ", %s", text->str);
}

static void append_offers(GString *json, const char *offers) {
    g_auto(GStrv) words = g_strsplit(offers, "|", -1);

    g_string_append(json, ", \"defaultSnippets\": [");
    for (guint i = 0; words[i] != NULL; i++) {
        g_string_append(json, i > 0 ? ", {\"label\": " : "{\"label\": ");
        json_append_text(json, words[i]);
        append_member(json, "body", words[i]);
        g_string_append_c(json, '}');
    }
    g_string_append_c(json, ']');
}

/* The words there are, as a pattern: an enum would hold of lists and maps as well. */
static void append_choice(GString *json, const char *known, const char *message) {
    g_autofree char *choice = g_strdelimit(g_strdup(known), " =", '|');
    g_autofree char *pattern = g_strdup_printf("^(%s)$", choice);
    g_autofree char *expected = g_strdup_printf(_("expected one of: %s"), known);

    append_member(json, "pattern", pattern);
    append_offers(json, choice);
    append_member(json, message, expected);
}

/* What a string or number must be; `message` is the member that says so to people. */
static void append_rules(GString *json, const TypeSchema *type, const Key *key,
                         const char *message) {
    g_autofree char *expected = NULL;

    if (type->type == VALUE_WORD || (type->type == VALUE_NAMES && key->of != NULL)) {
        append_choice(json, key->of, message);
        return;
    }
    expected = g_strdup_printf(_("expected %s"), _(type->expected));
    append_pattern(json, type->pattern, key);
    if (type->type == VALUE_NUMBER || type->type == VALUE_INTEGER)
        append_range(json, key);
    if (type->members != NULL)
        append_members(json, type->members);
    if (type->offers != NULL)
        append_offers(json, type->offers);
    append_member(json, message, expected);
}

static void append_plain(GString *json, const TypeSchema *type, const Key *key) {
    g_string_append_printf(json, "\"type\": [%s]", type->json);
    append_rules(json, type, key, "errorMessage");
}

/* An alternative that takes true and false without naming them: editors would offer
 * them as words. */
static void append_booleans(GString *json) {
    g_string_append(json, ", {\"not\": {\"type\": [\"string\", \"number\", \"array\", "
                          "\"object\", \"null\"]}}");
}

/* What stands in a list, or for the list. */
static void append_one(GString *json, const TypeSchema *type, const Key *key) {
    if (!type->boolean) {
        append_plain(json, type, key);
        return;
    }
    g_string_append(json, "\"anyOf\": [{");
    append_plain(json, type, key);
    g_string_append_c(json, '}');
    append_booleans(json);
    g_string_append_c(json, ']');
}

static void append_one_or_list(GString *json, const TypeSchema *type, const Key *key) {
    g_string_append(json, "\"anyOf\": [{");
    append_plain(json, type, key);
    g_string_append(json, "}, {\"type\": \"array\", \"items\": {");
    append_one(json, type, key);
    g_string_append(json, "}}");
    if (type->boolean)
        append_booleans(json);
    g_string_append_c(json, ']');
}

static void append_words(GString *json, const char *of) {
    g_auto(GStrv) words = g_strsplit_set(of, " =", -1);

    g_string_append(json, "\"enum\": [");
    for (guint i = 0; words[i] != NULL; i++) {
        if (i > 0)
            g_string_append(json, ", ");
        json_append_text(json, words[i]);
    }
    g_string_append_c(json, ']');
}

static void append_boxes(GString *json, const Key *key) {
    g_string_append_printf(json, "\"items\": {\"$ref\": \"#/definitions/%s\"}",
                           key->of);
}

static void append_list_of(GString *json, int count, const TypeSchema *type,
                           const Key *key) {
    g_string_append_printf(json,
                           "\"type\": \"array\", \"minItems\": %d, \"maxItems\": %d, "
                           "\"items\": {",
                           count, count);
    append_one(json, type, key);
    g_string_append_c(json, '}');
}

/* The members of the schema of a value, without braces. */
static void append_value(GString *json, const Key *key) {
    const TypeSchema *type = type_find(key->type);

    switch (key->type) {
    case VALUE_WORD:
        append_words(json, key->of);
        break;
    case VALUE_NUMBERS:
        append_list_of(json, 4, type_find(VALUE_NUMBER), key);
        break;
    case VALUE_NAME_PAIR:
        append_list_of(json, 2, type_find(VALUE_NAME), key);
        break;
    case VALUE_SECTION:
        g_string_append_printf(json, "\"$ref\": \"#/definitions/%s\"", key->of);
        break;
    case VALUE_SECTIONS:
    case VALUE_BOXES:
        g_string_append(json, "\"type\": \"array\", ");
        append_boxes(json, key);
        break;
    default:
        g_assert(type != NULL);
        if (type->list)
            append_one_or_list(json, type, key);
        else
            append_one(json, type, key);
        break;
    }
}

/* What an editor inserts. It would put yes and no in quotes, which offers are not. */
static void append_default(GString *json, const Key *key) {
    if (key->fallback == NULL || key->type == VALUE_YES_NO)
        return;
    if (key->type == VALUE_NUMBER || key->type == VALUE_INTEGER)
        g_string_append_printf(json, ", \"default\": %s", key->fallback);
    else
        append_member(json, "default", key->fallback);
}

/* What an editor shows of a key: help, what its value looks like (unless that is plain,
 * or the editor lists the words there are), and its default. */
static char *hover_text(const Key *key) {
    GString *text = g_string_new(_(key->help));
    const TypeSchema *type = type_find(key->type);
    const char *expected = type == NULL || key->type == VALUE_TEXT || key->of != NULL
                               ? NULL
                               : _(type->expected);

    if (expected != NULL)
        g_string_append_printf(text, "\n\n%s", expected);
    if (key->fallback != NULL) {
        g_string_append(text, expected != NULL ? "; " : "\n\n");
        g_string_append_printf(text, _("default `%s`"), key->fallback);
    }
    return g_string_free(text, FALSE);
}

static void append_key(GString *json, const Key *key) {
    g_autofree char *hover = hover_text(key);

    g_string_append(json, "{\"description\": ");
    json_append_text(json, _(key->help));
    append_member(json, "markdownDescription", hover);
    append_default(json, key);
    g_string_append(json, ", ");
    append_value(json, key);
    g_string_append_c(json, '}');
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
    g_string_append(properties->json, ": ");
    append_key(properties->json, key);
    if (!key->required)
        return;
    g_string_append(properties->required, properties->required->len > 0 ? ", " : "");
    json_append_text(properties->required, key->name);
}

/* Keys are strings to JSON, but to an editor whatever they look like. */
static void append_names(GString *json, NameKind kind) {
    g_string_append(json, "\"propertyNames\": {\"type\": [\"string\", \"number\", "
                          "\"boolean\", \"null\"]");
    append_member(json, "title", _(names[kind].title));
    append_member(json, "pattern", names[kind].pattern);
    append_member(json, "errorMessage", _(names[kind].expected));
    g_string_append(json, "}, ");
}

/* A value that is no map stands for the brief key; that of a phrase for a text. */
static const TypeSchema *brief_type(const Key *brief) {
    return type_find(brief->type == VALUE_SECTION ? VALUE_TEXT : brief->type);
}

static void append_types(GString *json, const Key *brief) {
    if (brief == NULL)
        g_string_append(json, "\"type\": \"object\", ");
    else
        g_string_append_printf(json, "\"type\": [%s, \"object\"], ",
                               brief->type == VALUE_BOXES ? "\"array\""
                                                          : brief_type(brief)->json);
}

static void append_properties(GString *json, const Section *section) {
    g_autoptr(GString) required = g_string_new(NULL);
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    Properties properties = {json, true, NULL, required, seen};

    g_string_append(json, "\"properties\": {");
    section_visit(section, append_property, &properties);
    g_string_append(json, "}, ");
    if (properties.open != NULL)
        append_names(json, section->names);
    g_string_append(json, "\"additionalProperties\": ");
    if (properties.open != NULL)
        append_key(json, properties.open);
    else
        g_string_append(json, "false");
    if (required->len > 0)
        g_string_append_printf(json, ", \"required\": [%s]", required->str);
    /* yaml-language-server counts what is being typed: with maxProperties beside the
     * properties it would offer none. */
    if (section->one_of)
        g_string_append(json, ", \"minProperties\": 1, \"allOf\": "
                              "[{\"maxProperties\": 1}]");
}

static void append_section(GString *json, const Section *section) {
    const Key *brief =
        section->brief == NULL ? NULL : key_find(section, section->brief);

    g_string_append(json, brief != NULL ? "{\"anyOf\": [{" : "{");
    append_types(json, brief);
    append_properties(json, section);
    if (brief != NULL && brief->type == VALUE_BOXES) {
        g_string_append(json, ", ");
        append_boxes(json, brief);
    } else if (brief != NULL) {
        append_rules(json, brief_type(brief), brief, "patternErrorMessage");
    }
    g_string_append_c(json, '}');
    if (brief == NULL)
        return;
    if (brief->type != VALUE_BOXES && brief_type(brief)->boolean)
        append_booleans(json);
    g_string_append(json, "]}");
}

static void append_definitions(GString *json, const Section *kind) {
    g_autoptr(GPtrArray) sections = section_collect(kind);

    for (guint i = 0; i < sections->len; i++) {
        const Section *section = g_ptr_array_index(sections, i);

        g_string_append(json, i > 0 ? ",\n    " : "    ");
        json_append_text(json, section->name);
        g_string_append(json, ": ");
        append_section(json, section);
    }
}

char *schema_to_json(const char *file_kind) {
    const Section *kind = section_find(file_kind);
    GString *json = g_string_new("{\n  \"$schema\": "
                                 "\"http://json-schema.org/draft-07/schema#\",\n"
                                 "  \"description\": ");

    json_append_text(json, _(kind->help));
    g_string_append(json, ",\n  \"definitions\": {\n");
    append_definitions(json, kind);
    g_string_append_printf(
        json, "\n  },\n  \"allOf\": [{\"$ref\": \"#/definitions/%s\"}]\n}\n",
        file_kind);
    return g_string_free(json, FALSE);
}
