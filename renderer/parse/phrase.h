/* Words of one phrase in a language. */
#pragma once

#include "model/node.h"

#include <stdbool.h>

/* The words in the language, else in a shorter tag of it (RFC 4647, 3.4), else those
 * that hold for any; NULL when there are none. `found`, unless NULL, gets the tag,
 * borrowed. */
const Node *phrase_find(const Node *phrase, const char *language, const char **found);

/* Whether words say that they were made from an older version of the source text than
 * there is now. */
bool phrase_is_outdated(const Node *source, const Node *words, int *made_from,
                        int *version);
