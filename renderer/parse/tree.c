#include "parse/tree.h"

#include "base/translate.h"
#include "base/words.h"
#include "parse/keys.h"
#include "parse/values.h"

#include <string.h>

enum { SEATS_MAX = 8 }; /* artwork that sits on artwork that sits on artwork */

/* Nearest trees when a shape has none of its own, best first. */
static const Shape nearest[SHAPE_COUNT][SHAPE_COUNT] = {
    [SHAPE_TALL] = {SHAPE_TALL, SHAPE_PORTRAIT, SHAPE_SQUARE, SHAPE_CARD,
                    SHAPE_LANDSCAPE, SHAPE_WIDE},
    [SHAPE_PORTRAIT] = {SHAPE_PORTRAIT, SHAPE_TALL, SHAPE_SQUARE, SHAPE_CARD,
                        SHAPE_LANDSCAPE, SHAPE_WIDE},
    [SHAPE_SQUARE] = {SHAPE_SQUARE, SHAPE_PORTRAIT, SHAPE_LANDSCAPE, SHAPE_TALL,
                      SHAPE_WIDE, SHAPE_CARD},
    [SHAPE_LANDSCAPE] = {SHAPE_LANDSCAPE, SHAPE_WIDE, SHAPE_SQUARE, SHAPE_PORTRAIT,
                         SHAPE_CARD, SHAPE_TALL},
    [SHAPE_WIDE] = {SHAPE_WIDE, SHAPE_LANDSCAPE, SHAPE_SQUARE, SHAPE_PORTRAIT,
                    SHAPE_CARD, SHAPE_TALL},
    [SHAPE_CARD] = {SHAPE_CARD, SHAPE_PORTRAIT, SHAPE_TALL, SHAPE_SQUARE,
                    SHAPE_LANDSCAPE, SHAPE_WIDE},
};

typedef struct {
    Brief *brief;
    const Node *items; /* changes by name; may be NULL */
    GHashTable *names; /* seen so far, to the node that has them */
    Diagnostics *diagnostics;
} Walk;

const Node *tree_choose(const Node *layout, const Size *size, const char **name) {
    const Node *tree = node_find(node_find(layout, "sizes"), size->id);
    Shape shape = size_shape(size);

    *name = size->id;
    for (int i = 0; tree == NULL && i < SHAPE_COUNT; i++) {
        *name = shape_to_text(nearest[shape][i]);
        tree = node_find(layout, *name);
    }
    return tree;
}

static const Node *choose_tree(const Brief *brief, Diagnostics *diagnostics) {
    const Node *layout = brief->motif->layout;
    const char *shape = shape_to_text(size_shape(brief->size)), *name = NULL;
    const Node *own = tree_choose(layout, brief->size, &name);

    if (own != NULL && strcmp(name, shape) != 0 && strcmp(name, brief->size->id) != 0)
        diagnostics_add(diagnostics, SEVERITY_NOTE, "layout/nearest-shape",
                        &node_find(layout, "layout")->origin,
                        "layout \"%s\" has no tree for %s; took the one for %s",
                        node_find_text(layout, "layout"), shape, name);
    if (own == NULL)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "layout/no-tree",
                        &node_find(layout, "layout")->origin,
                        "layout \"%s\" has no tree at all; write one for portrait",
                        node_find_text(layout, "layout"));
    return own;
}

/* What a box is called: its name, else what it says or shows. */
const char *tree_box_name(const Node *keys) {
    static const char *const sources[] = {"name", "say", "show"};
    const char *name = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(sources) && name == NULL; i++)
        name = node_find_text(keys, sources[i]);
    return name;
}

/* The keys of a box; NULL: it is none. */
static const Node *keys_of(const Node *box) {
    return node_count(box) == 1 ? node_item(box, 0) : NULL;
}

const Node *tree_find_box(const Node *tree, const char *name) {
    const Node *keys = keys_of(tree), *items = node_find(keys, "items"), *found = NULL;
    const char *own = tree_box_name(keys);

    if (own != NULL && g_strcmp0(own, name) == 0)
        return tree;
    for (guint i = 0; i < node_count(items) && found == NULL; i++)
        found = tree_find_box(node_item(items, i), name);
    return found;
}

void tree_collect_names(const Node *tree, GPtrArray *names) {
    const Node *keys = keys_of(tree), *items = node_find(keys, "items");
    const char *name = tree_box_name(keys);

    if (name != NULL)
        g_ptr_array_add(names, (gpointer)name);
    for (guint i = 0; i < node_count(items); i++)
        tree_collect_names(node_item(items, i), names);
}

