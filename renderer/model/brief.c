#include "model/brief.h"

void words_free(Words *self) {
    if (self == NULL)
        return;
    g_free(self->text);
    g_free(self->language);
    g_free(self);
}

static void free_words(gpointer words) {
    words_free(words);
}

static void free_artwork(gpointer pointer) {
    Artwork *artwork = pointer;

    g_free(artwork->path);
    g_free(artwork);
}

Brief *brief_new(void) {
    Brief *self = g_new0(Brief, 1);

    self->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_words);
    self->artwork =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_artwork);
    self->inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return self;
}

void brief_free(Brief *self) {
    if (self == NULL)
        return;
    g_free(self->title);
    g_hash_table_unref(self->words);
    g_hash_table_unref(self->artwork);
    g_hash_table_unref(self->inks);
    words_free(self->alt);
    box_free(self->root);
    node_free(self->tree);
    g_free(self);
}
