/* Which quotes a text needs in a text file of ours, and in those of other YAML readers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A text on one line with its quotes, written as plainly as can be: without them when
 * it then means the same to every YAML reader, else in double quotes; in single ones
 * when double ones would need escapes. A text with escapes stays as it is.
 * `in_brackets`: it is part of a list or map in brackets. Caller frees. */
char *quotes_simplify(const char *written, size_t length, bool in_brackets);