static void check_name(Walk *walk, const Node *keys, const char *name) {
    if (name == NULL)
        return;
    if (g_hash_table_contains(walk->names, name))
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "layout/duplicate-name",
                        &keys->origin,
                        "two boxes are called \"%s\"; give one of them a name", name);
    g_hash_table_insert(walk->names, (gpointer)name, (gpointer)keys);
}

/* Merges what the motif changes about the box of this name. */
static void change_box(Walk *walk, Node *keys, const Section *section) {
    const char *name = tree_box_name(keys);
    const Node *change = name == NULL ? NULL : node_find(walk->items, name);

    check_name(walk, keys, name);
    for (guint i = 0; i < node_count(change); i++) {
        const Node *key = node_key(change, i);

        if (key_find(section, key->text) == NULL)
            diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/unknown-key",
                            &key->origin, "\"%s\" is no key of %s, which \"%s\" is",
                            key->text, section->name, name);
        else if (strcmp(key->text, "name") == 0 || strcmp(key->text, "items") == 0)
            diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/fixed-key",
                            &key->origin, "\"%s\" cannot be changed from a motif",
                            key->text);
        else
            node_merge_key(keys, key, node_item(change, i));
    }
}

static const Ink *find_ink(const Walk *walk, const char *name) {
    const InkRole *role = g_hash_table_lookup(walk->brief->inks, name);

    return role != NULL ? role->ink
                        : campaign_find_ink(walk->brief->motif->campaign, name);
}

/* `message` takes the name and a suggestion; `names` is freed. */
static void check_reference(Walk *walk, const Node *keys, const char *key,
                            const char *name, const char *id, const char *message,
                            GPtrArray *names) {
    const Node *node = node_find(keys, key);
    g_autofree char *suggestion = word_suggestion(name, names);

    diagnostics_add(walk->diagnostics, SEVERITY_ERROR, id,
                    node != NULL ? &node->origin : &keys->origin, message, name,
                    suggestion);
    g_ptr_array_unref(names);
}

static const Node *find_phrase_in(const Node *layer, const char *name) {
    const Node *whens = node_find(layer, "when");
    const Node *phrase = node_find(node_find(layer, "words"), name);

    for (guint i = 0; phrase == NULL && i < node_count(whens); i++)
        phrase = node_find(node_find(node_item(whens, i), "words"), name);
    return phrase;
}

/* Where words of this name are written at all, in whatever language and for whatever
 * poster; NULL if nowhere. */
static const Node *find_phrase(const Motif *motif, const char *name) {
    const Node *layers[] = {motif->root, motif->campaign->root, motif->layout};
    const Node *phrase = NULL;

    for (size_t i = 0; phrase == NULL && i < G_N_ELEMENTS(layers); i++)
        phrase = find_phrase_in(layers[i], name);
    return phrase;
}

/* Words that a shown box says: known at all, and in this language. */
static void check_words(Walk *walk, const Node *keys, const Box *box) {
    const Node *phrase = find_phrase(walk->brief->motif, box->say);

    if (g_hash_table_contains(walk->brief->words, box->say))
        return;
    if (phrase != NULL)
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/missing-words",
                        &phrase->origin, "\"%s\" has no words in \"%s\"", box->say,
                        walk->brief->language);
    else
        check_reference(walk, keys, "say", box->say, "motif/unknown-words",
                        N_("no words \"%s\"%s"), table_names(walk->brief->words));
}

static void check_art(Walk *walk, const Node *keys, const char *key, const char *name) {
    if (!g_hash_table_contains(walk->brief->artwork, name))
        check_reference(walk, keys, key, name, "motif/unknown-art",
                        N_("no artwork \"%s\"%s"), table_names(walk->brief->artwork));
}

static void check_show(Walk *walk, const Node *keys, const Box *box) {
    if (box->kind == BOX_LOGOS) {
        if (strcmp(box->show, "funders") != 0)
            diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "layout/unknown-logos",
                            &node_find(keys, "show")->origin,
                            "logos can show \"funders\", not \"%s\"", box->show);
    } else {
        check_art(walk, keys, "show", box->show);
    }
}

static void need_key(Walk *walk, const Node *keys, BoxKind kind, const char *key) {
    if (node_find(keys, key) == NULL)
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/missing-key",
                        &keys->origin, "%s needs the key \"%s\"",
                        box_kind_to_text(kind), key);
}

