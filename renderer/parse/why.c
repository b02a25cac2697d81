#include "parse/why.h"

#include "base/translate.h"
#include "base/words.h"
#include "parse/keys.h"
#include "parse/phrase.h"
#include "parse/tree.h"

#include <string.h>

typedef struct {
    const Request *request;
    char **path;        /* "items", "headline", "max" */
    const Node *holds;  /* what the layers come to; NULL: nothing is known of it */
    GPtrArray *reasons; /* of Reason */
} Search;

static void free_reason(gpointer pointer) {
    Reason *reason = pointer;

    g_free(reason->value);
    g_free(reason->layer);
    g_free(reason);
}

static void append_value(GString *text, const Node *node) {
    static const char *const brackets[] = {"", "[]", "{}"};

    if (node->kind == NODE_TEXT) {
        g_autofree char *line = g_strdelimit(g_strdup(node->text), "\n", ' ');

        g_string_append(text, g_strstrip(line));
        return;
    }
    g_string_append_c(text, brackets[node->kind][0]);
    for (guint i = 0; i < node_count(node); i++) {
        g_string_append(text, i > 0 ? ", " : "");
        if (node->kind == NODE_MAP)
            g_string_append_printf(text, "%s: ", node_key(node, i)->text);
        append_value(text, node_item(node, i));
    }
    g_string_append_c(text, brackets[node->kind][1]);
}

static bool is_same_place(const Origin *a, const Origin *b) {
    return a->source == b->source && a->offset == b->offset;
}

/* Takes over `layer`. */
static void add_reason(Search *self, const Node *node, char *layer) {
    g_autoptr(GString) value = g_string_new(NULL);
    Reason *reason = g_new0(Reason, 1);

    append_value(value, node);
    reason->value = g_strdup(value->str);
    reason->layer = layer;
    reason->origin = node->origin;
    reason->holds =
        self->holds != NULL && is_same_place(&node->origin, &self->holds->origin);
    g_ptr_array_add(self->reasons, reason);
}

static void add_default(Search *self, const char *value) {
    Reason *reason = g_new0(Reason, 1);

    reason->value = g_strdup(value);
    reason->layer = g_strdup(_("default"));
    reason->holds = self->holds == NULL;
    g_ptr_array_add(self->reasons, reason);
}

/* --- one layer
 * ------------------------------------------------------------------------ */

/* Words in the poster's language; under a language condition plain ones are. */
static const Node *find_words(const Search *self, const Node *phrase) {
    const Node *node =
        phrase == NULL ? NULL : phrase_find(phrase, self->request->language, NULL);

    return node == NULL ? NULL : node_find(node, "text");
}

/* `hide: [qr]` says the same as `items: {qr: {hide: yes}}`. */
static const Node *find_hidden(const Node *layer, const char *box) {
    const Node *hide = node_find(layer, "hide");

    for (guint i = 0; i < node_list_count(hide); i++) {
        if (strcmp(node_list_item(hide, i)->text, box) == 0)
            return node_list_item(hide, i);
    }
    return NULL;
}

static const Node *find_below(const Node *node, char **path) {
    for (; node != NULL && *path != NULL; path++)
        node = node_find(node, *path);
    return node;
}

/* What a layer says of the key. */
static const Node *find_in(const Search *self, const Node *layer) {
    char **path = self->path;
    const Node *part = node_find(layer, path[0]);

    if (strcmp(path[0], "alt") == 0)
        return find_words(self, part);
    if (strcmp(path[0], "words") == 0)
        return find_words(self, node_find(part, path[1]));
    if (strcmp(path[0], "art") == 0)
        return node_find(node_find(part, path[1]), path[2] != NULL ? path[2] : "file");
    return find_below(part, path + 1);
}

static void search_layer(Search *self, const Node *layer, char *name) {
    const Node *found = find_in(self, layer);
    const Node *hidden = found == NULL && strcmp(self->path[0], "items") == 0 &&
                                 g_strcmp0(self->path[2], "hide") == 0
                             ? find_hidden(layer, self->path[1])
                             : NULL;
    g_autofree char *owned = name;

    if (found != NULL)
        add_reason(self, found, g_steal_pointer(&owned));
    else if (hidden != NULL) {
        g_autoptr(Node) yes = node_new_text("yes", 3, hidden->origin);

        add_reason(self, yes, g_steal_pointer(&owned));
    }
}

/* --- boxes
 * ------------------------------------------------------------------------------ */

/* Font sizes that a box does not say are those of its type style. */
static void search_style(Search *self, const char *style) {
    const Node *styles = node_find(self->request->motif->campaign->root, "styles");
    const Node *found = find_below(node_find(styles, style), self->path + 2);

    if (found == NULL)
        return;
    if (self->holds == NULL)
        self->holds = found;
    add_reason(self, found, g_strdup_printf(_("type style %s"), style));
}

static const char *style_of(const Search *self, const Node *keys, const Node *changes) {
    char *path[] = {(char *)"items", self->path[1], (char *)"style", NULL};
    const Node *changed = find_below(changes, path);

    return changed != NULL ? changed->text : node_find_text(keys, "style");
}

