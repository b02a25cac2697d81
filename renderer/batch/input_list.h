/* Inputs in the order they are found, with all their bytes. */
#pragma once

#include "batch/inputs.h"

typedef struct {
    GArray *inputs; /* of Input; owned */
    GString *bytes; /* kinds, names and values, one behind the other; owned */
    gsize value;    /* where the value of the last one begins in them */
} InputList;

InputList *input_list_new(void);
void input_list_free(InputList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InputList, input_list_free)

/* Begins an input, texts borrowed; `origin` may be NULL. Its value is what is appended
 * to `bytes` until it ends. */
void input_begin(InputList *self, const char *kind, const char *name, const char *part,
                 const Origin *origin);
void input_end(InputList *self);

/* A whole one. */
void input_add(InputList *self, const char *kind, const char *name,
               const Origin *origin, const char *text);

/* Values. */
void input_append_text(InputList *self, const char *text);
void input_append_block(InputList *self, const void *block, gsize length);
void input_append_node(InputList *self, const Node *node);

/* Appends notes (of InputNote) of all of them. */
void input_list_note(const InputList *self, GArray *notes);

/* The first that is not among the notes, from `from` on, as people are told it; caller
 * frees. NULL: all are. */
char *input_list_difference(const InputList *self, const GArray *notes, guint *from);
