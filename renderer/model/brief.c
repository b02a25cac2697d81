#include "model/brief.h"

#include <string.h>

void words_free(Words *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->pieces, g_array_unref);
    g_free(self->text);
    g_free(self->language);
    g_free(self);
}

static bool origins_are_one(const Origin *a, const Origin *b) {
    return a->source == b->source && a->offset == b->offset;
}

void pieces_add(GArray *pieces, Origin origin, size_t end) {
    Piece *last =
        pieces->len == 0 ? NULL : &g_array_index(pieces, Piece, pieces->len - 1);

    if (last != NULL && origins_are_one(&last->origin, &origin))
        last->end = end;
    else
        g_array_append_val(pieces, ((Piece){origin, end}));
}

/* The piece that holds a byte, or all of the words. */
static Piece piece_at(const Words *self, size_t at) {
    for (guint i = 0; self->pieces != NULL && i < self->pieces->len; i++) {
        Piece piece = g_array_index(self->pieces, Piece, i);

        if (at < piece.end)
            return piece;
    }
    return (Piece){self->origin, strlen(self->text)};
}

Origin words_origin(const Words *self, size_t at) {
    return piece_at(self, at).origin;
}

/* How often the text from one byte to another says `part`, the last time whole. */
static unsigned count_between(const char *text, size_t from, size_t to, size_t end,
                              const char *part) {
    unsigned count = 0;

    for (; from < to; from++)
        count += from + strlen(part) <= end && g_str_has_prefix(text + from, part);
    return count;
}

/* How often a value says `part` before byte `at`. */
static unsigned count_before(const Words *self, const Origin *origin, const char *part,
                             size_t at) {
    unsigned count = 0;
    size_t from = 0;

    if (self->pieces == NULL)
        return count_between(self->text, 0, at, strlen(self->text), part);
    for (guint i = 0; i < self->pieces->len && from < at; i++) {
        const Piece *piece = &g_array_index(self->pieces, Piece, i);

        if (origins_are_one(&piece->origin, origin))
            count +=
                count_between(self->text, from, MIN(piece->end, at), piece->end, part);
        from = piece->end;
    }
    return count;
}

Origin words_find(const Words *self, size_t at, size_t length) {
    Piece piece = piece_at(self, at);
    g_autofree char *part = g_strndup(self->text + at, MIN(length, piece.end - at));
    Origin found = origin_find(piece.origin, part);

    origin_find_nth(piece.origin, part, count_before(self, &piece.origin, part, at),
                    &found);
    return found;
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
