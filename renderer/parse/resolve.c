#include "parse/resolve.h"

#include "base/paths.h"
#include "base/words.h"
#include "model/language.h"
#include "parse/keys.h"
#include "parse/phrase.h"
#include "parse/tree.h"
#include "parse/values.h"

#include <string.h>

enum {
    BRACES_DEPTH_MAX = 4,         /* words inside words inside words */
    BRACES_BYTES_MAX = 16 * 1024, /* of one text with all that is put into it */
};

typedef struct {
    const Motif *motif;
    const Size *size;
    const char *language;
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

static bool when_fits(const Resolver *resolver, const Node *when) {
    return names_contain(node_find(when, "size"), resolver->size->id) &&
           names_contain(node_find(when, "shape"),
                         shape_to_text(size_shape(resolver->size))) &&
           names_contain(node_find(when, "language"), resolver->language);
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
        g_autoptr(Node) over = node_new(NODE_MAP, name->origin);
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

static void merge_layer(Resolver *resolver, const Node *layer) {
    static const char *const parts[] = {"inks", "art", "alt", "words", "items"};
    g_autoptr(Node) copy = node_copy(layer);

    if (node_find(layer, "language") != NULL)
        name_languages(copy, resolver->language);
    forget_replaced(resolver, copy);
    for (guint i = 0; i < node_count(copy); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(parts); j++) {
            if (strcmp(node_key(copy, i)->text, parts[j]) == 0)
                node_merge_key(resolver->changes, node_key(copy, i),
                               node_item(copy, i));
        }
    }
    merge_hide(resolver->changes, node_find(copy, "hide"));
}

/* A campaign's `words` are a layer; its inks are the inks themselves, no roles. */
static void merge_layers(Resolver *resolver) {
    const Motif *motif = resolver->motif;
    const Node *campaign_words = node_find(motif->campaign->root, "words");
    const Node *whens = node_find(motif->root, "when");

    if (campaign_words != NULL) {
        g_autoptr(Node) key = node_new_text("words", 5, campaign_words->origin);

        node_merge_key(resolver->changes, key, campaign_words);
    }
    merge_layer(resolver, motif->layout);
    merge_layer(resolver, motif->root);
    for (guint i = 0; i < node_count(whens); i++) {
        if (when_fits(resolver, node_item(whens, i)))
            merge_layer(resolver, node_item(whens, i));
    }
}

static Words *make_words(const Node *phrase, const char *language) {
    const char *found = NULL;
    const Node *node = phrase_find(phrase, language, &found);
    Words *words;

    if (node == NULL)
        return NULL;
    words = g_new0(Words, 1);
    words->text = g_strdup(node_find_text(node, "text"));
    words->language = g_strdup(found);
    words->origin = node_find(node, "text")->origin;
    words->state = value_state(node, "word");
    return words;
}

static void add_words(const Resolver *resolver, Brief *brief) {
    const Node *phrases = node_find(resolver->changes, "words");

    for (guint i = 0; i < node_count(phrases); i++) {
        Words *words = make_words(node_item(phrases, i), resolver->language);

        if (words != NULL)
            g_hash_table_insert(brief->words, g_strdup(node_key(phrases, i)->text),
                                words);
    }
    brief->alt = make_words(node_find(resolver->changes, "alt"), resolver->language);
}

/* The funders' sentences in one text; its state is the least reviewed of them. */
static void add_funders(const Resolver *resolver, Brief *brief) {
    const GPtrArray *funders = resolver->motif->campaign->funders;
    Words *all = NULL;

    for (guint i = 0; i < funders->len; i++) {
        const Funder *funder = g_ptr_array_index(funders, i);
        Words *words = make_words(funder->sentence, resolver->language);

        if (words == NULL || all == NULL) {
            all = all == NULL ? words : all;
        } else {
            g_autofree char *before = g_steal_pointer(&all->text);

            all->text = g_strdup_printf("%s %s", before, words->text);
            all->state = MIN(all->state, words->state);
            words_free(words);
        }
    }
    if (all != NULL)
        g_hash_table_insert(brief->words, g_strdup("funders"), all);
}

/* Putting words into words. */
typedef struct {
    const Brief *brief;
    Diagnostics *diagnostics;
    gsize bytes; /* made so far for one text */
    int state;   /* the least reviewed of what was put in */
    bool failed;
} Expansion;

static char *expand(Expansion *self, const Words *words, int depth);

/* The place of `{name}` inside the words as written, if it stands there as it is. */
static Origin brace_origin(const Words *words, const char *name) {
    g_autofree char *brace = g_strdup_printf("{%s}", name);
    Origin origin = words->origin;
    const char *start = origin.source->bytes + origin.offset;
    const char *found = g_strstr_len(start, (gssize)origin.length, brace);

    if (found == NULL)
        return origin;
    return (Origin){origin.source, origin.offset + (size_t)(found - start),
                    strlen(brace)};
}

static void unknown_brace(const Brief *brief, const Words *words, const char *name,
                          Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) names = table_names(brief->words);
    g_autofree char *suggestion = word_suggestion(name, names);
    Origin origin = brace_origin(words, name);

    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/unknown-words", &origin,
                    "no words \"%s\" to put in%s; write {{ for a brace", name,
                    suggestion);
}