static void check_needed(Walk *walk, const Node *keys, BoxKind kind) {
    static const struct {
        BoxKind kind;
        const char *key;
    } needed[] = {{BOX_PANEL, "ink"},  {BOX_SHAPE, "ink"},  {BOX_SHAPE, "path"},
                  {BOX_ART, "show"},   {BOX_PHOTO, "show"}, {BOX_TEXT, "say"},
                  {BOX_TEXT, "style"}, {BOX_QR, "say"},     {BOX_LOGOS, "show"}};

    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
        if (needed[i].kind == kind)
            need_key(walk, keys, kind, needed[i].key);
    }
    if (kind == BOX_PATTERN && node_find(keys, "inks") == NULL)
        need_key(walk, keys, kind, "ink");
}

static GPtrArray *ink_and_role_names(const Walk *walk) {
    GPtrArray *names = table_names(walk->brief->inks);
    g_autoptr(GPtrArray) inks = campaign_ink_names(walk->brief->motif->campaign);

    g_ptr_array_extend(names, inks, NULL, NULL);
    return names;
}

static void check_ink(Walk *walk, const Node *keys, const char *key, const char *name) {
    /* A role whose ink is unknown has been told. */
    if (name != NULL && find_ink(walk, name) == NULL &&
        !g_hash_table_contains(walk->brief->inks, name))
        check_reference(walk, keys, key, name, "motif/unknown-ink",
                        N_("no ink or role \"%s\"%s"), ink_and_role_names(walk));
}

static void check_inks(Walk *walk, const Node *keys, const Box *box) {
    const GPtrArray *inks = box->pattern.inks;

    check_ink(walk, keys, "ink", box->ink);
    check_ink(walk, node_find(keys, "fade"), "to", box->fade.to);
    for (guint i = 0; inks != NULL && i < inks->len; i++)
        check_ink(walk, keys, "inks", g_ptr_array_index(inks, i));
    for (int i = 0; i < 2; i++)
        check_ink(walk, keys, "duotone", box->duotone[i]);
}

static void check_references(Walk *walk, const Node *keys, const Box *box) {
    const Campaign *campaign = walk->brief->motif->campaign;

    check_needed(walk, keys, box->kind);
    if (box->say != NULL)
        check_words(walk, keys, box);
    if (box->show != NULL)
        check_show(walk, keys, box);
    if (box->cut_out != NULL)
        check_art(walk, keys, "cut-out", box->cut_out);
    check_inks(walk, keys, box);
    if (box->style != NULL && campaign_find_style(campaign, box->style) == NULL)
        check_reference(walk, keys, "style", box->style, "motif/unknown-style",
                        N_("no type style \"%s\"%s"), campaign_style_names(campaign));
}

/* What is read is painted in the role `words` unless it says otherwise; the names on
 * placeholders are set as the draft band is. */
static void add_defaults(const Walk *walk, Box *box) {
    bool is_read =
        box->kind == BOX_TEXT || box->kind == BOX_QR || box->kind == BOX_LOGOS;

    if (is_read && box->ink == NULL)
        box->ink = "words";
    if (box->kind == BOX_LOGOS && box->style == NULL)
        box->style = walk->brief->motif->campaign->draft.style;
}

/* A name in `only` or `except`. */
static void check_size_or_shape(const Walk *walk, const Node *name) {
    g_autoptr(GPtrArray) names = campaign_size_ids(walk->brief->motif->campaign);
    g_autofree char *suggestion = NULL;

    for (int i = 0; i < SHAPE_COUNT; i++)
        g_ptr_array_add(names, (gpointer)shape_to_text((Shape)i));
    if (g_ptr_array_find_with_equal_func(names, name->text, g_str_equal, NULL))
        return;
    suggestion = word_suggestion(name->text, names);
    diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/unknown-size",
                    &name->origin, "no size or shape \"%s\"%s", name->text, suggestion);
}

/* Whether it is this poster's size or shape; a finding when it is none at all. */
static bool names_poster(const Walk *walk, const Node *name) {
    const Size *size = walk->brief->size;

    if (strcmp(name->text, shape_to_text(size_shape(size))) == 0 ||
        strcmp(name->text, size->id) == 0)
        return true;
    check_size_or_shape(walk, name);
    return false;
}

static bool list_names_poster(const Walk *walk, const Node *list) {
    bool is_named = false;

    for (guint i = 0; i < node_list_count(list); i++)
        is_named |= names_poster(walk, node_list_item(list, i));
    return is_named;
}

