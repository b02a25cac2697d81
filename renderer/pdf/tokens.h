/* The words of PDF's syntax (ISO 32000-1, 7.2), in files as in content streams. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    TOKEN_END, /* of the bytes */
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_STRING, /* ( ) */
    TOKEN_HEX,    /* < > */
    TOKEN_ARRAY,
    TOKEN_ARRAY_END,
    TOKEN_DICTIONARY,
    TOKEN_DICTIONARY_END,
    TOKEN_WORD,
    TOKEN_BAD,
} TokenKind;

typedef struct {
    TokenKind kind;
    gsize start, end;
    union {
        double number;
        const char *problem; /* of a bad one; to be translated */
    };
} Token;

/* The next one from `at`: white space and comments before it are left out. */
void token_read(const char *bytes, gsize length, gsize at, Token *token);

/* It is a word or operator, and this one. */
bool token_is_word(const char *bytes, const Token *token, const char *word);

/* White space or a delimiter: what can end a word. */
bool token_ends_word(char byte);
bool token_is_space(char byte);

/* Undoes the escapes of a name, without its slash, or a string. `text` has room for as
 * many bytes as the token has. Returns how many there are; names with "#00" have none,
 * as it could not be told from their end. */
gsize token_decode(const char *bytes, const Token *token, char *text);
