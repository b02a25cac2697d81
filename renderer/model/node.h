/* A text file as a tree: texts, lists and maps, each with its place.
 *
 * The parser makes it, the key table checks it, resolve merges copies of it. A Node
 * owns its text and children; places are borrowed from the Source, which must live
 * longer. */
#pragma once

#include "base/source.h"

#include <stdbool.h>

typedef enum { NODE_TEXT, NODE_LIST, NODE_MAP } NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    Origin origin;
    char *text;       /* NODE_TEXT; UTF-8; owned */
    GPtrArray *keys;  /* NODE_MAP: of Node (texts), one for each item; owned */
    GPtrArray *items; /* NODE_LIST and NODE_MAP: of Node; owned */
};

Node *node_new(NodeKind kind, Origin origin);

/* Takes over nothing: `text` is copied. */
Node *node_new_text(const char *text, size_t length, Origin origin);

void node_free(Node *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, node_free)

Node *node_copy(const Node *self);

/* Whether kinds, keys, texts and their order are the same; places may differ. */
bool node_equal(const Node *a, const Node *b);

/* Both take over `item` (and `key`). */
void node_append(Node *list, Node *item);
void node_put(Node *map, Node *key, Node *item);

/* Takes everything out of a list or map. */
void node_clear(Node *self);

/* How many items a list or map has; 0 for a text or NULL. */
guint node_count(const Node *self);
Node *node_item(const Node *self, guint index);
Node *node_key(const Node *self, guint index);

/* The same for values that are one text or a list of them: a text is a list of itself.
 */
guint node_list_count(const Node *self);
const Node *node_list_item(const Node *self, guint index);

/* The value of a key; NULL when there is none, or `self` is NULL or no map. */
Node *node_find(const Node *self, const char *name);

/* The text of a key's value; NULL when there is none or it is no text. */
const char *node_find_text(const Node *self, const char *name);

/* Puts `over`, which it takes over, on top of `base`: maps merge key by key, anything
 * else replaces. */
void node_merge(Node *base, Node *over);

/* Sets one key of a map to a copy of `item`, merging maps. */
void node_merge_key(Node *base, const Node *key, const Node *item);
