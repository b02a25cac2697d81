/* Single values: checking them against their key, and reading them into fields. */
#pragma once

#include "base/diagnostics.h"
#include "model/node.h"
#include "parse/keys.h"

/* Adds a finding when the text is no value of the key's type or out of its range. */
bool value_check(const Node *text, const Key *key, Diagnostics *diagnostics);

/* The State that a checked map of this section has. */
int value_state(const Node *map, const char *section);

/* Fills the fields of `target` that the section's keys name with the map's values, or
 * with the defaults; the map has been checked. Texts are borrowed from the nodes, lists
 * of texts are new GPtrArrays of borrowed texts. */
void value_fill(void *target, const Node *map, const Section *section);
