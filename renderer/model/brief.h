/* What is asked of one poster: everything merged for one size and language. */
#pragma once

#include "model/box.h"
#include "model/motif.h"

typedef struct {
    char *text;
    char *language; /* the language the words were found in; "und" for any */
    Origin origin;
    int state; /* State */
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