/* Whether `only` and `except` show the box on this poster. */
static bool is_shown_here(const Walk *walk, const Node *keys) {
    const Node *only = node_find(keys, "only"), *except = node_find(keys, "except");
    bool is_wanted = list_names_poster(walk, only) || only == NULL;
    bool is_left_out = list_names_poster(walk, except);

    return is_wanted && !is_left_out;
}

static Box *make_box(Walk *walk, const Node *node) {
    Node *keys = node_item(node, 0);
    const Section *section = section_find(node_key(node, 0)->text);
    BoxKind kind = BOX_SPACE;
    const Node *items;
    Box *box;

    box_kind_find(section->name, &kind);
    box = box_new(kind);
    box->origin = node_key(node, 0)->origin;
    change_box(walk, keys, section);
    value_fill(box, keys, section);
    if (node_find(keys, "fade") != NULL)
        value_fill(box, node_find(keys, "fade"), section_find("fade"));
    box->hide |= !is_shown_here(walk, keys);
    add_defaults(walk, box);
    box->name = g_strdup(tree_box_name(keys));
    if (!box->hide)
        check_references(walk, keys, box);
    items = node_find(keys, "items");
    for (guint i = 0; !box->hide && i < node_count(items); i++)
        g_ptr_array_add(box->items, make_box(walk, node_item(items, i)));
    return box;
}

/* What findings call a box of artwork. */
static const char *box_title(const Box *box) {
    return box->name != NULL ? box->name : box_kind_to_text(box->kind);
}

static void check_seat(Walk *walk, const Box *box) {
    const Box *seat = box;
    int steps = 0;

    while (seat != NULL && seat->sits_on != NULL && steps++ < SEATS_MAX)
        seat = box_find(walk->brief->root, seat->sits_on);
    if (steps > SEATS_MAX)
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "layout/endless-seat",
                        &box->origin, "\"%s\" sits on itself, or too far up",
                        box->show);
    else if (seat == NULL || seat->kind != BOX_ART || seat->hide)
        diagnostics_add(
            walk->diagnostics, SEVERITY_ERROR, "layout/unknown-seat", &box->origin,
            "\"%s\" sits on \"%s\", but this shape shows no artwork of that "
            "name",
            box_title(box), box->sits_on);
}

static void check_seats(Walk *walk, const Box *box) {
    if (box->sits_on != NULL && !box->hide)
        check_seat(walk, box);
    for (guint i = 0; i < box->items->len; i++)
        check_seats(walk, g_ptr_array_index(box->items, i));
}

static GPtrArray *all_names(const Node *layout) {
    GPtrArray *names = g_ptr_array_new();
    const Node *trees = node_find(layout, "sizes");

    for (int shape = 0; shape < SHAPE_COUNT; shape++)
        tree_collect_names(node_find(layout, shape_to_text((Shape)shape)), names);
    for (guint i = 0; i < node_count(trees); i++)
        tree_collect_names(node_item(trees, i), names);
    return names;
}

/* In any of its trees: a change for another shape is no mistake here. */
static bool layout_has_box(const Node *layout, const char *name) {
    const Node *trees = node_find(layout, "sizes"), *found = NULL;

    for (int shape = 0; shape < SHAPE_COUNT && found == NULL; shape++)
        found = tree_find_box(node_find(layout, shape_to_text((Shape)shape)), name);
    for (guint i = 0; i < node_count(trees) && found == NULL; i++)
        found = tree_find_box(node_item(trees, i), name);
    return found != NULL;
}

static void check_items(const Walk *walk) {
    const Node *layout = walk->brief->motif->layout;

    for (guint i = 0; i < node_count(walk->items); i++) {
        const Node *name = node_key(walk->items, i);
        g_autoptr(GPtrArray) names = NULL;
        g_autofree char *suggestion = NULL;

        if (layout_has_box(layout, name->text))
            continue;
        names = all_names(layout);
        suggestion = word_suggestion(name->text, names);
        diagnostics_add(walk->diagnostics, SEVERITY_ERROR, "motif/unknown-item",
                        &name->origin, "layout \"%s\" has no box \"%s\"%s",
                        node_find_text(layout, "layout"), name->text, suggestion);
    }
}

void tree_resolve(Brief *brief, const Node *changes, Diagnostics *diagnostics) {
    const Node *tree = choose_tree(brief, diagnostics);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    Walk walk = {brief, node_find(changes, "items"), names, diagnostics};

    if (tree == NULL)
        return;
    check_items(&walk);
    brief->tree = node_copy(tree);
    brief->root = make_box(&walk, brief->tree);
    check_seats(&walk, brief->root);
}
