#include "parse/resolve.h"

#include "base/paths.h"
#include "base/words.h"
#include "model/language.h"
#include "parse/expand.h"
#include "parse/forms.h"
#include "parse/keys.h"
#include "parse/phrase.h"
#include "parse/tree.h"
#include "parse/values.h"

#include <string.h>

typedef struct {
    Request request;
    Diagnostics *diagnostics;
    Node *changes; /* inks, art, alt, words, items: all layers merged */
} Resolver;

/* A condition that is not there holds. */
static bool names_contain(const Node *names, const char *name) {
    for (guint i = 0; i < node_list_count(names); i++) {
        if (strcmp(node_list_item(names, i)->text, name) == 0)
            return true;
    }
    return names == NULL;
}

static bool when_fits(const Node *when, const Request *request) {
    return names_contain(node_find(when, "size"), request->size->id) &&
           names_contain(node_find(when, "shape"),
                         shape_to_text(size_shape(request->size))) &&
           names_contain(node_find(when, "language"), request->language) &&
           names_contain(node_find(when, "row"),
                         request->row != NULL ? request->row->id : "");
}

/* Under a language condition plain words are words of that language. */
static void name_language(Node *phrase, const char *language) {
    for (guint i = 0; i < node_count(phrase); i++) {
        Node *key = node_key(phrase, i);

        if (strcmp(key->text, "und") == 0) {
            g_free(key->text);
            key->text = g_strdup(language);
        }
    }
}

static void name_languages(Node *layer, const char *language) {
    Node *words = node_find(layer, "words");

    name_language(node_find(layer, "alt"), language);
    for (guint i = 0; i < node_count(words); i++)
        name_language(node_item(words, i), language);
}

/* `hide: [a, b]` says the same as `items: {a: {hide: yes}, b: {hide: yes}}`. */
static void merge_hide(Node *changes, const Node *hide) {
    for (guint i = 0; i < node_list_count(hide); i++) {
        const Node *name = node_list_item(hide, i);
        Node *over = node_new(NODE_MAP, name->origin);
        Node *items = node_new(NODE_MAP, name->origin);
        Node *item = node_new(NODE_MAP, name->origin);

        node_put(item, node_new_text("hide", 4, name->origin),
                 node_new_text("yes", 3, name->origin));
        node_put(items, node_copy(name), item);
        node_put(over, node_new_text("items", 5, name->origin), items);
        node_merge(changes, over);
    }
}

/* What is given anew is not merged with what was said of the old: a new text has not
 * been reviewed because the old one was. */
static void forget_items(Node *before, const Node *over) {
    for (guint i = 0; before != NULL && i < node_count(over); i++) {
        Node *item = node_find(before, node_key(over, i)->text);

        if (item != NULL)
            node_clear(item);
    }
}

/* A plain text holds for all languages: it replaces what was said in each. */
static void forget_words(Node *before, const Node *phrase) {
    if (before != NULL && node_find(phrase, "und") != NULL)
        node_clear(before);
    forget_items(before, phrase);
}

static void forget_replaced(const Resolver *resolver, const Node *layer) {
    const Node *words = node_find(layer, "words");
    Node *before = node_find(resolver->changes, "words");

    forget_items(node_find(resolver->changes, "art"), node_find(layer, "art"));
    forget_words(node_find(resolver->changes, "alt"), node_find(layer, "alt"));
    for (guint i = 0; i < node_count(words); i++)
        forget_words(node_find(before, node_key(words, i)->text), node_item(words, i));
}

/* What of a layer is merged with others; not trees of boxes, nor conditions. */
static Node *copy_parts(const Node *layer) {
    static const char *const parts[] = {"inks", "art", "alt", "words", "items", NULL};
    Node *copy = node_new(NODE_MAP, layer->origin);

    for (guint i = 0; i < node_count(layer); i++) {
        if (g_strv_contains(parts, node_key(layer, i)->text))
            node_put(copy, node_copy(node_key(layer, i)),
                     node_copy(node_item(layer, i)));
    }
    return copy;
}

static void merge_layer(Resolver *resolver, const Node *layer) {
    Node *copy = copy_parts(layer);

    if (node_find(layer, "language") != NULL)
        name_languages(copy, resolver->request.language);
    forget_replaced(resolver, copy);
    node_merge(resolver->changes, copy);
    merge_hide(resolver->changes, node_find(layer, "hide"));
}

