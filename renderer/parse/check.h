/* Checks a file's tree against the key table, and makes brief forms long.
 *
 * Afterwards every value has the type its key says, every required key is there, and a
 * text that stood for a map is that map: later stages need no such checks. */
#pragma once

#include "base/diagnostics.h"
#include "model/node.h"
#include "parse/keys.h"

/* The section of the file's kind, told by its first key; NULL with a finding if it is
 * no kind of file. */
const Section *check_file_kind(const Node *root, Diagnostics *diagnostics);

/* Adds a finding for each mistake; returns whether there was none. */
bool check_section(Node *node, const Section *section, Diagnostics *diagnostics);
