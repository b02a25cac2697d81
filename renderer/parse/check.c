#include "parse/check.h"

#include "base/translate.h"
#include "base/units.h"
#include "base/words.h"
#include "parse/forms.h"
#include "parse/values.h"

#include <string.h>

typedef struct {
    Diagnostics *diagnostics;
    const Node *map;
    GPtrArray *meant; /* of const char *: keys that misspelt ones were meant to be */
} Check;

/* `subject` is the key as it was written, for messages. */
static void check_value(Node **value, const Key *key, const char *subject,
                        Diagnostics *diagnostics);

static const char *kind_name(NodeKind kind) {
    static const char *const names[] = {N_("a text"), N_("a list"),
                                        N_("a map of keys")};

    return _(names[kind]);
}

static void wrong_kind(const Node *node, const char *expected, const char *subject,
                       Diagnostics *diagnostics) {
    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/wrong-kind", &node->origin,
                    "expected %s for \"%s\", found %s", _(expected), subject,
                    node->kind == NODE_TEXT && *node->text == '\0'
                        ? _("nothing")
                        : kind_name(node->kind));
}

static void collect_name(const Key *key, void *data) {
    GPtrArray *names = data;

    if (strcmp(key->name, "*") != 0)
        g_ptr_array_add(names, (gpointer)key->name);
}

static void unknown_key(const Node *key, const Section *section, const Check *check) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *suggestion = NULL;
    const char *near;

    section_visit(section, collect_name, names);
    suggestion = word_suggestion(key->text, names);
    near = word_nearest(key->text, names);
    if (near != NULL)
        g_ptr_array_add(check->meant, (gpointer)near);
    diagnostics_add(check->diagnostics, SEVERITY_ERROR, "motif/unknown-key",
                    &key->origin, "unknown key \"%s\"%s", key->text, suggestion);
}

static void check_required(const Key *key, void *data) {
    Check *check = data;

    if (key->required && node_find(check->map, key->name) == NULL &&
        !g_ptr_array_find_with_equal_func(check->meant, key->name, g_str_equal, NULL))
        diagnostics_add(check->diagnostics, SEVERITY_ERROR, "motif/missing-key",
                        &check->map->origin, "the key \"%s\" is missing: %s", key->name,
                        _(key->help));
}

static void check_name_kind(const Node *key, NameKind kind, Diagnostics *diagnostics) {
    if (kind == NAMES_LANGUAGE && !value_is_language(key->text))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/bad-language", &key->origin,
                        "\"%s\" is no language tag; write one such as de, tr or "
                        "de-simple",
                        key->text);
    else if (kind == NAMES_SCRIPT && !value_is_script(key->text))
        diagnostics_add(
            diagnostics, SEVERITY_ERROR, "motif/bad-script", &key->origin,
            "\"%s\" is no script code; write one such as Arab, Hebr or Deva",
            key->text);
    else if (kind == NAMES_AXIS && !value_is_axis(key->text))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/bad-axis", &key->origin,
                        "\"%s\" is no axis; write its tag of four letters such as wght "
                        "or wdth",
                        key->text);
    else if (kind == NAMES_ANY && !value_is_name(key->text))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/bad-name", &key->origin,
                        "\"%s\" is no name; use letters, digits, - and _", key->text);
}

static void check_entry(Node *map, guint index, const Section *section,
                        const Check *check) {
    Diagnostics *diagnostics = check->diagnostics;
    const Node *name = node_key(map, index);
    const Key *key = key_find(section, name->text);
    Key named;

    if (key == NULL) {
        unknown_key(name, section, check);
        return;
    }
    if (strcmp(key->name, "*") == 0)
        check_name_kind(name, section->names, diagnostics);
    named = *key;
    named.name = name->text;
    check_value((Node **)&g_ptr_array_index(map->items, index), &named, name->text,
                diagnostics);
}

static void check_map(Node *node, const Section *section, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    Check check = {diagnostics, node, meant};

    for (guint i = 0; i < node_count(node); i++)
        check_entry(node, i, section, &check);
    if (section->one_of && node_count(node) != 1)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/not-one-key", &node->origin,
                        "expected exactly one key that says what kind of box this is, "
                        "found %u",
                        node_count(node));
    section_visit(section, check_required, &check);
}