/* A layer and what it changes here. */
static void add_layer(GPtrArray *layers, const Node *layer, const Request *request) {
    const Node *whens = node_find(layer, "when");

    g_ptr_array_add(layers, (gpointer)layer);
    for (guint i = 0; i < node_count(whens); i++) {
        if (when_fits(node_item(whens, i), request))
            g_ptr_array_add(layers, (gpointer)node_item(whens, i));
    }
}

GPtrArray *resolve_layers(const Request *request) {
    GPtrArray *layers = g_ptr_array_new();

    add_layer(layers, request->motif->layout, request);
    add_layer(layers, request->motif->root, request);
    return layers;
}

/* A campaign's `words` are a layer; its inks are the inks themselves, no roles. */
static void merge_layers(Resolver *resolver) {
    g_autoptr(GPtrArray) layers = resolve_layers(&resolver->request);
    const Node *campaign_words =
        node_find(resolver->request.motif->campaign->root, "words");

    if (campaign_words != NULL) {
        g_autoptr(Node) key = node_new_text("words", 5, campaign_words->origin);

        node_merge_key(resolver->changes, key, campaign_words);
    }
    for (guint i = 0; i < layers->len; i++)
        merge_layer(resolver, g_ptr_array_index(layers, i));
}

Node *resolve_changes(const Request *request) {
    Resolver resolver = {.request = *request};

    resolver.changes = node_new(NODE_MAP, request->motif->root->origin);
    merge_layers(&resolver);
    return resolver.changes;
}

/* A translation of what the source text said before has not been read as it is. */
static int words_state(const Node *phrase, const Node *words, const char *source) {
    const Node *original = source == NULL ? NULL : node_find(phrase, source);
    int state = value_state(words, "word"), made_from, version;

    return original != NULL && phrase_is_outdated(original, words, &made_from, &version)
               ? MIN(state, STATE_DRAFT)
               : state;
}

static Words *make_words(const Resolver *resolver, const Node *phrase) {
    const char *found = NULL, *language = resolver->request.language;
    const Node *node = phrase_find(phrase, language, &found);
    Words *words;

    if (node == NULL)
        return NULL;
    words = g_new0(Words, 1);
    words->text = g_strdup(node_find_text(node, "text"));
    words->language = g_strdup(found);
    words->origin = node_find(node, "text")->origin;
    words->state =
        words_state(phrase, node, resolver->request.motif->campaign->source_language);
    return words;
}

static void add_words(const Resolver *resolver, Brief *brief) {
    const Node *phrases = node_find(resolver->changes, "words");

    for (guint i = 0; i < node_count(phrases); i++) {
        Words *words = make_words(resolver, node_item(phrases, i));

        if (words != NULL)
            g_hash_table_insert(brief->words, g_strdup(node_key(phrases, i)->text),
                                words);
    }
    brief->alt = make_words(resolver, node_find(resolver->changes, "alt"));
}

/* One text behind the other; takes over both. */
static Words *join_words(Words *all, Words *words) {
    g_autofree char *before = g_steal_pointer(&all->text);

    if (all->pieces == NULL) {
        all->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
        pieces_add(all->pieces, all->origin, strlen(before) + 1);
    }
    all->text = g_strdup_printf("%s %s", before, words->text);
    all->state = MIN(all->state, words->state);
    pieces_add(all->pieces, words->origin, strlen(all->text) + 1);
    words_free(words);
    return all;
}

/* The funders' sentences in one text; its state is the least reviewed of them. */
static void add_funders(const Resolver *resolver, Brief *brief) {
    const GPtrArray *funders = resolver->request.motif->campaign->funders;
    Words *all = NULL;

    for (guint i = 0; i < funders->len; i++) {
        const Funder *funder = g_ptr_array_index(funders, i);
        Words *words = make_words(resolver, funder->sentence);

        if (words != NULL)
            all = all == NULL ? words : join_words(all, words);
    }
    if (all != NULL)
        g_hash_table_insert(brief->words, g_strdup("funders"), all);
}

static void replace_words(Words *words, Expanded *expanded) {
    g_free(words->text);
    g_clear_pointer(&words->pieces, g_array_unref);
    words->text = g_steal_pointer(&expanded->text);
    words->pieces = g_steal_pointer(&expanded->pieces);
    words->state = expanded->state;
    words->of_printer = expanded->of_printer;
    words->origin = expanded->origin;
}

