/* Language tags (BCP 47, RFC 5646): direction, lookup, and letters by the rules of a
 * language (Unicode's CLDR, through ICU), whatever the locale of the process. */
#pragma once

#include <stdbool.h>

/* Written from right to left: by script subtag, else by the language's usual script. */
bool language_is_right_to_left(const char *tag);

/* Cuts the last subtag off, as lookup does (RFC 4647, 3.4): "de-simple" becomes "de".
 * False when nothing is left to cut. */
bool language_shorten(char *tag);

/* "de" and "de-simple" are of "de". */
bool language_is(const char *tag, const char *language);

/* Leichte Sprache and its sisters: tags with the subtag "simple". */
bool language_is_simple(const char *tag);

/* Its quotes, and those inside quotes (Unicode's CLDR); UTF-8. */
typedef struct {
    char open[16], close[16], inner_open[16], inner_close[16];
    const char *others; /* that are as good, one after the other */
} LanguageQuotes;

LanguageQuotes language_quotes(const char *tag);

/* ASCII digits as others, the first of which is `zero`; caller frees. */
char *language_digits(const char *text, unsigned zero);

/* In capitals, in small letters: Turkish i becomes İ, German ß SS; caller frees. */
char *language_upper(const char *text, const char *tag);
char *language_lower(const char *text, const char *tag);
