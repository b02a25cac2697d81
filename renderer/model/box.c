#include "model/box.h"

#include <string.h>

static const char *const kind_names[] = {"stack", "row",   "column",  "grid", "group",
                                         "panel", "shape", "pattern", "art",  "photo",
                                         "text",  "qr",    "logos",   "space"};

G_STATIC_ASSERT(G_N_ELEMENTS(kind_names) == BOX_KIND_COUNT);

static void free_item(gpointer box) {
    box_free(box);
}

Box *box_new(BoxKind kind) {
    Box *self = g_new0(Box, 1);

    self->kind = kind;
    self->items = g_ptr_array_new_with_free_func(free_item);
    return self;
}

void box_free(Box *self) {
    if (self == NULL)
        return;
    g_free(self->name);
    g_clear_pointer(&self->pattern.inks, g_ptr_array_unref);
    g_ptr_array_unref(self->items);
    g_free(self);
}

const char *box_kind_to_text(BoxKind kind) {
    return kind_names[kind];
}

bool box_kind_find(const char *name, BoxKind *kind) {
    for (int i = 0; i < BOX_KIND_COUNT; i++) {
        if (strcmp(kind_names[i], name) == 0) {
            *kind = (BoxKind)i;
            return true;
        }
    }
    return false;
}

const Box *box_find(const Box *self, const char *name) {
    if (g_strcmp0(self->name, name) == 0)
        return self;
    for (guint i = 0; i < self->items->len; i++) {
        const Box *found = box_find(g_ptr_array_index(self->items, i), name);

        if (found != NULL)
            return found;
    }
    return NULL;
}