/* In two steps, so that no words see others half expanded. */
static void expand_all(const Resolver *resolver, Brief *brief) {
    g_autoptr(GPtrArray) names = table_names(brief->words);
    g_autofree Expanded *expanded = g_new0(Expanded, names->len + 1);

    if (brief->alt != NULL) {
        expanded[0] = expand_words(brief, brief->alt, resolver->diagnostics);
        replace_words(brief->alt, &expanded[0]);
    }
    for (guint i = 0; i < names->len; i++)
        expanded[i] = expand_words(
            brief, g_hash_table_lookup(brief->words, g_ptr_array_index(names, i)),
            resolver->diagnostics);
    for (guint i = 0; i < names->len; i++)
        replace_words(g_hash_table_lookup(brief->words, g_ptr_array_index(names, i)),
                      &expanded[i]);
}

/* A name or a file that may depend on the data row. */
static char *expand_node(const Resolver *resolver, const Brief *brief, const Node *node,
                         Origin *origin) {
    Words words = {.text = node->text, .origin = node->origin};
    Expanded expanded = expand_row(brief, &words, resolver->diagnostics);

    g_array_unref(expanded.pieces);
    *origin = expanded.origin;
    return expanded.text;
}

static guint count(const char *text, const char *part) {
    guint times = 0;

    for (; (text = strstr(text, part)) != NULL; text++)
        times++;
    return times;
}

/* A field may name a part of a file's name, never a way to another folder. */
static void check_file(const Resolver *resolver, const Node *file, const char *path,
                       const Origin *origin) {
    if (!value_is_file(path) || count(path, "/") != count(file->text, "/") ||
        count(path, "..") != count(file->text, ".."))
        diagnostics_add(resolver->diagnostics, SEVERITY_ERROR, "motif/bad-file", origin,
                        "\"%s\" is no file's path", path);
}

static void add_artwork(const Resolver *resolver, Brief *brief) {
    const Node *list = node_find(resolver->changes, "art");

    for (guint i = 0; i < node_count(list); i++) {
        const Node *node = node_item(list, i);
        const Node *file = node_find(node, "file");
        g_autofree char *folder = g_path_get_dirname(file->origin.source->name);
        Artwork *artwork = g_new0(Artwork, 1);
        g_autofree char *path = expand_node(resolver, brief, file, &artwork->origin);

        check_file(resolver, file, path, &artwork->origin);
        artwork->path = path_join(folder, path);
        artwork->state = value_state(node, "artwork");
        g_hash_table_insert(brief->artwork, g_strdup(node_key(list, i)->text), artwork);
    }
}

static void add_inks(const Resolver *resolver, Brief *brief) {
    const Node *roles = node_find(resolver->changes, "inks");
    const Campaign *campaign = resolver->request.motif->campaign;

    for (guint i = 0; i < node_count(roles); i++) {
        InkRole *role = g_new0(InkRole, 1);
        g_autofree char *name =
            expand_node(resolver, brief, node_item(roles, i), &role->origin);

        role->ink = campaign_find_ink(campaign, name);
        if (role->ink == NULL && value_is_row_name(node_item(roles, i)->text)) {
            g_autoptr(GPtrArray) names = campaign_ink_names(campaign);
            g_autofree char *suggestion = word_suggestion(name, names);

            diagnostics_add(resolver->diagnostics, SEVERITY_ERROR, "motif/unknown-ink",
                            &role->origin, "no ink \"%s\"%s", name, suggestion);
        }
        g_hash_table_insert(brief->inks, g_strdup(node_key(roles, i)->text), role);
    }
}

static char *make_title(const Resolver *resolver, const Brief *brief) {
    Origin origin;
    g_autofree char *title = expand_node(
        resolver, brief, node_find(resolver->request.motif->root, "title"), &origin);

    return g_strdup_printf("%s – %s", title, resolver->request.motif->campaign->title);
}

Brief *resolve_brief(const Motif *motif, const Size *size, const char *language,
                     const DataRow *row, Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(Brief) brief = brief_new();
    Request request = {motif, size, language, row};
    g_autoptr(Node) changes = resolve_changes(&request);
    Resolver resolver = {request, diagnostics, changes};

    brief->motif = motif;
    brief->size = size;
    brief->language = language;
    brief->row = row;
    brief->right_to_left = language_is_right_to_left(language);
    brief->title = make_title(&resolver, brief);
    add_words(&resolver, brief);
    add_funders(&resolver, brief);
    expand_all(&resolver, brief);
    add_artwork(&resolver, brief);
    add_inks(&resolver, brief);
    tree_resolve(brief, changes, diagnostics);
    if (diagnostics->errors != before)
        return NULL;
    return g_steal_pointer(&brief);
}