static void endless_words(Expansion *self, const Words *words) {
    self->failed = true;
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/endless-words",
                    &words->origin,
                    "these words contain themselves, or too much of others");
}

/* What stands for `{name}`; NULL with a finding if nothing does. */
static char *expand_name(Expansion *self, const Words *words, const char *name,
                         int depth) {
    const Words *other = g_hash_table_lookup(self->brief->words, name);

    if (other == NULL) {
        self->failed = true;
        unknown_brace(self->brief, words, name, self->diagnostics);
        return NULL;
    }
    if (depth >= BRACES_DEPTH_MAX) {
        endless_words(self, words);
        return NULL;
    }
    self->state = MIN(self->state, other->state);
    return expand(self, other, depth + 1);
}

static char *expand(Expansion *self, const Words *words, int depth) {
    GString *text = g_string_new(NULL);

    for (const char *at = words->text; *at != '\0' && !self->failed;) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;

        if (strncmp(at, "{{", 2) == 0 || strncmp(at, "}}", 2) == 0) {
            g_string_append_c(text, *at);
            at += 2;
        } else if (end != NULL) {
            g_autofree char *name = g_strndup(at + 1, (gsize)(end - at - 1));
            g_autofree char *inner = expand_name(self, words, name, depth);

            g_string_append(text, inner != NULL ? inner : "");
            at = end + 1;
        } else {
            g_string_append_c(text, *at++);
        }
        if (++self->bytes > BRACES_BYTES_MAX)
            endless_words(self, words);
    }
    return g_string_free(text, FALSE);
}

/* The same words with nothing left to put in; `state` is that of all that is in them.
 */
static char *expand_words(const Brief *brief, const Words *words, int *state,
                          Diagnostics *diagnostics) {
    Expansion expansion = {brief, diagnostics, 0, words->state, false};
    char *text = expand(&expansion, words, 0);

    *state = expansion.state;
    return text;
}

static void replace_words(Words *words, char *text, int state) {
    g_free(words->text);
    words->text = text;
    words->state = state;
}

/* In two steps, so that no words see others half expanded. */
static void expand_all(const Resolver *resolver, Brief *brief) {
    g_autoptr(GPtrArray) names = table_names(brief->words);
    g_autofree char **texts = g_new0(char *, names->len + 1);
    g_autofree int *states = g_new0(int, names->len + 1);

    if (brief->alt != NULL) {
        int state;
        char *text = expand_words(brief, brief->alt, &state, resolver->diagnostics);

        replace_words(brief->alt, text, state);
    }
    for (guint i = 0; i < names->len; i++)
        texts[i] = expand_words(
            brief, g_hash_table_lookup(brief->words, g_ptr_array_index(names, i)),
            &states[i], resolver->diagnostics);
    for (guint i = 0; i < names->len; i++)
        replace_words(g_hash_table_lookup(brief->words, g_ptr_array_index(names, i)),
                      texts[i], states[i]);
}

static void add_artwork(const Resolver *resolver, Brief *brief) {
    const Node *list = node_find(resolver->changes, "art");

    for (guint i = 0; i < node_count(list); i++) {
        const Node *node = node_item(list, i);
        const Node *file = node_find(node, "file");
        g_autofree char *folder = g_path_get_dirname(file->origin.source->name);
        Artwork *artwork = g_new0(Artwork, 1);

        artwork->path = path_join(folder, file->text);
        artwork->origin = file->origin;
        artwork->state = value_state(node, "artwork");
        g_hash_table_insert(brief->artwork, g_strdup(node_key(list, i)->text), artwork);
    }
}

static void add_inks(const Resolver *resolver, Brief *brief) {
    const Node *roles = node_find(resolver->changes, "inks");

    for (guint i = 0; i < node_count(roles); i++) {
        const Node *name = node_item(roles, i);
        InkRole *role = g_new0(InkRole, 1);

        role->ink = campaign_find_ink(resolver->motif->campaign, name->text);
        role->origin = name->origin;
        g_hash_table_insert(brief->inks, g_strdup(node_key(roles, i)->text), role);
    }
}

static char *make_title(const Motif *motif) {
    const char *title = node_find_text(motif->root, "title");

    return g_strdup_printf("%s – %s", title, motif->campaign->title);
}

Brief *resolve_brief(const Motif *motif, const Size *size, const char *language,
                     Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(Brief) brief = brief_new();
    g_autoptr(Node) changes = node_new(NODE_MAP, motif->root->origin);
    Resolver resolver = {motif, size, language, diagnostics, changes};

    brief->motif = motif;
    brief->size = size;
    brief->language = language;
    brief->right_to_left = language_is_right_to_left(language);
    brief->title = make_title(motif);
    merge_layers(&resolver);
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
