#include "pdf/tokens.h"

#include "base/translate.h"

#include <string.h>

enum { REGULAR, SPACE, DELIMITER, NUMERIC };

/* 7.2.2, tables 1 and 2; and what a number may have. */
static const guint8 classes[256] = {
    ['\0'] = SPACE,    ['\t'] = SPACE,    ['\n'] = SPACE,    ['\f'] = SPACE,
    ['\r'] = SPACE,    [' '] = SPACE,     ['('] = DELIMITER, [')'] = DELIMITER,
    ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
    ['0'] = NUMERIC,   ['1'] = NUMERIC,   ['2'] = NUMERIC,   ['3'] = NUMERIC,
    ['4'] = NUMERIC,   ['5'] = NUMERIC,   ['6'] = NUMERIC,   ['7'] = NUMERIC,
    ['8'] = NUMERIC,   ['9'] = NUMERIC,   ['+'] = NUMERIC,   ['-'] = NUMERIC,
    ['.'] = NUMERIC,
};

enum { DIGITS_MAX = 18 };

static const double powers[DIGITS_MAX + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                              1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                              1e14, 1e15, 1e16, 1e17, 1e18};

static guint8 class_of(char byte) {
    return classes[(guint8)byte];
}

bool token_is_space(char byte) {
    return class_of(byte) == SPACE;
}

bool token_ends_word(char byte) {
    return class_of(byte) == SPACE || class_of(byte) == DELIMITER;
}

static bool is_bad(Token *token, const char *problem) {
    token->kind = TOKEN_BAD;
    token->problem = problem;
    return false;
}

static const char *skip_space(const char *at, const char *end) {
    for (;;) {
        while (at < end && class_of(*at) == SPACE)
            at++;
        if (at == end || *at != '%')
            return at;
        while (at < end && *at != '\n' && *at != '\r')
            at++;
    }
}

static const char *skip_word(const char *at, const char *end) {
    while (at < end && (class_of(*at) == REGULAR || class_of(*at) == NUMERIC))
        at++;
    return at;
}

/* Digits from the 19th on change nothing: it is decimals that have so many. Division by
 * a power of ten rounds but once. */
static const char *read_number(const char *at, const char *end, Token *token) {
    bool is_negative = *at == '-', has_point = false;
    guint64 digits = 0;
    guint count = 0, decimals = 0;
    const char *first;

    at += is_negative || *at == '+';
    for (first = at; at < end && (guint8)(*at - '0') <= 9; at++, count++)
        digits = digits * 10 + (guint64)(*at - '0');
    /* They may have gone round, but then it is no number. */
    if (at - first > DIGITS_MAX)
        count = 0;
    else if (at < end && *at == '.') {
        has_point = true;
        for (first = ++at; at < end && (guint8)(*at - '0') <= 9; at++) {
            if (count + decimals == DIGITS_MAX)
                continue;
            digits = digits * 10 + (guint64)(*at - '0');
            decimals++;
        }
        count += at > first;
    }
    token->number = (double)digits;
    if (has_point)
        token->number /= powers[decimals];
    if (is_negative)
        token->number = -token->number;
    if (count == 0 || (at < end && !token_ends_word(*at)))
        is_bad(token, N_("a number that is none, or too large"));
    return at;
}

/* From behind the first bracket; escaped ones and pairs inside belong to it. */
static const char *skip_string(const char *at, const char *end, Token *token) {
    gsize depth = 1;

    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    is_bad(token, N_("a string never ends"));
    return at;
}

static const char *skip_hex(const char *at, const char *end, Token *token) {
    while (at < end && (g_ascii_isxdigit(*at) || class_of(*at) == SPACE))
        at++;
    if (at < end && *at == '>')
        return at + 1;
    is_bad(token, at == end ? N_("a string never ends")
                            : N_("a string in hexadecimal digits has something else"));
    return at;
}

static const char *read_delimiter(const char *at, const char *end, Token *token) {
    bool is_twice = at + 1 < end && at[1] == *at;

    switch (*at) {
    case '/':
        token->kind = TOKEN_NAME;
        return skip_word(at + 1, end);
    case '(':
        token->kind = TOKEN_STRING;
        return skip_string(at + 1, end, token);
    case '[':
        token->kind = TOKEN_ARRAY;
        return at + 1;
    case ']':
        token->kind = TOKEN_ARRAY_END;
        return at + 1;
    case '<':
        token->kind = is_twice ? TOKEN_DICTIONARY : TOKEN_HEX;
        return is_twice ? at + 2 : skip_hex(at + 1, end, token);
    default:
        token->kind = TOKEN_DICTIONARY_END;
        if (*at != '>' || !is_twice)
            is_bad(token, N_("an unmatched bracket"));
        return at + 1 + is_twice;
    }
}

