/* Language tags (BCP 47, RFC 5646): direction and lookup. */
#pragma once

#include <stdbool.h>

/* Written from right to left: by script subtag, else by the language's usual script. */
bool language_is_right_to_left(const char *tag);

/* Cuts the last subtag off, as lookup does (RFC 4647, 3.4): "de-simple" becomes "de".
 * False when nothing is left to cut. */
bool language_shorten(char *tag);