/* A value that is no map stands for the map with only the section's brief key. */
static void make_long(Node **value, const Section *section) {
    Node *map = node_new(NODE_MAP, (*value)->origin);

    node_put(map, node_new_text(section->brief, strlen(section->brief), map->origin),
             *value);
    *value = map;
}

static void check_section_value(Node **value, const char *section_name,
                                const char *subject, Diagnostics *diagnostics) {
    const Section *section = section_find(section_name);
    Node *node = *value;

    if (node->kind != NODE_MAP && section->brief != NULL &&
        !(node->kind == NODE_TEXT && *node->text == '\0')) {
        make_long(value, section);
        node = *value;
    }
    if (node->kind != NODE_MAP)
        wrong_kind(node, "a map of keys", subject, diagnostics);
    else
        check_map(node, section, diagnostics);
}

static void check_list(Node *node, const Key *key, Diagnostics *diagnostics) {
    if (node->kind != NODE_LIST) {
        wrong_kind(node, "a list", key->name, diagnostics);
        return;
    }
    for (guint i = 0; i < node_count(node); i++)
        check_section_value((Node **)&g_ptr_array_index(node->items, i), key->of,
                            key->name, diagnostics);
}

/* One text or a list of texts. */
static void check_texts(const Node *node, const Key *key, Diagnostics *diagnostics) {
    if (node->kind == NODE_TEXT) {
        value_check(node, key, diagnostics);
        return;
    }
    if (node->kind == NODE_MAP) {
        wrong_kind(node, "a list", key->name, diagnostics);
        return;
    }
    for (guint i = 0; i < node_count(node); i++) {
        const Node *item = node_item(node, i);

        if (item->kind != NODE_TEXT)
            wrong_kind(item, "a text", key->name, diagnostics);
        else
            value_check(item, key, diagnostics);
    }
}

static void check_list_of(const Node *node, guint count, const char *expected,
                          const Key *key, Diagnostics *diagnostics) {
    if (node->kind != NODE_LIST || node_count(node) != count)
        wrong_kind(node, expected, key->name, diagnostics);
    else
        check_texts(node, key, diagnostics);
}

static void check_value(Node **value, const Key *key, const char *subject,
                        Diagnostics *diagnostics) {
    Node *node = *value;

    switch (key->type) {
    case VALUE_SECTION:
        check_section_value(value, key->of, subject, diagnostics);
        break;
    case VALUE_SECTIONS:
    case VALUE_BOXES:
        check_list(node, key, diagnostics);
        break;
    case VALUE_NAMES:
    case VALUE_TEXTS:
    case VALUE_FEATURES:
        check_texts(node, key, diagnostics);
        break;
    case VALUE_NUMBERS:
        check_list_of(node, 4, "a list of four numbers", key, diagnostics);
        break;
    case VALUE_NAME_PAIR:
        check_list_of(node, 2, "a list of two names", key, diagnostics);
        break;
    default:
        if (node->kind != NODE_TEXT || *node->text == '\0')
            wrong_kind(node, "a text", subject, diagnostics);
        else
            value_check(node, key, diagnostics);
        break;
    }
}

const Section *check_file_kind(const Node *root, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autofree char *all = NULL;
    g_autofree char *suggestion = NULL;
    const Node *first = node_count(root) > 0 ? node_key(root, 0) : NULL;

    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++) {
        if (first != NULL && strcmp(first->text, *kind) == 0)
            return section_find(*kind);
        g_ptr_array_add(kinds, (gpointer)*kind);
    }
    all = words_join(kinds, "or");
    if (first != NULL)
        suggestion = word_suggestion(first->text, kinds);
    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/unknown-file-kind",
                    first != NULL ? &first->origin : &root->origin,
                    "the first key says what kind of file this is: %s%s", all,
                    suggestion != NULL ? suggestion : "");
    return NULL;
}

bool check_section(Node *node, const Section *section, Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;

    check_map(node, section, diagnostics);
    return diagnostics->errors == before;
}
