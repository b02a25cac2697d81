#include "model/node.h"

#include <string.h>

static void free_item(gpointer node) {
    node_free(node);
}

Node *node_new(NodeKind kind, Origin origin) {
    Node *self = g_new0(Node, 1);

    self->kind = kind;
    self->origin = origin;
    if (kind != NODE_TEXT)
        self->items = g_ptr_array_new_with_free_func(free_item);
    if (kind == NODE_MAP)
        self->keys = g_ptr_array_new_with_free_func(free_item);
    return self;
}

Node *node_new_text(const char *text, size_t length, Origin origin) {
    Node *self = node_new(NODE_TEXT, origin);

    self->text = g_strndup(text, length);
    return self;
}

void node_free(Node *self) {
    if (self == NULL)
        return;
    g_free(self->text);
    g_clear_pointer(&self->keys, g_ptr_array_unref);
    g_clear_pointer(&self->items, g_ptr_array_unref);
    g_free(self);
}

Node *node_copy(const Node *self) {
    Node *copy;

    if (self == NULL)
        return NULL;
    if (self->kind == NODE_TEXT)
        return node_new_text(self->text, strlen(self->text), self->origin);
    copy = node_new(self->kind, self->origin);
    for (guint i = 0; i < node_count(self); i++) {
        if (self->kind == NODE_MAP)
            node_put(copy, node_copy(node_key(self, i)), node_copy(node_item(self, i)));
        else
            node_append(copy, node_copy(node_item(self, i)));
    }
    return copy;
}

bool node_equal(const Node *a, const Node *b) {
    if (a->kind != b->kind || g_strcmp0(a->text, b->text) != 0 ||
        node_count(a) != node_count(b))
        return false;
    for (guint i = 0; i < node_count(a); i++) {
        if (!node_equal(node_item(a, i), node_item(b, i)) ||
            (a->kind == NODE_MAP && !node_equal(node_key(a, i), node_key(b, i))))
            return false;
    }
    return true;
}

void node_append(Node *list, Node *item) {
    g_ptr_array_add(list->items, item);
}

void node_put(Node *map, Node *key, Node *item) {
    g_ptr_array_add(map->keys, key);
    g_ptr_array_add(map->items, item);
}

void node_clear(Node *self) {
    g_ptr_array_set_size(self->items, 0);
    if (self->kind == NODE_MAP)
        g_ptr_array_set_size(self->keys, 0);
}

guint node_count(const Node *self) {
    return self == NULL || self->kind == NODE_TEXT ? 0 : self->items->len;
}

Node *node_item(const Node *self, guint index) {
    return g_ptr_array_index(self->items, index);
}

Node *node_key(const Node *self, guint index) {
    return g_ptr_array_index(self->keys, index);
}

guint node_list_count(const Node *self) {
    return self != NULL && self->kind == NODE_TEXT ? 1 : node_count(self);
}

const Node *node_list_item(const Node *self, guint index) {
    return self->kind == NODE_TEXT ? self : node_item(self, index);
}

static bool find_index(const Node *self, const char *name, guint *index) {
    if (self == NULL || self->kind != NODE_MAP)
        return false;
    for (*index = 0; *index < self->keys->len; (*index)++) {
        const char *text = node_key(self, *index)->text;

        /* Most differ at once. */
        if (text[0] == name[0] && strcmp(text, name) == 0)
            return true;
    }
    return false;
}

Node *node_find(const Node *self, const char *name) {
    guint index;

    return find_index(self, name, &index) ? node_item(self, index) : NULL;
}

const char *node_find_text(const Node *self, const char *name) {
    const Node *item = node_find(self, name);

    return item != NULL && item->kind == NODE_TEXT ? item->text : NULL;
}

/* Takes over both. */
static void take_key(Node *base, Node *key, Node *item) {
    guint index;

    if (!find_index(base, key->text, &index)) {
        node_put(base, key, item);
        return;
    }
    if (node_item(base, index)->kind == NODE_MAP && item->kind == NODE_MAP) {
        node_merge(node_item(base, index), item);
        node_free(key);
        return;
    }
    node_free(node_item(base, index));
    g_ptr_array_index(base->items, index) = item;
    node_free(node_key(base, index));
    g_ptr_array_index(base->keys, index) = key;
}

void node_merge(Node *base, Node *over) {
    for (guint i = 0; i < node_count(over); i++)
        take_key(base, g_steal_pointer(&g_ptr_array_index(over->keys, i)),
                 g_steal_pointer(&g_ptr_array_index(over->items, i)));
    node_free(over);
}

void node_merge_key(Node *base, const Node *key, const Node *item) {
    take_key(base, node_copy(key), node_copy(item));
}