void token_read(const char *bytes, gsize length, gsize at, Token *token) {
    const char *end, *start, *stop;

    *token = (Token){.kind = TOKEN_END, .start = length, .end = length};
    /* Of nothing there may be no bytes at all. */
    if (at >= length)
        return;
    end = bytes + length;
    start = stop = skip_space(bytes + at, end);
    if (start == end) {
        token->kind = TOKEN_END;
    } else if (class_of(*start) == NUMERIC) {
        token->kind = TOKEN_NUMBER;
        stop = read_number(start, end, token);
    } else if (class_of(*start) == DELIMITER) {
        stop = read_delimiter(start, end, token);
    } else {
        token->kind = TOKEN_WORD;
        stop = skip_word(start, end);
    }
    token->start = (gsize)(start - bytes);
    token->end = (gsize)(stop - bytes);
}

bool token_is_word(const char *bytes, const Token *token, const char *word) {
    return token->kind == TOKEN_WORD && token->end - token->start == strlen(word) &&
           memcmp(bytes + token->start, word, token->end - token->start) == 0;
}

/* --- escapes --- */

static gsize decode_name(const char *at, const char *end, char *text) {
    char *to = text;

    for (at++; at < end; at++) {
        if (*at == '#' && end - at > 2 && g_ascii_isxdigit(at[1]) &&
            g_ascii_isxdigit(at[2])) {
            *to =
                (char)(g_ascii_xdigit_value(at[1]) * 16 + g_ascii_xdigit_value(at[2]));
            if (*to++ == '\0')
                return 0;
            at += 2;
        } else {
            *to++ = *at;
        }
    }
    return (gsize)(to - text);
}

static gsize decode_hex(const char *at, const char *end, char *text) {
    gsize digits = 0;

    for (at++; at < end - 1; at++) {
        int value = g_ascii_xdigit_value(*at);

        if (value < 0)
            continue;
        /* 7.3.4.3: a last digit without its other one is as if 0 followed. */
        if (digits % 2 == 0)
            text[digits / 2] = (char)(value * 16);
        else
            text[digits / 2] = (char)((guint8)text[digits / 2] + value);
        digits++;
    }
    return (digits + 1) / 2;
}

/* `*at` stands behind a backslash, and afterwards on the last byte of the escape;
 * returns how many bytes it makes: 0 or 1. */
static gsize decode_escape(const char **at, const char *end, char *byte) {
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    const char *letter = memchr(letters, **at, strlen(letters));
    int value = 0;

    if (**at == '\n' || **at == '\r') {
        *at += **at == '\r' && end - *at > 1 && (*at)[1] == '\n';
        return 0;
    }
    if (letter != NULL) {
        *byte = meant[letter - letters];
    } else if (**at >= '0' && **at <= '7') {
        const char *first = *at;

        for (; *at < end && *at - first < 3 && **at >= '0' && **at <= '7'; (*at)++)
            value = value * 8 + (**at - '0');
        (*at)--;
        *byte = (char)(value & 0xff);
    } else {
        *byte = **at;
    }
    return 1;
}

static gsize decode_string(const char *at, const char *end, char *text) {
    char *to = text;

    end--;
    for (at++; at < end; at++) {
        if (*at == '\\') {
            at++;
            to += decode_escape(&at, end, to);
        } else if (*at == '\r') {
            /* 7.3.4.2: all line ends are one. */
            at += end - at > 1 && at[1] == '\n';
            *to++ = '\n';
        } else {
            *to++ = *at;
        }
    }
    return (gsize)(to - text);
}

gsize token_decode(const char *bytes, const Token *token, char *text) {
    const char *start = bytes + token->start, *end = bytes + token->end;

    if (token->kind == TOKEN_NAME)
        return decode_name(start, end, text);
    if (token->kind == TOKEN_HEX)
        return decode_hex(start, end, text);
    g_assert(token->kind == TOKEN_STRING);
    return decode_string(start, end, text);
}
