/* Words of one phrase in a language. */
#pragma once

#include "model/node.h"

/* The words in the language, else in a shorter tag of it (RFC 4647, 3.4), else those
 * that hold for any; NULL when there are none. `found`, unless NULL, gets the tag,
 * borrowed. */
const Node *phrase_find(const Node *phrase, const char *language, const char **found);
