/* What belongs together on one line though a space lies between: numbers and their
 * units, parts of abbreviations, short words that no line ends with. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether a line must not break at the space that ends before `at`; `text` is all of
 * the words (UTF-8), `language` theirs (BCP 47). */
bool bond_holds(const char *text, size_t at, const char *language);
