/* What is asked of one poster: everything merged for one size and language. */
#pragma once

#include "model/box.h"
#include "model/motif.h"

/* Where the bytes of a text are written, from the end of the piece before. */
typedef struct {
    Origin origin;
    size_t end; /* bytes from the start of the text */
} Piece;

typedef struct {
    char *text;
    char *language; /* the language the words were found in; "und" for any */
    Origin origin;
    int state;       /* State */
    GArray *pieces;  /* of Piece, in order; NULL: all at `origin`; owned */
    bool of_printer; /* they name who prints; "" as long as nobody is known */
} Words;

typedef struct {
    char *path; /* from the working folder */
    Origin origin;
    int state; /* State */
} Artwork;

typedef struct {
    const Ink *ink; /* borrowed from the campaign */
    Origin origin;
} InkRole;

typedef struct {
    const Motif *motif;
    const Size *size;
    const char *language; /* BCP 47; borrowed */
    const DataRow *row;   /* borrowed; NULL: the motif has none */
    bool right_to_left;
    char *title;
    GHashTable *words;   /* name to Words; owned */
    GHashTable *artwork; /* name to Artwork; owned */
    GHashTable *inks;    /* role to InkRole; owned */
    Words *alt;          /* what the picture shows; NULL when nobody wrote it; owned */
    Node *tree; /* the layout's tree with what was changed; boxes borrow from it */
    Box *root;  /* owned */
} Brief;

Brief *brief_new(void);
void brief_free(Brief *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Brief, brief_free)

void words_free(Words *self);

/* Says where the text is written from the end of the pieces there are to byte `end`. */
void pieces_add(GArray *pieces, Origin origin, size_t end);

/* Where the byte at `at` is written: the whole value that it belongs to. */
Origin words_origin(const Words *self, size_t at);

/* Where a part of the words is written, as exactly as the file allows. */
Origin words_find(const Words *self, size_t at, size_t length);
