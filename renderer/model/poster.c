#include "model/poster.h"

static void free_item(gpointer item) {
    item_free(item);
}

static void free_line(gpointer line) {
    text_line_free(line);
}

Poster *poster_new(void) {
    Poster *self = g_new0(Poster, 1);

    self->items = g_ptr_array_new_with_free_func(free_item);
    return self;
}

void poster_free(Poster *self) {
    if (self == NULL)
        return;
    g_free(self->title);
    g_free(self->alt);
    g_free(self->author);
    g_free(self->language);
    g_free(self->size);
    g_ptr_array_unref(self->items);
    g_free(self);
}

Item *item_new(ItemKind kind) {
    Item *self = g_new0(Item, 1);

    self->kind = kind;
    self->opacity = 1;
    self->state = self->words_state = STATE_REVIEWED;
    self->lines = g_ptr_array_new_with_free_func(free_line);
    self->items = g_ptr_array_new_with_free_func(free_item);
    return self;
}

static State least_reviewed(const GPtrArray *items) {
    State state = STATE_REVIEWED;

    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        state = MIN(state, MIN(item->state, least_reviewed(item->items)));
    }
    return state;
}

State poster_state(const Poster *self) {
    return least_reviewed(self->items);
}

void item_add_state(Item *self, int state) {
    self->state = MIN(self->state, (State)state);
}

void item_free(Item *self) {
    if (self == NULL)
        return;
    g_free(self->name);
    g_free(self->says);
    g_free(self->language);
    g_free(self->path);
    g_free(self->words);
    outline_free(self->outline);
    outline_free(self->clip);
    g_ptr_array_unref(self->lines);
    g_ptr_array_unref(self->items);
    g_clear_pointer(&self->modules, g_byte_array_unref);
    g_free(self);
}

void text_line_free(TextLine *self) {
    if (self == NULL)
        return;
    g_clear_object(&self->layout);
    g_clear_pointer(&self->bends, g_array_unref);
    g_clear_pointer(&self->inks, g_array_unref);
    g_free(self->text);
    g_free(self);
}

void item_move(Item *self, double right, double down) {
    self->area.x += right;
    self->area.y += down;
    self->pivot_x += right;
    self->pivot_y += down;
    for (guint i = 0; i < self->lines->len; i++) {
        TextLine *line = g_ptr_array_index(self->lines, i);

        line->x += right;
        line->baseline += down;
        line->ink.x += right;
        line->ink.y += down;
    }
}

Rect poster_area(const Poster *self, bool with_bleed) {
    return with_bleed ? self->boxes.bleed : self->boxes.trim;
}

double poster_ppi(const Poster *self, double asked) {
    return asked > 0 ? asked : self->ppi;
}
