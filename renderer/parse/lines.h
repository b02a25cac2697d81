/* Where the tokens of a text file stand in its canonical form.
 *
 * Lines are neither joined nor split. Two spaces a level; lists in maps too. A line
 * inside brackets has two more for each bracket open at its beginning. A comment on a
 * line of its own is indented like the line below it, at the end of a block like the
 * block. Values in brackets that stand in one column stay in one, and so do comments
 * behind lines. */
#pragma once

#include "parse/tokens.h"

/* Sets indent and spaces of all tokens, of Token. */
void lines_arrange(GArray *tokens);

/* The text of arranged tokens; caller frees. */
char *lines_to_text(const GArray *tokens);