static bool is_font_size(const char *key) {
    return g_strcmp0(key, "min") == 0 || g_strcmp0(key, "max") == 0;
}

static void search_box(Search *self, const Node *keys, const char *kind,
                       const char *tree, const Node *changes) {
    const Key *key = key_find(section_find(kind), self->path[2]);
    const Node *own = find_below(keys, self->path + 2);
    const char *style = style_of(self, keys, changes);

    self->holds = find_below(changes, self->path);
    if (self->holds == NULL)
        self->holds = own;
    if (self->path[3] == NULL && key->fallback != NULL)
        add_default(self, key->fallback);
    if (is_font_size(self->path[2]) && style != NULL)
        search_style(self, style);
    if (own != NULL)
        add_reason(self, own,
                   g_strdup_printf(
                       "layout %s, %s",
                       node_find_text(self->request->motif->layout, "layout"), tree));
}

static bool is_key_of(const char *kind, const char *name) {
    return name != NULL && key_find(section_find(kind), name) != NULL;
}

static void collect_key(const Key *key, void *data) {
    g_ptr_array_add(data, (gpointer)key->name);
}

/* False with `problem` when the box, or its key, is not there. */
static bool search_boxes(Search *self, const Node *changes, char **problem) {
    const char *tree_name = NULL, *name = self->path[1], *key = self->path[2];
    const Node *tree =
        tree_choose(self->request->motif->layout, self->request->size, &tree_name);
    const Node *box = tree_find_box(tree, name);
    const char *kind = box == NULL ? NULL : node_key(box, 0)->text;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *suggestion = NULL;

    if (box == NULL) {
        tree_collect_names(tree, names);
        suggestion = word_suggestion(name != NULL ? name : "", names);
        *problem = g_strdup_printf(_("the tree for %s has no box \"%s\"%s"), tree_name,
                                   name != NULL ? name : "", suggestion);
    } else if (!is_key_of(kind, key)) {
        section_visit(section_find(kind), collect_key, names);
        suggestion = word_suggestion(key != NULL ? key : "", names);
        *problem = g_strdup_printf(_("\"%s\" is no key of %s, which \"%s\" is%s"),
                                   key != NULL ? key : "", kind, name, suggestion);
    } else {
        search_box(self, node_item(box, 0), kind, tree_name, changes);
    }
    return *problem == NULL;
}

/* --- all layers
 * --------------------------------------------------------------------------- */

static char *when_title(const Node *when) {
    static const char *const conditions[] = {"size", "shape", "language", "row"};
    GString *title = g_string_new("when");

    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++) {
        const Node *names = node_find(when, conditions[i]);

        if (names == NULL)
            continue;
        g_string_append_printf(title, " %s ", conditions[i]);
        append_value(title, names);
    }
    return g_string_free(title, FALSE);
}

static char *layer_title(const Motif *motif, const Node *layer) {
    if (layer == motif->layout)
        return g_strdup_printf("layout %s", node_find_text(layer, "layout"));
    return layer == motif->root ? g_strdup("motif") : when_title(layer);
}

static void search_layers(Search *self) {
    const Motif *motif = self->request->motif;
    g_autoptr(GPtrArray) layers = resolve_layers(self->request);

    if (strcmp(self->path[0], "words") == 0)
        search_layer(self, motif->campaign->root, g_strdup("campaign"));
    for (guint i = 0; i < layers->len; i++) {
        const Node *layer = g_ptr_array_index(layers, i);

        search_layer(self, layer, layer_title(motif, layer));
    }
}

/* "headline.max" is short for "items.headline.max". */
static char **split_key(const char *key) {
    static const char *const parts[] = {"words", "inks", "art", "alt", "items", NULL};
    g_auto(GStrv) path = g_strsplit(key, ".", -1);
    g_autofree char *longer = g_strdup_printf("items.%s", key);

    return path[0] != NULL && g_strv_contains(parts, path[0])
               ? g_steal_pointer(&path)
               : g_strsplit(longer, ".", -1);
}

GPtrArray *why_find(const Request *request, const char *key, char **problem) {
    g_auto(GStrv) path = split_key(key);
    g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(free_reason);
    g_autoptr(Node) changes = resolve_changes(request);
    Search search = {.request = request, .path = path, .reasons = reasons};
    bool needs_name = strcmp(path[0], "alt") != 0;

    if (needs_name && (path[1] == NULL || *path[1] == '\0')) {
        *problem = g_strdup_printf(_("\"%s\" of what? write %s.NAME"), key, path[0]);
        return NULL;
    }
    if (strcmp(path[0], "items") == 0) {
        if (!search_boxes(&search, changes, problem))
            return NULL;
    } else {
        search.holds = find_in(&search, changes);
    }
    search_layers(&search);
    if (reasons->len == 0) {
        *problem = g_strdup_printf(_("nothing says \"%s\""), key);
        return NULL;
    }
    return g_steal_pointer(&reasons);
}
