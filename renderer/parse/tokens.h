/* A text file cut into tokens, comments included, so that it can be written anew.
 *
 * Every byte but spaces and line breaks belongs to one token. Where plain texts begin
 * and end is asked of the tree that the YAML parser made; the rest is read here. */
#pragma once

#include "model/node.h"

typedef enum {
    TOKEN_TEXT,     /* plain or quoted, quotes included */
    TOKEN_BLOCK,    /* the head of a block text: |, >- and so on */
    TOKEN_LINES,    /* the lines of a block text, without the last line break */
    TOKEN_MARK,     /* one of - ? : , [ ] { } */
    TOKEN_DOCUMENT, /* --- or ... */
    TOKEN_COMMENT,  /* from # to the end of the line, without spaces at its end */
} TokenKind;

typedef struct {
    TokenKind kind;
    const char *start;   /* as written; borrowed from the source */
    size_t length;       /* bytes */
    char *text;          /* what to write instead, or NULL; owned */
    size_t column;       /* bytes before it in its line */
    unsigned depth;      /* brackets around it; those it opens or closes do not count */
    bool is_first;       /* in its line */
    bool is_after_blank; /* one or more blank lines come before its line */
    size_t margin;       /* TOKEN_LINES: spaces before each line that are no text */

    /* Decided by lines_arrange. */
    unsigned level;  /* the block it belongs to, an index */
    unsigned indent; /* spaces before it, or before its second line */
    unsigned spaces; /* before it when it is not the first in its line */
} Token;

/* Of Token; free with g_array_unref. `source` has no byte order mark and only line
 * feeds, `root` is its tree. NULL when there is something that we do not understand. */
GArray *tokens_read(const Source *source, const Node *root);

/* Whether it is this mark. */
bool token_is(const Token *self, char mark);

/* [ or {, ] or }. */
bool token_opens(const Token *self);
bool token_closes(const Token *self);

/* Columns that `length` bytes take on a terminal. */
unsigned text_width(const char *text, size_t length);
